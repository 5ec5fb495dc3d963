"""The words that a report chooses from: how it went, what it is about, how much it matters.

They are the contract's, and :mod:`diagnose.report` hands them on to whoever works with reports.
"""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """The verdict in one word."""

    HEALTHY = "healthy"
    WARNING = "warning"
    PROBLEM = "problem"
    INCONCLUSIVE = "inconclusive"


class EditOf(StrEnum):
    """What a change in a corrected request is about."""

    ID = "id"
    QUERY = "query"
    HEADERS = "headers"
    """Its method as well: whatever is not in the body."""


class CheckOutcome(StrEnum):
    """What became of a check; every selected check has exactly one."""

    PASS = "pass"  # noqa: S105
    WARN = "warn"
    FAIL = "fail"
    UNKNOWN = "unknown"
    SKIP = "skip"
    ERROR = "error"


class Severity(StrEnum):
    """How much a finding matters; an ``info`` is never a cause."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class SubjectKind(StrEnum):
    """What a finding is about: the chain's kinds and the things around it."""

    WORKSPACE = "workspace"
    CONNECTION = "connection"
    CONNECTION_JOB = "connection_job"
    JOB_WORK = "job_work"
    WORK = "work"
    ARTIFACT = "artifact"
    TOKEN = "token"  # noqa: S105
    ENDPOINT = "endpoint"
    QUERY = "query"
    REQUEST = "request"
    TICKET = "ticket"


class LinkState(StrEnum):
    """What is known of one ID of the chain."""

    CONFIRMED = "confirmed"
    """Named, and agrees with the live data."""
    RESOLVED = "resolved"
    """Not named; found from the IDs that are."""
    WRONG = "wrong"
    """Named, and does not agree with the live data."""
    UNKNOWN = "unknown"
    """Could not be looked at, or nothing is known."""
    TROUBLED = "troubled"
    """The right ID, but something is wrong with what it identifies (a status, no artifacts)."""


class Certainty(StrEnum):
    """How sure it is that changing this one thing mends the ticket."""

    PROVEN = "proven"
    """An answer of this run shows it: the missing rows under the right IDs, or the state itself."""
    LIKELY = "likely"
    """It explains the ticket; what would prove it was not shown, or is not this run's to show."""
    TIED = "tied"
    """Another change, as small, explains the ticket as well: its rivals name it."""


class ProofClaim(StrEnum):
    """What one step of a proof says of its subject."""

    LISTS = "lists"
    """A list of the subject's contents has the objects."""
    LISTS_NOT = "lists_not"
    """A list that was asked for the objects came back without them."""
    NOT_FOUND = "not_found"
    """The subject was asked for by its own ID, and nothing came back."""
    IS_KIND = "is_kind"
    """The subject is live, as the kind that the value names."""
    STATUS = "status"
    """The subject has the status that the value names."""
    AGE = "age"
    """The subject is as many seconds old as the value says."""
    COUNT = "count"
    """The subject contains as many objects as the value says."""
    ERROR = "error"
    """The gateway answered with the error that the value quotes."""


class TrialOutcome(StrEnum):
    """What came of running a corrected request."""

    RETURNED = "returned"
    """It brought every row that was missing."""
    MISSING = "missing"
    """It was answered, and rows are still missing."""
    FAILED = "failed"
    """It was not sent, or not answered."""


class Acts(StrEnum):
    """Who has to do what the remedy says."""

    CUSTOMER = "customer"
    SUPPORT = "support"
    VENDOR = "vendor"


class Symptom(StrEnum):
    """What the customer saw go wrong, as far as the ticket shows it."""

    NOTHING = "nothing"
    """An empty list, or rows that are missing from one."""
    NO_ARTIFACTS = "no-artifacts"
    """Job works come back, without the artifacts that they should have."""
    UNFINISHED = "unfinished"
    """Artifacts come back, and are not processed."""
    SIGNED_OUT = "signed-out"
    """The gateway took them for nobody: 401, UNAUTHENTICATED, ``me`` is null."""
    FORBIDDEN = "forbidden"
    """403, FORBIDDEN, "access denied"."""
    NOT_FOUND = "not-found"
    """An error that says that what was named does not exist."""
    REFUSED = "refused"
    """The request itself was refused: a validation error, 400, 405, 415."""
    NO_ANSWER = "no-answer"
    """No GraphQL answer at all: a page, a redirect, a time-out, 404, 5xx."""
    ERROR = "error"
    """Any other error."""

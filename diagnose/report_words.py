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

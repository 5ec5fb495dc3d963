"""What a check answers: the good state was seen, it was not, it does not apply, or nobody could look.

``secrets`` of each answer are what the check came upon that must not leave: it is masked wherever a report has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from diagnose.phrases import listed
from diagnose.report import Acts, Certainty, ProofClaim, Rival, Severity, Subject, SubjectKind, Symptom

if TYPE_CHECKING:
    from pydantic import JsonValue

    from diagnose.secrets import Secret


@dataclass(frozen=True, slots=True)
class Step:
    """One reason for a finding: what it claims of its subject, and the exchange of this run that shows it.

    ``objects`` are IDs of the kind ``of``, for the claims about what a place lists; the others have a ``value``.
    ``text`` says it as a clause.
    """

    claim: ProofClaim
    subject: Subject
    evidence: str
    text: str
    of: SubjectKind | None = None
    objects: tuple[str, ...] = ()
    value: str | None = None


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be, as a check hands it in.

    ``because_of`` names the subjects whose findings, if there are any, explain this one: it then is a consequence,
    not a cause. ``case`` and ``fields`` choose and fill the remedy that the code declares. ``obstructs`` says that the
    tool could see nothing of the ticket because of it, so that the verdict is inconclusive. ``aside`` says that it is
    about what the customer sent, not about what this run can see: checks that require this one then still look.
    ``evidence`` holds IDs of exchanges (``E2``); ``severity``, ``docs_url`` and ``acts`` go before what the code
    declares. ``certainty`` says how sure it is that this is what has to change: never more than likely where only the
    ticket's own text shows it, or where it is about the customer's credentials. ``proof`` has the reasons that this
    run saw, ``rivals`` what may have to change instead.
    """

    code: str
    subject: Subject
    summary: str
    expected: str
    observed: str
    suggestion: str | None = None
    details: Mapping[str, JsonValue] = field(default_factory=dict)
    because_of: tuple[Subject, ...] = ()
    evidence: tuple[str, ...] = ()
    obstructs: bool = False
    aside: bool = False
    severity: Severity | None = None
    docs_url: str | None = None
    case: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    certainty: Certainty = Certainty.LIKELY
    rivals: tuple[Rival, ...] = ()
    proof: tuple[Step, ...] = ()
    acts: Acts | None = None


class Cure(StrEnum):
    """What a change of the customer's request cures, once the IDs in its query are right."""

    WINDOW = "window"
    """``limit`` and ``offset``."""
    FILTER = "filter"
    """Filters other than by ID."""
    SELECTION = "selection"
    """The fields that are asked for."""
    METHOD = "method"
    """The method that it is sent with."""
    CONTENT_TYPE = "content-type"
    """The header that says what it is sent as."""
    AUTHORIZATION = "authorization"
    """The header that says who sends it."""
    SPELLING = "spelling"
    """The names of fields and arguments."""
    VARIABLES = "variables"
    """Variables that do not fit what the query declares: with them, it does not run at all."""


@dataclass(frozen=True)
class ReplyWords:
    """What the draft of an answer says to the customer of a code: what was found, and what to do.

    Plain sentences without internal detail. What stands in braces is filled in from the finding: ``{id}`` and
    ``{kind}`` of its subject, ``{right}`` (what it suggests), ``{name}`` and ``{reason}`` of an artifact, and
    ``{summary}`` and ``{remedy}``, its own first sentences.
    """

    found: str
    please: str = ""

    def __post_init__(self) -> None:
        if odd := set(_FIELD.findall(self.found + self.please)) - REPLY_FIELDS:
            raise ValueError(f"a reply has no {listed([f'{{{name}}}' for name in sorted(odd)])}")


REPLY_FIELDS: Final = frozenset({"id", "kind", "right", "name", "reason", "summary", "remedy"})
_FIELD: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class SettledFinding:
    """A finding with what its check's declaration adds to it, so that nothing is left open.

    ``remedy`` is the code's template with the finding's fields filled in; whether it is a ``notice``, who ``acts``,
    which symptoms it ``shows``, what may ``cure`` it and what the customer is told in ``reply``, the code says.
    """

    finding: Finding
    severity: Severity
    remedy: str
    docs_url: str
    notice: bool
    acts: Acts = Acts.CUSTOMER
    shows: frozenset[Symptom] = frozenset(Symptom)
    cure: Cure | None = None
    reply: ReplyWords | None = None


@dataclass(frozen=True)
class Ask:
    """Something to ask the customer: ``ask_for`` is a slot (``connection_id``) or a short name, ``why`` a sentence."""

    ask_for: str
    why: str


@dataclass(frozen=True)
class Passed:
    """The good state was seen."""

    reason: str
    asks: tuple[Ask, ...] = ()
    secrets: tuple[Secret, ...] = ()


@dataclass(frozen=True)
class Found:
    """The good state was not seen: fail with an error among the findings, else warn, else (infos only) pass.

    ``unseen`` says what else could not be checked; with warnings only, that makes the outcome ``unknown``.
    """

    findings: tuple[Finding, ...]
    reason: str = ""
    unseen: str | None = None
    asks: tuple[Ask, ...] = ()
    secrets: tuple[Secret, ...] = ()


@dataclass(frozen=True)
class Skipped:
    """Not applicable, or blocked by checks that did not pass."""

    reason: str
    blocked_by: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    secrets: tuple[Secret, ...] = ()


@dataclass(frozen=True)
class Unknown:
    """The gateway would not let us look. Never a pass."""

    reason: str
    asks: tuple[Ask, ...] = ()
    secrets: tuple[Secret, ...] = ()


Result: TypeAlias = Passed | Found | Skipped | Unknown

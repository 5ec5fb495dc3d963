"""The parts of a report that a cause rests on: subjects, steps of proof, facts, rivals and the ticket's own words.

A proof names nothing but answers of its own run. Each :class:`ProofStep` can be checked against the :class:`Facts` of
the evidence that it names, by whoever reads the report and without asking anybody.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from diagnose.report_words import ProofClaim, SubjectKind


def _utc_text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


UtcTime = Annotated[datetime, PlainSerializer(_utc_text, return_type=str, when_used="json")]
"""An aware UTC time, written as ``2026-01-31T09:30:00.000Z``."""


class Model(BaseModel):
    """Frozen, and lenient towards keys of a later minor version."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Subject(Model):
    """What a finding is about. ``id`` is exactly as the gateway or the ticket has it."""

    kind: SubjectKind
    id: str


class Where(Model):
    """The ticket's own words: the place of an ID or a request in a source."""

    source: str
    line: int
    """1-based, in the customer's own file."""
    column: int | None = None
    """1-based, in characters of that line; None where the line holds it in another form (encoded, escaped)."""
    quote: str = ""
    """The words around it, secrets masked; empty where they were not kept."""
    caret: int | None = None
    """Where in the quote the ID begins, counted from 0."""


class Rival(Model):
    """Another explanation that changes as few things."""

    subject: Subject
    """What would be changed instead."""
    suggestion: str | None = None
    """The ID that would belong there, where it is known."""
    tells_apart: str
    """A question or a look-up that shows which of the two it is, a sentence."""


class ProofStep(Model):
    """One reason, and the answer of this run that shows it.

    ``lists``, ``lists_not`` and ``count`` are about an ``object``: the first of the IDs that the step is about;
    ``others`` has more of its kind, and ``more`` counts those left out. The other claims have a ``value``.
    """

    claim: ProofClaim
    subject: Subject
    object: Subject | None = None
    others: tuple[str, ...] = ()
    more: int = 0
    value: str | None = None
    evidence: str
    text: str
    """The step as a clause: ``connection_790 lists all 5 job works``."""


class ListFact(Model):
    """One list of an answer, as far as proofs rest on it."""

    of: SubjectKind
    """The kind of its rows."""
    under: str | None = None
    """The connection or workspace whose contents it lists; None for the workspaces themselves."""
    by: SubjectKind | None = None
    """The kind of ID that it was filtered by; None for a list without a filter."""
    asked: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    rows: int
    """All rows that came back, also those that ``ids`` leaves out."""
    trouble: str | None = None
    """Why rows may be missing; a list with one shows that something is there, never that it is not."""


class IdFact(Model):
    """A job work, where it lives, and those of its other IDs that a proof or a suggestion names."""

    id: str
    connection_id: str
    connection_job_id: str | None = None
    work_id: str | None = None
    external_id: str | None = None
    artifacts: int | None = None
    """How many artifacts it had; None where no proof counts them."""


class StateFact(Model):
    """The state of a connection or an artifact."""

    kind: SubjectKind
    id: str
    status: str | None = None
    created_at: UtcTime | None = None
    job_work_id: str | None = None


class ErrorFact(Model):
    """An error of an answer, in the gateway's own words."""

    message: str
    code: str | None = None
    path: str = ""
    """The fields on the way to it, joined by dots."""


class Masked(Model):
    """What was taken out of the report before it was written: never what the checks decided from."""

    personal_data: bool = True
    """False where it was written with ``--show-personal-data``: it then says what the customer and the gateway said."""
    kinds: dict[str, int] = Field(default_factory=dict)
    """How many values of each kind an alias stands for; an alias begins with its kind."""
    map: str | None = None
    """The name of the alias map that was continued: the same value has the same alias in all reports that name it."""


class Facts(Model):
    """What an answer holds of what proofs rest on."""

    lists: tuple[ListFact, ...] = ()
    job_works: tuple[IdFact, ...] = ()
    states: tuple[StateFact, ...] = ()
    errors: tuple[ErrorFact, ...] = ()

"""The slots of a ticket: for each kind of ID, what the option, the report, the gateway and people call it.

This table is the one place that knows them; whoever needs the six goes through it. The report's JSON model spells its
keys out (:class:`~diagnose.report.TicketIds`), since a schema is made from it; so do two values below this room that
carry the same keys, what was read (:class:`~diagnose.intake.model.Slots`) and a scenario's ticket.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diagnose.ids import Kind


@dataclass(frozen=True)
class Slot:
    """One kind of ID in a ticket.

    ``key`` is the report's name for it (contract §4), which sources and scenarios share; ``many`` says whether it
    holds a list. ``filter`` is the key of the gateway's ``JobWorkFilters`` that takes such IDs, None where there is
    none (``workIds`` is only inferred). ``help`` is a sentence for people.
    """

    kind: Kind
    option: str
    key: str
    help: str
    many: bool = True
    filter: str | None = None


SLOTS: Mapping[Kind, Slot] = {
    slot.kind: slot
    for slot in (
        Slot(Kind.WORKSPACE, "--workspace", "workspace_id", "The workspace.", many=False),
        Slot(Kind.CONNECTION, "--connection", "connection_id", "The provider connection.", many=False),
        Slot(
            Kind.CONNECTION_JOB,
            "--connection-job",
            "connection_job_ids",
            "A connection job (repeatable).",
            filter="connectionJobIds",
        ),
        Slot(Kind.JOB_WORK, "--job-work", "job_work_ids", "A job work (repeatable).", filter="ids"),
        Slot(Kind.WORK, "--work", "work_ids", "A work (repeatable).", filter="workIds"),
        Slot(
            Kind.ARTIFACT,
            "--artifact",
            "artifact_ids",
            "An artifact that should be there: its ID or the customer's external ID (repeatable).",
        ),
    )
}
"""Highest in the chain first."""


def ids_by_kind(holder: object) -> dict[Kind, tuple[str, ...]]:
    """Return the IDs of an object that has an attribute for each slot's key, such as what was read from a ticket."""
    return {kind: _several(getattr(holder, slot.key)) for kind, slot in SLOTS.items()}


def _several(value: str | Iterable[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)

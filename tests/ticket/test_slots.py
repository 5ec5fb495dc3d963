"""The table of slots agrees with everything that has fields of its own: the report, the reading, the scenarios."""

from __future__ import annotations

from dataclasses import fields

from diagnose.ids import Kind
from diagnose.intake.model import Slots
from diagnose.report import TicketIds
from diagnose.sandbox import ScenarioTicket
from diagnose.ticket.slots import SLOTS, ids_by_kind

KEYS = [slot.key for slot in SLOTS.values()]


def test_every_kind_has_a_slot() -> None:
    """In the order of the chain."""
    assert list(SLOTS) == list(Kind)
    assert [slot.kind for slot in SLOTS.values()] == list(Kind)


def test_keys_are_those_of_the_report_the_reading_and_the_scenarios() -> None:
    """Whatever names IDs has them under the same keys, and holds a list where the slot does."""
    assert [name for name in TicketIds.model_fields if name not in {"reference", "sources"}] == KEYS
    assert [field.name for field in fields(Slots) if field.name in KEYS] == KEYS
    assert [field.name for field in fields(ScenarioTicket) if field.name != "reference"] == KEYS
    assert [key for key in KEYS if key.endswith("s")] == [slot.key for slot in SLOTS.values() if slot.many]


def test_ids_are_read_by_kind() -> None:
    """One ID, several, or none: all come out as a tuple."""
    ids = ids_by_kind(ScenarioTicket(connection_id="connection_789", job_work_ids=("job_work_1", "job_work_2")))
    assert ids[Kind.CONNECTION] == ("connection_789",)
    assert ids[Kind.JOB_WORK] == ("job_work_1", "job_work_2")
    assert ids[Kind.WORKSPACE] == ids[Kind.ARTIFACT] == ()

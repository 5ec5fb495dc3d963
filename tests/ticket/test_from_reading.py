"""From a reading to a ticket: which IDs are used, and what is not passed on."""

from __future__ import annotations

import pytest

from diagnose.ids import MAX_ID_LENGTH, Kind
from diagnose.intake.model import Ambiguity, Reading, Slots, SourceInfo
from diagnose.ticket.from_reading import Options, shown_name, sort_ids, ticket_from
from diagnose.ticket.ticket import TicketError

SLOTS = Slots(workspace_id="w1", connection_id="c1", job_work_ids=("j1", "j2"), artifact_ids=("a1",))
DOUBT = Ambiguity("connection_id", "c1", ("c2",), "c1 was taken because it came first")


def test_what_is_read_fills_the_slots_that_options_leave() -> None:
    """Slot by slot, an option goes first; a list is replaced as a whole."""
    ticket = ticket_from(Options({Kind.CONNECTION: ("c9",), Kind.JOB_WORK: ("j9",)}), Reading(slots=SLOTS))
    assert [one.id for one in ticket] == ["w1", "c9", "j9", "a1"]


def test_an_option_settles_what_the_sources_disagree_about() -> None:
    """Only for its own slot."""
    reading = Reading(slots=SLOTS, ambiguities=(DOUBT,))
    assert ticket_from(Options(), reading).reading.ambiguities == (DOUBT,)
    assert ticket_from(Options({Kind.WORKSPACE: ("w9",)}), reading).reading.ambiguities == (DOUBT,)
    assert ticket_from(Options({Kind.CONNECTION: ("c1",)}), reading).reading.ambiguities == ()


@pytest.mark.parametrize("rubbish", ["", "   ", "\u200b", "x" * (MAX_ID_LENGTH + 1), "a\ud800"])
def test_rubbish_that_was_read_is_left_out(rubbish: str) -> None:
    """An ID that cannot be one ends nothing; as an option it would."""
    slots = Slots(connection_id="c1", workspace_id=rubbish, job_work_ids=(rubbish, "j1"))
    assert [one.id for one in ticket_from(Options(), Reading(slots=slots))] == ["c1", "j1"]
    with pytest.raises(TicketError):
        ticket_from(Options({Kind.WORKSPACE: (rubbish,)}), Reading(slots=slots))


def test_a_reference_loses_what_cannot_be_printed() -> None:
    """It names files, and is bounded."""
    ticket = ticket_from(
        Options(), Reading(slots=Slots(connection_id="c1", reference="T-1\x1b[31m\u202e" + " 99" * 200))
    )
    assert ticket.reference == f"T-1[31m{' 99' * 30}…"


def test_nothing_named_and_nothing_read_is_an_error() -> None:
    """There is nothing to diagnose."""
    with pytest.raises(TicketError, match="names no ID"):
        ticket_from(Options(), Reading(sources=(SourceInfo("t", "text", 3),)))


@pytest.mark.parametrize(
    ("name", "shown"), [("/home/somebody/t.txt", "t.txt"), ("t.txt", "t.txt"), ("../x/y", "y"), ("standard input",) * 2]
)
def test_a_source_is_shown_without_its_folders(name: str, shown: str) -> None:
    """The folders of a machine are no part of a report."""
    assert shown_name(name) == shown


def test_ids_are_placed_as_the_live_data_tells() -> None:
    """Each in its slot; a second of what there is one slot for, and what nobody knows, is left over."""
    ticket = ticket_from(Options(), Reading(unsorted=("c1", "j1", "c2", "?", "w1")))
    kinds = {"c1": Kind.CONNECTION, "j1": Kind.JOB_WORK, "c2": Kind.CONNECTION, "w1": Kind.WORKSPACE}
    placed = sort_ids(ticket, kinds)
    assert [(one.kind.value, one.id) for one in placed] == [
        ("workspace", "w1"),
        ("connection", "c1"),
        ("job_work", "j1"),
    ]
    assert set(placed.unsorted) == {"?", "c2"}


def test_a_correction_takes_the_slot_of_what_it_corrects() -> None:
    """What the live data merely tells of does not; a list takes it besides."""
    named = Reading(slots=SLOTS, unsorted=("c9", "c8", "j9"), corrections=("c9",))
    kinds = {"c8": Kind.CONNECTION, "c9": Kind.CONNECTION, "j9": Kind.JOB_WORK}
    ticket = sort_ids(ticket_from(Options(), named), kinds)
    assert [one.id for one in ticket] == ["w1", "c9", "j1", "j2", "j9", "a1"]
    assert ticket.unsorted == ("c8",)
    assert ticket.reading.set_aside == ("c1",)

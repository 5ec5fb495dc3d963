"""The ticket: which IDs are taken, once each, and how the report names them."""

from __future__ import annotations

import time

import pytest

from diagnose.ids import MAX_ID_LENGTH, Kind
from diagnose.ticket.ticket import MAX_REFERENCE_LENGTH, TicketError, make_ticket, named_id


@pytest.mark.parametrize("bad", ["", "  ", "\u200b", "a" * (MAX_ID_LENGTH + 1), "\ud800abc"])
def test_no_id_at_all(bad: str) -> None:
    """What cannot be an ID is refused with one sentence that names the kind and holds nothing of length."""
    with pytest.raises(TicketError) as caught:
        named_id(Kind.JOB_WORK, bad)
    assert "job work ID" in str(caught.value)
    assert len(str(caught.value)) < 300
    str(caught.value).encode()


def test_longest_id() -> None:
    """An ID of exactly the longest length is taken."""
    assert named_id(Kind.WORK, "a" * MAX_ID_LENGTH).id == "a" * MAX_ID_LENGTH


@pytest.mark.parametrize("reference", ["", " ", "a" * (MAX_REFERENCE_LENGTH + 1), "T-1\n", "T-\x1b[2J", "T\u202e1"])
def test_bad_references(reference: str) -> None:
    """A ticket reference is one printable line of readable length."""
    with pytest.raises(TicketError):
        make_ticket({Kind.CONNECTION: ["connection_789"]}, reference=reference)


def test_nothing_named() -> None:
    """A ticket that names nothing cannot be diagnosed, and the sentence says what to give."""
    with pytest.raises(TicketError, match="names no ID"):
        make_ticket({}, reference="T-1")


def test_named_as_given() -> None:
    """The report shows IDs as named, once each and in the ticket's order; the run uses them cleaned."""
    ticket = make_ticket({Kind.JOB_WORK: ["job_work_2", "job_work_1\u200b", "job_work_2", "job_work_1"]})
    assert ticket.ids.job_work_ids == ("job_work_2", "job_work_1\u200b")
    assert [some_id.id for some_id in ticket] == ["job_work_2", "job_work_1"]


def test_one_workspace_at_a_time() -> None:
    """A slot for one ID takes no second one, but takes the same one twice."""
    with pytest.raises(TicketError, match="2 workspaces"):
        make_ticket({Kind.WORKSPACE: ["workspace_1", "workspace_2"]})
    assert len(list(make_ticket({Kind.WORKSPACE: ["workspace_1", "workspace_1"]}))) == 1


@pytest.mark.thorough
def test_many_ids_are_told_apart_in_no_time() -> None:
    """Repetitions are found by looking up, not by comparing each ID with all others."""
    ids = [f"job_work_{number % 40_000}" for number in range(50_000)]
    started = time.process_time()
    assert len(make_ticket({Kind.JOB_WORK: ids}).job_works) == 40_000
    assert time.process_time() - started < 10


def test_the_report_has_each_id_under_its_own_key() -> None:
    """What the options and sources name is what the report's ticket object says."""
    ids = make_ticket({kind: [f"{kind.value}_1"] for kind in Kind}, reference="T-1").ids
    assert ids.model_dump(exclude={"sources"}) == {
        "reference": "T-1",
        "workspace_id": "workspace_1",
        "connection_id": "connection_1",
        "connection_job_ids": ("connection_job_1",),
        "job_work_ids": ("job_work_1",),
        "work_ids": ("work_1",),
        "artifact_ids": ("artifact_1",),
    }

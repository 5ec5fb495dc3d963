"""What was meant by an ID that is not live as the kind that the ticket says."""

from __future__ import annotations

from functools import cache

import pytest

from diagnose.ids import Kind
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.reasoning.meant import MOST_NEAR_MISSES, Meanings
from diagnose.investigation.reasoning.near import NOTHING_NEAR
from diagnose.investigation.reasoning.standing import Mistyped, WrongKind
from diagnose.sandbox import ScenarioTicket
from diagnose.ticket.ticket import named_id
from tests.investigation.investigating import investigated


@cache
def known() -> Knowledge:
    """Everything in the connection conn_500 and the names of all others."""
    return investigated(ScenarioTicket(connection_id="conn_500", artifact_ids=("nope",))).case.live


@pytest.mark.parametrize(
    ("kind", "given", "actual", "right"),
    [
        (Kind.WORKSPACE, "conn_961", Kind.CONNECTION, "ws_277"),
        (Kind.CONNECTION, "jw_11", Kind.JOB_WORK, "conn_500"),
        (Kind.CONNECTION, "ws_277", Kind.WORKSPACE, "conn_961"),
        (Kind.CONNECTION, "ws_100", Kind.WORKSPACE, None),
        (Kind.CONNECTION_JOB, "jw_13", Kind.JOB_WORK, "job_2"),
        (Kind.JOB_WORK, "artifact_12", Kind.ARTIFACT, "jw_12"),
        (Kind.WORK, "jw_12", Kind.JOB_WORK, "work_912"),
    ],
)
def test_an_id_of_another_kind_leads_to_the_right_one(kind: Kind, given: str, actual: Kind, right: str | None) -> None:
    """Up and down the chain; where it leads to several, none of them is chosen."""
    meant = Meanings(known()).of(named_id(kind, given))
    assert isinstance(meant, WrongKind)
    assert (meant.actual, meant.right) == (actual, right)
    assert meant.evidence


def test_kind_goes_before_spelling() -> None:
    """``jw_11`` in a connection's place is a job work's ID, though another ID may be spelled nearly the same."""
    meanings = Meanings(known())
    assert isinstance(meanings.of(named_id(Kind.CONNECTION, "conn_5000")), Mistyped)
    assert isinstance(meanings.of(named_id(Kind.CONNECTION, "jw_11")), WrongKind)


def test_beyond_a_number_of_misses_they_are_no_typing_errors() -> None:
    """Comparing each of ten thousand wrong IDs with ten thousand live ones would take minutes and help nobody."""
    meanings = Meanings(known())
    for number in range(MOST_NEAR_MISSES):
        meanings.of(named_id(Kind.JOB_WORK, f"other-{number}"))
    assert meanings.of(named_id(Kind.CONNECTION, "conn_5000")) == NOTHING_NEAR

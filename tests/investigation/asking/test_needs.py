"""What a ticket still needs, read off what is known."""

from __future__ import annotations

import pytest

from diagnose.ids import Kind
from diagnose.investigation.asking.needs import UNFILTERED, Filter, Needs, batches
from diagnose.investigation.known.bounds import Manners, Reach
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.reasoning.case_file import CaseFile
from diagnose.investigation.reasoning.explain import Place
from diagnose.sandbox import ScenarioTicket
from diagnose.ticket.ticket import make_ticket
from tests.investigation.investigating import investigated

IDS = {Kind.CONNECTION_JOB: ["job_1"], Kind.WORK: ["work_1"], Kind.JOB_WORK: ["jw_1"]}


@pytest.mark.parametrize(
    ("named", "takes_works", "filtered"),
    [
        ((Kind.CONNECTION_JOB, Kind.WORK, Kind.JOB_WORK), True, Filter(Kind.JOB_WORK, ("jw_1",))),
        ((Kind.CONNECTION_JOB, Kind.WORK), True, Filter(Kind.WORK, ("work_1",))),
        ((Kind.CONNECTION_JOB, Kind.WORK), False, Filter(Kind.CONNECTION_JOB, ("job_1",))),
        ((Kind.WORK,), False, UNFILTERED),
        ((), True, UNFILTERED),
    ],
)
def test_what_to_look_at_in_full(named: tuple[Kind, ...], takes_works: bool, filtered: Filter) -> None:
    """The narrowest that is named, and that the gateway can filter by."""
    ticket = make_ticket({Kind.CONNECTION: ["conn_1"], **{kind: IDS[kind] for kind in named}})
    live = Knowledge(manners=Manners(work_filter=takes_works))
    assert Needs(CaseFile(ticket, live), Reach()).main_filter == filtered


def test_what_is_missing_and_where_it_is_to_be_expected() -> None:
    """Artifacts are not: they hang off job works. The right connection is told first, then the one named."""
    ticket = ScenarioTicket(None, "ws_100", "conn_733", (), ("jw_11", "jw_12", "nowhere_1"), (), ("nothing",))
    needs = Needs(investigated(ticket).case, Reach())
    assert [named.id for named in needs.missing] == ["nowhere_1"]
    assert needs.homes == [Place("ws_100", "conn_500"), Place("ws_100", "conn_733")]


def test_batches() -> None:
    """Everything once, in order, in pieces of at most the size."""
    assert list(batches([1, 2, 3, 4, 5], 2)) == [[1, 2], [3, 4], [5]]
    assert list(batches([], 2)) == []

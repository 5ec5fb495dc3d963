"""What is asked in which round. What whole runs cost is counted in tests/diagnosis/test_round_trips.py."""

from __future__ import annotations

import pytest

from diagnose.gateway.exchange import Reception
from diagnose.ids import Kind
from diagnose.investigation.asking.plan import plan
from diagnose.investigation.known.bounds import Reach
from diagnose.investigation.known.learning import Learning
from diagnose.investigation.reasoning.case_file import CaseFile
from diagnose.sandbox import ScenarioTicket
from diagnose.ticket.ticket import make_ticket
from tests.investigation.investigating import answer, investigated

WHOLE = ScenarioTicket(None, "ws_100", "conn_500", ("job_1",), ("jw_11",), ("work_911",))


def test_the_opening_asks_for_everything_that_is_named() -> None:
    """One request: job works in full, works and connection jobs beside them."""
    found = investigated(WHOLE)
    assert found.operations == [["TicketChain"]]
    variables = found.rounds[0][0].variables
    assert variables["jobWorks"] == {"ids": ["jw_11"]}
    assert variables["byWork"] == {"workIds": ["work_911"]}
    assert variables["byConnectionJob"] == {"connectionJobIds": ["job_1"]}


def test_a_long_list_goes_in_batches_side_by_side() -> None:
    """The first in the opening, the others beside it, each ID once."""
    ticket = make_ticket(
        {
            Kind.WORKSPACE: ["ws_100"],
            Kind.CONNECTION: ["conn_500"],
            Kind.JOB_WORK: [f"jw_{number}" for number in range(450)],
        }
    )
    questions = plan(CaseFile(ticket), Reach())
    assert [question.operation for question in questions] == ["TicketChain", "JobWorks", "JobWorks"]
    ids = [named.id for named in ticket.job_works]
    filters = [question.variables["jobWorks"] for question in questions]
    assert filters == [{"ids": ids[:200]}, {"ids": ids[200:400]}, {"ids": ids[400:]}]


def test_without_a_workspace_everything_visible_is_searched() -> None:
    """There is nothing to hang the ticket on; an artifact alone cannot be filtered by, so all is listed."""
    assert investigated(ScenarioTicket(job_work_ids=("jw_11",))).operations[0] == ["Search"]
    assert investigated(ScenarioTicket(artifact_ids=("artifact_31",))).operations[0] == ["Connections"]


def test_what_is_missing_is_searched_for_while_near_misses_are_listed() -> None:
    """Neither needs the other's answer, so they go together."""
    found = investigated(ScenarioTicket(None, "ws_100", "conn_500", (), ("jw_11", "nowhere_1")))
    # What is missing may be behind a cap of the list that lacks it, so it is asked for by itself as well.
    assert found.operations[:2] == [["TicketChain"], ["JobWorks", "JobWorksShallow", "Search"]]


@pytest.mark.parametrize("dialect", ["plain", "capped", "guarded"])
def test_nothing_is_asked_twice_and_it_ends(dialect: str) -> None:
    """Whatever the gateway refuses: no question comes again, and the last round leaves nothing to ask."""
    ticket = ScenarioTicket(None, "ws_277", "conn_733", ("job_7",), ("jw_11", "jw_1", "no_1"))
    found = investigated(ticket, dialect=dialect)
    keys = [question.key for questions in found.rounds for question in questions]
    assert len(keys) == len(set(keys))
    assert plan(found.case, Reach()) == ()


@pytest.mark.parametrize("reception", [Reception.UNAUTHENTICATED, Reception.NOT_GRAPHQL, Reception.UNREACHABLE])
def test_a_door_that_is_shut_is_not_knocked_on_again(reception: Reception) -> None:
    """Rejected credentials, or something that is not the gateway: nothing more is asked."""
    ticket = make_ticket({Kind.WORKSPACE: ["ws_100"], Kind.JOB_WORK: ["jw_11"]})
    first, *_ = plan(CaseFile(ticket), Reach())
    learning = Learning()
    learning.learn(answer(first, reception=reception))
    assert plan(CaseFile(ticket, learning.knowledge), Reach()) == ()

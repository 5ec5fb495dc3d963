"""What a run saw: which job works are looked at, and what the ticket hangs off."""

from __future__ import annotations

import pytest

from diagnose.checking.sight import Sight
from diagnose.gateway.exchange import Reception
from diagnose.investigation.asking.plan import plan
from diagnose.investigation.known.bounds import Reach
from diagnose.investigation.known.learning import learned_from
from diagnose.investigation.reasoning.case_file import CaseFile
from diagnose.sandbox import ScenarioTicket
from tests.investigation.investigating import NOW, answer, investigated


def sight(ticket: ScenarioTicket, reach: Reach | None = None) -> Sight:
    reach = reach or Reach()
    return Sight(investigated(ticket, reach=reach).case, "http://127.0.0.1/graphql", NOW, reach=reach)


@pytest.mark.parametrize(
    ("ticket", "looked_at"),
    [
        (ScenarioTicket(None, "ws_100", "conn_500", ("job_1",), ("jw_13",), ("work_911",)), {"jw_13"}),
        (ScenarioTicket(None, "ws_100", "conn_500", ("job_2",), (), ("work_911",)), {"jw_11"}),
        (ScenarioTicket(None, "ws_100", "conn_500", ("job_1",)), {"jw_11", "jw_12"}),
        (ScenarioTicket(None, "ws_100", "conn_500"), {"jw_11", "jw_12", "jw_13"}),
        (ScenarioTicket(artifact_ids=("file-31",)), {"jw_31"}),
        (ScenarioTicket(job_work_ids=("work_911",)), {"jw_11"}),
        (ScenarioTicket(workspace_id="ws_999"), set()),
    ],
)
def test_the_narrowest_that_is_named_is_looked_at(ticket: ScenarioTicket, looked_at: set[str]) -> None:
    """Job works, else works, else connection jobs, else the connection; a work's ID in a job work's place leads on."""
    assert {job_work.id for job_work in sight(ticket).looked_at.job_works} == looked_at


def test_how_far_it_reached() -> None:
    """A bound leaves the rest open; a listing that was read to its end does not."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500")
    assert not sight(ticket).looked_at.more
    bounded = sight(ticket, Reach(max_job_works=2, page=2)).looked_at
    assert (len(bounded.job_works), bounded.more) == (2, True)


def test_what_the_ticket_hangs_off() -> None:
    """Resolved from a job work alone; a workspace alone leads no further than itself."""
    resolved = sight(ScenarioTicket(job_work_ids=("jw_31",)))
    assert resolved.workspace_id == "ws_277"
    assert resolved.connection is not None
    assert resolved.connection.id == "conn_961"
    alone = sight(ScenarioTicket(workspace_id="ws_100"))
    assert (alone.workspace_id, alone.connection) == ("ws_100", None)


def test_who_answered() -> None:
    """A sign-in page of the gateway was reached, but served nothing; nothing at all is neither."""
    case = sight(ScenarioTicket(workspace_id="ws_100")).case
    asked = plan(CaseFile(case.ticket), Reach())[0]
    for reception, reached in ((Reception.UNAUTHENTICATED, True), (Reception.UNREACHABLE, False)):
        shut = Sight(CaseFile(case.ticket, learned_from([answer(asked, reception=reception)])), "http://127.0.0.1", NOW)
        assert (shut.served, shut.reached) == (False, reached)

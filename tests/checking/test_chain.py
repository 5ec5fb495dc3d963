"""The chain as drawn: named or resolved, right or wrong, and the interesting ones first."""

from __future__ import annotations

from diagnose.checking.chain import MOST_OF_A_KIND, draw
from diagnose.checking.context import Context
from diagnose.checking.sight import Sight
from diagnose.report import Chain, LinkState, SubjectKind
from diagnose.sandbox import ScenarioTicket
from diagnose.sandbox.world import Connection, Workspace, World
from tests.investigation.investigating import NOW, WORLD, investigated, job_work


def drawn(ticket: ScenarioTicket, world: World = WORLD) -> Chain:
    return draw(Context(Sight(investigated(ticket, world=world).case, "http://127.0.0.1/graphql", NOW)), ())


def states(chain: Chain) -> dict[str, LinkState]:
    return {link.id: link.state for link in chain.links}


def test_what_is_not_named_is_resolved() -> None:
    """From one job work, everything above and below it."""
    assert states(drawn(ScenarioTicket(job_work_ids=("jw_31",)))) == {
        "ws_277": LinkState.RESOLVED,
        "conn_961": LinkState.RESOLVED,
        "job_7": LinkState.RESOLVED,
        "jw_31": LinkState.CONFIRMED,
        "artifact_31": LinkState.RESOLVED,
    }


def test_what_is_wrong_has_the_right_one_beside_it() -> None:
    """What only follows from it is not wrong itself, and says where it is."""
    chain = drawn(ScenarioTicket(None, "ws_100", "conn_733", (), ("jw_11", "jw_12")))
    links = {link.id: link for link in chain.links}
    assert (links["conn_733"].state, links["conn_733"].right_id) == (LinkState.WRONG, "conn_500")
    assert (links["jw_11"].state, links["jw_11"].note) == (LinkState.CONFIRMED, "in conn_500")


def test_expected_artifacts_are_told_from_others() -> None:
    """By their own ID or by the customer's; one that is not there is not known."""
    chain = drawn(ScenarioTicket(None, "ws_100", "conn_500", (), ("jw_11",), (), ("file-11", "nothing")))
    found = states(chain)
    assert (found["artifact_11"], found["nothing"]) == (LinkState.CONFIRMED, LinkState.UNKNOWN)


def test_a_few_of_a_kind_are_drawn() -> None:
    """The interesting ones first; how many are left out is said."""
    many = tuple(job_work(number, "job_1") for number in range(100, 120))
    world = World((Workspace("ws_1", "Firm", connections=(Connection("conn_1", job_works=many),)),))
    ids = (*(each.id for each in many), "nowhere_4711")
    chain = drawn(ScenarioTicket(None, "ws_1", "conn_1", (), ids), world)
    job_works = [link for link in chain.links if link.kind is SubjectKind.JOB_WORK]
    assert len(job_works) == MOST_OF_A_KIND
    assert job_works[0].id == "nowhere_4711"
    assert chain.omitted["job_work"] == len(ids) - MOST_OF_A_KIND

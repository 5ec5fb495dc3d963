"""How the IDs of a ticket stand, against what the embedded gateway really shows: each case of the union."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnose.ids import Kind
from diagnose.investigation.known.looks import Looks
from diagnose.investigation.known.presence import Home, Unseen
from diagnose.investigation.reasoning.case_file import CaseFile
from diagnose.investigation.reasoning.explain import Key, Place
from diagnose.investigation.reasoning.standing import (
    Agrees,
    Elsewhere,
    Follows,
    Mismatched,
    Mistyped,
    Nowhere,
    Standing,
    Standings,
    Torn,
    WrongKind,
)
from diagnose.sandbox import ScenarioTicket
from diagnose.sandbox.world import World, WorldConnection, WorldWorkspace
from tests.investigation.investigating import investigated, job_work


def standings(ticket: ScenarioTicket, dialect: str | None = None) -> Standings:
    return investigated(ticket, dialect=dialect).case.standings


def of(ticket: ScenarioTicket, kind: Kind, some_id: str) -> Standing:
    return standings(ticket).by_key[Key(kind, some_id)]


def test_everything_agrees() -> None:
    """A ticket that is right: each ID is live, and where the ticket says."""
    found = standings(
        ScenarioTicket(None, "ws_100", "conn_500", ("job_1",), ("jw_11",), ("work_912",), ("artifact_11",))
    )
    assert found.anchor == Place("ws_100", "conn_500")
    assert set(found.by_key.values()) == {Agrees()}
    assert len(found.by_key) == 5


def test_a_wrong_connection_is_mismatched_and_explains_the_job_works() -> None:
    """The connection is what has to change: its job works are where the right one is."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_733", job_work_ids=("jw_11", "jw_12"))
    found = standings(ticket).by_key
    connection = found[Key(Kind.CONNECTION, "conn_733")]
    assert isinstance(connection, Mismatched)
    assert connection.right == "conn_500"
    follows = found[Key(Kind.JOB_WORK, "jw_11")]
    assert isinstance(follows, Follows)
    assert follows.because_of == Key(Kind.CONNECTION, "conn_733")
    assert follows.homes == (Home(Kind.JOB_WORK, "ws_100", "conn_500", "jw_11"),)


def test_a_wrong_workspace_is_mismatched() -> None:
    """It is visible, but everything else is in the other one."""
    ticket = ScenarioTicket(workspace_id="ws_277", connection_id="conn_500", job_work_ids=("jw_11",))
    workspace = of(ticket, Kind.WORKSPACE, "ws_277")
    assert isinstance(workspace, Mismatched)
    assert workspace.right == "ws_100"


def test_a_single_job_work_in_another_connection_is_elsewhere() -> None:
    """The others support the connection: it is the one that has to change, and nothing belongs in its place."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=("jw_11", "jw_12", "jw_31"))
    stray = of(ticket, Kind.JOB_WORK, "jw_31")
    assert isinstance(stray, Elsewhere)
    assert [home.connection_id for home in stray.homes] == ["conn_961"]
    assert stray.evidence


def test_ids_of_several_connections_and_none_named_are_torn() -> None:
    """Nothing supports one more than another: both are candidates."""
    torn = of(ScenarioTicket(job_work_ids=("jw_11", "jw_31")), Kind.JOB_WORK, "jw_31")
    assert isinstance(torn, Torn)
    assert set(torn.candidates) == {"conn_500", "conn_961"}


def test_a_work_in_place_of_a_job_work_is_of_the_wrong_kind() -> None:
    """The right one follows from it; so it does from the customer's own external ID."""
    for given, external in (("work_911", False), ("client-11", True)):
        wrong = of(
            ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=(given,)), Kind.JOB_WORK, given
        )
        assert isinstance(wrong, WrongKind)
        assert (wrong.actual, wrong.right, wrong.external) == (Kind.WORK, "jw_11", external)


def test_an_id_that_stands_for_another_one_of_the_ticket_speaks_once() -> None:
    """A work in a job work's place, and that job work as well: one against one of another connection is a tie."""
    assert standings(ScenarioTicket(job_work_ids=("jw_11", "work_911", "jw_21"))).explanation.ambiguous
    assert not standings(ScenarioTicket(job_work_ids=("jw_11", "work_912", "jw_21"))).explanation.ambiguous


def test_what_is_nowhere_without_a_connection() -> None:
    """Searched for in all that is visible it is nowhere; beside a connection that is not there nobody can tell."""
    nowhere = of(ScenarioTicket(job_work_ids=("none_4711",)), Kind.JOB_WORK, "none_4711")
    assert isinstance(nowhere, Nowhere)
    assert nowhere.evidence
    for ticket in (
        ScenarioTicket(connection_id="conn_none", job_work_ids=("none_4711",)),
        ScenarioTicket(workspace_id="ws_none", job_work_ids=("none_4711",)),
    ):
        unseen = of(ticket, Kind.JOB_WORK, "none_4711")
        assert isinstance(unseen, Unseen)
        assert "the connection that it should be in is not visible" in unseen.reason


def test_a_connection_job_in_place_of_a_job_work_leads_to_none_of_several() -> None:
    """It is of the wrong kind, and which of its job works was meant cannot be told."""
    wrong = of(ScenarioTicket(connection_id="conn_500", job_work_ids=("job_1",)), Kind.JOB_WORK, "job_1")
    assert isinstance(wrong, WrongKind)
    assert (wrong.actual, wrong.right) == (Kind.CONNECTION_JOB, None)


def test_one_keystroke_off_is_mistyped() -> None:
    """Where exactly one live ID of the kind is near."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_50", job_work_ids=("jw_11",))
    assert of(ticket, Kind.CONNECTION, "conn_50") == Mistyped("conn_500", ("conn_500",))


IN_500 = WorldConnection("conn_500", job_works=(job_work(410011, "job_1"),))
IN_961 = WorldConnection("conn_961", job_works=(job_work(520022, "job_7"),))
FAR_APART = World(
    (WorldWorkspace("ws_100", "A", connections=(IN_500,)), WorldWorkspace("ws_277", "B", connections=(IN_961,)))
)


@pytest.mark.parametrize(
    ("ticket", "key"),
    [
        (ScenarioTicket(None, "ws_100", "conn_500", (), ("jw_41001",)), Key(Kind.JOB_WORK, "jw_41001")),
        (ScenarioTicket(None, "ws_100", "conn_500", (), (), ("work_941001",)), Key(Kind.WORK, "work_941001")),
        (ScenarioTicket(job_work_ids=("jw_41001",)), Key(Kind.JOB_WORK, "jw_41001")),
        (ScenarioTicket(workspace_id="ws_100", connection_id="conn_50"), Key(Kind.CONNECTION, "conn_50")),
    ],
)
def test_nothing_is_mistyped_while_it_may_be_somewhere(ticket: ScenarioTicket, key: Key) -> None:
    """One near ID proves a slip only where all that is visible was searched for the ID as it stands."""
    case = investigated(ticket, world=FAR_APART).case
    assert isinstance(case.standings.by_key[key], Mistyped)
    searched = tuple(look for look in case.live.looks if look.workspace_id != "ws_277")
    for looks in (searched, tuple(look for look in searched if look.of is not Kind.WORKSPACE)):
        doubtful = CaseFile(case.ticket, replace(case.live, looks=Looks(looks)))
        assert not isinstance(doubtful.standings.by_key[key], Mistyped | WrongKind)


def test_nowhere_and_near_to_several() -> None:
    """Searched for in all that is visible: the near ones are named, and none of them is chosen."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=("jw_11", "jw_1"))
    nowhere = of(ticket, Kind.JOB_WORK, "jw_1")
    assert isinstance(nowhere, Nowhere)
    assert set(nowhere.near) >= {"jw_11", "jw_12", "jw_13"}
    assert (nowhere.refusal, nowhere.unsearched) == ("", "")


def test_the_job_works_tell_which_connection_job_was_meant() -> None:
    """Be the one named live or not, another one belongs in its place."""
    for named in ("job_2", "job_none"):
        ticket = ScenarioTicket(None, "ws_100", "conn_500", (named,), ("jw_11", "jw_12"))
        job = of(ticket, Kind.CONNECTION_JOB, named)
        assert isinstance(job, Mismatched | Mistyped)
        assert job.right == "job_1"


def test_a_connection_job_of_another_connection_is_elsewhere() -> None:
    """With only the connection to compare with, nothing belongs in its stead, or the connection is to blame."""
    ticket = ScenarioTicket(None, "ws_100", "conn_500", ("job_7",), ("jw_11", "jw_13"))
    job = of(ticket, Kind.CONNECTION_JOB, "job_7")
    assert isinstance(job, Elsewhere)
    assert [home.connection_id for home in job.homes] == ["conn_961"]


def test_before_anything_was_asked_all_is_unseen() -> None:
    """Nobody looked: that is no absence."""
    found = investigated(ScenarioTicket(workspace_id="ws_100", job_work_ids=("jw_11",)))
    case = type(found.case)(found.case.ticket)
    assert all(isinstance(standing, Unseen) for standing in case.standings.by_key.values())
    assert case.standings.anchor is None


def test_a_wrong_connection_is_torn_where_the_job_works_are_in_several_others() -> None:
    """It is to blame in any case, so the job works follow; which one belongs in its place cannot be told."""
    found = standings(ScenarioTicket(connection_id="conn_733", job_work_ids=("jw_11", "jw_31"))).by_key
    connection = found[Key(Kind.CONNECTION, "conn_733")]
    assert isinstance(connection, Torn)
    assert set(connection.candidates) == {"conn_500", "conn_961"}
    for some_id in ("jw_11", "jw_31"):
        follows = found[Key(Kind.JOB_WORK, some_id)]
        assert isinstance(follows, Follows)
        assert follows.because_of.id == "conn_733"


def blamed(job_works: tuple[str, ...], works: tuple[str, ...]) -> dict[str, str | None]:
    """What each work that is nowhere is nowhere because of."""
    found = standings(ScenarioTicket(None, "ws_100", "conn_500", (), job_works, works)).by_key
    return {
        key.id: standing.because_of.id if standing.because_of else None
        for key, standing in found.items()
        if key.kind is Kind.WORK and isinstance(standing, Nowhere)
    }


def test_a_work_is_nowhere_because_its_job_work_is() -> None:
    """One row of a table that was never created is one thing to put right, not two."""
    assert blamed(("jw_11", "none_1"), ("work_911", "none_2")) == {"none_2": "none_1"}
    assert blamed(("none_1", "jw_11"), ("none_2",)) == {"none_2": "none_1"}


def test_a_work_whose_job_work_is_there_is_nowhere_by_itself() -> None:
    """Nor does one job work that is nowhere explain two works."""
    assert blamed(("jw_11", "none_1"), ("none_2", "work_912")) == {"none_2": None}
    assert blamed(("jw_11",), ("none_2",)) == {"none_2": None}
    assert blamed(("none_1",), ("none_2", "none_3")) == {"none_2": "none_1", "none_3": None}

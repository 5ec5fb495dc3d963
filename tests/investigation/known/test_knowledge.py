"""The questions that can be put to what is known: what was seen, what is proven absent, where IDs live."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from diagnose.gateway.exchange import Reception
from diagnose.ids import Kind
from diagnose.investigation.known.facts import Look, Trouble, Workspace
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.known.looks import NOT_ASKED, Looks
from diagnose.investigation.known.presence import Absent, Home, Seen, Unseen
from diagnose.sandbox import ScenarioTicket
from tests.investigation.investigating import investigated


@cache
def known() -> Knowledge:
    """What a ticket with one ID that exists nowhere leads to: everything visible is searched."""
    ticket = ScenarioTicket(
        workspace_id="ws_100", connection_id="conn_500", job_work_ids=("jw_11", "jw_31", "nowhere_4711")
    )
    return investigated(ticket).case.live


def test_sightings() -> None:
    """What was shown is seen; what was asked for by its very ID, and did not come, is absent; the rest is unseen."""
    live = known()
    assert isinstance(live.workspace("ws_100"), Seen)
    assert isinstance(live.connection("conn_500", "ws_100"), Seen)
    assert isinstance(live.connection("conn_500", "ws_277"), Absent)
    assert isinstance(live.under("conn_500", Kind.JOB_WORK, "jw_11"), Seen)
    assert isinstance(live.under("conn_500", Kind.JOB_WORK, "jw_99"), Unseen)
    assert isinstance(live.any_under("conn_500"), Seen)
    assert isinstance(live.workspace("ws_999"), Unseen)


def test_absence_is_proven_by_an_empty_answer_to_that_very_id() -> None:
    """In each connection that was asked; that all visible ones were is what makes an ID nowhere."""
    live = known()
    for connection in ("conn_500", "conn_733", "conn_961"):
        assert isinstance(live.under(connection, Kind.JOB_WORK, "nowhere_4711"), Absent)
    assert live.not_hunted("nowhere_4711", Kind.JOB_WORK) is None
    assert live.not_hunted("jw_98", Kind.JOB_WORK) == "the list that conn_500 returned may have been cut short"


def test_without_a_search_nobody_knows_whether_an_id_is_elsewhere() -> None:
    """A healthy ticket is not searched for, so nothing is said of any other ID."""
    live = investigated(ScenarioTicket(workspace_id="ws_100", connection_id="conn_500")).case.live
    assert live.not_hunted("jw_98", Kind.JOB_WORK) == "it was not searched for"


@pytest.mark.parametrize(
    ("some_id", "home"),
    [
        ("ws_100", Home(Kind.WORKSPACE, "ws_100")),
        ("conn_500", Home(Kind.CONNECTION, "ws_100", "conn_500")),
        ("jw_31", Home(Kind.JOB_WORK, "ws_277", "conn_961", "jw_31")),
        ("work_931", Home(Kind.WORK, "ws_277", "conn_961", "jw_31")),
        ("job_7", Home(Kind.CONNECTION_JOB, "ws_277", "conn_961")),
        ("artifact_11", Home(Kind.ARTIFACT, "ws_100", "conn_500", "jw_11")),
    ],
)
def test_homes(some_id: str, home: Home) -> None:
    """Every ID that was seen leads to its place in the chain, whatever kind it is."""
    live = known()
    assert live.homes(some_id) == live.homes_as(home.kind, some_id) == (home,)
    assert live.lives(home.kind, some_id)
    assert some_id in set(live.ids_of(home.kind))
    assert live.shown_by((home, home)) == (live.shown_by((home,))[0],)
    others = [kind for kind in Kind if kind is not home.kind]
    assert not any(live.lives(kind, some_id) or live.homes_as(kind, some_id) for kind in others)


def test_the_customers_own_ids_lead_to_job_works() -> None:
    """External IDs of works and of artifacts."""
    live = known()
    assert [found.id for found in live.by_external_id("client-11")] == ["jw_11"]
    assert [found.id for found in live.holders("file-11")] == ["jw_11"]
    assert [found.id for found in live.holders("artifact_11", "file-11")] == ["jw_11"]
    assert live.by_external_id("client-99") == live.holders("file-99") == []


def test_a_listing_is_known_to_have_ended_by_its_empty_page() -> None:
    """With a connection alone named, its job works are listed until nothing more comes."""
    live = investigated(ScenarioTicket(connection_id="conn_500")).case.live
    assert live.ended("conn_500")
    assert live.paging("conn_500").covered >= 3
    assert not live.ended("conn_733")


def test_a_refusal_for_one_workspace_is_absence_only_where_others_were_served() -> None:
    """Credentials that are refused everything say nothing about one ID; nor does a gateway that broke."""
    asked = Look(Kind.WORKSPACE, Kind.WORKSPACE, frozenset({"ws_9"}), "E1")
    served = Look(Kind.WORKSPACE, None, frozenset(), "E2", rows=1, ids=("ws_1",))
    for reception, absent in {
        Reception.FORBIDDEN: True, Reception.NOT_FOUND: True, Reception.SERVER_ERROR: False, Reception.TIMED_OUT: False,
    }.items():  # fmt: skip
        refused = replace(asked, trouble=Trouble("no entry", reception))
        alone = Knowledge(looks=Looks((refused,))).workspace("ws_9")
        beside = Knowledge(looks=Looks((refused, served))).workspace("ws_9")
        assert alone == Unseen("no entry", "E1")
        assert beside == (Absent("E1", "no entry") if absent else Unseen("no entry", "E1"))


def test_a_connection_is_absent_where_it_was_asked_for_and_nothing_came() -> None:
    """In the workspace that is meant; without one, in all that are visible."""
    both = {some_id: Workspace(some_id, "E1") for some_id in ("ws_1", "ws_2")}
    first = Look(Kind.CONNECTION, Kind.CONNECTION, frozenset({"conn_9"}), "E2", "ws_1")
    second = replace(first, evidence="E3", workspace_id="ws_2")
    failed = replace(second, trouble=Trouble("too slow", Reception.TIMED_OUT))
    for looks, of_one, of_all in (
        ((first, second), Absent("E2"), Absent("E2")),
        ((first,), Absent("E2"), Unseen("the gateway's list may have been cut short", "E2")),
        ((first, failed), Absent("E2"), Unseen("too slow", "E3")),
        ((failed, first), Absent("E2"), Unseen("too slow", "E3")),
        ((failed,), Unseen(NOT_ASKED), Unseen("too slow", "E3")),
    ):
        live = Knowledge(workspaces=both, looks=Looks(looks))
        assert live.connection("conn_9") == of_all
        assert live.connection("conn_9", "ws_1") == of_one

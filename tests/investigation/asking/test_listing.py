"""Listing job works page by page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnose.ids import Kind
from diagnose.investigation.asking.listing import ListQuestions, PagedList
from diagnose.investigation.asking.needs import UNFILTERED, Filter, Needs
from diagnose.investigation.known.bounds import Reach
from diagnose.investigation.reasoning.explain import Place
from diagnose.sandbox import ScenarioTicket
from diagnose.sandbox.world import World, WorldConnection, WorldWorkspace
from tests.investigation.investigating import Found, investigated, job_work

MANY = World(
    (
        WorldWorkspace(
            "ws_1",
            "Firm",
            connections=(
                WorldConnection("conn_1", job_works=tuple(job_work(number, "job_1") for number in range(47))),
            ),
        ),
    )
)
ALONE = ScenarioTicket(workspace_id="ws_1", connection_id="conn_1")


def listed(found: Found) -> set[str]:
    return set(found.case.live.job_works)


@pytest.mark.parametrize("dialect", [None, "capped"])
def test_a_listing_is_read_to_its_end(dialect: str | None) -> None:
    """Page by page, also where the gateway cuts pages silently; only an empty page is the end."""
    found = investigated(ALONE, world=MANY, dialect=dialect, reach=Reach(page=10))
    assert len(listed(found)) == 47
    assert found.case.live.ended("conn_1")


def test_a_bound_is_kept() -> None:
    """No page is asked for beyond it."""
    found = investigated(ALONE, world=MANY, reach=Reach(page=10, max_job_works=20))
    assert len(listed(found)) == 20
    assert not found.case.live.ended("conn_1")


def test_long_lists_are_read_side_by_side() -> None:
    """Once the first page came back full, several more are asked for at a time."""
    found = investigated(ALONE, world=MANY, reach=Reach(page=10))
    assert max(len(questions) for questions in found.rounds) > 3
    assert len(found.rounds) <= 3


def test_a_small_cap_is_not_waited_for_page_by_page() -> None:
    """A second page shows that a short one was not the last, far ones how long the list is; then all the rest."""
    found = investigated(ALONE, world=MANY, dialect="capped", reach=Reach(page=10))
    assert len(listed(found)) == 47
    assert found.case.live.ended("conn_1")
    assert len(found.rounds) <= 4


def test_a_connection_job_alone_that_is_nowhere_lists_nothing() -> None:
    """The search has asked every connection for it: no job works of any connection are read for near misses."""
    found = investigated(ScenarioTicket(connection_job_ids=("job_none",)), world=MANY)
    assert {question.operation for questions in found.rounds for question in questions} == {"Search", "Connections"}


def test_what_stands_in_for_job_works_not_named() -> None:
    """The connection's, else those of the connection jobs named; with job works named, nothing does."""
    place = Place("ws_100", "conn_500")
    for ticket, listing in (
        (ScenarioTicket(connection_id="conn_500"), PagedList(place, UNFILTERED)),
        (
            ScenarioTicket(connection_id="conn_500", connection_job_ids=("job_1",)),
            PagedList(place, Filter(Kind.CONNECTION_JOB, ("job_1",))),
        ),
        (ScenarioTicket(connection_id="conn_500", work_ids=("work_911",)), None),
        (ScenarioTicket(connection_id="conn_500", job_work_ids=("jw_11",)), None),
    ):
        needs = Needs(investigated(replace(ticket, workspace_id="ws_100")).case, Reach())
        assert ListQuestions(needs).stand_in() == listing


def test_job_works_seen_in_passing_are_read_in_full() -> None:
    """What a search only names is asked for with its artifacts, wherever it lives."""
    found = investigated(ScenarioTicket(job_work_ids=("jw_31",)))
    artifacts = found.case.live.job_works["jw_31"].artifacts
    assert artifacts is not None
    assert [artifact.status for artifact in artifacts] == ["completed"]


def test_an_artifact_that_is_missing_is_looked_for_in_other_connections() -> None:
    """It is found where it hangs, though the ticket names another job work."""
    ticket = ScenarioTicket(None, "ws_100", "conn_500", (), ("jw_11",), (), ("artifact_31",))
    found = investigated(ticket)
    assert [holder.id for holder in found.case.live.holders("artifact_31")] == ["jw_31"]
    attached = investigated(replace(ticket, artifact_ids=("file-11",)))
    assert not ListQuestions(Needs(attached.case, Reach())).artifacts_missing()

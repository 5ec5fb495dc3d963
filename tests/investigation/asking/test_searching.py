"""Searching for IDs that are not where the ticket says."""

from __future__ import annotations

from diagnose.ids import Kind
from diagnose.investigation.asking.needs import Needs
from diagnose.investigation.asking.searching import SearchQuestions
from diagnose.investigation.known.bounds import Reach
from diagnose.investigation.reasoning.standing import Elsewhere, Nowhere
from diagnose.sandbox import ScenarioTicket
from tests.investigation.investigating import investigated

STRAYS = ScenarioTicket(None, "ws_100", "conn_500", (), ("jw_11", "jw_12", "jw_31", "nowhere_1"))


def test_one_search_finds_what_is_elsewhere_and_proves_the_rest_absent() -> None:
    """Every connection is asked for the missing IDs at once; what none of them has is nowhere."""
    found = investigated(STRAYS)
    searches = [question for questions in found.rounds for question in questions if question.operation == "Search"]
    assert [(question.variables["byJobWork"], question.variables["connectionOffset"]) for question in searches] == [
        ({"ids": ["jw_31", "nowhere_1"]}, 0),
        # The next page of each workspace's connections: for what is missing still, and so that what lives elsewhere is
        # shown not to be there.
        ({"ids": ["jw_31", "nowhere_1"]}, 2),
    ]
    elsewhere, nowhere = (found.case.standings.of(named) for named in found.case.ticket.job_works[2:])
    assert isinstance(elsewhere, Elsewhere)
    assert isinstance(nowhere, Nowhere)


def test_a_gateway_that_refuses_the_search_is_asked_connection_by_connection() -> None:
    """Depth or aliases refused: the same is found by smaller questions."""
    found = investigated(STRAYS, dialect="guarded")
    assert not SearchQuestions(Needs(found.case, Reach())).possible
    elsewhere, nowhere = (found.case.standings.of(named) for named in found.case.ticket.job_works[2:])
    assert isinstance(elsewhere, Elsewhere)
    assert isinstance(nowhere, Nowhere)


def test_what_was_searched_for_is_not_searched_for_again() -> None:
    """The IDs of a search that was answered are known as sought."""
    found = investigated(STRAYS)
    searching = SearchQuestions(Needs(found.case, Reach()))
    assert searching.sought == {"jw_31", "nowhere_1"}
    assert list(searching.search()) == []


def test_an_id_whose_absence_is_proven_is_asked_for_nowhere() -> None:
    """What a list with other rows left open is asked for once more; a proof is a proof."""
    found = investigated(STRAYS)
    searching = SearchQuestions(Needs(found.case, Reach()))
    assert searching.unproven("conn_500", Kind.JOB_WORK, ["nowhere_1", "jw_77"]) == ["jw_77"]
    assert list(searching.remaining_ids(searching=False)) == []

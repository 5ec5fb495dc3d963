"""Which further pages of the connections to ask for."""

from __future__ import annotations

import pytest

from diagnose.gateway.exchange import Answer, Question
from diagnose.investigation.asking.connection_pages import ConnectionPages, connection_pages
from diagnose.investigation.known.learning import learned_from
from diagnose.json_value import Json
from tests.investigation.investigating import answer


def page(offset: int, *lists: range, limit: int = 100, operation: str = "Search") -> Answer:
    """One answer: for each workspace the connections with these numbers."""
    workspaces: list[Json] = [
        {
            "id": f"ws_{place}",
            "connections": [{"id": f"c_{place}_{one}", "providerKey": "q", "status": "active"} for one in numbers],
        }
        for place, numbers in enumerate(lists)
    ]
    asked: dict[str, Json] = {"connectionOffset": offset, "connectionLimit": limit}
    return answer(Question(operation, asked), {"me": {"workspaces": workspaces}})


def pages(*answers: Answer) -> ConnectionPages:
    return connection_pages(learned_from(answers), 100)


def test_behind_a_short_page_the_next_is_searched_and_a_far_one_looked_at() -> None:
    """A short page may be the last, or a silent cap: the far page tells how long the list is."""
    assert pages(page(0, range(3), range(1))) == ConnectionPages((3,), (48,))


def test_nothing_more_behind_an_empty_page() -> None:
    """The end of every workspace's list, whatever the far page was asked for."""
    assert pages(page(0, range(3)), page(3, range(0))) == ConnectionPages()
    assert pages(page(0, range(3)), page(3, range(0)), page(48, range(0), operation="Connections")) == ConnectionPages()
    assert pages() == ConnectionPages()


def test_a_cap_that_was_shown_is_paged_side_by_side_to_the_end() -> None:
    """Everything up to the first page that was seen to be empty; as far as the list may reach where none was."""
    capped = page(0, range(2)), page(2, range(2, 4))
    assert pages(*capped, page(32, range(0), operation="Connections")) == ConnectionPages(tuple(range(4, 32, 2)))
    found = pages(*capped, page(32, range(32, 34), operation="Connections"))
    assert found.near == tuple(range(4, 256, 2))


def test_a_full_page_is_followed_by_several() -> None:
    """A hundred asked for, and a hundred came: there are more."""
    found = pages(page(0, range(100), range(4)))
    assert found == ConnectionPages(tuple(range(100, 900, 100)), (1600,))


def test_a_far_page_is_no_search() -> None:
    """What it shows was not searched for anything: those pages are still asked for."""
    found = pages(page(0, range(2)), page(2, range(2, 4)), page(32, range(32, 34), operation="Connections"))
    assert 32 in found.near


@pytest.mark.parametrize("repeated", [range(2)])
def test_a_gateway_that_ignores_the_offset_is_not_asked_for_ever(repeated: range) -> None:
    """Nothing but what was there before."""
    assert pages(page(0, repeated), page(2, repeated)) == ConnectionPages()

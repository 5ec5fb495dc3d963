"""How far a listing was paged, told from what really came back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diagnose.gateway.exchange import Reception
from diagnose.ids import Kind
from diagnose.investigation.known.facts import Look, Trouble
from diagnose.investigation.known.paging import Paging, paging


def page(offset: int, rows: int, limit: int = 10, trouble: str | None = None) -> Look:
    ids = tuple(f"jw_{number}" for number in range(offset, offset + rows))
    lost = Trouble(trouble, Reception.SERVER_ERROR) if trouble else None
    return Look(Kind.JOB_WORK, None, frozenset(), "E1", "w", "c", offset, limit, rows, ids, lost)


def test_nothing_asked() -> None:
    """Without a first page, nothing is covered and no step is known."""
    assert paging([]) == Paging(0, None, ended=False, stuck=False, full=False, reached=0, end=None)
    assert paging([page(10, 10)]) == Paging()
    assert paging([page(0, 10, trouble="hidden")]) == Paging()


def test_an_empty_page_is_the_end() -> None:
    """Only an empty page shows that a list ends; a short one may have been cut."""
    assert paging([page(0, 10), page(10, 4, limit=4)]) == Paging(14, 10, full=True, reached=10)
    assert paging([page(0, 10), page(10, 0)]) == Paging(10, 10, ended=True, full=True, end=10)


def test_a_silent_cap_is_paged_by_what_came() -> None:
    """Asked for 10 and given 3 each time: the next page begins at what really came, not at what was asked for."""
    assert paging([page(0, 3), page(3, 3)]) == Paging(6, 3, reached=3)


def test_the_last_page_of_a_capped_list_is_told_by_the_others() -> None:
    """Three rows each time, then two: it is not the cap that cut those, and the empty page behind is the end."""
    assert paging([page(0, 3), page(3, 3), page(6, 2), page(9, 0)]) == Paging(9, 3, ended=True, reached=6, end=9)


def test_a_gap_is_not_covered() -> None:
    """Rows count only as far as they were read without a gap from the start."""
    assert paging([page(0, 10), page(20, 10)]) == Paging(10, 10, full=True, reached=20)


def test_far_pages_tell_how_long_a_list_is() -> None:
    """The furthest one that brought rows, and the first one behind it that brought none."""
    found = paging([page(0, 3), page(24, 3), page(48, 0), page(96, 0)])
    assert (found.covered, found.reached, found.end) == (3, 24, 48)


def test_a_gateway_that_ignores_the_offset_is_noticed() -> None:
    """A later page of nothing but earlier rows would go on for ever."""
    again = Look(Kind.JOB_WORK, None, frozenset(), "E2", "w", "c", 10, 10, 10, page(0, 10).ids)
    assert paging([page(0, 10), again]).stuck


@given(st.integers(0, 60), st.integers(1, 9), st.randoms(use_true_random=False))
def test_pages_join_up_in_any_order(total: int, size: int, random: object) -> None:
    """However the pages of a whole list came back, all of its rows are covered and its end is seen."""
    looks = [page(start, min(size, total - start), size) for start in range(0, total + size, size) if start <= total]
    looks += [] if total % size == 0 else [page(total, 0, size)]
    random.shuffle(looks)  # type: ignore[attr-defined]
    found = paging(looks)
    assert found.covered >= total
    assert not found.stuck

"""Where everything stands in the picture of the chain."""

from __future__ import annotations

from diagnose.report import Chain, Link, LinkState, SubjectKind
from diagnose_reports.picture import picture
from tests.reports import examples


def test_the_picture_shows_the_wrong_id_with_the_right_one() -> None:
    """The dead end stands off the line, the right ID on it, and what hangs below hangs on the right one."""
    drawn = picture(examples.rich().chain, 12)
    assert drawn is not None
    wrong, right = drawn.levels[1].rows
    assert (wrong.id, wrong.state, right.id, right.state) == ("connection_789", "wrong", "connection_790", "right")
    assert wrong.x > right.x
    assert wrong.y < right.y < drawn.levels[2].rows[0].y
    assert "connection_789: has no job works · does not fit; connection_790: the right one" in drawn.words


def test_nothing_is_drawn_outside_the_picture() -> None:
    """Long IDs and notes are shortened; the full ID stays at hand."""
    long = "c" * 256
    links = [
        Link(kind=SubjectKind.CONNECTION, id=long, state=state, right_id=long, note="n " * 200) for state in LinkState
    ]
    drawn = picture(Chain(links=tuple(links), omitted={"connection": 3}), 12)
    assert drawn is not None
    rows = [row for level in drawn.levels for row in level.rows]
    assert max(row.text_x + row.width for row in rows) <= drawn.width
    assert max([row.y for row in rows] + [y for row in rows for y, _ in row.notes]) < drawn.height
    assert {row.full_id for row in rows} == {long}


def test_nothing_to_draw_is_no_picture() -> None:
    """A chain without IDs."""
    assert picture(Chain(), 12) is None


def test_what_is_not_drawn_is_counted() -> None:
    """Beyond so many of a kind, the number of the others is given, those that the report left out included."""
    links = tuple(Link(kind=SubjectKind.JOB_WORK, id=f"w_{number}", state=LinkState.CONFIRMED) for number in range(5))
    drawn = picture(Chain(links=links, omitted={"job_work": 4}), 2)
    assert drawn is not None
    assert len(drawn.levels[0].rows) == 2
    assert drawn.levels[0].more == "and 7 more, not drawn"


def test_one_of_a_kind_lies_on_the_rail_and_several_branch_off() -> None:
    """The rail is the chain as it really is."""
    one, other = (Link(kind=SubjectKind.WORK, id=f"w_{number}", state=LinkState.CONFIRMED) for number in (1, 2))
    alone, both = picture(Chain(links=(one,)), 12), picture(Chain(links=(one, other)), 12)
    assert alone is not None
    assert both is not None
    assert alone.levels[0].rows[0].x < both.levels[0].rows[0].x == both.levels[0].rows[1].x
    assert (alone.levels[0].label, both.levels[0].label) == ("Work", "Works")


def test_below_what_is_not_known_the_rail_is_broken() -> None:
    """Once nothing on the way down is known to be right, what lies below is not sure."""
    top = Link(kind=SubjectKind.CONNECTION, id="c_1", state=LinkState.UNKNOWN)
    below = Link(kind=SubjectKind.JOB_WORK, id="w_1", state=LinkState.CONFIRMED)
    drawn = picture(Chain(links=(below, top)), 12)
    assert drawn is not None
    assert [level.sure for level in drawn.levels] == [True, False]

"""The difference between two texts, as a page marks it."""

from __future__ import annotations

from diagnose_reports.marked_lines import marked_lines


def told(before: str, after: str) -> list[str]:
    """Each line behind its mark."""
    return [f"{line.mark}{line.text}" for line in marked_lines(before, after)]


def test_what_went_stands_before_what_came() -> None:
    """And what stayed is not marked."""
    assert told("a\nb\nc", "a\nB\nc\nd") == ["a", "-b", "+B", "c", "+d"]


def test_without_an_earlier_text_nothing_is_marked() -> None:
    """Nor where there is too much to compare."""
    assert told("", "a\nb") == ["a", "b"]
    long = "\n".join(map(str, range(500)))
    assert told("0", long) == long.splitlines()

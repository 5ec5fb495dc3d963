"""The parts of a summary."""

from __future__ import annotations

from diagnose_reports.summary_blocks import Bold, Bullets, Chip, Fold, Paragraph, Prose, merged, row_line, unfolded


def test_where_nothing_folds_the_title_stands_above() -> None:
    """The blocks of a fold follow its title; the others stay as they are."""
    bullets = Bullets(((Prose("a"),),))
    first = Paragraph((Prose("first"),))
    assert unfolded((first, Fold("More", (bullets,)))) == (first, Paragraph((Bold("More"),)), bullets)


def test_words_side_by_side_are_one() -> None:
    """Two signs may act together that do not alone, such as a colon and a bracket."""
    assert merged((Prose("("), Prose(":"), Prose(")"), Chip("c"), Prose("."))) == (Prose("(:)"), Chip("c"), Prose("."))


def test_a_row_on_one_line() -> None:
    """Its cells stay apart."""
    assert row_line(((Prose("fail"),), (Chip("c_1"),))) == (Prose("fail"), Prose(": "), Chip("c_1"))

"""How rows are set apart into cells."""

from __future__ import annotations

import pytest

from diagnose.intake.content.table_ruling import Ruling, row_at, rows_below, rulings_at

SQLCMD = "workspace_id connection\n------------ ----------\nw-101        c-202\nw-101        \n\n(2 rows affected)\n"


def test_fixed_widths_are_drawn_below_the_header() -> None:
    """One blank alone sets such cells apart; what follows the rows is none of them."""
    ruling = next(rulings_at(SQLCMD, 0))
    assert _cells(SQLCMD, 0, ruling) == ["workspace_id", "connection"]
    rows = list(rows_below(SQLCMD, SQLCMD.index("\n") + 1, 2, ruling))
    cells = [[SQLCMD[start:end].strip() for start, end in row.cells] for row in rows]
    assert cells == [["w-101", "c-202"], ["w-101", ""]]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("a;b;", ["a", "b", ""]),
        ('"a, b",c', ['"a, b"', "c"]),
        ("a   b c   d", ["a", "b c", "d"]),
    ],
)
def test_other_rulings(row: str, cells: list[str]) -> None:
    """The first that has its separator in the row, and more than one cell."""
    ruling = next(ruling for ruling in rulings_at(row, 0) if ruling.separator.search(row))
    assert _cells(row, 0, ruling) == cells


def _cells(text: str, position: int, ruling: Ruling) -> list[str]:
    return [text[start:end].strip() for start, end in row_at(text, position, ruling).cells]

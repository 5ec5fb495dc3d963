"""Secrets in tables: a column whose heading tells that secrets stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from diagnose.secrets.secret_likeness import Shaped, called, is_paired_secret
from diagnose.secrets.telling_words import is_telling

_SEPARATORS: Final = (",", ";", "\t", "|")
_LEAST, _MOST = 2, 200
"""Columns of a table."""
_LONGEST_HEADING: Final = 4000
_EDGES: Final = " \t\r\"'`*"
_RULE: Final = re.compile(r"[\s|+:=-]*")
"""A line that only draws: ``| --- | --- |``; as an empty one is, it belongs to the table."""


def secrets_in_columns(text: str, _: str) -> Iterator[Shaped]:
    """Yield the values below telling headings; a table ends with the line that has another number of columns."""
    separator, telling, width, at = "", dict[int, str](), 0, 0
    for line in text.split("\n"):
        if telling and line.count(separator) + 1 == width:
            yield from _in_row(line, at, separator, telling)
        elif not (telling and _RULE.fullmatch(line)):
            separator, telling, width = _heading(line)
        at += len(line) + 1


def _heading(line: str) -> tuple[str, dict[int, str], int]:
    """Return the separator of a heading, its telling cells by their column, and the number of its columns."""
    if len(line) <= _LONGEST_HEADING:
        for separator in _SEPARATORS:
            cells = [cell.strip(_EDGES) for cell in line.split(separator)]
            if _LEAST <= len(cells) <= _MOST and all(len(cell) <= _LONGEST_CELL for cell in cells):
                telling = {column: cell for column, cell in enumerate(cells) if is_telling(cell)}
                if telling:
                    return separator, telling, len(cells)
    return "", {}, 0


_LONGEST_CELL: Final = 60


def _in_row(line: str, at: int, separator: str, telling: dict[int, str]) -> Iterator[Shaped]:
    for column, cell in enumerate(line.split(separator)):
        value = cell.strip(_EDGES)
        if column in telling and " " not in value and is_paired_secret(telling[column], value):
            start = at + cell.index(value)
            yield Shaped(called(telling[column]), value, start, start + len(value), telling[column])
        at += len(cell) + 1

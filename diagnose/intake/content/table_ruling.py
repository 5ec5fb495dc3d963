"""How the rows of a table are set apart into cells: by pipes, tabs, semicolons, commas, blanks, or by fixed widths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

MAX_CELLS = 500
"""Cells of a row, for what has more is a list."""


@dataclass(frozen=True)
class Ruling:
    """How a table sets its cells apart.

    ``strict``: prose has such separators too, so that more is asked of it. ``ragged``: empty cells at the end of a row
    may be left out. ``framed``: there may be a separator at either end of a row. ``widths``: from where to where each
    column goes on its line, where that sets the cells apart and nothing else does; the last goes to the line's end.
    """

    cell: re.Pattern[str]
    separator: re.Pattern[str]
    ragged: bool = False
    strict: bool = False
    framed: bool = False
    widths: tuple[tuple[int, int], ...] = ()


def _separated(by: str, *, ragged: bool = False, strict: bool = False) -> Ruling:
    # Takes Household I, and "Household ""I"", 2025", the latter also over line ends.
    cell = rf'[ ]*"(?:[^"]|""){{0,5000}}+"[ ]*(?={by}|\r?\n|\Z)|[^{by}\n]*+'
    return Ruling(re.compile(cell), re.compile(by), ragged=ragged, strict=strict)


PIPES = Ruling(re.compile(r"(?:[^|│┃║\n\\]|\\.)*+"), re.compile(r"[|│┃║]"), framed=True)
RULINGS = (
    Ruling(re.compile(r"(?:[^|\n]|\|(?!\|))*+"), re.compile(r"\|\|"), framed=True),  # Jira's and Confluence's header
    PIPES,
    _separated(r"\t", ragged=True),
    _separated(";"),
    _separated(",", strict=True),
    Ruling(re.compile(r"(?:[^ \n]|[ ](?![ ]))*+"), re.compile(r"[ ]{2,}"), strict=True, framed=True),
)
_RULE = re.compile(r"[ \t]*(?=[^\n]*[-=─━═])[-=:+|─━═│┃║┼╪╋├┤┠┨╞╡╟╢╠╣┌┐└┘┬┴╔╗╚╝╤╧\t ]+\r?(?:\n|\Z)")
"""Takes ``|---|:--:|``, ``-----+----`` and ``├──┼──┤``; leaves a row whose cells hold anything."""
_BLANK = re.compile(r"[ \t\r]*\n")
_WIDTHS = re.compile(r"-{2,200}(?:[ ]-{1,200}){1,100}[ \t\r]*(?:\n|\Z)")
"""Takes ``------ ---- --``, as sqlcmd and others draw below a header whose cells one blank sets apart."""


def rulings_at(text: str, start: int) -> Iterator[Ruling]:
    """Yield the ways in which the row that begins here may be set apart, the surest first."""
    line_end = text.find("\n", start)
    if drawn := _WIDTHS.match(text, line_end + 1) if line_end >= 0 else None:
        groups = [group.span() for group in re.finditer("-+", drawn[0])]
        yield replace(RULINGS[-1], strict=False, widths=tuple(groups))
    yield from RULINGS


@dataclass(frozen=True)
class CellRow:
    """The cells of one row by their offsets, and where the next line begins."""

    cells: tuple[tuple[int, int], ...]
    end: int


def rows_below(text: str, position: int, width: int, ruling: Ruling) -> Iterator[CellRow]:
    """Yield the rows as far as they go; lines that only draw the table belong to it, as one blank line may."""
    while position < len(text):
        if rule := _RULE.match(text, position):
            position = rule.end()
            continue
        blank = _BLANK.match(text, position)
        if blank and ruling.widths:
            return
        row = row_at(text, blank.end() if blank else position, ruling, width)
        short = ruling.ragged and 1 < len(row.cells) < width
        if len(row.cells) != width and not (short and not blank):
            return
        yield row
        position = row.end


def row_at(text: str, position: int, ruling: Ruling, width: int = 0) -> CellRow:
    """Take a row apart; nothing at either end is no cell, unless the row would have fewer than ``width`` then."""
    if ruling.widths:
        return _fixed(text, position, ruling.widths)
    cells: list[tuple[int, int]] = []
    while len(cells) < MAX_CELLS and (cell := ruling.cell.match(text, position)):
        cells.append(cell.span())
        position = cell.end()
        separator = ruling.separator.match(text, position)
        if separator is None:
            break
        position = separator.end()
    for edge in (0, -1):
        if ruling.framed and len(cells) > max(width, 1) and not text[slice(*cells[edge])].strip():
            del cells[edge]
    newline = text.find("\n", position)
    return CellRow(tuple(cells), len(text) if newline < 0 else newline + 1)


def _fixed(text: str, position: int, widths: tuple[tuple[int, int], ...]) -> CellRow:
    newline = text.find("\n", position)
    end = len(text) if newline < 0 else newline
    places = [(min(position + first, end), min(position + last, end)) for first, last in widths]
    places[-1] = places[-1][0], end
    return CellRow(tuple(places), min(end + 1, len(text)))

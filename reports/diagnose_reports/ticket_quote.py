"""The ticket's own words on one line, with the place of the ID in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diagnose_reports.safe import cells, visible

if TYPE_CHECKING:
    from diagnose.report import Where

_MOST = 400


@dataclass(frozen=True)
class MarkedWords:
    """A line of the ticket, made harmless: ``line[at : at + length]`` is what a caret belongs under."""

    line: str
    at: int
    length: int


def quoted(where: Where, length: int, width: int) -> MarkedWords | None:
    """Return the words around an ID of ``length`` characters on at most ``width`` columns; None without its place."""
    if where.caret is None or not 0 <= where.caret < len(where.quote):
        return None
    start, stop = where.caret, min(where.caret + length, len(where.quote))
    before = visible(where.quote[max(0, start - _MOST) : start].lstrip())
    words = visible(where.quote[start:stop][:_MOST])
    after = visible(where.quote[stop : stop + _MOST].rstrip())
    spare = width - cells(words)
    if spare < 0:
        return None
    if cells(before) + cells(after) > spare:
        after = _cut(after, max(spare // 3, spare - cells(before)))
        before = _cut(before[::-1], spare - cells(after))[::-1]
    return MarkedWords(before + words + after, len(before), len(words))


def _cut(text: str, width: int) -> str:
    """Keep the beginning, with an ellipsis where something is left out; nothing where not even that fits."""
    if cells(text) <= width:
        return text
    while text and cells(text) > width - 1:
        text = text[:-1]
    return f"{text}…" if width > 0 else ""

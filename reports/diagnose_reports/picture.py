"""The place of everything in the picture of the chain: one column, so that a phone shows it in full size.

What lies on the rail is the chain as it really is; what branches off is either one of several or a dead end: an ID
that the ticket names and that does not fit, with the right one beneath it, on the rail.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from diagnose.report import LinkState, SubjectKind
from diagnose_reports.outline import some
from diagnose_reports.safe import cells, clip, seen, shorten_middle
from diagnose_reports.words import Word, kind_words, link_word, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diagnose.report import Chain, Link

WIDTH = 340
RAIL = 15
BRANCH = 40
_TEXT_GAP = 18
_COLUMN = 7.9
_NOTE_COLUMNS = 36
_ID_LINE, _NOTE_LINE, _LABEL_LINE, _ROW_GAP, _LEVEL_GAP = 18, 16, 24, 10, 12
_LONGEST = 300
_CAUSE = Word("the cause", "✕", "x", "bad")


@dataclass(frozen=True)
class DrawnId:
    """One ID as drawn: ``y`` is the middle of its node, in the picture's units from the top."""

    x: int
    y: int
    state: str
    sign: str
    id: str
    full_id: str
    words: str
    notes: tuple[tuple[int, str], ...]
    """Height and text of the lines beneath."""

    @property
    def text_x(self) -> int:
        """Where the text begins."""
        return self.x + _TEXT_GAP

    @property
    def width(self) -> float:
        """Of the ID's text, about."""
        return _COLUMN * len(self.id)


@dataclass(frozen=True)
class Level:
    """All IDs of one kind, under their label."""

    label: str
    y: int
    rows: tuple[DrawnId, ...]
    more: str
    more_y: int
    rail_to: int
    sure: bool
    """False once nothing on the way down is known to be right: the rail above it is then drawn broken."""


@dataclass(frozen=True)
class Picture:
    """The whole drawing."""

    height: int
    levels: tuple[Level, ...]
    words: str
    rail: tuple[tuple[int, int, bool], ...]
    width: int = WIDTH


def picture(chain: Chain, per_kind: int, causes: frozenset[str] = frozenset()) -> Picture | None:
    """Lay the chain out, at most ``per_kind`` IDs of a kind; None if there is nothing to draw.

    ``causes`` are the findings that are causes and problems: what they are about is drawn as the cause.
    """
    if not chain.links:
        return None
    order = list(SubjectKind)
    links = sorted(chain.links, key=lambda link: order.index(link.kind))
    levels: list[Level] = []
    y, sure = 4, True
    for kind, group in groupby(links, key=lambda link: link.kind):
        shown = some(tuple(group), per_kind)
        more = shown.more + chain.omitted.get(kind, 0)
        level = _level(kind, shown.shown, _Around(more, y, sure=sure, causes=causes))
        levels.append(level)
        sure = sure and any(row.state not in {"wrong", "unknown"} for row in level.rows)
        y = level.more_y + (_LEVEL_GAP + 10 if level.more else _LEVEL_GAP - _NOTE_LINE + 4)
    return Picture(y, tuple(levels), _in_words(levels), tuple(_rail(levels)))


@dataclass(frozen=True)
class _Around:
    """What a level's links do not say: how many more there are, where it begins, and what is a cause."""

    more: int
    top: int
    sure: bool
    causes: frozenset[str]


def _level(kind: SubjectKind, links: Sequence[Link], around: _Around) -> Level:
    more, top = around.more, around.top
    true = {link.right_id if link.state is LinkState.WRONG else link.id for link in links} - {None}
    x = RAIL if len(true) == 1 and not more else BRANCH
    y = top + _LABEL_LINE + 12
    rows: list[DrawnId] = []
    for link in links:
        drawn = {each.full_id for each in rows} | {each.id for each in links}
        for row in _rows(link, (x, y), drawn, around.causes):
            rows.append(row)
            y = (row.notes[-1][0] if row.notes else row.y) + _ID_LINE + _ROW_GAP
    words = f"and {more:,} more, not drawn" if more else ""
    label = sentence(kind_words(kind)) + ("s" if len(true) > 1 or more else "")
    return Level(label, top + 14, tuple(rows), words, y, y - 4 if more else rows[-1].y, around.sure)


def _rows(link: Link, at: tuple[int, int], drawn: set[str], causes: frozenset[str]) -> Iterator[DrawnId]:
    x, y = at
    wrong, cause = link.state is LinkState.WRONG, link.finding in causes
    word = _CAUSE if cause and not wrong else link_word(link.state)
    said = word.text if link.state is not LinkState.CONFIRMED or not link.note else ""
    note = " · ".join(filter(None, (seen(link.note or "", _LONGEST), said, "the cause" if cause and wrong else "")))
    state = "cause" if cause and not wrong else str(link.state)
    row = _row((BRANCH if wrong else x, y), state, word.sign, link.id, note)
    yield row
    if wrong and link.right_id is not None and link.right_id not in drawn:
        below = row.notes[-1][0] + _ID_LINE + _ROW_GAP
        yield _row((x, below), "right", "✓", link.right_id, "the right one")


def _row(at: tuple[int, int], state: str, sign: str, full_id: str, note: str) -> DrawnId:
    x, y = at
    shown = shorten_middle(seen(full_id, _LONGEST), int((WIDTH - x - _TEXT_GAP - 10) / _COLUMN))
    columns = max(8, _NOTE_COLUMNS * len(note) // max(1, cells(note)))
    lines = textwrap.wrap(note, columns, max_lines=3, placeholder=" …")
    notes = tuple((y + _ID_LINE + _NOTE_LINE * number, line) for number, line in enumerate(lines))
    words = f"{seen(full_id, _LONGEST)}: {note}" if note else seen(full_id, _LONGEST)
    return DrawnId(x, y, state, sign, shown, full_id, words, notes)


def _rail(levels: Sequence[Level]) -> Iterator[tuple[int, int, bool]]:
    """Pieces of the rail: from, to, and whether the way is known."""
    start = levels[0].rows[0].y
    for level in levels:
        if level.rail_to > start:
            yield start, level.rail_to, level.sure
        start = max(start, level.rail_to)


_WORDS = 3000


def _in_words(levels: Sequence[Level]) -> str:
    parts = (f"{level.label}: {'; '.join(row.words for row in level.rows)}{_and(level)}." for level in levels)
    return clip(" ".join(parts), _WORDS)


def _and(level: Level) -> str:
    return f"; {level.more}" if level.more else ""

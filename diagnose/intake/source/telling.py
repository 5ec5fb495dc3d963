"""What of a very long text is read: the places around its telling words, in the order of the text, within a bound.

A log of 50 MB is about one thing, and most of it about another. Reading closely costs about a second a megabyte; these
plain searches cost a hundredth of that, and leave out what no form and no label could make anything of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from diagnose.intake.source.limits import MAX_CLOSE, MAX_FULL
from diagnose.intake.source.literal_search import lowered
from diagnose.intake.source.traced import Traced

_WORDS = (
    # what labels of IDs begin with
    "connection", "connexion", "conexi", "verbindung", "anbindung", "job", "workspace", "work id", "workid", "work_",
    "arbeitsbereich", "espac", "artifa", "artefa", "artéfa",
    # what requests, answers and credentials have
    "graphql", "filed.", '"query"', '"errors"', '"data"', "mutation", "authorization", "bearer ", "api-key", "api_key",
    "apikey", "password",
)  # fmt: skip
_UUID = re.compile(r"-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-")
_BEFORE, _BEHIND, _TO_LINE_END = 2_000, 4_000, 1_000
_HEAD = 100_000
"""Characters at the beginning that are read whatever they hold."""


@dataclass(frozen=True)
class Telling:
    """What is read of a text; ``unread`` characters of it were left out as there was too much to read."""

    source: Traced
    unread: int = 0

    @property
    def remark(self) -> str | None:
        """What is to be said of it; nothing where only silence was left out."""
        if not self.unread:
            return None
        return f"There is too much of it: the last {self.unread:,} characters were not read."


def telling(text: str) -> Telling:
    """Return a text as it is, or, if it is very long, the telling places in it, with their lines."""
    if len(text) <= MAX_FULL:
        return Telling(Traced.of(text))
    parts = _parts(text)
    room, kept = MAX_CLOSE, list[tuple[int, int]]()
    for start, end in parts:
        kept.append((start, min(end, start + room)))
        room -= kept[-1][1] - start
        if room <= 0:
            break
    return Telling(_joined(text, kept), len(text) - kept[-1][1] if room <= 0 else 0)


def _parts(text: str) -> list[tuple[int, int]]:
    """Return the telling places, none of which touches another; a little more of them than will be read."""
    search = _Search(lowered(text))
    parts, size = [(0, _line_end(text, _HEAD))], _HEAD
    while size <= MAX_CLOSE and (place := search.next(parts[-1][1])) is not None:
        start, end = max(_line_start(text, place), parts[-1][1]), _line_end(text, place + _BEHIND)
        if start == parts[-1][1]:
            parts[-1] = parts[-1][0], end
        else:
            parts.append((start, end))
        size += end - start
    return parts


class _Search:
    """Goes from one telling word to the next; each word is searched for once over the text."""

    def __init__(self, lower: str) -> None:
        self._lower = lower
        self._uuid = self._next_uuid(0)
        self._places = {word: lower.find(word) for word in _WORDS}

    def next(self, position: int) -> int | None:
        """Return the first place at or behind a position; the positions asked for grow."""
        for word, place in self._places.items():
            if 0 <= place < position:
                self._places[word] = self._lower.find(word, position)
        if 0 <= self._uuid < position:
            self._uuid = self._next_uuid(position)
        found = [place for place in (*self._places.values(), self._uuid) if place >= 0]
        return min(found, default=None)

    def _next_uuid(self, position: int) -> int:
        match = _UUID.search(self._lower, position)
        return match.start() if match else -1


def _line_start(text: str, place: int) -> int:
    start = max(place - _BEFORE, 0)
    line = text.find("\n", start, place)
    return line + 1 if line >= 0 else start


def _line_end(text: str, place: int) -> int:
    line = text.find("\n", place, place + _TO_LINE_END)
    return line + 1 if line >= 0 else min(place, len(text))


def _joined(text: str, parts: list[tuple[int, int]]) -> Traced:
    """Join parts of a text, an empty line between each two, so that nothing goes on from one to the next."""
    pieces, starts, lines = list[str](), list[int](), list[int]()
    position, line, counted = 0, 1, 0
    for start, end in parts:
        line += text.count("\n", counted, start)
        piece = Traced.of(text[start:end], line)
        starts += (position + offset for offset in piece.starts)
        lines += piece.lines
        pieces += [piece.text, "\n\n"]
        position += len(piece.text) + 2
        line, counted = piece.lines[-1], end
    return Traced("".join(pieces), starts, lines)

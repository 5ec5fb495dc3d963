"""What of a very long text is read: the places around its telling words, in the order of the text, within a bound.

A log of 50 MB is about one thing, and most of it about another. Reading closely costs about a second a megabyte, these
plain searches a hundredth of that. Words that only this API's requests, answers and IDs have come first: a log full of
"connection" does not keep the one request at its end from being read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diagnose.intake.source.limits import MAX_CLOSE, MAX_FULL
from diagnose.intake.source.traced import Traced
from diagnose.literal_search import lowered

_OURS = (
    "graphql", "filed.", "job work", "job_work", "job-work", "jobwork", "workspace", "connection_", "connection id",
    "connectionid", "artifact",
)  # fmt: skip
_OTHERS = (
    # what labels of IDs begin with, in any language
    "connection", "connexion", "connession", "conex", "verbindung", "anbindung", "koppeling", "job",
    "work id", "workid", "work_",
    "arbeitsbereich", "werkruimte", "espac", "espa\u00e7", "artefa", "art\u00e9fa",
    # what requests, answers and credentials have
    '"query"', '"errors"', '"data"', "mutation", "authorization", "bearer ", "api-key", "api_key", "apikey", "password",
)  # fmt: skip
_UUID = re.compile(r"-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-")
_BEFORE, _BEHIND, _TO_LINE_END = 2_000, 4_000, 1_000
_FIRST, _LAST = 100_000, 20_000
"""Characters at the beginning and at the end that are read whatever they hold."""

_Span = tuple[int, int]


@dataclass(frozen=True)
class Telling:
    """What is read of a text, with its own lines, and a sentence about what is not."""

    source: Traced
    remark: str | None = None


def telling(source: Traced) -> Telling:
    """Return a text as it is, or, if it is very long, its telling places."""
    length = len(source.text)
    if length <= MAX_FULL:
        return Telling(source)
    lower, spans = (
        lowered(source.text),
        [(0, _line_end(source.text, _FIRST)), (_line_start(source.text, length - _LAST), length)],
    )
    room = MAX_CLOSE - _FIRST - _LAST
    for words in (_OURS, _OTHERS):
        found = _within(_around(source.text, _Search(lower, words)), room)
        room -= sum(end - start for start, end in found)
        spans += found
    spans = _merged(spans)
    read = sum(end - start for start, end in spans)
    if read == length:
        return Telling(source)
    left_out = "; there are more such places than are read" if room <= 0 else ""
    return Telling(
        _joined(source, spans),
        f"It is very long: {read:,} of its {length:,} characters were read, those around words that tell of IDs, "
        f"requests and answers{left_out}.",
    )


class _Search:
    """Goes from one telling word to the next; each word is searched for once over the text."""

    def __init__(self, lower: str, words: Sequence[str]) -> None:
        self._lower = lower
        self._uuid = self._next_uuid(0)
        self._places = {word: place for word in words if (place := lower.find(word)) >= 0}

    def next(self, position: int) -> int | None:
        """Return the first place at or behind a position; the positions asked for grow."""
        for word, place in tuple(self._places.items()):
            if place < position:
                self._places[word] = self._lower.find(word, position)
                if self._places[word] < 0:
                    del self._places[word]
        if 0 <= self._uuid < position:
            self._uuid = self._next_uuid(position)
        return min((*self._places.values(), *([self._uuid] if self._uuid >= 0 else [])), default=None)

    def _next_uuid(self, position: int) -> int:
        match = _UUID.search(self._lower, position)
        return match.start() if match else -1


def _around(text: str, search: _Search) -> Iterator[_Span]:
    """Yield the telling places, in order, none of which reaches into another."""
    position = 0
    while (place := search.next(position)) is not None:
        start, position = max(_line_start(text, place), position), _line_end(text, place + _BEHIND)
        yield start, position


def _within(spans: Iterator[_Span], room: int) -> list[_Span]:
    """Return as many places as there is room for; the last one may be cut."""
    kept: list[_Span] = []
    while room > 0 and (span := next(spans, None)):
        kept.append((span[0], min(span[1], span[0] + room)))
        room -= kept[-1][1] - span[0]
    return kept


def _line_start(text: str, place: int) -> int:
    start = max(place - _BEFORE, 0)
    line = text.find("\n", start, place)
    return line + 1 if line >= 0 else start


def _line_end(text: str, place: int) -> int:
    line = text.find("\n", place, place + _TO_LINE_END)
    return line + 1 if line >= 0 else min(place, len(text))


def _merged(spans: list[_Span]) -> list[_Span]:
    merged: list[_Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _joined(source: Traced, spans: list[_Span]) -> Traced:
    """Join parts of a text, an empty line between each two, so that nothing goes on from one to the next."""
    pieces, starts, lines, position = list[str](), list[int](), list[int](), 0
    for start, end in spans:
        part = source.slice(start, end)
        starts += (position + offset for offset in part.starts)
        lines += part.lines
        pieces += [part.text, "\n\n"]
        position += len(part.text) + 2
    return Traced("".join(pieces), starts, lines)

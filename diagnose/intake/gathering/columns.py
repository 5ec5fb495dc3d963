"""On which column of its line each ID stands, and the words around it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from diagnose.foreign_text import around
from diagnose.intake.model import FoundId

_AROUND = 70
"""Characters of a quote to each side of the ID."""
_SHORT_LINE = 2_000
"""Characters of a line in which each ID is sought by itself; a longer one is read once, for all of them."""
_LONGEST_LINE = 1_000_000
_TOKEN = re.compile(r"[\w-]+")


def in_their_places(
    ids: Sequence[FoundId], texts: Mapping[str, str], mask: Callable[[str], str]
) -> tuple[FoundId, ...]:
    """Return the IDs with their columns and quotes, where their line has them literally.

    A line that holds them escaped or encoded has no column for them. ``mask`` takes secrets out of a text.
    """
    wanted: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for found in ids:
        if found.source in texts:
            wanted[found.source][found.line].add(found.value)
    lines = {
        (source, number): _Line.of(line, values, mask)
        for source, by_line in wanted.items()
        for number, line in _lines_of(texts[source], by_line)
        if len(line) <= _LONGEST_LINE and (values := by_line[number])
    }
    return tuple(_placed(found, lines.get((found.source, found.line))) for found in ids)


def _lines_of(text: str, numbers: Iterable[int]) -> Iterable[tuple[int, str]]:
    """Yield the lines with these numbers, each once, in one pass over the text."""
    position, current = 0, 1
    for number in sorted(numbers):
        while current < number:
            position = text.find("\n", position) + 1
            if position == 0:
                return
            current += 1
        end = text.find("\n", position)
        yield number, text[position : end if end >= 0 else len(text)].rstrip("\r")


@dataclass(frozen=True)
class _Line:
    """A line, as it is and with its secrets masked, and where the IDs stand in either."""

    masked: str
    columns: Mapping[str, int]
    carets: Mapping[str, int]

    @classmethod
    def of(cls, line: str, values: set[str], mask: Callable[[str], str]) -> _Line:
        masked = mask(line)
        columns = _positions(line, values)
        return cls(masked, columns, columns if masked == line else _positions(masked, values))


def _positions(line: str, values: set[str]) -> dict[str, int]:
    if len(line) <= _SHORT_LINE:
        return {value: place for value in values if (place := _place(line, value)) >= 0}
    found: dict[str, int] = {}
    for match in _TOKEN.finditer(line):
        if match[0] in values:
            found.setdefault(match[0], match.start())
    return found


def _place(line: str, value: str) -> int:
    """Where the value stands as a word of its own; else where it stands at all."""
    place = line.find(value)
    while place >= 0:
        before, after = line[place - 1 : place], line[place + len(value) : place + len(value) + 1]
        if not (before.isalnum() or before == "_" or after.isalnum() or after == "_"):
            return place
        place = line.find(value, place + 1)
    return line.find(value)


def _placed(found: FoundId, line: _Line | None) -> FoundId:
    if line is None or found.value not in line.columns:
        return found
    column = line.columns[found.value] + 1
    if found.value not in line.carets:
        return replace(found, column=column)
    at = line.carets[found.value]
    quote, caret = around(line.masked, at, at + len(found.value), _AROUND)
    return replace(found, column=column, quote=quote, caret=caret)

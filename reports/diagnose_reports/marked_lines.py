"""Two versions of a text, line by line: what went, what came and what stayed, for a page that marks it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_LINES = 300
"""Lines of each that are compared: the time grows with their product."""


@dataclass(frozen=True)
class MarkedLine:
    """A line; ``mark`` is ``-`` for one that went, ``+`` for one that came, empty for one that stayed."""

    mark: str
    text: str


def marked_lines(before: str, after: str) -> Iterator[MarkedLine]:
    """Yield the lines of the later text, those that went before those that came in their place.

    Without an earlier text, or where the texts are too long to compare, every line stays.
    """
    old, new = before.splitlines(), after.splitlines()
    if not old or max(len(old), len(new)) > _MOST_LINES:
        yield from (MarkedLine("", line) for line in new)
        return
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (MarkedLine("", line) for line in new[new_from:new_to])
            continue
        yield from (MarkedLine("-", line) for line in old[old_from:old_to])
        yield from (MarkedLine("+", line) for line in new[new_from:new_to])

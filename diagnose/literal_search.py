"""Where a few words occur in a long text: plain searches for literals, so that rich patterns run only there."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ASCII_UPPER = re.compile(r"[A-Z]")


def lowered(text: str) -> str:
    """Return the text in lower case with every character in its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else _ASCII_UPPER.sub(lambda match: match[0].lower(), text)


def spots(lower: str, stems: Iterable[str]) -> list[int]:
    """Return the offsets of the stems in a text of lower case, in order."""
    found: set[int] = set()
    for stem in stems:
        position = lower.find(stem)
        while position >= 0:
            found.add(position)
            position = lower.find(stem, position + len(stem))
    return sorted(found)

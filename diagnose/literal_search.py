"""Where a few words occur in a long text: plain searches for literals, so that rich patterns run only there."""

from __future__ import annotations

from collections.abc import Iterable


def lowered(text: str) -> str:
    """Return the text in lower case with every character in its place."""
    lower = text.lower()
    # Of all characters, the capital I with a dot alone becomes two; it stays.
    return lower if len(lower) == len(text) else "\u0130".join(piece.lower() for piece in text.split("\u0130"))


def spots(lower: str, stems: Iterable[str]) -> list[int]:
    """Return the offsets of the stems in a text of lower case, in order."""
    found: set[int] = set()
    for stem in stems:
        position = lower.find(stem)
        while position >= 0:
            found.add(position)
            position = lower.find(stem, position + len(stem))
    return sorted(found)

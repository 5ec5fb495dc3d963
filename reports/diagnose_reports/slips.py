"""Where a mistyped ID differs from the right one: the very characters, and what to call them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from diagnose_reports.words import plural

_MOST_NAMED = 2


@dataclass(frozen=True)
class Slip:
    """What differs: ``wrong[at : at + wrong_length]`` stands for ``right[at : at + right_length]``."""

    at: int
    wrong_length: int
    right_length: int
    words: str
    """``letter l, should be digit 1``."""


def slip(wrong: str, right: str) -> Slip | None:
    """Compare two IDs from both ends; None where they are equal or have nothing in common."""
    at = _alike(wrong, right)
    end = min(_alike(wrong[::-1], right[::-1]), len(wrong) - at, len(right) - at)
    typed, meant = wrong[at : len(wrong) - end], right[at : len(right) - end]
    if not (typed or meant) or not (at or end):
        return None
    return Slip(at, len(typed), len(meant), _words(typed, meant))


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin alike with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _words(typed: str, meant: str) -> str:
    if len(typed) == _MOST_NAMED and sorted(typed) == sorted(meant):
        return f"{typed[0]} and {typed[1]} are swapped"
    if max(len(typed), len(meant)) > _MOST_NAMED:
        return f"{plural(max(len(typed), len(meant)), 'character')} differ here"
    if not typed:
        return f"{_named(meant)} is missing here"
    if not meant:
        return f"{_named(typed)} is one too many"
    return f"{_named(typed)}, should be {_named(meant)}"


def _named(text: str) -> str:
    return " and ".join(character_words(character) for character in text)


def character_words(character: str) -> str:
    """Return what a character is called, so that ``l``, ``1`` and ``I`` are told apart in any font."""
    if character.isascii() and character.isdigit():
        return f"digit {character}"
    if character.isascii() and character.isalpha():
        return f"{'letter' if character.islower() else 'capital'} {character}"
    signs = {"-": "a hyphen", "_": "an underscore", ".": "a full stop"}
    return signs.get(character) or unicodedata.name(character, f"U+{ord(character):04X}").lower()

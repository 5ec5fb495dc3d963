"""Foreign text made fit for a clause: the one place that cleans and cuts what came from outside.

The order is the same everywhere: clean, then mask, then cut. A text that is cut before the report is masked (an
error's message, a reason in metadata) is cut between words and never within one: half a token could not be told from
any other word, and what was cleaned away within it would have put it together again. After the masking the renderers
may cut as they like.
"""

from __future__ import annotations

import re
from typing import Final

from diagnose.outside import like

__all__ = ["MAX_MESSAGE", "around", "clean", "cut", "fit"]

MAX_MESSAGE = 500
_ROOM_FOR_DROPPED = 4  # times the limit is looked at before cutting, so that a megabyte of text costs nothing
_OF_WORDS: Final = re.compile(r"(?![\"'`<>()\[\],|])[!-~]")
"""Characters that tokens, passwords, addresses and their escapes are made of; a word of another script is no secret."""


def fit(text: str, limit: int = MAX_MESSAGE) -> str:
    """Return the text cleaned, at most ``limit`` characters of it, cut between words."""
    window = text[: limit * _ROOM_FOR_DROPPED]
    line = clean(window)
    if len(window) < len(text):
        line = f"{_without_last_word(line)}{' ' * limit}."  # what was not even looked at counts as cut
    return cut(line, limit)


def clean(text: str) -> str:
    """Return the text on one line, without control, format or unassigned characters.

    White space becomes single blanks. Escape sequences lose their ESC, so a terminal shows them as plain letters.
    """
    spaced = "".join(" " if char.isspace() else char for char in text if char.isspace() or char.isprintable())
    return " ".join(spaced.split())


def cut(text: str, limit: int) -> str:
    """Return at most ``limit`` characters, ended by an ellipsis where there were more; a word is whole or not there."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    whole = _without_last_word(head) if _OF_WORDS.match(text, limit - 1) else head
    return like(text, whole.rstrip() + "…")  # not formatted: that would bring the marks of a text from outside along


def around(text: str, start: int, end: int, room: int) -> tuple[str, int]:
    """Return a stretch with up to ``room`` characters on either side, cut as :func:`cut` does, and where it begins."""
    first, last = max(0, start - room), min(len(text), end + room)
    before, after = text[first:start], text[end:last]
    if first and _OF_WORDS.match(text, first - 1):
        before = _without_last_word(before[::-1])[::-1]
    if last < len(text) and _OF_WORDS.match(text, last):
        after = _without_last_word(after)
    before, after = before.lstrip() if first else before, after.rstrip()
    before = f"\u2026{before}" if first else before.lstrip()
    return f"{before}{text[start:end]}{after}{'…' if last < len(text) else ''}", len(before)


def _without_last_word(text: str) -> str:
    end = len(text)
    while end > 0 and _OF_WORDS.match(text, end - 1):
        end -= 1
    return text[:end]

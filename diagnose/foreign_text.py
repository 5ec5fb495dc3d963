"""Foreign text made fit for a clause: the one place that cleans and cuts what came from outside.

The order is the same everywhere: clean, then mask, then cut. A text that is cut before the report is masked (an
error's message, a reason in metadata) is cut between words and never within one: half a token could not be told from
any other word, and what was cleaned away within it would have put it together again. After the masking the renderers
may cut as they like.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["MAX_MESSAGE", "clean", "cut", "fit"]

MAX_MESSAGE = 500
_ROOM_FOR_DROPPED = 4  # times the limit is looked at before cutting, so that a megabyte of text costs nothing
_OF_WORDS: Final = re.compile(r"[\w.~+/=%@:$!#*^&-]", re.ASCII)
"""Characters that tokens, passwords and addresses are made of; a word of another script is no secret."""


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
    return f"{(_without_last_word(head) if _OF_WORDS.match(text, limit - 1) else head).rstrip()}…"


def _without_last_word(text: str) -> str:
    end = len(text)
    while end > 0 and _OF_WORDS.match(text, end - 1):
        end -= 1
    return text[:end]

"""Foreign text made fit for a clause: one line, no control or invisible characters, a readable length."""

from __future__ import annotations

import unicodedata

__all__ = ["MAX_MESSAGE", "clean"]

MAX_MESSAGE = 500
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_ROOM_FOR_DROPPED = 4  # looked at before cutting, so that a megabyte of text costs nothing


def clean(text: str, limit: int = MAX_MESSAGE) -> str:
    """Return the text on one line, without control, format or unassigned characters, cut to ``limit`` characters.

    White space becomes single blanks. Escape sequences lose their ESC, so a terminal shows them as plain letters.
    """
    window = text[: limit * _ROOM_FOR_DROPPED]
    spaced = " ".join("".join(_shown(char) for char in window).split())
    if len(spaced) > limit or len(window) < len(text):
        return spaced[: limit - 1].rstrip() + "…"
    return spaced


def _shown(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in _INVISIBLE else char

"""Foreign text made fit for a clause: one line, no control or invisible characters, a readable length."""

from __future__ import annotations

__all__ = ["MAX_MESSAGE", "clean"]

MAX_MESSAGE = 500
_ROOM_FOR_DROPPED = 4  # times the limit is looked at before cutting, so that a megabyte of text costs nothing


def clean(text: str, limit: int = MAX_MESSAGE) -> str:
    """Return the text on one line, without control, format or unassigned characters, cut to ``limit`` characters.

    White space becomes single blanks. Escape sequences lose their ESC, so a terminal shows them as plain letters.
    """
    window = text[: limit * _ROOM_FOR_DROPPED]
    spaced = "".join(" " if char.isspace() else char for char in window if char.isspace() or char.isprintable())
    line = " ".join(spaced.split())
    if len(line) > limit or len(window) < len(text):
        return line[: limit - 1].rstrip() + "…"
    return line

"""IDs that a mail program or a page broke at a line's end, joined again."""

from __future__ import annotations

import re

from diagnose.intake.content.mentions import certain
from diagnose.intake.kinds import kind_of_prefix
from diagnose.intake.source.id_text import has_id_shape

_HEAD = re.compile(r"(?<![\w-])[0-9A-Za-z][\w-]{3,34}$")
_REST = re.compile(r"[ \t>|]{0,8}+([\w-]{1,34})(?![\w-])")


def unwrapped(text: str) -> str:
    """Join the IDs that a line's end broke; what stood between goes behind them, so that offsets hold."""
    pieces, position, end = [], 0, text.find("\n")
    while end >= 0:
        before = text[max(position, end - 36) : end].rstrip("\r \t")
        head = _HEAD.search(before) if before[-1:].isalnum() or before[-1:] in {"-", "_"} else None
        rest = _REST.match(text, end + 1) if head else None
        if head and rest and _is_one(head[0], rest[1]):
            start = end - len(text[max(position, end - 36) : end]) + head.start()
            broken = text[start + len(head[0]) : rest.start(1)]
            pieces += [text[position:start], head[0], rest[1], broken]
            position = rest.end(1)
        end = text.find("\n", max(end + 1, position))
    return "".join([*pieces, text[position:]]) if pieces else text


def _is_one(head: str, rest: str) -> bool:
    """Tell whether two halves make one ID that neither is alone."""
    whole = head + rest
    if has_id_shape(whole):
        return not has_id_shape(head) and any(char.isdigit() for char in head)
    return head[-1] in "-_" and certain(whole) and rest[0].isdigit() and kind_of_prefix(head) is not None

"""Documents that people and logs show shortened: ``query { me { … } }``, ``query Get($w: ID!, $conn… (truncated)``.

What was left out was sent all the same, so that nothing but the IDs of such a document says anything.
"""

from __future__ import annotations

import re

_PIECE = re.compile(
    # A string, which may hold anything; a comment; three dots that spread nothing; a logger's mark.
    r"\"(?:[^\"\\\n]|\\.)*+\""
    r"|(?P<comment>\#[^\n]*+)"
    r"|(?P<left_out>\.{3,}(?![ \t\r\n]*+[A-Za-z_@{])|…|[\[(<{][ ]?(?:truncated|snip(?:ped)?|filtered|cut|omitted"
    r"|gek[uü]rzt|tronqu[eé]|recortado)\b)",
    re.IGNORECASE,
)
_LEAVES_OUT = re.compile(r"(?i)\#[ \t]*(?:\.{2,}|…|etc\b|(?:and )?(?:more|other|further) fields|weitere|autres|otros)")
ABRIDGED = "A GraphQL document is not shown whole, so it was not judged."
_NAME = re.compile(r"\s*+\w*+\s*+")


def is_abridged(document: str) -> bool:
    """Tell whether a document is not shown as it was sent; one without any bracket is none, unless it is a name."""
    if "{" not in document:
        return _NAME.fullmatch(document) is None
    return any(
        piece["left_out"] or (piece["comment"] and _LEAVES_OUT.match(piece["comment"]))
        for piece in _PIECE.finditer(document)
    )

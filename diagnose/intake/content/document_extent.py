"""Where a GraphQL document in a text ends."""

from __future__ import annotations

import re

_PART = re.compile(r'"""(?:[^"\\]++|\\.|"(?!""))*+"""|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|#[^\n]*+|[{}()]', re.DOTALL)
_MORE = re.compile(r"\s{0,200}+fragment[ \t]{1,8}+\w{1,100}+[ \t]{1,8}+on[ \t]")
_AFTER_FRAGMENT = re.compile(r"\s{0,200}+(?:query|mutation|fragment)\b[^{}\n]{0,400}[{(]")


PARAGRAPH = re.compile(r"\n[ \t]*+\r?\n|\n[ \t]*+(?:```|~~~)")
"""Where a paragraph of a text ends: an empty line, or a fence."""


def document_end(text: str, start: int, body: int, limit: int) -> tuple[int, bool]:
    """Return where the document ends that begins at ``start``, and whether its brackets close.

    ``body`` is where its first bracket may stand. Fragments that follow belong to it, and so does the operation
    that follows fragments. Nothing is read behind ``limit``.
    """
    end, whole = _balanced(text, body, limit)
    more = _AFTER_FRAGMENT if text.startswith("fragment", start) else _MORE
    while whole and (following := more.match(text, end)):
        start_of_next = following.start()
        end, whole = _balanced(text, end, limit)
        if not text[start_of_next:end].lstrip().startswith("fragment"):
            more = _MORE
    return end, whole


def _balanced(text: str, position: int, limit: int) -> tuple[int, bool]:
    depth, braces = 0, 0
    for part in _PART.finditer(text, position, limit):
        bracket = part[0]
        if bracket in {"{", "("}:
            depth += 1
            braces += bracket == "{"
        elif bracket in {"}", ")"}:
            depth -= 1
        if depth <= 0 and braces:
            return part.end(), depth == 0
    return limit, False

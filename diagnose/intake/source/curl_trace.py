"""The marks of ``curl -v``: ``>`` before what was sent, ``<`` before what came back, ``*`` before its own words.

They look like the quote marks of an e-mail, so they are taken off before those are looked for.
"""

from __future__ import annotations

import re

from diagnose.intake.source.traced import Traced

_BEGINS = re.compile(r"(?m)^> (?:POST|GET|PUT|PATCH|DELETE|HEAD|OPTIONS) \S{1,4000} HTTP/[\d.]{1,3}[ \t]*\r?$")
_MARKED = re.compile(
    # Takes "> Host: a", "<", "* Connection #0 …", "{ [131 bytes data]"; leaves "{"data": …" and words.
    r"([<>](?=[ \r\n]|$))([^\n]*)|(\*[ ][^\n]*|[{}][ ]\[\d{1,12} bytes data\][^\n]*)"
)


def without_marks(source: Traced) -> Traced:
    """Return the text with blanks in place of the marks, and of curl's own words between them."""
    text = source.text
    pieces, position = [], 0
    while begins := _BEGINS.search(text, position):
        pieces.append(text[position : begins.start()])
        position = begins.start()
        while position < len(text) and (marked := _MARKED.match(text, position)):
            own = marked[3]
            pieces.append(
                " " + marked[2] if own is None else " " * (len(own) - own.endswith("\r")) + "\r" * own.endswith("\r")
            )
            position = marked.end()
            pieces.append(text[position : position + 1])
            position += 1
    return source.with_text("".join([*pieces, text[position:]])) if pieces else source

"""What curl tells of an exchange, as the exchange itself: the marks of ``-v`` and the rows of ``--trace-ascii``.

``>`` before what was sent and ``<`` before what came back look like the quote marks of an e-mail, so they are taken off
before those are looked for. Source: the manual of curl 8, ``--trace-ascii``: rows of 64 characters with their offset.
"""

from __future__ import annotations

import re

from diagnose.intake.source.traced import Traced, Weaver

_BEGINS = re.compile(r"(?m)^> (?:POST|GET|PUT|PATCH|DELETE|HEAD|OPTIONS) \S{1,4000} HTTP/[\d.]{1,3}[ \t]*\r?$")
_MARKED = re.compile(
    # Takes "> Host: a", "<", "* Connection #0 …", "{ [131 bytes data]"; leaves "{"data": …" and words.
    r"([<>](?=[ \r\n]|$))([^\n]*)|(\*[ ][^\n]*|[{}][ ]\[\d{1,12} bytes data\][^\n]*)"
)

_DUMP = re.compile(
    # Takes "=> Send header, 172 bytes (0xac)" and "<= Recv data, 118 bytes (0x76)" above a first row.
    r"(?m)^(?:=>|<=) (?:Send|Recv) (header|data), \d{1,12} bytes[^\n]{0,20}\r?\n(?=0000: )"
)
_ROW = re.compile(r"[0-9a-f]{4,8}: ([^\r\n]*)\r?(?:\n|$)")
_OWN_ROW = re.compile(r"(?:== Info: |(?:=>|<=) (?:Send|Recv) SSL data)[^\n]*(?:\n|$)")
_WIDTH = 64


def without_marks(source: Traced) -> Traced:
    """Return the text with the messages as they were sent; curl's own words between them are left out."""
    return _without_arrows(_without_rows(source))


def _without_rows(source: Traced) -> Traced:
    """Put the rows of a dump together: a shorter one is a line's end, or the end of what was sent at once."""
    text, position, woven = source.text, 0, Weaver()
    open_headers = False
    while begins := _DUMP.search(text, position):
        if position < begins.start():
            woven.add_traced(source.slice(position, begins.start()))
        if begins[1] == "data" and open_headers:
            woven.add("\n", source.line_at(begins.start()))
        position = begins.end()
        while row := _ROW.match(text, position):
            ends = len(row[1]) < _WIDTH
            woven.add(row[1] + "\n" * ends, source.line_at(position))
            open_headers = begins[1] == "header" and (bool(row[1]) or not ends)
            position = row.end()
        while own := _OWN_ROW.match(text, position):
            position = own.end()
    if not position:
        return source
    woven.add_traced(source.slice(position, len(text)))
    return woven.build(source.line_at(0))


def _without_arrows(source: Traced) -> Traced:
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

"""Elements of XML that tools export, found by their names: no parser of XML is fed with what a ticket holds.

Read: an element's attributes, its text (also in CDATA, escaped, or as base64). Entities of a DTD are left as they are.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.intake.source.traced import Traced

_ATTRIBUTE = re.compile(r"([\w:-]{1,60})\s{0,9}=\s{0,9}(?:\"([^\"<]{0,4000})\"|'([^'<]{0,4000})')")
_CDATA, _CDATA_ENDS = "<![CDATA[", "]]>"


@dataclass(frozen=True)
class XmlElement:
    """An element: the offsets of what stands in it."""

    source: Traced
    attributes: dict[str, str]
    start: int
    end: int

    @property
    def line(self) -> int:
        """The line on which its content begins."""
        return self.source.line_at(min(self.start, max(len(self.source.text) - 1, 0)))

    def text(self) -> Traced:
        """Return what it says, decoded; the lines are kept where the text stands as it is."""
        start, end, text = self.start, self.end, self.source.text
        opened = text.find(_CDATA, start, end)
        if opened >= 0 and not text[start:opened].strip():
            closed = text.find(_CDATA_ENDS, opened, end)
            start, end = opened + len(_CDATA), closed if closed >= 0 else end
            plain = text[start:end]
        else:
            plain = html.unescape(text[start:end])
        if self.attributes.get("base64") == "true" or self.attributes.get("encoding") == "base64":
            return Traced.on_line(_decoded(plain), self.line)
        return self.source.slice(start, end) if plain == text[start:end] else Traced.on_line(plain, self.line)

    def child(self, name: str) -> XmlElement | None:
        """Return the first element of a name in it, at any depth."""
        return next(elements(self.source, name, self.start, self.end), None)


def elements(source: Traced, name: str, start: int, end: int) -> Iterator[XmlElement]:
    """Yield the elements of a name between two offsets; one that holds another of its own name ends with that one."""
    opening = re.compile(rf"<{name}((?:\s[^<>]{{0,8000}}?)?)(/?)>")
    while begins := opening.search(source.text, start, end):
        attributes = {key: html.unescape(one or other) for key, one, other in _ATTRIBUTE.findall(begins[1])}
        closes = begins.end() if begins[2] else _closing(source.text, name, begins.end(), end)
        yield XmlElement(source, attributes, begins.end(), closes)
        start = max(closes, begins.end())


def _closing(text: str, name: str, start: int, end: int) -> int:
    """Return where an element ends: at its end mark outside of CDATA, or at the end of everything."""
    mark = f"</{name}>"
    closes = text.find(mark, start, end)
    while closes >= 0:
        data = text.find(_CDATA, start, closes)
        start = text.find(_CDATA_ENDS, data, end) if data >= 0 else -1
        if start < 0:
            return closes
        if start > closes:
            closes = text.find(mark, start, end)
    return end


def _decoded(text: str) -> str:
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return text

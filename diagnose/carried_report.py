"""The JSON report that an HTML report carries: packed into one inert element, and taken out of it again.

The element is no ``<script>``, which mail gateways strip, and holds nothing that a browser acts on.
"""

from __future__ import annotations

import base64
import gzip
import html
import re
import zlib
from dataclasses import dataclass
from typing import Final

__all__ = ["Carried", "carried_json", "packed"]

_PLAIN_UP_TO: Final = 100_000
"""Bytes of JSON that stand in the page as they are; more is compressed."""
_MOST: Final = 128 * 1024 * 1024
"""Bytes that are unpacked: a page that claims to hold more is none of ours."""
_ELEMENT: Final = re.compile(rb'<div hidden id="report-json" data-form="(json|gzip)">([^<]*)</div>')


@dataclass(frozen=True)
class Carried:
    """What stands in the page: ``text`` in the form that ``form`` names, and how many bytes of JSON that is."""

    form: str
    text: str
    size: int


def packed(report: bytes) -> Carried:
    """Pack a report's JSON: as it is when it is short, else compressed; the same bytes give the same text."""
    if len(report) <= _PLAIN_UP_TO:
        return Carried("json", report.decode(), len(report))
    return Carried("gzip", base64.b64encode(gzip.compress(report, mtime=0)).decode(), len(report))


def carried_json(page: bytes) -> bytes | None:
    """Return the JSON that a page carries; None when it carries none that can be read."""
    found = _ELEMENT.search(page)
    if found is None:
        return None
    if found[1] == b"json":
        return html.unescape(found[2].decode("utf-8", "replace")).encode()
    try:
        unpacking = zlib.decompressobj(wbits=31)
        report = unpacking.decompress(base64.b64decode(found[2], validate=True), _MOST)
    except (ValueError, zlib.error):
        return None
    return report if unpacking.eof else None

"""A text that is HTML from end to end: a saved page, the body of a mail, what an editor or a spreadsheet copied."""

from __future__ import annotations

import re

from diagnose.intake.content.form import Claim, TextPart, WholeForm
from diagnose.intake.source.mime import html_text
from diagnose.intake.source.quoting import unquoted
from diagnose.intake.source.traced import Traced

_BEGINS = re.compile(
    r"(?i)[\s\ufeff]{0,200}<(?:!doctype html|html|head|meta|body|div|p|table|h[1-6]|ul|ol|span|blockquote)\b"
)
_ENDS = re.compile(r"(?i)</?[a-z][\w-]{0,30}[^<>]{0,500}>\s{0,200}\Z")
_LONGEST_END = 1_000


def looks_like_html(text: str) -> bool:
    """Tell a text that begins and ends with a tag of a page; what keeps code in CDATA is XML, and read as text."""
    if "<![CDATA[" in text or _BEGINS.match(text) is None:
        return False
    return _ENDS.search(text[-_LONGEST_END:]) is not None


def read_html(source: Traced) -> Claim:
    """Read the text that the page shows."""
    return Claim(len(source.text), (TextPart(*unquoted(html_text(source))),))


HTML_PAGE = WholeForm("html", looks_like_html, read_html)

"""The summary as the text of an e-mail.

Help desks and mail gateways refuse or strip HTML attachments; text goes everywhere. Mail programs turn addresses in it
into links, so those that come from outside are written as people write what nobody should follow: ``https[:]//``.
"""

from __future__ import annotations

import re
import textwrap
from functools import partial
from typing import TYPE_CHECKING, assert_never

from diagnose_reports.summary import fitting
from diagnose_reports.summary_blocks import (
    Bold,
    Bullets,
    Chip,
    Command,
    Hyperlink,
    Paragraph,
    Prose,
    Table,
    merged,
    row_line,
    unfolded,
)

if TYPE_CHECKING:
    from diagnose.plugin import RenderOptions
    from diagnose.report import Report
    from diagnose_reports.summary_blocks import Line, Span, Summary

_WIDTH = 76
_MOST_CHARACTERS = 60_000
_LINKED = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)


def render(report: Report, _: RenderOptions | None = None) -> bytes:
    """Return UTF-8 text; only the command, and words that are longer, have lines of more than 76 characters."""
    write = partial(_text, own=report.run.endpoint)
    return fitting(report, write, lambda text: len(text) <= _MOST_CHARACTERS).encode()


def _text(summary: Summary, own: str) -> str:
    return "\n\n".join(_block(block, own) for block in unfolded(summary)) + "\n"


def _block(block: Paragraph | Bullets | Table | Command, own: str) -> str:
    match block:
        case Paragraph():
            return _wrapped(_line(block.line, own), "")
        case Bullets():
            return "\n".join(_wrapped(_line(line, own), "- ") for line in block.lines)
        case Table():
            return "\n".join(_wrapped(_line(row_line(row), own), "- ") for row in block.rows)
        case Command():
            return block.text
        case _ as never:
            assert_never(never)


def _wrapped(text: str, lead: str) -> str:
    """Break lines at spaces; the lines after the first are indented, so that none begins with a sign of quotation."""
    return textwrap.fill(text, _WIDTH, initial_indent=lead, subsequent_indent="  ", break_long_words=False,
                         break_on_hyphens=False)  # fmt: skip


def _line(line: Line, own: str) -> str:
    return "".join(_span(span, own) for span in merged(line))


def _span(span: Span, own: str) -> str:
    match span:
        case Prose() | Bold():
            return _unlinked(span.text)
        case Chip():
            return span.text if span.text == own else _unlinked(span.text)
        case Hyperlink():
            return f"{span.words}: {span.url}"
        case _ as never:
            assert_never(never)


def _unlinked(text: str) -> str:
    return _LINKED.sub(lambda found: f"[{found[0]}]", text)

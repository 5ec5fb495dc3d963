"""The summary for a comment in Jira Cloud, in the Atlassian Document Format.

Its texts are values in a tree: no sign in them is markup. The nodes used here are those that Jira takes in comments:
https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, assert_never

from diagnose_reports.summary import fitting, utf16_units
from diagnose_reports.summary_blocks import (
    Bold,
    Bullets,
    Chip,
    Command,
    Fold,
    Hyperlink,
    Paragraph,
    Prose,
    Table,
    merged,
    row_line,
)

if TYPE_CHECKING:
    from diagnose.plugin import Json, RenderOptions
    from diagnose.report import Report
    from diagnose_reports.summary_blocks import Line, Span, Summary, SummaryBlock

MOST_CHARACTERS = 32_767
"""Jira Cloud's limit for a comment; here all the JSON counts."""


def render(report: Report, _: RenderOptions | None = None) -> bytes:
    """Return a document as UTF-8 JSON of at most 32,767 characters: what the REST API takes as a comment's ``body``."""
    return fitting(report, _text, lambda text: utf16_units(text) <= MOST_CHARACTERS).encode()


def _text(summary: Summary) -> str:
    document = {"version": 1, "type": "doc", "content": [*map(_block, summary)]}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def _block(block: SummaryBlock) -> Json:
    match block:
        case Paragraph():
            return _paragraph(block.line)
        case Bullets():
            return _list(block.lines)
        case Table():
            return _list(tuple(map(row_line, block.rows)))
        case Command():
            text: Json = {"type": "text", "text": block.text}
            return {"type": "codeBlock", "attrs": {"language": "bash"}, "content": [text]}
        case Fold():
            return {"type": "expand", "attrs": {"title": block.title}, "content": [*map(_block, block.blocks)]}
        case _ as never:
            assert_never(never)


def _paragraph(line: Line) -> Json:
    return {"type": "paragraph", "content": [*map(_span, merged(line))]}


def _list(lines: tuple[Line, ...]) -> Json:
    items: list[Json] = [{"type": "listItem", "content": [_paragraph(line)]} for line in lines]
    return {"type": "bulletList", "content": items}


def _span(span: Span) -> Json:
    match span:
        case Prose():
            return {"type": "text", "text": span.text}
        case Bold():
            return {"type": "text", "text": span.text, "marks": [{"type": "strong"}]}
        case Chip():
            return {"type": "text", "text": span.text, "marks": [{"type": "code"}]}
        case Hyperlink():
            link: Json = {"type": "link", "attrs": {"href": span.url}}
            return {"type": "text", "text": span.words, "marks": [link]}
        case _ as never:
            assert_never(never)

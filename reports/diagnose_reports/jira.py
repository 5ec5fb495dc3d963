"""The summary for a comment in Jira Data Center, in its wiki markup.

Signs that begin markup are written as numeric entities, which Jira shows as the sign and never reads as markup: its
renderer keeps the entities that it finds. A backslash would come too late, since links are made before it is read. IDs
keep their underscores and hyphens, so that Jira's search finds them: between letters and digits those are no markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from diagnose_reports.summary import fitting, utf16_units
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

MOST_CHARACTERS = 32_767
"""Jira's limit for a comment, unless its administrator has set another."""

# Takes what may begin markup: any of these signs; _ - + but where letters or digits stand on both sides (not in
# PROJ-12, which Jira links); the brackets of (x) and (!), which are pictures; the colon of :), https:// and file:1,
# not of "Customer: send" and 12:00; two question marks, which cite. Leaves connection_790, U+202E and a full stop.
_MARKUP = re.compile(
    r"[\\{}\[\]!*^~#@|<>&$]"
    r"|(?<![^\W_])[_+-]|[_+-](?![^\W_])|(?P<key>\b[A-Z][A-Z0-9]+)-(?=\d)"
    r"|\((?=[a-z]{1,7}\)|[/!+?*-])|:(?![\s\d]|$)|(?<!\d):(?=\d)|\?(?=\?)|(?<=\?)\?"
)
# The bracket after a semicolon, an entity's own included: it may be read as a smiley.
_WINKS = re.compile(r"(?<=;)\)+")
_BLOCK = re.compile(r"^(h[1-6]|bq)\.")
_ENDS_A_BLOCK = re.compile(r"\{(?=\s*(?:noformat|code)\b)", re.IGNORECASE)
_BRACE = r"\\u007b"
"""The escape says the same as the sign in the JSON of a command."""


def render(report: Report, _: RenderOptions | None = None) -> bytes:
    """Return UTF-8 wiki markup of at most 32,767 characters."""
    return fitting(report, _text, lambda text: utf16_units(text) <= MOST_CHARACTERS).encode()


def _text(summary: Summary) -> str:
    return "\n\n".join(map(_block, unfolded(summary))) + "\n"


def _block(block: Paragraph | Bullets | Table | Command) -> str:
    match block:
        case Paragraph():
            return _line(block.line)
        case Bullets():
            return "\n".join(f"* {_line(line)}" for line in block.lines)
        case Table():
            return "\n".join(f"* {_line(row_line(row))}" for row in block.rows)
        case Command():
            return f"{{noformat}}\n{_ENDS_A_BLOCK.sub(_BRACE, block.text)}\n{{noformat}}"
        case _ as never:
            assert_never(never)


def _line(line: Line) -> str:
    return _BLOCK.sub(r"\1&#46;", "".join(map(_span, merged(line))))


def _span(span: Span) -> str:
    match span:
        case Prose():
            return _escaped(span.text)
        case Bold():
            return f"*{_escaped(span.text)}*"
        case Chip():
            return f"{{{{{_escaped(span.text)}}}}}"
        case Hyperlink():
            return f"[{span.words}|{span.url}]"
        case _ as never:
            assert_never(never)


def _escaped(text: str) -> str:
    harmless = _MARKUP.sub(lambda found: f"{found['key'] or ''}&#{ord(found[0][-1])};", text)
    return _WINKS.sub(lambda found: len(found[0]) * "&#41;", harmless)

"""The summary for Slack: a message of blocks, as an incoming webhook and ``chat.postMessage`` take it.

Slack's mrkdwn has no escape but for three signs, so a word that would act is set as code, where nothing does; and the
texts are marked as verbatim, so that Slack turns no name or address into a link by itself.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, assert_never

from diagnose_reports.safe import without_punctuation
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
    from collections.abc import Iterator

    from diagnose.plugin import Json, RenderOptions
    from diagnose.report import Report
    from diagnose_reports.summary_blocks import Line, Span, Summary

MOST_BLOCKS = 50
MOST_OF_A_SECTION = 3000
MOST_CHARACTERS = 12_000
"""Of all sections together: Slack refuses messages of more than about 13,200, which its pages do not say."""

# Takes *bold*, _slanted_, ~struck~, `code`, <@U1>, @here, #general, :smile:, https://a.example and ann@a.example;
# leaves connection_790, 12:00 and a-b.
_ACTS = re.compile(r"[*~`<>@#]|(?<![^\W_])_|_(?![^\W_])|:(?!\d\d:\d)[\w+'-]+:|://|www\.|mailto:", re.IGNORECASE)
_TICK = r"\u0060"
"""The escape says the same as the sign in the JSON of a command."""
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def render(report: Report, _: RenderOptions | None = None) -> bytes:
    """Return a message as UTF-8 JSON: at most 50 sections, each of at most 3,000 characters."""
    message = fitting(report, lambda summary: [*_sections(summary)], _fits)
    tree: Json = {
        "text": message[0].split("\n")[0],
        "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}} for text in message],
        "unfurl_links": False,
        "unfurl_media": False,
    }
    return f"{json.dumps(tree, ensure_ascii=False, indent=1)}\n".encode()


def _fits(sections: list[str]) -> bool:
    lengths = [*map(len, sections)]
    return len(lengths) <= MOST_BLOCKS and max(lengths) <= MOST_OF_A_SECTION and sum(lengths) <= MOST_CHARACTERS


def _sections(summary: Summary) -> Iterator[str]:
    """Begin a section with each paragraph, and put as many of the lines that follow it there as it takes."""
    held = ""
    for block in unfolded(summary):
        for line in _lines(block):
            if isinstance(block, Paragraph) or len(held) + 1 + len(line) > MOST_OF_A_SECTION:
                yield from (held,) if held else ()
                held = line
            else:
                held = f"{held}\n{line}"
    yield held


def _lines(block: Paragraph | Bullets | Table | Command) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _line(block.line)
        case Bullets():
            yield from (f"• {_line(line)}" for line in block.lines)
        case Table():
            yield from (f"• {_line(row_line(row))}" for row in block.rows)
        case Command():
            yield f"```\n{_escaped(block.text.replace('`', _TICK))}\n```"
        case _ as never:
            assert_never(never)


def _line(line: Line) -> str:
    return "".join(map(_span, merged(line)))


def _span(span: Span) -> str:
    match span:
        case Prose():
            return _words(span.text)
        case Bold():
            return f"*{_words(span.text)}*"
        case Chip():
            return _code(span.text)
        case Hyperlink():
            return f"<{_escaped(span.url)}|{span.words}>"
        case _ as never:
            assert_never(never)


def _words(text: str) -> str:
    return "".join(_word(word) for word in re.split(r"(\s+)", text))


def _word(word: str) -> str:
    if not _ACTS.search(word):
        return _escaped(word)
    before, core, after = without_punctuation(word)
    return f"{_escaped(before)}{_code(core)}{_escaped(after)}"


def _code(text: str) -> str:
    inside = text.replace("`", "\u2039U+0060\u203a")
    return f"`{_escaped(inside)}`"


def _escaped(text: str) -> str:
    return re.sub("[&<>]", lambda found: _ENTITIES[found[0]], text)

"""A summary in Markdown: foreign text neither breaks out of its place nor links, mentions or formats anything.

Backslashes stop formatting, but not what a forge does afterwards to the finished text: mentions (``@team``),
references (``#12``), bare addresses and ``:emoji:`` work even when escaped. Words that hold any of those are
therefore set as code, where nothing acts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from diagnose_reports.safe import without_punctuation
from diagnose_reports.summary_blocks import Bold, Bullets, Chip, Command, Hyperlink, Paragraph, Prose, Table, merged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diagnose_reports.summary_blocks import Line, Span

# Takes @team, #12, https:/, www., :smile:, GH-12, the beginning of a commit's hash and evil.example/x; leaves 12:00:00.
_ACTS_LATER = re.compile(
    r"[@#]|:/|www\.|:(?!\d\d:\d)[\w+-]+:|\b(?:gh|pr)-\d|\b[0-9a-f]{7,40}\b|\w\.\w+/", re.IGNORECASE
)
_PUNCTUATION = re.compile(r"[\\`*_{}\[\]<>#|~&$^=]")
_LINE_START = re.compile(r"^(\d*)([-+.)])")
_TICKS = re.compile("`+")


def blocks_text(block: Paragraph | Bullets | Table | Command) -> str:
    """Return one block of a summary."""
    match block:
        case Paragraph():
            return line_text(block.line)
        case Bullets():
            return "\n".join(f"- {line_text(line)}" for line in block.lines)
        case Table():
            return "\n".join(_table(block))
        case Command():
            return fenced(block.text)
        case _ as never:
            assert_never(never)


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(table.head)} |"
    yield f"|{' --- |' * len(table.head)}"
    yield from (f"| {' | '.join(map(line_text, row))} |" for row in table.rows)


def line_text(line: Line) -> str:
    """Return spans on one line, whose beginning starts no list."""
    return _LINE_START.sub(r"\1\\\2", "".join(map(_span, merged(line))))


def _span(span: Span) -> str:
    match span:
        case Prose():
            return _words(span.text)
        case Bold():
            return f"**{_words(span.text)}**"
        case Chip():
            return code(span.text)
        case Hyperlink():
            return f"[{span.words}](<{span.url}>)"
        case _ as never:
            assert_never(never)


def code(text: str) -> str:
    """Set as code: a fence longer than any run of backticks inside, and pipes that no table can see."""
    fence = "`" * (1 + longest_run(text))
    padding = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{padding}{text}{padding}{fence}".replace("|", "\u2039U+007C\u203a")


def fenced(text: str) -> str:
    """Set as a block of code, between fences longer than any run of backticks inside."""
    fence = "`" * max(3, 1 + longest_run(text))
    return f"{fence}sh\n{text}\n{fence}"


def longest_run(text: str) -> int:
    """Return the length of the longest run of backticks."""
    return max(map(len, _TICKS.findall(text)), default=0)


def _words(text: str) -> str:
    return "".join(_word(word) for word in re.split(r"(\s+)", text))


def _word(word: str) -> str:
    if not _ACTS_LATER.search(word):
        return _PUNCTUATION.sub(_escape, word)
    before, core, after = without_punctuation(word)
    return f"{_PUNCTUATION.sub(_escape, before)}{code(core)}{_PUNCTUATION.sub(_escape, after)}"


def _escape(found: re.Match[str]) -> str:
    """Entities for what HTML would read, since not every renderer takes a backslash before it."""
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(found[0]) or f"\\{found[0]}"

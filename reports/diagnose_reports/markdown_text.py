"""Foreign text inside Markdown: it neither breaks out of its place nor links, mentions or formats anything.

Backslashes stop formatting, but not what a forge does afterwards to the finished text: mentions (``@team``),
references (``#12``), bare addresses and ``:emoji:`` work even when escaped. Words that hold any of those are
therefore set as code, where nothing acts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diagnose_reports.outline import prose
from diagnose_reports.safe import link_target, seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ACTS_LATER = re.compile(r"[@#]|:/|://|www\.|:[\w+-]+:|\b(?:gh|pr)-\d|\b[0-9a-f]{7,40}\b|\w\.\w+/", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[\\`*_{}\[\]<>()#!|~&$^=]")
_LINE_START = re.compile(r"^(\d*)([-+.)])")
_TICKS = re.compile("`+")


def code(text: str, limit: int) -> str:
    """Set as code: a fence longer than any run of backticks inside, and pipes that no table can see."""
    text = seen(text, limit)
    if not text.strip():
        return "(empty)"
    fence = "`" * (1 + max(map(len, _TICKS.findall(text)), default=0))
    padding = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{padding}{text}{padding}{fence}".replace("|", "\u2039U+007C\u203a")


def inline(text: str, limit: int, is_id: Callable[[str], bool]) -> str:
    """Set as prose on one line, with IDs and anything that might act later as code."""
    line = "".join(_pieces(seen(text, limit).strip(), is_id))
    return _LINE_START.sub(r"\1\\\2", line) or "(empty)"


def _pieces(text: str, is_id: Callable[[str], bool]) -> Iterator[str]:
    for whole, piece in prose(text, is_id):
        if whole:
            yield code(piece, len(piece))
        else:
            yield from (_word(word) for word in re.split(r"(\s+)", piece))


def _word(word: str) -> str:
    if _ACTS_LATER.search(word):
        return code(word, len(word))
    return _PUNCTUATION.sub(_escape, word)


def _escape(found: re.Match[str]) -> str:
    """Entities for what HTML would read, since not every renderer takes a backslash before it."""
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(found[0]) or f"\\{found[0]}"


def link(words: str, url: str) -> Iterator[str]:
    """Give a link if the address is one that may be followed, else nothing."""
    if target := link_target(url):
        yield f"[{words}](<{target}>)"

"""``>`` quoting and signatures of e-mail threads: taken off, with the lines remembered."""

from __future__ import annotations

import re

from diagnose.intake.source.traced import Traced

_MARK = re.compile(r"[ \t]{0,3}+(?:>[ \t]?)+")
_PRESENT = re.compile(r"(?m)^[ \t]{0,3}>|^--[ \t]?\r?$")
_MAX_SIGNATURE = 12
"""Lines: what is longer behind two hyphens is no signature."""


def unquoted(source: Traced) -> tuple[Traced, frozenset[int]]:
    """Return the text without quote marks and signatures, and the lines that stood in a quotation."""
    if not _PRESENT.search(source.text):
        return source, frozenset()
    lines = source.text.split("\n")
    bare, depths, offset = [], [], 0
    quoted: set[int] = set()
    for line in lines:
        mark = _MARK.match(line)
        bare.append(line[mark.end() :] if mark else line)
        depths.append(mark[0].count(">") if mark else 0)
        if mark:
            quoted.add(source.line_at(offset))
        offset += len(line) + 1
    return _rejoined(source, lines, _without_signatures(bare, depths)), frozenset(quoted)


def _without_signatures(lines: list[str], depths: list[int]) -> list[str]:
    kept = list(lines)
    for index, line in enumerate(lines):
        if line.rstrip("\r") not in {"--", "-- "}:
            continue
        end = index + 1
        while end < len(lines) and depths[end] == depths[index] and end - index <= _MAX_SIGNATURE + 1:
            end += 1
        if end - index <= _MAX_SIGNATURE + 1:
            kept[index:end] = [""] * (end - index)
    return kept


def _rejoined(source: Traced, old: list[str], new: list[str]) -> Traced:
    """Trace the new lines over the old ones'."""
    starts, lines, position, offset = [], [], 0, 0
    for before, after in zip(old, new, strict=True):
        starts.append(position)
        lines.append(source.line_at(offset))
        position += len(after) + 1
        offset += len(before) + 1
    return Traced("\n".join(new), starts, lines)

"""Secrets in tables: a column whose heading tells that secrets stand in it."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import Final, TypeAlias

from diagnose.literal_search import spots
from diagnose.secrets.secret_likeness import Shaped, called, is_paired_secret
from diagnose.secrets.telling_words import STEMS, is_telling

_SEPARATORS: Final = (",", ";", "\t", "|")
_LEAST, _MOST = 2, 200
"""Columns of a table."""
_LONGEST_HEADING: Final = 4000
_EDGES: Final = " \t\r\"'`*"
_CODE: Final = re.compile(r"[\"'+={}$]|^[^(]*\)|\([^)]*$")
"""What no heading has: takes ``req.Header.Set("Authorization`` and ``Bearer "+token)``, leaves ``Token (API)``."""
_RULE: Final = re.compile(r"[\s|+:=-]*")
"""A line that only draws: ``| --- | --- |``; as an empty one is, it belongs to the table."""


def secrets_in_columns(text: str, lower: str) -> Iterator[Shaped]:
    """Yield the values below telling headings; a table ends with the line that has another number of columns."""
    at = 0
    for spot in spots(lower, [stem for stem in STEMS if stem in lower]):
        begin = text.rfind("\n", max(0, spot - _LONGEST_HEADING), spot) + 1
        if begin < at:
            continue
        at = _next_line(text, begin)
        separator, telling, width = _heading(text[begin : at - 1])
        while telling and at < len(text):
            after = _next_line(text, at)
            line = text[at : after - 1]
            if line.count(separator) + 1 == width:
                yield from _in_row(line, at, separator, telling)
            elif not _RULE.fullmatch(line):
                break
            at = after


def _next_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end + 1 if end >= 0 else len(text) + 1


# ``INSERT INTO users (id, api_token) VALUES``, ``COPY users (id, api_token) FROM stdin;``
_COLUMNS: Final = re.compile(
    r"(?i)(?:insert\s{1,4}into|replace\s{1,4}into|copy)\s{1,4}[\w.\"`\[\]]{1,128}+\s{0,4}\((?P<columns>[^()]{3,4000}+)\)\s{0,4}"
    r"(?:(?P<values>values)|from stdin[^\n]{0,80}\n)"
)
_ITEM: Final = re.compile(
    r"\s*(?:[eEnN]?'(?P<text>(?:[^'\\]|''|\\.)*+)'|(?P<bare>[^,()']*+))\s*(?P<end>[,)]|\Z)", re.DOTALL
)
_MOST_ROWS: Final = 100_000


def secrets_in_inserts(text: str, lower: str) -> Iterator[Shaped]:
    """Yield what a dump of a database has in its telling columns."""
    end = 0
    for spot in spots(lower, ("insert into", "replace into", "copy ")):
        match = _COLUMNS.match(text, spot) if spot >= end else None
        names = [name.strip(_EDGES + '"[]') for name in match["columns"].split(",")] if match else []
        telling = {column: name for column, name in enumerate(names) if is_telling(name)}
        if match and telling:
            if match["values"]:
                end = yield from _rows(text, match.end(), telling)
            else:
                end = yield from _copied(text, match.end(), telling, len(names))


_Found: TypeAlias = Generator[Shaped, None, int]
"""What was found, and where the block ends: no other begins within it."""


def _copied(text: str, at: int, telling: dict[int, str], width: int) -> _Found:
    """The block ends with ``\\.``, or with the line that has another number of columns."""
    while at < len(text):
        after = _next_line(text, at)
        line = text[at : after - 1]
        if line.count("\t") + 1 != width or line.startswith("\\."):
            break
        yield from _in_row(line, at, "\t", telling)
        at = after
    return at


def _rows(text: str, at: int, telling: dict[int, str]) -> _Found:
    """Go through ``('…', '…'), ('…', '…')``, item by item."""
    for _ in range(_MOST_ROWS):
        opened = _OPENED.match(text, at)
        if opened is None:
            break
        at, column = opened.end(), 0
        while (item := _ITEM.match(text, at)) is not None:
            value = item["text"]
            if column in telling and value and is_paired_secret(telling[column], value):
                yield Shaped(called(telling[column]), value, *item.span("text"), telling[column])
            at, column = item.end(), column + 1
            if item["end"] != ",":
                break
    return at


_OPENED: Final = re.compile(r"\s*,?\s*\(")


def _heading(line: str) -> tuple[str, dict[int, str], int]:
    """Return the separator of a heading, its telling cells by their column, and the number of its columns."""
    if len(line) <= _LONGEST_HEADING:
        for separator in _SEPARATORS:
            cells = [cell.strip(_EDGES) for cell in line.split(separator)]
            if _LEAST <= len(cells) <= _MOST and all(len(cell) <= _LONGEST_CELL for cell in cells):
                telling = {
                    column: cell for column, cell in enumerate(cells) if is_telling(cell) and not _CODE.search(cell)
                }
                if telling:
                    return separator, telling, len(cells)
    return "", {}, 0


_LONGEST_CELL: Final = 60


def _in_row(line: str, at: int, separator: str, telling: dict[int, str]) -> Iterator[Shaped]:
    for column, cell in enumerate(line.split(separator)):
        value = cell.strip(_EDGES)
        if column in telling and " " not in value and is_paired_secret(telling[column], value):
            start = at + cell.index(value)
            yield Shaped(called(telling[column]), value, start, start + len(value), telling[column])
        at += len(cell) + 1

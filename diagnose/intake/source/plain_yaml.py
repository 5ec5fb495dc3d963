"""The part of YAML that tools write when they export: block mappings and sequences, quoted, plain and literal scalars.

No anchors, tags or flow collections with anything in them; what is not understood ends the reading. Source: YAML 1.2.2.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from diagnose.intake.source.lenient_json import Path
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_KEY = re.compile(
    # Takes name:, "a b":, 'c': and base_url: https://x; leaves - item, {{ x }} and words without a colon.
    r"(?:\"([^\"\\]{0,400})\"|'([^'\n]{0,400})'|([\w$.][^\n:\"'{}\[\]]{0,200}))[ \t]{0,8}:(?:[ \t]+|$)"
)
_SCALAR_BLOCK = re.compile(r"([|>])[+-]?\d?[+-]?(?:[ \t]+#.*)?$")
_WORDS: dict[str, Json] = {"true": True, "false": False, "null": None, "~": None, "": None, "{}": {}, "[]": []}
_MAX_LEVELS = 60
_INTEGER = re.compile(r"-?\d{1,18}")


class NotPlainYamlError(ValueError):
    """The text has something that is not read."""


@dataclass(frozen=True)
class YamlValue:
    """A value, and the lines of its strings by their path."""

    value: Json
    lines: dict[Path, int]


@dataclass(frozen=True)
class _Row:
    """A line that is neither blank nor a comment: its indent, what stands behind it, and which line it is."""

    indent: int
    text: str
    index: int


def read_yaml(source: Traced) -> YamlValue:
    """Read a text that is one value; raise :class:`NotPlainYamlError` where it has more than is read."""
    reader = _Reader(source)
    value = reader.block(0, (), 0)
    if not reader.at_end:
        raise NotPlainYamlError
    return YamlValue(value, reader.lines)


class _Reader:
    def __init__(self, source: Traced) -> None:
        self._written = [row.removesuffix("\r") for row in source.text.split("\n")]
        self._source, self._starts, offset = source, [], 0
        self._rows: list[_Row] = []
        for index, row in enumerate(source.text.split("\n")):
            self._starts.append(offset)
            offset += len(row) + 1
            bare = row.strip()
            if bare and not bare.startswith(("#", "---", "%")):
                self._rows.append(_Row(len(row) - len(row.lstrip(" ")), bare, index))
        self._position = 0
        self.lines: dict[Path, int] = {}

    @property
    def at_end(self) -> bool:
        """Whether every line was read."""
        return self._position >= len(self._rows)

    def block(self, indent: int, path: Path, level: int) -> Json:
        """Read the mapping or sequence whose lines are indented by ``indent`` or more."""
        if self.at_end or level > _MAX_LEVELS:
            raise NotPlainYamlError
        row = self._rows[self._position]
        if row.indent < indent:
            return None
        return self._sequence(row.indent, path, level) if _is_item(row.text) else self._mapping(row.indent, path, level)

    def _sequence(self, indent: int, path: Path, level: int) -> list[Json]:
        items: list[Json] = []
        while not self.at_end and (row := self._rows[self._position]).indent == indent and _is_item(row.text):
            inner = row.text[1:].lstrip()
            own = (*path, len(items))
            if not inner:
                self._position += 1
                items.append(self.block(indent + 1, own, level + 1))
            elif _is_item(inner) or _KEY.match(inner):
                self._rows[self._position] = _Row(indent + len(row.text) - len(inner), inner, row.index)
                items.append(self.block(indent + 1, own, level + 1))
            else:
                self._position += 1
                items.append(self._scalar(inner, row, own, indent))
        return items

    def _mapping(self, indent: int, path: Path, level: int) -> dict[str, Json]:
        found: dict[str, Json] = {}
        while not self.at_end:
            row = self._rows[self._position]
            if row.indent != indent or _is_item(row.text):
                break
            key = _KEY.match(row.text)
            if key is None:
                raise NotPlainYamlError
            name = next(part for part in key.groups() if part is not None).strip()
            rest = row.text[key.end() :].strip()
            self._position += 1
            if rest and not rest.startswith("#"):
                found[name] = self._scalar(rest, row, (*path, name), indent)
            elif self._is_below(indent):
                found[name] = self.block(indent, (*path, name), level + 1)
            else:
                found[name] = None
        return found

    def _is_below(self, indent: int) -> bool:
        """Tell whether the next line belongs to the key above it; a sequence may stand at the key's own indent."""
        if self.at_end:
            return False
        row = self._rows[self._position]
        return row.indent > indent or (row.indent == indent and _is_item(row.text))

    def _scalar(self, text: str, row: _Row, path: Path, indent: int) -> Json:
        line = self._source.line_at(self._starts[row.index])
        if block := _SCALAR_BLOCK.fullmatch(text):
            self.lines[path] = line + 1
            return self._literal(row, indent, folded=block[1] == ">")
        if text[0] in "\"'":
            self.lines[path] = line
            return self._quoted(text, indent)
        if text[0] in "&*!{[|>%@`" and text not in _WORDS and not text.startswith("{{"):
            raise NotPlainYamlError
        while not self.at_end and self._rows[self._position].indent > indent:
            text += " " + self._rows[self._position].text
            self._position += 1
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        self.lines[path] = line
        return re.sub(r"\s#.*", "", text)

    def _literal(self, row: _Row, indent: int, *, folded: bool) -> str:
        """Take the lines below that are indented more, blank ones included."""
        end = row.index + 1
        while end < len(self._written) and (
            not self._written[end].strip() or len(self._written[end]) - len(self._written[end].lstrip(" ")) > indent
        ):
            end += 1
        while not self.at_end and self._rows[self._position].index < end:
            self._position += 1
        lines = self._written[row.index + 1 : end]
        margin = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
        return (" " if folded else "\n").join(line[margin:] for line in lines).rstrip("\n ") + "\n"

    def _quoted(self, text: str, indent: int) -> str:
        """Take a quoted text to its end, which may stand some lines below."""
        pieces = [text]
        quote = text[0]
        while not _is_closed(pieces, quote) and not self.at_end and self._rows[self._position].indent > indent:
            pieces.append(self._rows[self._position].text)
            self._position += 1
        whole = _folded(pieces) if len(pieces) > 1 else text
        closing = whole.rfind(quote)
        if closing <= 0:
            raise NotPlainYamlError
        inner = whole[1:closing]
        if quote == "'":
            return inner.replace("''", "'")
        try:
            return str(json.JSONDecoder(strict=False).decode(f'"{inner}"'))
        except ValueError as error:
            raise NotPlainYamlError from error


def _is_item(text: str) -> bool:
    return text == "-" or text.startswith("- ")


def _is_closed(pieces: list[str], quote: str) -> bool:
    last = pieces[-1]
    if not last.endswith(quote) or (len(pieces) == 1 and len(last) == 1):
        return False
    body = last[1:] if len(pieces) == 1 else last
    tail = len(body) - len(body.rstrip(quote if quote == "'" else ""))
    if quote == "'":
        return tail % 2 == 1
    bare = body[:-1]
    return (len(bare) - len(bare.rstrip("\\"))) % 2 == 0


def _folded(pieces: list[str]) -> str:
    """Join the lines of a quoted text: with a blank, or with nothing behind a backslash."""
    return "".join(piece[:-1] if piece.endswith("\\") else f"{piece} " for piece in pieces).rstrip(" ")

"""JSON as customers paste it: cut off, with curly quotes, trailing commas or real line breaks in strings.

An own parser, because the standard one keeps no positions, gives nothing of a text that is cut off, and recurses.
It never recurses, reads in linear time, and says what it had to overlook. Where nobody asks for positions, what is
valid is left to the standard one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from diagnose.intake.source.limits import MAX_DEPTH, MAX_PLACED, MAX_PLACES
from diagnose.intake.source.plain_json import plain_value
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

Path: TypeAlias = "tuple[str | int, ...]"

_SPACE = re.compile(r"(?:[\s\ufeff\u200b]++|//[^\n]*+)*+")
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_SINGLE = re.compile(r"'[^'\\]*+(?:\\.[^'\\]*+)*+'", re.DOTALL)
_DOUBLES, _SINGLES = '"\u201c\u201d\u201e\u00ab\u00bb', "'\u2018\u2019\u201a"
_KINDLY, _KINDLY_SINGLE = (
    re.compile(rf"[{quotes}][^{quotes}\\]*+(?:\\.[^{quotes}\\]*+)*+[{quotes}]", re.DOTALL)
    for quotes in (_DOUBLES, _SINGLES)
)
"""The same where curly quotes count as straight ones: any of them ends what any other began."""
_SCALAR = re.compile(r"-?\d[\d.eE+-]{0,400}+|[A-Za-z]{2,9}+")
_BREAK = re.compile(r"[\x00-\x1f]")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_WORDS: dict[str, Json] = {
    "true": True, "false": False, "null": None, "True": True, "False": False, "None": None, "NaN": None,
    "Infinity": None, "undefined": None,
}  # fmt: skip
CURLY = str.maketrans(dict.fromkeys(_DOUBLES, '"') | dict.fromkeys(_SINGLES, "'"))
_CURLY_QUOTE = re.compile("[\u201c\u201d\u201e\u2018\u2019]")
_AHEAD = 300
"""Characters behind the place where JSON broke in which a curly quote may be the reason."""
_DIGITS = 400


class Everywhere(Mapping[Path, int]):
    """One place for all the strings of a value."""

    def __init__(self, place: int) -> None:
        self._place = place

    def __getitem__(self, _: Path) -> int:
        return self._place

    def __iter__(self) -> Iterator[Path]:
        return iter(())

    def __len__(self) -> int:
        return 0


@dataclass
class LenientJson:
    """A JSON value, where it ended, where its strings stood (offsets by path), and what was wrong with it.

    ``whole`` is False when the text ended or broke inside the value: it then holds what came before.
    ``repairs`` are clauses such as ``a comma before a closing bracket``.
    """

    value: Json = None
    end: int = 0
    whole: bool = True
    places: Mapping[Path, int] = field(default_factory=dict)
    repairs: set[str] = field(default_factory=set)
    too_deep: bool = False


class _Stop(Exception):
    """The text broke here."""


class _Parser:
    def __init__(self, text: str, position: int, *, kindly: bool = False) -> None:
        self.text = text
        self.kindly = kindly
        self.position = position
        self.places: dict[Path, int] = {}
        self.result = LenientJson(places=self.places)
        self.stack: list[list[Json] | dict[str, Json]] = []
        self.path: list[str | int] = []

    def run(self) -> LenientJson:
        try:
            self._value(None)
            while self.stack:
                self._step()
        except _Stop:
            self.result.whole = False
        self.result.end = self.position
        return self.result

    def _skip(self) -> str:
        match = _SPACE.match(self.text, self.position)
        self.position = match.end() if match else self.position
        if self.position >= len(self.text):
            raise _Stop
        char = self.text[self.position]
        return char.translate(CURLY) if self.kindly else char

    def _step(self) -> None:
        """Read the next member, or close the innermost container."""
        container = self.stack[-1]
        closing = "}" if isinstance(container, dict) else "]"
        char = self._skip()
        if container and char != closing:
            if char != ",":
                raise _Stop
            self.position += 1
            char = self._skip()
            if char == closing:
                self.result.repairs.add("a comma before a closing bracket")
        if char == closing:
            self.position += 1
            self.stack.pop()
            if self.path:
                self.path.pop()
        else:
            self._value(self._key() if isinstance(container, dict) else len(container))

    def _key(self) -> str:
        key = self._string(self._skip())
        if self._skip() != ":":
            raise _Stop
        self.position += 1
        return key

    def _value(self, slot: str | int | None) -> None:
        char = self._skip()
        start = self.position
        if char in "{[":
            self._open({} if char == "{" else [], slot)
            return
        value: Json = self._string(char) if char in "\"'" else self._scalar()
        if isinstance(value, str) and slot is not None and len(self.places) < MAX_PLACES:
            self.places[(*self.path, slot)] = start
        self._store(value, slot)

    def _open(self, container: list[Json] | dict[str, Json], slot: str | int | None) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self.result.too_deep = True
            raise _Stop
        self.position += 1
        self._store(container, slot)
        if slot is not None:
            self.path.append(slot)
        self.stack.append(container)

    def _store(self, value: Json, slot: str | int | None) -> None:
        if slot is None:
            self.result.value = value
        elif isinstance(slot, int):
            container = self.stack[-1]
            if isinstance(container, list):
                container.append(value)
        else:
            self._set(slot, value)

    def _set(self, key: str, value: Json) -> None:
        container = self.stack[-1]
        if isinstance(container, dict):
            if key in container:
                self.result.repairs.add("a key given twice")
            container[key] = value

    def _string(self, char: str) -> str:
        double, single = (_KINDLY, _KINDLY_SINGLE) if self.kindly else (_STRING, _SINGLE)
        pattern = double if char == '"' else single if char == "'" else None
        match = pattern.match(self.text, self.position) if pattern else None
        if match is None:
            raise _Stop
        if char == "'":
            self.result.repairs.add("single quotes")
        self.position = match.end()
        return self._unescape(match[0].translate(CURLY) if self.kindly else match[0])

    def _unescape(self, quoted: str) -> str:
        body = quoted[1:-1]
        if _BREAK.search(body):
            self.result.repairs.add("a line break or control character inside a string")
        if "\\" not in body:
            return body
        try:
            return str(json.JSONDecoder(strict=False).decode(f'"{body}"'))
        except ValueError:
            self.result.repairs.add("an escape that JSON does not have")
            return _ESCAPE.sub(_unescape_one, body)

    def _scalar(self) -> Json:
        match = _SCALAR.match(self.text, self.position)
        if match is None:
            raise _Stop
        value = _scalar(match[0])
        if match[0] in {"NaN", "Infinity", "True", "False", "None", "undefined"}:
            self.result.repairs.add(f"the word {match[0]}")
        self.position = match.end()
        return value


def _unescape_one(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) > 1:
        return chr(int(code[1:], 16))
    return _ESCAPES.get(code, code)


def _scalar(word: str) -> Json:
    if word in _WORDS:
        return _WORDS[word]
    try:
        return int(word) if word.lstrip("-").isdecimal() and len(word) < _DIGITS else float(word)
    except ValueError as error:
        raise _Stop from error


def parse(text: str, position: int = 0, *, placed: bool = True) -> LenientJson:
    """Parse the JSON value that begins at ``position``; what follows it is the caller's.

    ``placed`` is False for who has no use for the places: all of them are then that of the value.
    """
    if not placed and (plain := plain_value(text, position)):
        return LenientJson(*plain, places=Everywhere(position))
    return _Parser(text, position).run()


def parse_kindly(text: str, position: int = 0, *, placed: bool = True) -> LenientJson:
    """Parse, and once more with curly quotes taken for straight ones where that reads further."""
    parsed = parse(text, position, placed=placed)
    if parsed.whole or not _CURLY_QUOTE.search(text, position, parsed.end + _AHEAD):
        return parsed
    again = _Parser(text, position, kindly=True).run()
    if again.end <= parsed.end:
        return parsed
    again.repairs.add("curly quotes instead of straight ones")
    return again


def parse_traced(source: Traced, position: int = 0, *, kindly: bool = True) -> LenientJson:
    """Parse (kindly), and without places where they tell nothing: on one line, or in a value of unreasonable length."""
    if plain := plain_value(source.text, position):
        value, end = plain
        if end - position > MAX_PLACED or source.line_at(position) == source.line_at(end - 1):
            return LenientJson(value, end, places=Everywhere(position))
    return parse_kindly(source.text, position) if kindly else parse(source.text, position)

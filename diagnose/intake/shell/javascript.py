"""Values in JavaScript, as browsers copy them and people write them. Nothing is executed.

Read: strings of all three quotes, objects with or without quoted keys, arrays, numbers, ``JSON.stringify(…)``, strings
joined with ``+``, comments, trailing commas. What only running the script would tell is an :class:`Expression`.
Source: ECMAScript 2024, sections 12.9 (literals) and 13.2 (initialisers).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from diagnose.intake.shell import powershell
from diagnose.intake.source.traced import Traced, Weaver
from diagnose.json_value import Json


@dataclass(frozen=True)
class Expression:
    """A piece of script whose value is not known, as it was written."""

    text: str


ScriptValue: TypeAlias = "Traced | Expression | dict[str, ScriptValue] | list[ScriptValue] | bool | int | float | None"

_BLANK = re.compile(r"(?:[\s\u00a0\ufeff]++|//[^\n]*+|/\*[\s\S]{0,20000}?\*/)++")
_STRINGS = {
    '"': re.compile(r'"[^"\\\n]*+(?:\\[\s\S][^"\\\n]*+)*+'),
    "'": re.compile(r"'[^'\\\n]*+(?:\\[\s\S][^'\\\n]*+)*+"),
    "`": re.compile(r"`[^`\\]*+(?:\\[\s\S][^`\\]*+)*+"),
}
# Takes \x41, \u00e9, \u{1F600}, \n and a line end behind a backslash.
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|(\r\n|[\s\S]))")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
_NUMBER = re.compile(r"-?\d{1,18}+(?:\.\d{1,18}+)?+(?![\w.])")
_KEY = re.compile(r"[\w$]{1,200}+")
_WORD = re.compile(r"(true|false|null|undefined)(?![\w$.(\[])")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "undefined": None}
_STRINGIFY = re.compile(r"JSON\.stringify\(")
_PLAIN = re.compile(r"[^\"'`(){}\[\],;]++")
_MAX_DEPTH = 60


class ScriptReader:
    """Reads values from ``position`` on; ``unclosed`` tells that the text ended inside one."""

    def __init__(
        self, source: Traced, position: int, limit: int, names: Mapping[str, powershell.Value] | None = None
    ) -> None:
        self.source = source
        self.text = source.text
        self.position = position
        self.limit = limit
        self.names = names or {}
        self.unclosed = False
        self._depth = 0

    def skip(self) -> str:
        """Go on behind blanks and comments; return the character there, empty at the end."""
        if blank := _BLANK.match(self.text, self.position, self.limit):
            self.position = blank.end()
        return self.text[self.position] if self.position < self.limit else ""

    def value(self) -> ScriptValue:
        """Read one value."""
        self._depth += 1
        try:
            if self._depth > _MAX_DEPTH:
                self.position, self.unclosed = self.limit, True
                return None
            self.skip()
            start = self.position
            value = self._term()
            if isinstance(value, Expression):
                value = self._named(value.text)
            while self.skip() == "+":
                self.position += 1
                self.skip()
                value = self._joined(start, value, self._term())
            if (char := self.skip()) and char not in ",;)}]":  # what follows makes an expression of it
                self._expression()
                return Expression(self.text[start : self.position].strip())
            return value
        finally:
            self._depth -= 1

    def arguments(self) -> list[ScriptValue]:
        """Read the arguments of a call, from behind its bracket to behind the closing one."""
        return self._list(")")

    def _term(self) -> ScriptValue:
        char = self.skip()
        if char in _STRINGS:
            return self._string(char)
        if char == "{":
            return self._object()
        if char == "[":
            self.position += 1
            return self._list("]")
        if call := _STRINGIFY.match(self.text, self.position, self.limit):
            return self._stringified(call.end())
        if number := _NUMBER.match(self.text, self.position, self.limit):
            self.position = number.end()
            return float(number[0]) if "." in number[0] else int(number[0])
        if word := _WORD.match(self.text, self.position, self.limit):
            self.position = word.end()
            return _WORDS[word[1]]
        return self._expression()

    def _string(self, quote: str) -> Traced:
        start = self.position
        match = _STRINGS[quote].match(self.text, start, self.limit)
        end = match.end() if match else self.limit
        self.position = min(end + 1, self.limit)
        self.unclosed = self.unclosed or not self.text.startswith(quote, end) or end >= self.limit
        woven, at = Weaver(), start + 1
        for line in re.split(r"(?<=\n)", self.text[start + 1 : end]) if quote == "`" else [self.text[start + 1 : end]]:
            woven.add(unescaped(line), self.source.line_at(at))
            at += len(line)
        return woven.build(self.source.line_at(start))

    def _object(self) -> dict[str, ScriptValue]:
        found: dict[str, ScriptValue] = {}
        self.position += 1
        while (char := self.skip()) and char != "}":
            before = self.position
            key = self._key(char)
            if key is not None and self.skip() == ":":
                self.position += 1
                found[key] = self.value()
            elif key is not None and self.skip() in {",", "}"}:
                found[key] = self._named(key)
            else:
                self._expression()
            self._next(before, "}")
        self._close(char)
        return found

    def _key(self, char: str) -> str | None:
        if char in _STRINGS:
            return self._string(char).text
        match = _KEY.match(self.text, self.position, self.limit)
        self.position = match.end() if match else self.position
        return match[0] if match else None

    def _list(self, closing: str) -> list[ScriptValue]:
        items: list[ScriptValue] = []
        while (char := self.skip()) and char != closing:
            before = self.position
            items.append(self.value())
            self._next(before, closing)
        self._close(char)
        return items

    def _next(self, before: int, closing: str) -> None:
        """Go to the next member, past whatever is before it."""
        char = self.skip()
        if char == "," or (char != closing and self.position == before):
            self.position += 1

    def _close(self, char: str) -> None:
        self.unclosed = self.unclosed or not char
        self.position = min(self.position + 1, self.limit)

    def _stringified(self, start: int) -> ScriptValue:
        line = self.source.line_at(self.position)
        self.position = start
        arguments = self.arguments()
        if not arguments or isinstance(arguments[0], Expression):
            return Expression("JSON.stringify(…)")
        return Traced.on_line(json.dumps(plain(arguments[0]), ensure_ascii=False), line)

    def _joined(self, start: int, left: ScriptValue, right: ScriptValue) -> ScriptValue:
        if not isinstance(left, Traced) or not isinstance(right, Traced):
            return Expression(self.text[start : self.position].strip())
        woven = Weaver()
        for piece in (left, right):
            for begin, end, line in zip(piece.starts, [*piece.starts[1:], len(piece.text)], piece.lines, strict=True):
                woven.add(piece.text[begin:end], line)
        return woven.build(left.line_at(0))

    def _named(self, text: str) -> Traced | Expression:
        """Return the string that a name was given further up; anything else stays an expression."""
        value = self.names.get(text.lower())
        return value if isinstance(value, Traced) else Expression(text)

    def _expression(self) -> Expression:
        """Pass over an expression, brackets and strings in it included."""
        start, depth = self.position, 0
        while self.position < self.limit:
            char = self.text[self.position]
            if char in _STRINGS:
                self._string(char)
            elif plain_run := _PLAIN.match(self.text, self.position, self.limit):
                self.position = plain_run.end()
            elif depth == 0 and char in ",;)}]":
                break
            else:
                depth += (char in "({[") - (char in ")}]")
                self.position += 1
        return Expression(self.text[start : self.position].strip())


def unescaped(text: str) -> str:
    """Return the text of a string with its backslash escapes decoded."""
    if "\\" not in text:
        return text
    plain_text = _ESCAPE.sub(_character, text)
    return plain_text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        return chr(number) if (number := int(code, 16)) <= 0x10FFFF else "\ufffd"  # noqa: PLR2004
    return _LETTERS.get(match[4], match[4])


def plain(value: ScriptValue) -> Json:
    """Return a value as JSON has it; members of an object that are not known are left out."""
    if isinstance(value, Traced):
        return value.text
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if not isinstance(item, Expression)}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return None if isinstance(value, Expression) else value

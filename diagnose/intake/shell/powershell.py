"""Words and values of PowerShell, as customers and Chrome's "Copy as PowerShell" write them. Nothing is executed.

Read: ``"…"`` with backtick escapes and ``$([char]10)``, ``'…'``, here-strings, hash tables, arrays, variables that
were given such a value further up, and ``| ConvertTo-Json`` behind a hash table. Source: Microsoft's
"about_Quoting_Rules", "about_Hash_Tables", "about_Special_Characters".
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from diagnose.intake.shell.command_line import CommandLine
from diagnose.intake.source.traced import Traced, Weaver
from diagnose.json_value import Json

Value: TypeAlias = "Traced | dict[str, Value] | list[Value] | bool | int | float | None"

_BLANK = re.compile(r"(?:[ \t\u00a0]++|`[ \t]{0,8}+\r?\n|<#[\s\S]{0,2000}?#>)++")
_ANY_BLANK = re.compile(r"(?:[\s;,]++|`\r?\n|#[^\n]*+)++")
_BARE = re.compile(r"[^\s\"'`$(){};,|@]++|[$@`](?![\"'({])")
_HERE = re.compile(r"@([\"'])[ \t]*+\r?\n")
_CHAR = re.compile(r"\$\(\[char\](\d{1,7}|0x[0-9a-fA-F]{1,6})\)")
_VARIABLE = re.compile(r"\$(?:env:|script:|global:)?(\w{1,100})|\$\{(\w{1,100})\}")
_KEY = re.compile(r"[\w.-]{1,200}+")
_NUMBER = re.compile(r"-?\d{1,18}+(?:\.\d{1,18}+)?")
_OPTIONS = r"(?:[ \t]++-(?!InputObject)[A-Za-z]{1,20}+(?:[ \t:]++(?:\d{1,4}+|\$(?:true|false)))?)*+"
# Takes "| ConvertTo-Json -Depth 5" behind a hash table; leaves any other command in the pipe.
_TO_JSON = re.compile(rf"[ \t]*+\|[ \t]*+ConvertTo-Json{_OPTIONS}", re.IGNORECASE)
# Takes "ConvertTo-Json -Depth 5 " and "ConvertTo-Json -InputObject " before a value.
_AS_JSON = re.compile(rf"ConvertTo-Json{_OPTIONS}(?:[ \t]++-InputObject)?[ \t]++(?=[$@(])", re.IGNORECASE)
_CAST = re.compile(r"(?:\[[A-Za-z][\w.]{0,60}+(?:\[\])?\][ \t]{0,4}+)++(?=[@$\"'(])")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b"}
_MAX_DEPTH = 40


@dataclass
class Shell:
    """A script read from the top: the values of its variables so far."""

    source: Traced
    position: int = 0
    limit: int = 0
    variables: Mapping[str, Value] = field(default_factory=dict)
    substitutions: int = 0
    unclosed: bool = False
    depth: int = 0

    def value(self) -> Value:
        """Read the value at the position, and what it is piped through."""
        value = self.argument()
        if to_json := _TO_JSON.match(self.source.text, self.position, self.limit):
            line = self.source.line_at(self.position)
            self.position = to_json.end()
            return _as_json(value, line)
        return value

    def argument(self) -> Value:
        """Read a string, a hash table, an array, a variable or a bare word: a pipe behind it is the command's."""
        if cast := _CAST.match(self.source.text, self.position, self.limit):
            self.position = cast.end()
        text, at = self.source.text, self.position
        if here := _HERE.match(text, at, self.limit):
            return self._here(here.end(), here[1])
        if text.startswith("@{", at):
            return self._nested(self._table)
        if text.startswith(("@(", "("), at):
            return self._nested(self._array)
        return self._word()

    def _here(self, start: int, quote: str) -> Traced:
        """Read a here-string, whose end mark stands at the beginning of a line."""
        end = self.source.text.find(f"\n{quote}@", start - 1, self.limit)
        self.unclosed = self.unclosed or end < 0
        stop = max(end, start) if end >= 0 else self.limit
        body = self._unescape(start, stop) if quote == '"' else self.source.slice(start, stop)
        self.position = min(stop + 3, self.limit) if end >= 0 else self.limit
        return body.slice(0, len(body.text) - 1) if body.text.endswith("\r") else body

    def _nested(self, read: object) -> Value:
        self.depth += 1
        try:
            if self.depth > _MAX_DEPTH:
                self.position = self.limit
                return None
            return self._table() if read == self._table else self._array()
        finally:
            self.depth -= 1

    def _skip(self) -> str:
        if blank := _ANY_BLANK.match(self.source.text, self.position, self.limit):
            self.position = blank.end()
        return self.source.text[self.position] if self.position < self.limit else ""

    def _table(self) -> dict[str, Value]:
        table: dict[str, Value] = {}
        self.position += 2
        while (char := self._skip()) and char != "}":
            key = self._key()
            if key is None or self._skip() != "=":
                self.unclosed = True
                self.position = min(self.position + 1, self.limit)
                continue
            self.position += 1
            self._skip()
            table[key] = self.value()
        self.unclosed = self.unclosed or not char
        self.position = min(self.position + 1, self.limit)
        return table

    def _key(self) -> str | None:
        if self.source.text[self.position] in "\"'":
            woven = Weaver()
            (self._double if self.source.text[self.position] == '"' else self._single)(woven)
            return woven.build().text
        match = _KEY.match(self.source.text, self.position, self.limit)
        self.position = match.end() if match else self.position
        return match[0] if match else None

    def _array(self) -> Value:
        wrapped = self.source.text[self.position] == "@"
        self.position += 2 if wrapped else 1
        items: list[Value] = []
        while (char := self._skip()) and char != ")":
            before = self.position
            items.append(self.expression())
            self.position += self.position == before
        self.position = min(self.position + 1, self.limit)
        return items if wrapped or len(items) != 1 else items[0]

    def expression(self) -> Value:
        """Read what is assigned, or stands in brackets: a value, or a value that a command makes JSON of."""
        if as_json := _AS_JSON.match(self.source.text, self.position, self.limit):
            line, self.position = self.source.line_at(self.position), as_json.end()
            return _as_json(self.argument(), line)
        return self.value()

    def _word(self) -> Value:
        """Read one word: quoted and bare stretches side by side, or a lone variable or number."""
        text, at = self.source.text, self.position
        if variable := _VARIABLE.match(text, at, self.limit):
            name = (variable[1] or variable[2]).lower()
            ends = variable.end() >= self.limit or text[variable.end()] in " \t\r\n;,)}|`"
            if ends and name in {"true", "false", "null"}:
                self.position = variable.end()
                return {"true": True, "false": False, "null": None}[name]
            if ends and name in self.variables:
                self.position = variable.end()
                return self.variables[name]
        if (number := _NUMBER.match(text, at, self.limit)) and text[number.end() : number.end() + 1] in " \t\r\n;,)}|":
            self.position = number.end()
            return float(number[0]) if "." in number[0] else int(number[0])
        return self._string()

    def _string(self) -> Traced:
        woven = Weaver()
        text = self.source.text
        while self.position < self.limit:
            char = text[self.position]
            if char == '"':
                self._double(woven)
            elif char == "'":
                self._single(woven)
            elif char == "`" and self.position + 1 < self.limit and text[self.position + 1] not in "\r\n":
                woven.add(text[self.position + 1], self.source.line_at(self.position))
                self.position += 2
            elif text.startswith("$(", self.position):
                woven.add(self._subexpression(), self.source.line_at(self.position))
            elif bare := _BARE.match(text, self.position, self.limit):
                woven.add(bare[0], self.source.line_at(self.position))
                self.position = bare.end()
            else:
                break
        return woven.build(self.source.line_at(self.position))

    def _single(self, woven: Weaver) -> None:
        match = re.compile(r"'[^']*+(?:''[^']*+)*+").match(self.source.text, self.position, self.limit)
        end = match.end() if match else self.limit
        for line in self.source.slice(self.position + 1, end).text.splitlines(keepends=True):
            woven.add(line.replace("''", "'"), self.source.line_at(self.position + 1))
            self.position += len(line)
        self.unclosed = self.unclosed or end >= self.limit
        self.position = min(end + 1, self.limit)

    def _double(self, woven: Weaver) -> None:
        start = self.position + 1
        match = re.compile(r'[^"`]*+(?:(?:`[\s\S]|"")[^"`]*+)*+').match(self.source.text, start, self.limit)
        end = match.end() if match else self.limit
        self._weave(woven, start, end)
        self.unclosed = self.unclosed or end >= self.limit
        self.position = min(end + 1, self.limit)

    def _unescape(self, start: int, end: int) -> Traced:
        woven = Weaver()
        self._weave(woven, start, end, here=True)
        return woven.build(self.source.line_at(start))

    def _weave(self, woven: Weaver, start: int, end: int, *, here: bool = False) -> None:
        """Decode an expandable string: backtick escapes, characters by number, known variables."""
        text, self.position = self.source.text, start
        special = re.compile(r"[`$]|\n" if here else r'[`$]|\n|""')
        while self.position < end:
            found = special.search(text, self.position, end)
            stop = found.start() if found else end
            woven.add(text[self.position : stop], self.source.line_at(self.position))
            self.position = stop
            if found:
                line = self.source.line_at(stop)
                woven.add(self._special(text[stop], end), line)

    def _special(self, char: str, end: int) -> str:
        text = self.source.text
        if char == "`":
            following = text[self.position + 1 : self.position + 2]
            self.position += 2
            return _ESCAPES.get(following, following)
        if char == '"':
            self.position += 2
            return '"'
        if char == "$" and text.startswith("$(", self.position):
            return self._subexpression()
        if char == "$" and (variable := _VARIABLE.match(text, self.position, end)):
            self.position = variable.end()
            value = self.variables.get((variable[1] or variable[2]).lower())
            return value.text if isinstance(value, Traced) else variable[0]
        self.position += 1
        return char

    def _subexpression(self) -> str:
        """Read ``$([char]10)`` as its character; keep any other ``$(…)`` as written, unexecuted."""
        text = self.source.text
        if character := _CHAR.match(text, self.position, self.limit):
            self.position = character.end()
            code = int(character[1], 0) if character[1].startswith("0x") else int(character[1])
            return chr(code) if code <= 0x10FFFF else "\ufffd"  # noqa: PLR2004
        self.substitutions += 1
        start, depth = self.position, 0
        while self.position < self.limit:
            depth += (text[self.position] == "(") - (text[self.position] == ")")
            self.position += 1
            if depth == 0 and self.position > start + 1:
                break
        return text[start : self.position]


def plain(value: Value) -> Json:
    """Return a PowerShell value as JSON has it."""
    if isinstance(value, Traced):
        return value.text
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def _as_json(value: Value, line: int) -> Traced:
    return Traced.on_line(json.dumps(plain(value), ensure_ascii=False), line)


def join_surrogates(text: str) -> str:
    """Join UTF-16 halves, which ``$([char]55357)$([char]56832)`` gives, to characters."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def read_words(source: Traced, position: int, end: int, names: Mapping[str, Value] | None = None) -> CommandLine:
    """Split a native command (``curl.exe``) in PowerShell into words."""
    shell = Shell(source, position, end, names or {})
    line = CommandLine()
    while shell.position < end:
        if blank := _BLANK.match(source.text, shell.position, end):
            shell.position = blank.end()
        elif source.text[shell.position] in "\r\n;|&<>)":
            break
        else:
            before = shell.position
            word = shell.argument()
            at = source.line_at(before)
            if shell.position > before:
                line.words.append(word if isinstance(word, Traced) else Traced.on_line(str(plain(word)), at))
            shell.position += shell.position == before
    line.end, line.substitutions, line.unclosed = shell.position, shell.substitutions, shell.unclosed
    return line

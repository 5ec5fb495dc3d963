"""Nested literals as a tree of brackets, whatever the language: ``{a: 'b'}``, ``["a" => "b"]``, ``Map.of("a", "b")``.

A bracket holds entries, an entry has a key or none, and the atoms behind it: strings, words, further brackets. What a
tree means is told by :mod:`diagnose.intake.shell.literal`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from diagnose.intake.shell.literal_tokens import LiteralToken, LiteralTokens

MAX_NESTING = 60
_CLOSER = {"{": "}", "[": "]", "(": ")"}
_STRUCTURE = re.compile(r"[ \t]*+(?:Array|[\w\\]{1,80}+ Object)\b|[ \t]*+\r?\n[ \t]*+[\w{(]")
"""What follows ``[key] =>`` in PHP's dumps when it is no plain text."""


@dataclass(frozen=True)
class Quoted:
    """A string; ``start`` is where its text begins."""

    text: str
    start: int


@dataclass(frozen=True)
class Bare:
    """A word or number without quotes."""

    text: str
    start: int


@dataclass
class Member:
    """One member. ``joined`` tells of a ``+`` or ``.`` between the atoms, so that only running the code tells all."""

    key: Atom | None = None
    sign: str = ""
    atoms: list[Atom] = field(default_factory=list)
    joined: bool = False


@dataclass
class Bracket:
    """A bracket, and the word right before it (``Map.of``, ``array``, ``new[]``), if any."""

    opener: str
    caller: str = ""
    entries: list[Member] = field(default_factory=list)
    current: Member = field(default_factory=Member)

    def next_entry(self) -> None:
        """Begin the next entry."""
        if self.current.atoms or self.current.key is not None:
            self.entries.append(self.current)
        self.current = Member()

    def pair(self, sign: str) -> None:
        """Take what stands before a sign for the key of what follows it."""
        entry = self.current
        if not entry.atoms or (sign in {"->", "to"} and not isinstance(entry.atoms[-1], Quoted)):
            return
        if sign == "=" and entry.sign == ":" and all(isinstance(atom, Bare) for atom in entry.atoms):
            entry.atoms, entry.sign = [], sign  # name: Type = value
            return
        key = entry.atoms.pop()
        if entry.key is not None or any(isinstance(atom, Bracket) for atom in entry.atoms):
            self.entries.append(entry)
        self.current = Member(key, sign)


Atom: TypeAlias = "Quoted | Bare | Bracket"


@dataclass(frozen=True)
class LiteralTree:
    """The outermost bracket, where it ends, and whether it was closed; ``too_deep`` when nesting broke it off."""

    root: Bracket
    end: int
    whole: bool
    too_deep: bool = False


def parse_tree(text: str, start: int, limit: int) -> LiteralTree:
    """Read the bracket that begins at ``start``. Linear in what is read; never raises."""
    tokens = LiteralTokens(text, start, limit)
    stack: list[Bracket] = []
    end = start
    root = Bracket("{")
    for token in tokens:
        end = token.end
        if token.kind == "open":
            if len(stack) >= MAX_NESTING:
                return LiteralTree(root, end, whole=False, too_deep=True)
            opened = Bracket(token.text, _caller(stack))
            if stack:
                stack[-1].current.atoms.append(opened)
            else:
                root = opened
            stack.append(opened)
        elif token.kind == "close":
            if not any(_CLOSER[bracket.opener] == token.text for bracket in stack):
                return _broken_off(root, stack, token.start)
            while stack:
                closed = stack.pop()
                closed.next_entry()
                if _CLOSER[closed.opener] == token.text:
                    break
            if not stack:
                return LiteralTree(root, end, whole=True)
        else:
            _take(token, stack[-1], tokens)
    return _broken_off(root, stack, end)


def _broken_off(root: Bracket, stack: list[Bracket], end: int) -> LiteralTree:
    while stack:
        stack.pop().next_entry()
    return LiteralTree(root, end, whole=False)


def _caller(stack: list[Bracket]) -> str:
    atoms = stack[-1].current.atoms if stack else []
    return atoms[-1].text if atoms and isinstance(atoms[-1], Bare) else ""


def _take(token: LiteralToken, bracket: Bracket, tokens: LiteralTokens) -> None:
    """Add what is no bracket to the innermost one."""
    entry = bracket.current
    match token.kind:
        case "separator":
            bracket.next_entry()
        case "pair":
            bracket.pair(token.text)
            key = bracket.current.key
            if token.text == "=>" and isinstance(key, Bracket) and _printed(key) and not bracket.current.atoms:
                _take_printed(bracket.current, tokens)
        case "string":
            entry.atoms.append(Quoted(token.text, token.start))
        case "word" if token.text == "to" and entry.key is None:
            bracket.pair("to")
        case "word" | "url" | "date":
            entry.atoms.append(Bare(token.text, token.start))
        case _ if token.text == "." and tokens.text.startswith(".", token.end):
            bracket.next_entry()  # ..name = value, a cascade of Dart
        case _:
            entry.joined = entry.joined or token.text in {"+", ".", "&"}


def _printed(key: Bracket) -> bool:
    """Tell ``[name]``, as ``print_r`` writes a key, from ``["name"]``."""
    return key.opener == "[" and len(key.entries) == 1 and all(isinstance(atom, Bare) for atom in key.entries[0].atoms)


def _take_printed(entry: Member, tokens: LiteralTokens) -> None:
    if not _STRUCTURE.match(tokens.text, tokens.position, tokens.limit):
        rest = tokens.rest_of_line()
        entry.atoms.append(Quoted(rest.text, rest.start))

"""What a nested literal says, as JSON has it: in any language's notation, and in what consoles print.

Read: JavaScript, Python, PHP, Ruby, C#, VB, Java, Kotlin, Scala, Swift, Dart, Go, Rust, Elixir, Lua, PowerShell; Node's
``inspect``, PHP's ``print_r`` and ``dd``, Ruby's ``pp``, Go's ``%+v``. Nothing is executed: what only running the
code would tell (a call, a name that was given no value, ``[Object]``) is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from diagnose.intake.shell import powershell
from diagnose.intake.shell.literal_entries import (
    TURNED,
    as_member,
    comma_pairs,
    filters_name,
    is_bare_pair,
    is_cut,
    is_template,
    is_type_name,
    key_name,
    only_atom,
    together,
)
from diagnose.intake.shell.literal_tokens import LiteralTokens
from diagnose.intake.shell.literal_tree import Atom, Bare, Bracket, Member, Quoted, parse_tree
from diagnose.intake.source.lenient_json import Path
from diagnose.intake.source.limits import MAX_PLACES
from diagnose.json_value import Json


class _Unknown:
    """What only running the code would tell."""


UNKNOWN: Final = _Unknown()
_Known: TypeAlias = "Json | _Unknown"

_TOLD = frozenset({"path", "code"})  # of an error: consoles print names under them without quotes
_WORDS: dict[str, Json] = {
    "true": True, "false": False, "null": None, "True": True, "False": False, "None": None, "nil": None, "NULL": None,
    "undefined": None, "NaN": None, "$true": True, "$false": False, "$null": None, "Nothing": None, "<nil>": None,
}  # fmt: skip
_NUMBER = re.compile(r"-?\d{1,18}+(?:\.\d{1,18}+)?+[LlfFdDmM]?")
_ID = re.compile(r"(?=[\w-]*\d[\w-]*\d[\w-]*\d|[a-z_]+_\d)[A-Za-z0-9_-]{3,64}")
"""A word without quotes that may be an ID, as dumps print them: not ``connection1`` or ``row``, names of variables."""
_LISTS = re.compile(r"(?i)(?:.*\.)?(?:listof|arrayof|setof|aslist|array|list|set|vec|seq|c|tuple)|(?:list|set|seq)\.of")
PAIRED = re.compile(r"(?:Map\.of|\.Var|\.variable|(?:set|add)Variable)\Z")
"""What takes keys and values by turns, whatever the keys are, as Go's and Spring's clients do for one variable."""
_CALLED = 20
_DOCUMENT = re.compile(
    r"\s*+(?:#[^\n]*+\s*+)*+(?:(?:query|mutation)\b[^{}]{0,2000}|\s*+)\{\s*+(?![\w.]{1,80}+\s*+\})[A-Za-z_]"
)
_CHARACTERS = 400
_MOST_LEFT_OUT = 1_000
_NAME = re.compile(r"[A-Za-z_.-]{1,80}")  # under which something is looked up; an ID has a digit
_LOOKING_UP = re.compile(r"(?i)(?:.*[.:>])?(?:get|fetch|var|env|get_?env\w{0,20}|config|secret|param\w{0,10})")


@dataclass
class LiteralValue:
    """A value, where it ended, the offsets of its strings by path; ``whole`` is False when it breaks off.

    ``left_out`` are the paths of what only running the code would tell.
    """

    value: Json
    end: int
    whole: bool
    places: dict[Path, int] = field(default_factory=dict)
    left_out: list[Path] = field(default_factory=list)


def parse_literal(
    text: str, start: int, limit: int, names: Mapping[str, powershell.Value] | None = None
) -> LiteralValue:
    """Read the literal whose bracket begins at ``start``; ``names`` are variables that were given values before."""
    tree = parse_tree(text, start, limit)
    meaning = _Meaning(text, names or {})
    caller = PAIRED.search(text, max(start - _CALLED, 0), start)
    value = meaning.bracket(replace(tree.root, caller=caller[0]) if caller else tree.root, ())
    known = None if isinstance(value, _Unknown) else value
    return LiteralValue(known, tree.end, tree.whole, meaning.places, meaning.left_out)


def parse_assigned(
    text: str, start: int, limit: int, names: Mapping[str, powershell.Value] | None = None
) -> LiteralValue | None:
    """Read the string, word or list that a name is given; None when it is none of these."""
    tokens = LiteralTokens(text, start, limit)
    for token in tokens:
        if token.kind == "string":
            return LiteralValue(token.text, token.end, whole=True)
        if token.kind == "open" and token.text in "[(":
            return parse_literal(text, token.start, limit, names)
        if token.kind != "word":
            return None
        if _ID.fullmatch(token.text):
            return LiteralValue(token.text, token.end, whole=True)
    return None


class _Meaning:
    """Makes JSON of a tree; the tree is at most :data:`~diagnose.intake.shell.literal_tree.MAX_NESTING` deep."""

    def __init__(self, text: str, names: Mapping[str, powershell.Value]) -> None:
        self.text = text
        self.names = names
        self.places: dict[Path, int] = {}
        self.left_out: list[Path] = []

    def bracket(self, bracket: Bracket, path: Path) -> _Known:
        """Return what a bracket holds: an object, a list, or its only value."""
        entries = [entry for entry in map(as_member, bracket.entries) if entry is not None]
        if not entries:
            return {} if bracket.opener == "{" else []
        if bracket.caller.startswith("%"):
            return self._words(entries, path)
        if any(entry.key is not None for entry in entries):
            numbered = all(entry.key is not None and key_name(entry.key) == str(at) for at, entry in enumerate(entries))
            return self._numbered(entries, path) if numbered else self._object(entries, path)
        if pairs := comma_pairs(entries, told=bool(PAIRED.search(bracket.caller))):
            return self._object(pairs, path)
        if len(entries) == 1 and (only := self._only(bracket, entries[0], path)) is not None:
            return only
        return self._list(entries, path)

    def _numbered(self, entries: list[Member], path: Path) -> list[Json]:
        """Return an object whose keys are 0, 1, 2 … as the list that PHP printed."""
        values = (self.value(entry, (*path, index)) for index, entry in enumerate(entries))
        return [{} if isinstance(value, _Unknown) else value for value in values]

    def _object(self, entries: list[Member], path: Path) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for index, entry in enumerate(entries):
            key = str(index) if entry.key is None else key_name(entry.key)
            if key is None or (entry.key is None and not any(isinstance(atom, Bracket) for atom in entry.atoms)):
                continue
            value = self.value(entry, (*path, key))
            if isinstance(value, _Unknown):
                self._leave_out((*path, key))
            if isinstance(value, _Unknown) or (entry.key is None and not value):
                continue
            if "query" not in found and isinstance(value, str) and _DOCUMENT.match(value):
                self._move((*path, key), (*path, "query"))
                key = "query"
            found[key] = together(found[key], value) if key in found else value
        return found

    def _move(self, old: Path, new: Path) -> None:
        if old in self.places:
            self.places[new] = self.places.pop(old)

    def _only(self, bracket: Bracket, entry: Member, path: Path) -> _Known | None:
        """Return the only value of a bracket that merely wraps it; None when the bracket is a list of one."""
        if bracket.opener == "[" or (bracket.opener == "(" and _LISTS.fullmatch(bracket.caller)):
            return None
        if _is_row_of_ids(entry):
            return None
        value = self.value(entry, path)
        return value if bracket.opener == "(" or isinstance(value, dict) else None

    def _list(self, entries: list[Member], path: Path) -> list[Json] | dict[str, Json]:
        found: list[Json] = []
        for entry in entries:
            if _is_row_of_ids(entry):
                for atom in entry.atoms:
                    self._place((*path, len(found)), atom)
                    found.append(_text(atom))
                continue
            name = filters_name(entry)
            value = self.value(entry, (*path, len(found), name) if name else (*path, len(found)))
            if not isinstance(value, _Unknown):
                found.append({name: value} if name else value)
                continue
            self._leave_out((*path, len(found)))
            if is_cut(entry.atoms) and isinstance(entry.atoms[-1], Bracket):
                found.append({})
        merged = [item for item in found if isinstance(item, dict)]
        if merged and len(merged) == len(found) == len(entries) and all(map(is_bare_pair, entries)):
            return {key: value for item in merged for key, value in item.items()}
        return found

    def _words(self, entries: list[Member], path: Path) -> list[Json]:
        atoms = [atom for entry in entries for atom in entry.atoms if isinstance(atom, Bare)]
        for index, atom in enumerate(atoms):
            self._place((*path, index), atom)
        return [atom.text for atom in atoms]

    def _place(self, path: Path, atom: Atom) -> None:
        if not isinstance(atom, Bracket) and len(self.places) < MAX_PLACES:
            self.places[path] = atom.start

    def _leave_out(self, path: Path) -> None:
        if len(self.left_out) < _MOST_LEFT_OUT:
            self.left_out.append(path)

    def value(self, entry: Member, path: Path) -> _Known:
        """Return the value of an entry's atoms: that of the last bracket or string that says anything."""
        atoms = entry.atoms
        if is_cut(atoms) or is_template(atoms):
            return UNKNOWN
        for index in range(len(atoms) - 1, -1, -1):
            atom = atoms[index]
            if isinstance(atom, Bracket) and (_is_looked_up(atom) or _is_template(atom)):
                return UNKNOWN
            before = [other for other in atoms[:index] if not isinstance(other, Bare)]
            if before and is_type_name(atom):
                continue
            if isinstance(atom, Bracket) and before and _is_method(atom, before[-1]):
                continue
            if isinstance(atom, Bracket) and path[-1:] == ("variables",) and TURNED.fullmatch(atom.caller):
                return json.dumps(self.bracket(atom, path), ensure_ascii=False)
            if isinstance(atom, Bracket) and not (entry.joined and before):
                listed = not atom.entries and any(isinstance(other, Bare) and other.text == "array" for other in atoms)
                return [] if listed else self.bracket(atom, path)
            if isinstance(atom, Quoted):
                return self._string(entry, path)
        return self._bare([atom for atom in atoms if isinstance(atom, Bare)], path)

    def _string(self, entry: Member, path: Path) -> _Known:
        quoted = [atom for atom in entry.atoms if isinstance(atom, Quoted)]
        if entry.joined and len(quoted) != len(entry.atoms):
            return UNKNOWN
        self._place(path, quoted[0])
        return "".join(atom.text for atom in quoted)

    def _bare(self, words: list[Bare], path: Path) -> _Known:
        if not words:
            return None
        if len(words) > 1:
            return self.text[words[0].start : min(words[-1].start, words[0].start + _CHARACTERS)] + words[-1].text
        word = words[0]
        if word.text in _WORDS:
            return _WORDS[word.text]
        if (name := word.text.lstrip("$@").lower()) in self.names:
            return _scalars(powershell.plain(self.names[name]))
        if _NUMBER.fullmatch(word.text):
            return float(word.text.rstrip("LlfFdDmM")) if "." in word.text else int(word.text.rstrip("LlfFdDmM"))
        told = _TOLD & {*path[-2:]} and _NAME.fullmatch(word.text)
        if not told and not _ID.fullmatch(word.text) and "://" not in word.text:
            return UNKNOWN
        self._place(path, word)
        return word.text


def _is_row_of_ids(entry: Member) -> bool:
    """Tell an entry with nothing but IDs side by side, as Go prints a list of them."""
    return len(entry.atoms) > 1 and all(isinstance(atom, Bare) and _ID.fullmatch(atom.text) for atom in entry.atoms)


def _is_looked_up(bracket: Bracket) -> bool:
    """Tell ``env["WORKSPACE"]``, ``getenv("WORKSPACE")`` and ``current()``, whose values only running them would tell.

    A list of one ID is none of them, nor is what a name merely wraps, as in ``Some("w-1")``.
    """
    if not bracket.caller or bracket.caller.startswith((".", "%")) or _LISTS.fullmatch(bracket.caller):
        return False
    if not bracket.entries:
        return bracket.opener == "("
    if bracket.opener == "(" and not _LOOKING_UP.fullmatch(bracket.caller):
        return False
    only = only_atom(bracket)
    return bracket.opener in {"[", "("} and isinstance(only, Quoted) and _NAME.fullmatch(only.text) is not None


def _is_template(bracket: Bracket) -> bool:
    """Tell ``{{ ids }}`` and ``${{ env.IDS }}``, which stand for a value; what is quoted within is one itself."""
    inner = only_atom(bracket) if bracket.opener == "{" else None
    if not isinstance(inner, Bracket) or inner.opener != "{" or not inner.entries:
        return False
    return all(entry.key is None and all(isinstance(atom, Bare) for atom in entry.atoms) for entry in inner.entries)


def _scalars(value: Json) -> _Known:
    """Return the value that a name was given, if it is a plain one: others stand for themselves where they stand."""
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict | list) for item in value)):
        return UNKNOWN
    return value


def _is_method(bracket: Bracket, before: Atom) -> bool:
    """Tell ``.toString()`` and ``(x)`` behind a value, which are called on it, from ``(x)`` behind its type."""
    if not bracket.caller.startswith(".") and bracket.opener != "(":
        return False
    return not (isinstance(before, Bracket) and _is_type(before) and bracket.entries)


def _is_type(bracket: Bracket) -> bool:
    """Tell ``[]`` in ``[]string(…)`` and ``<…>`` alike from a value."""
    return not bracket.entries


def _text(atom: Atom) -> Json:
    return None if isinstance(atom, Bracket) else atom.text

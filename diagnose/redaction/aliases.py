"""Aliases: one word for each value that must not leave, the same wherever the value stands.

They are numbered by first appearance and made of nothing else, so that nobody can tell from two reports whether they
hide the same value, and the same report has the same aliases each time. Letters, digits and hyphens alone: they are
safe in an address, in a JSON text and in the name of a file, and no renderer has to escape them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class PersonalKind(StrEnum):
    """What a value is that was given an alias; the alias begins with it."""

    EXTERNAL_ID = "external-id"
    ID = "id"
    FILE = "file"
    WORD = "value"
    HEADER = "header-value"
    ADDRESS = "address"
    REFERENCE = "ticket"
    OPERATION = "operation"
    PLATFORM = "platform"
    URL = "url"
    EMAIL = "email"
    PHONE = "phone"
    SSN = "ssn"
    EIN = "ein"
    CARD = "card"
    ACCOUNT = "account"
    BIRTHDAY = "birthday"
    PERSON = "person"
    FIRM = "firm"
    TEXT = "text"


WORDS_OF_TICKET: Final = "words of the ticket"
"""How quotations are counted: their words are left out, not replaced."""

_MOST_DIGITS: Final = 4
_ALIAS: Final = re.compile(rf"(?<![A-Za-z0-9_-])(?:{'|'.join(PersonalKind)})-\d{{1,9}}(?![A-Za-z0-9_]|-\w)")


def looks_like_alias(text: str) -> bool:
    """Tell whether a value has the form of an alias, with a number that could be nothing else."""
    return _ALIAS.fullmatch(text) is not None and sum(map(str.isdigit, text)) <= _MOST_DIGITS


def aliases_in(text: str) -> frozenset[str]:
    """Return the words of a text that have the form of an alias."""
    return frozenset(_ALIAS.findall(text))


@dataclass
class AliasTable:
    """The aliases of one report, or of several that share a map."""

    aliases: dict[str, str] = field(default_factory=dict)
    """By value, in the order of their first appearance."""
    counted: dict[str, int] = field(default_factory=dict)
    """How many values of each kind this report hides, by the kind's word."""
    taken: set[str] = field(default_factory=set)
    """Words of the report that look like an alias and are none: no value may be given one of them."""
    _last: dict[PersonalKind, int] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _given: set[str] = field(default_factory=set)

    @classmethod
    def continued(cls, aliases: Mapping[str, str]) -> AliasTable:
        """Go on with the aliases of an earlier report; what it hid keeps its alias."""
        return cls(dict(aliases), taken=set(aliases.values()), _given=set(aliases.values()))

    def keep_clear_of(self, text: str) -> None:
        """Never give out an alias that stands in this text as a value of its own."""
        self.taken.update(aliases_in(text))

    def alias(self, value: str, kind: PersonalKind) -> str:
        """Return the value's alias; the kind of its first appearance is the one that counts."""
        known = self.aliases.get(value)
        if known is None:
            known = self.aliases[value] = self._next(kind)
            self._given.add(known)
        if value not in self._seen:
            self._seen.add(value)
            self.count(known.rpartition("-")[0])
        return known

    def begin(self) -> None:
        """Count anew: another file begins."""
        self._seen.clear()
        self.counted.clear()

    def is_given(self, word: str) -> bool:
        """Tell whether a word is an alias of this table."""
        return word in self._given

    def count(self, kind: str) -> None:
        """Count one more value of a kind."""
        self.counted[kind] = self.counted.get(kind, 0) + 1

    def _next(self, kind: PersonalKind) -> str:
        number = self._last.get(kind, 0) + 1
        while f"{kind}-{number}" in self.taken:
            number += 1
        self._last[kind] = number
        return f"{kind}-{number}"


def put_back(text: str, aliases: Mapping[str, str]) -> str:
    """Return the text with the true values in the aliases' place; ``aliases`` is by value. Whole words only."""
    values = {alias: value for value, alias in aliases.items()}
    return _ALIAS.sub(lambda found: values.get(found[0], found[0]), text)


def as_map(aliases: Mapping[str, str], name: str) -> str:
    """Return the aliases as the file that stays with the engineer; ``name`` is what reports call it."""
    entries = [{"alias": alias, "value": value} for value, alias in aliases.items()]
    return json.dumps({"alias_map": 1, "name": name, "aliases": entries}, ensure_ascii=False, indent=1) + "\n"


class NotAMap(ValueError):
    """A file is no alias map; the message is a clause that says what is wrong with it."""


def from_map(text: str) -> tuple[str, dict[str, str]]:
    """Return a map's name and its aliases by value. Raises NotAMap: nothing in the file is trusted."""
    try:
        written: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAMap("it is not JSON") from error
    if not isinstance(written, dict) or written.get("alias_map") != 1:
        raise NotAMap("it does not say that it is an alias map of version 1")
    name, entries = written.get("name"), written.get("aliases")
    if not isinstance(name, str) or re.fullmatch(r"[0-9a-f]{8,64}", name) is None or not isinstance(entries, list):
        raise NotAMap("its name or its list of aliases is missing")
    return name, dict(_pairs(entries))


def _pairs(entries: Iterable[object]) -> Iterable[tuple[str, str]]:
    seen: set[str] = set()
    for entry in entries:
        value = entry.get("value") if isinstance(entry, dict) else None
        alias = entry.get("alias") if isinstance(entry, dict) else None
        if not isinstance(value, str) or not isinstance(alias, str) or not _ALIAS.fullmatch(alias) or alias in seen:
            raise NotAMap("one of its entries is not an alias with its value")
        seen.add(alias)
        yield value, alias

"""What a capsule may tell of a value: itself where nobody can be read from it, else its alias; a secret never.

The aliases are those of the report that the run has written. What rules compare and an alias destroys is recorded
beside it (:mod:`~diagnose.capsule.standing_in`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from diagnose.ids import MAX_ID_LENGTH
from diagnose.intake.source.id_text import ids_in_one, is_template, names_nothing
from diagnose.outside import ExternalId, ForeignWord, HeaderValue, OperationName, Outside, OutsideId, Quote, unmarked
from diagnose.redaction.aliases import PersonalKind
from diagnose.redaction.resolver import Resolver

_IDENTIFIER: Final = re.compile(r"[_A-Za-z][_0-9A-Za-z]{0,100}")
"""A name as GraphQL has them."""
_PART_OF_LIST: Final = re.compile(r"[^\s,;|\[\]\"']+")
_QUOTED_NAME: Final = re.compile(r"(?<=['\"`$])[_A-Za-z][_0-9A-Za-z]{0,100}(?=['\"`])")
"""``'taxYear'`` and ``"$taxYear"`` in an error: rules look for the names of a query there."""
_NUMBER: Final = re.compile(r"-?\d{1,8}(?:\.\d{1,6})?")
_NO_NAME: Final = 2
"""Characters of a name that is nobody's: ``$w``, ``$id``."""
_HARMLESS_DIGITS: Final = 8
_SLIPS: Final = 2
"""Keystrokes that a name of the schema may be off: then it is nobody's."""
_LONGEST_FILLER: Final = 4_000
_OF_GRAPHQL: Final = frozenset(
    {"message", "path", "locations", "line", "column", "extensions", "code", "data", "errors"}
)
"""Keys of every answer. https://spec.graphql.org/October2021/#sec-Response-Format"""
_NOTHING: Final = {"a placeholder": "<id>", "masked": "***", "a word of HTTP": "close"}


@dataclass(frozen=True)
class Veil:
    """Says what may be told of each sort of value; with no ``resolver``, of people everything."""

    mask: Callable[[str], str]
    resolver: Resolver | None = None
    _ids: dict[str, str] = field(default_factory=dict, init=False, repr=False)
    """What :meth:`id` returned: a ticket names each of its IDs in many places."""

    def value(self, value: Outside) -> str:
        """Return what stands for a value whose sort is known."""
        text = self.mask(str.__str__(value))
        if self.resolver is None or text != value:
            return text
        return self.resolver.value(value)

    def id(self, text: str) -> str:
        """Return what stands for what is, or was given as, an ID; several in one string stay several."""
        known = self._ids.get(text)
        if known is None:
            known = self._ids[text] = self._id(text)
        return known

    def _id(self, text: str) -> str:
        if len(text) > MAX_ID_LENGTH:
            return filler(text)
        if self.resolver is None:
            return self.mask(text)
        if len(ids_in_one(text)) > 1:
            return _PART_OF_LIST.sub(lambda part: self.value(OutsideId(part[0])), text)
        if self.resolver.stays(OutsideId(text)):
            return self.mask(text)
        nothing = names_nothing(text)
        if nothing is None:
            return self.value(OutsideId(text))
        if self._is_plain(text.strip("<>{}[]$%:@?#_ ")):
            return text
        return f"{{{{{self.value(OutsideId(text))}}}}}" if is_template(text) else _NOTHING[nothing]

    def external_id(self, text: str) -> str:
        """Return what stands for an ID of the customer's: the same as where the ticket names it."""
        if self.resolver is None or self.resolver.stays(OutsideId(text)):
            return self.mask(text)
        return self.value(ExternalId(text))

    def word(self, text: str) -> str:
        """Return what stands for a status, a type, a key."""
        return self.value(ForeignWord(text))

    def is_word(self, text: str) -> bool:
        """Tell whether a text is made of words that statuses and types are made of."""
        return self.resolver is None or self.resolver.stays(ForeignWord(text))

    def told(self, text: str) -> str:
        """Return somebody's sentence, what is useful of it; it may be part of one of ours, with marks."""
        masked = self.mask(unmarked(text))
        return masked if self.resolver is None else self.resolver.scrubber.scrubbed(masked)

    def said_of_a_query(self, text: str) -> str:
        """Return an error's sentence, the names in quotes as the query has them."""
        return self.told(_QUOTED_NAME.sub(lambda found: self.name(found[0]), text))

    def quote(self, text: str, caret: int | None) -> tuple[str, int | None]:
        """Return the ticket's words, and where in them the ID begins then."""
        if self.resolver is None or not text:
            return self.mask(text), caret
        if caret is None or not 0 <= caret < len(text):
            return self.value(Quote(text)), None
        return self.resolver.quoted_at(text, caret) if self.mask(text) == text else (self.value(Quote(text)), None)

    def header(self, text: str) -> str:
        """Return what stands for a header's value."""
        return self.value(HeaderValue(text))

    def name(self, text: str) -> str:
        """Return what stands for a name in a query, or a key in JSON: one of the schema's, or of plain words, stays."""
        if (
            self.resolver is None
            or len(text) <= _NO_NAME
            or text in _OF_GRAPHQL
            or self.resolver.stays(OperationName(text))
        ):
            return self.mask(text)
        if not _IDENTIFIER.fullmatch(text):
            return self.word(text)
        if _is_schemas(text):
            return text
        return self._alias(text, PersonalKind.OPERATION)

    def other(self, text: str) -> str:
        """Return what stands for a text of which nothing tells what it is: no rule reads it, but for equal ones."""
        if self.resolver is None or self._is_plain(text) or self.resolver.stays(OutsideId(text)) or is_moment(text):
            return self.mask(text)
        return self._alias(text, PersonalKind.TEXT)

    def _alias(self, text: str, kind: PersonalKind) -> str:
        """Return a value's alias; a secret has none, since what an alias stands for is kept in a map."""
        masked = text if self.resolver is None else self.resolver.mask(text)
        return masked if self.resolver is None or masked != text else self.resolver.table.alias(text, kind)

    def number(self, value: float) -> float:
        """Return a number; one of the length that identifies people becomes another of its size."""
        digits = sum(map(str.isdigit, str(value)))
        if self.resolver is None or digits <= _HARMLESS_DIGITS or self.resolver.stays(OutsideId(str(value))):
            return value
        return 2**40 if abs(value) >= 2**31 else 111_111_111

    def _is_plain(self, text: str) -> bool:
        resolver = self.resolver
        if resolver is None or _NUMBER.fullmatch(text):
            return True
        return resolver.stays(ForeignWord(text)) or resolver.stays(OperationName(text))


def filler(text: str) -> str:
    """Return a text that says nothing: of what is too long, or stands in no text's place, only the length counts.

    It does for a sentence at most, so that it may be shorter where the text is very long.
    """
    return "x" * min(len(text), _LONGEST_FILLER)


def is_moment(text: str) -> bool:
    """Tell whether a text is a date, with or without a time."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_schemas(name: str) -> bool:
    """Tell whether a name is one of the schema's, or nearly: a slip in one is what rules look for."""
    bound = _SLIPS if len(name) > 4 else 0  # noqa: PLR2004 - of short names, two keystrokes are all
    found = process.extractOne(
        name, _names_of_schema(), scorer=OSA.distance, processor=str.casefold, score_cutoff=bound
    )
    return found is not None


@cache
def _names_of_schema() -> tuple[str, ...]:
    # graphql-core and the schema, 0.15 s: for names that are not plain words, which few tickets have.
    from diagnose.customer.documented import schema  # noqa: PLC0415

    found: dict[str, None] = {}
    for kind in schema().type_map.values():
        found[kind.name] = None
        for name, declared in getattr(kind, "fields", {}).items():
            found.update(dict.fromkeys((name, *getattr(declared, "args", {}))))
        found.update(dict.fromkeys(getattr(kind, "values", {})))
    for directive in schema().directives:
        found.update(dict.fromkeys((directive.name, *directive.args)))
    return tuple(found)

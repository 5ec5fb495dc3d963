"""What a replay works with in an alias's place, so that rules find what they compare: who is near to whom, and no more.

An alias is a word like all others, so two of them look alike: rules that seek a slip would find one. A stand-in is made
of the alias, and of nothing else, for every value but those that the ticket names where an ID belongs, and what is near
to them. Those keep their length, where digits and signs stand in them, and words that say nothing of a person; where
one has a character in common with another that it is near to, the stand-ins have.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from diagnose.capsule.contents import StandIn
from diagnose.json_value import Json
from diagnose.redaction.addresses_and_files import is_our_address
from diagnose.redaction.aliases import PersonalKind
from diagnose.redaction.vocabulary import FORMS, ID_WORDS
from diagnose.report import Report

_NEAR: Final = 3
"""Edits up to which rules look: one more than what counts as near."""
_MOST_NAMED: Final = 300
_MOST_NEAR: Final = 20
_LONGEST: Final = 256
_TRIES: Final = 8
_LETTERS: Final = "bcdfghjklmnpqrstvwxz"
_PLAIN_LENGTH: Final = 12
_LEAST_RENAMED: Final = 6
"""Characters of a stand-in that is sought in finished texts: shorter ones might stand there by chance."""
_WORD: Final = re.compile(r"[A-Za-z]+|\d+")
_MEDIA: Final = re.compile(r"[a-z]{1,20}/[a-z0-9.+-]{1,60}(?= *;)", re.IGNORECASE)


@dataclass(frozen=True)
class ComparedValues:
    """The values that rules compare: those ``named`` where an ID belongs, all that are ``known``, types of documents.

    All of them are true values.
    """

    named: Sequence[str] = ()
    known: Sequence[str] = ()
    types: frozenset[str] = frozenset()


def stand_ins(aliases: Mapping[str, str], used: Iterable[str], compared: ComparedValues) -> tuple[StandIn, ...]:
    """Return the stand-ins of the aliases that are used; ``aliases`` is by true value."""
    wanted = frozenset(used)
    hidden = {value: alias for value, alias in aliases.items() if alias in wanted}
    shaped = _Shaping(hidden, compared).done
    return tuple(
        StandIn(alias, shaped.get(value) or _of_kind(value, alias))
        for value, alias in sorted(hidden.items(), key=_place)
    )


def _place(item: tuple[str, str]) -> tuple[str, int]:
    kind, _, number = item[1].rpartition("-")
    return kind, int(number)


def _of_kind(value: str, alias: str) -> str:
    """Return a word made of the alias; an address of ours keeps its host, a header's value its type."""
    word = _chance(alias, _PLAIN_LENGTH, _LETTERS).capitalize()
    kind = alias.rpartition("-")[0]
    if kind == PersonalKind.ADDRESS.value and (host := _our_host(value)):
        return f"{host}/{word}"
    if kind == PersonalKind.HEADER.value and (media := _MEDIA.match(value)):
        return f"{media[0].lower()}; x={word}"
    return word


def _our_host(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        host = f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        return None
    return host if parts.scheme and is_our_address(host) else None


def _chance(seed: str, length: int, signs: str) -> str:
    """Return signs that look like chance and follow from the seed alone."""
    digest = b""
    while len(digest) < length:
        digest += hashlib.sha256(f"{seed} {len(digest)}".encode()).digest()
    return "".join(signs[byte % len(signs)] for byte in digest[:length])


@dataclass
class _Shaping:
    """Finds the stand-ins that keep a shape."""

    hidden: Mapping[str, str]
    compared: ComparedValues
    done: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    """What stands for a word; the same for equal ones, since the beginning of IDs is compared."""

    def __post_init__(self) -> None:
        known = tuple(dict.fromkeys(value for value in self.compared.known if len(value) <= _LONGEST))
        for named in dict.fromkeys(self.compared.named[:_MOST_NAMED]):
            if len(named) > _LONGEST:
                continue
            near = _near(named, known)
            self._settle(named, [value for value in near if value not in self.hidden or value in self.done])
            for value in near:
                self._settle(value, [named, *(other for other in near if other in self.done)])

    def _settle(self, value: str, near: Iterable[str]) -> None:
        if value not in self.hidden or value in self.done:
            return
        models = {true: self.done.get(true, true) for true in near if true in self.done or true not in self.hidden}
        best, fewest = "", _TRIES
        for number in range(_TRIES):
            shaped = self._shaped(value, models, f"{self.hidden[value]} {number}")
            wrong = sum(_distance(value, true) != _distance(shaped, model) for true, model in models.items())
            if shaped not in self.done.values() and wrong < fewest:
                best, fewest = shaped, wrong
            if fewest == 0:
                break
        if best:
            self.done[value] = best

    def _shaped(self, value: str, models: Mapping[str, str], seed: str) -> str:
        signs: list[str | None] = [None] * len(value)
        for true, model in models.items():
            _take_over(signs, value, true, model)
        for start, end in _plain_words(value, self.compared.types):
            signs[start:end] = [sign or true for sign, true in zip(signs[start:end], value[start:end], strict=True)]
        for found in _WORD.finditer(value):
            for place, sign in enumerate(self._word(found[0], seed), found.start()):
                signs[place] = signs[place] or sign
        return "".join(sign or _sign(value[place]) for place, sign in enumerate(signs))

    def _word(self, word: str, seed: str) -> str:
        key = word.casefold()
        if key not in self.words:
            digits = word.isdigit()
            self.words[key] = _chance(f"{seed} {len(self.words)}", len(word), "123456789" if digits else _LETTERS)
        shown = self.words[key]
        return "".join(new.upper() if old.isupper() else new for old, new in zip(word, shown, strict=True))


def _near(value: str, known: Sequence[str]) -> list[str]:
    found = process.extract(
        value, known, scorer=OSA.distance, processor=str.casefold, score_cutoff=_NEAR, limit=_MOST_NEAR + 1
    )
    return [true for true, _, _ in found if true != value][:_MOST_NEAR]


def _distance(first: str, second: str) -> int:
    """Return the edits between two, as far as rules look; a difference of case alone is one of its own."""
    if first != second and first.casefold() == second.casefold():
        return -1
    return OSA.distance(first.casefold(), second.casefold(), score_cutoff=_NEAR)


def _take_over(signs: list[str | None], value: str, true: str, model: str) -> None:
    """Fill in what a value has in common with another: from the other's stand-in, at the same place in both."""
    if len(model) != len(true):
        return
    for block in Levenshtein.opcodes(true.casefold(), value.casefold()):
        if block.tag == "equal" and len(true.casefold()) == len(true) and len(value.casefold()) == len(value):
            for ours, theirs in zip(
                range(block.dest_start, block.dest_end), range(block.src_start, block.src_end), strict=True
            ):
                signs[ours] = signs[ours] or _in_case(model[theirs], value[ours])
    for shift in (-1, 0, 1):  # two neighbours swapped count as one edit
        for place, (first, second) in enumerate(pairwise(value)):
            at = place + shift
            if 0 <= at < len(true) - 1 and first != second and true[at] == second and true[at + 1] == first:
                signs[place], signs[place + 1] = signs[place] or model[at + 1], signs[place + 1] or model[at]


def _in_case(sign: str, like: str) -> str:
    return sign.upper() if like.isupper() else sign.lower() if like.islower() else sign


def _plain_words(value: str, types: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where words stand that say nothing of a person: ``client``, ``W-2``, the type of a document."""
    found = list(_WORD.finditer(value))
    for word in found:
        if word[0].casefold() in ID_WORDS | FORMS | types:
            yield word.span()
    for first, second in pairwise(found):
        if len(value[first.end() : second.start()]) <= 1 and (first[0] + second[0]).casefold() in FORMS | types:
            yield first.start(), second.end()


def _sign(sign: str) -> str:
    """Return a sign that is in no word of letters and digits as ASCII has them."""
    if sign.isascii() and sign.isprintable() and sign not in '"\\':
        return sign
    return "z" if sign.isalnum() else "."


def with_aliases(report: Report, aliases: Mapping[str, str]) -> Report:
    """Return a report in which no stand-in is left; ``aliases`` is by stand-in.

    Most are aliases already, by the marks of their sentences. No text of anybody's is sought here but made-up words.
    """
    sought = sorted((value for value in aliases if len(value) >= _LEAST_RENAMED), key=len, reverse=True)
    if not sought:
        return report
    pattern = re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, sought))})(?![A-Za-z0-9])")
    written = report.model_dump(mode="json", by_alias=True)
    return Report.model_validate(_renamed(written, pattern, aliases))


def _renamed(value: Json, pattern: re.Pattern[str], aliases: Mapping[str, str]) -> Json:
    match value:
        case str():
            return pattern.sub(lambda found: aliases[found[0]], value)
        case list():
            return [_renamed(item, pattern, aliases) for item in value]
        case dict():
            return {key: _renamed(item, pattern, aliases) for key, item in value.items()}
        case _:
            return value

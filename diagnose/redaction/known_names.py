"""Names of people and firms in a text: those that the run knows, and those that the words around them give away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from diagnose.redaction.aliases import PersonalKind
from diagnose.redaction.opaque_shapes import is_opaque
from diagnose.redaction.plain_words import is_plain
from diagnose.redaction.stretches import PersonalStretch
from diagnose.redaction.vocabulary import words

_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019][^\W\d_]+)*")
_JOINED: Final = re.compile(r"[ \t\u00a0]{0,3}[-_.,&'\u2019()/+]{0,2}[ \t\u00a0]{0,3}")
"""What may stand between the words of one name: a blank, a hyphen, ``, `` or an underscore; no new line."""
_FIRM_ENDS: Final = words(
    """
    llc llp lp inc incorporated corp corporation ltd limited plc gmbh ag kg ohg ug sarl sas srl bv nv ab oy pllc pc pa
    cpa cpas co company associates partners advisors advisers advisory accountants accounting bookkeeping consulting
    """
)
NAME_KEY: Final = re.compile(
    r"(?:first|last|middle|full|given|family|sur|legal|display|client|customer|taxpayer|spouse|contact|company|business"
    r"|firm|household|employer|employee|person|user|owner|preparer|account|organi[sz]ation|dependent|recipient)?_?name"
    r"|(?:vor|nach|familien|kunden|mandanten)name|mandant|nom|pr[eé]nom|nombre|apellidos?|taxpayer|spouse|preparer",
    re.IGNORECASE,
)
"""Keys under which JSON has names: ``name``, ``clientName``, ``last_name``; not ``operationName``, ``hostname``."""
_MOST_PHRASES: Final = 20_000
_MOST_WORDS: Final = 12
_LEAST: Final = 3
"""Letters of a name's part that is looked for alone."""

Tree: TypeAlias = "dict[str, Tree | KnownName]"


@dataclass(frozen=True, slots=True)
class KnownName:
    """What a phrase stands for; ``exact`` names count only as written, with their capitals."""

    kind: PersonalKind
    exact: bool


@dataclass
class KnownNames:
    """Names and values that the run knows to be somebody's: found in any writing that keeps their words."""

    _tree: Tree = field(default_factory=dict)
    _number: int = 0

    def add(self, name: str, kind: PersonalKind) -> None:
        """Know a name or a value. Of a person's, its parts count alone, unless they are common words."""
        words = [found[0] for found in _WORD.finditer(name)][:_MOST_WORDS]
        if is_opaque(name) or not words or self._number >= _MOST_PHRASES:
            return
        if len(words) > 1 or not is_plain(words[0]):
            self._put(words, KnownName(kind, exact=len(words) == 1 or all(map(is_plain, words))))
        if kind is PersonalKind.PERSON and len(words) > 1:
            bare = [word for word in words if len(word) > 1]
            for order in (bare, [*bare[-1:], *bare[:-1]], [bare[0], bare[-1]] if bare else []):
                if len(order) > 1:
                    self._put(order, KnownName(kind, exact=all(map(is_plain, order))))
            words = bare
        if kind in {PersonalKind.PERSON, PersonalKind.FIRM}:
            for word in words:
                if len(word) >= _LEAST and not is_plain(word) and word.casefold() not in _FIRM_ENDS:
                    self._put([word], KnownName(kind, exact=True))

    def _put(self, words: list[str], known: KnownName) -> None:
        node = self._tree
        for word in words:
            inner = node.setdefault(word.casefold(), {})
            if not isinstance(inner, dict):
                return
            node = inner
        self._number += 1
        node.setdefault("", known)

    def find(self, text: str) -> Iterator[PersonalStretch]:
        """Yield the longest known phrase at each place of a text."""
        if not self._tree:
            return
        words = list(_WORD.finditer(text))
        at = 0
        while at < len(words):
            after, kind = self._longest(text, words, at)
            if kind is not None:
                last = words[after - 1]
                yield PersonalStretch(words[at].start(), last.start() + len(_bare(last[0])), kind)
            at = after

    def _longest(self, text: str, words: list[re.Match[str]], at: int) -> tuple[int, PersonalKind | None]:
        node, best, kind = self._tree, at + 1, None
        for place in range(at, min(len(words), at + _MOST_WORDS)):
            if place > at and not _JOINED.fullmatch(text, words[place - 1].end(), words[place].start()):
                break
            inner = node.get(_bare(words[place][0]))
            if not isinstance(inner, dict):
                break
            node = inner
            known = node.get("")
            if isinstance(known, KnownName) and (not known.exact or words[at][0][:1].isupper()):
                best, kind = place + 1, known.kind
        return best, kind


def _bare(word: str) -> str:
    """``Doe's`` is Doe."""
    return re.sub(r"['\u2019]s$", "", word).casefold()


_NAME: Final = re.compile(r"[^\W\d_a-z](?:[^\W\d_]*[^\W\d_A-Z][^\W\d_]*)?(?:['\u2019-][^\W\d_]+)*|[A-Z]\.?")
"""``Jane``, ``O'Brien``, ``McDonald``, ``Ødegård``, ``J.``; leaves ``JSON``, ``jobWork`` and ``K1``."""
# A word that says that a person or a firm follows: ``for Jane Doe``, ``taxpayer: DOE, JANE``, ``Dear Mr. Doe``.
_CUE: Final = re.compile(
    r"(?<![\w-])(?:taxpayers?|clients?|customers?|spouse|user|owner|employee|employer|preparer|dependent|recipient"
    r"|beneficiary|signer|contact|person|firm|company|household|patient|payee|payer|named?|fullname|dear|hello|hi|regards"
    r"|mr|mrs|ms|mx|dr|prof|herr|frau)(?:'s)?"
    r"\.?(?: name| of| is| was| named)?[ \t]{0,2}(?:[:=][ \t]{0,2})?[\"'“\u2018(]?",
    re.IGNORECASE,
)
_PIECE: Final = re.compile(r"(?:[^\s,&\"“”()<>:;!?'\u2018\u2019`]|(?<=\w)['\u2019](?=\w))+")
"""What stands between blanks and signs; of quotation marks, those within a word are its own: ``O'Brien``."""
_ALL_CAPITALS: Final = re.compile(r"[^\W\d_]{2,}(?:['\u2019-][^\W\d_]+)*")
_APART: Final = re.compile(r" ?,? |[ ]?&[ ]")


def is_firm(name: str) -> bool:
    """Tell whether a name is a firm's, by one of its words: ``LLC``, ``Partners``."""
    return any(word.strip(".,").casefold() in _FIRM_ENDS for word in name.split())


def guessed_names(text: str) -> Iterator[PersonalStretch]:
    """Yield what reads like a name: two words with capitals that no error is written with, or one behind a cue."""
    run: list[re.Match[str]] = []
    for word in _PIECE.finditer(text):
        if run and not _APART.fullmatch(text, run[-1].end(), word.start()):
            yield from _named(text, run)
            run = []
        if _is_name(word[0].rstrip(".") or word[0]):
            run.append(word)
        elif run:
            yield from _named(text, run)
            run = []
        if run and word[0].endswith(".") and len(word[0]) > 2:  # noqa: PLR2004 - the full stop of a sentence
            yield from _named(text, run)
            run = []
    yield from _named(text, run)
    yield from _behind_cues(text)
    yield from _firms(text)


# A firm's last word, with the words before it: ``Brightwater Tax Partners``, ``Larkspur & Vale, LLP``.
_FIRM: Final = re.compile(
    rf"(?<![\w&-])(?:(?:[^\W\d_a-z][\w'\u2019.-]{{0,30}}|&|and|of)(?:,? )){{1,5}}"
    rf"(?i:{'|'.join(sorted(_FIRM_ENDS))})\b\.?"
)


def _firms(text: str) -> Iterator[PersonalStretch]:
    for found in _FIRM.finditer(text):
        words = found[0].split()
        if words[-1][0].isupper() and any(_is_name(word.strip(".,")) for word in words[:-1]):
            yield PersonalStretch(found.start(), found.end() - (words[-1].endswith(".")), PersonalKind.FIRM)


def _is_name(word: str) -> bool:
    word = re.sub(r"['\u2019]s$", "", word)
    ends = word.casefold() in _FIRM_ENDS
    return ends or (not word[:1].islower() and _NAME.fullmatch(word) is not None and not is_plain(word))


def _named(text: str, run: list[re.Match[str]]) -> Iterator[PersonalStretch]:
    firm = any(word[0].strip(".").casefold() in _FIRM_ENDS for word in run)
    long = [word for word in run if len(word[0].rstrip(".")) > 1]
    if len(run) > 1 and len(long) > 1:
        end = run[-1].end() - (text[run[-1].end() - 1] == ".")
        yield PersonalStretch(run[0].start(), end, PersonalKind.FIRM if firm else PersonalKind.PERSON)


def _behind_cues(text: str) -> Iterator[PersonalStretch]:
    """One word is enough where the one before says what it is, and capitals are no condition of two."""
    for cue in _CUE.finditer(text):
        start = end = cue.end()
        for _ in range(4):
            word = _ALL_CAPITALS.match(text, end if end == start else _over(text, end))
            if word is None or is_plain(word[0]) or not word[0][0].isupper():
                break
            end = word.end()
        if end > start and not re.match(r"[\w(]|\.\w", text[end : end + 2]):
            yield PersonalStretch(start, end, PersonalKind.PERSON)


def _over(text: str, end: int) -> int:
    between = _APART.match(text, end)
    return between.end() if between else end

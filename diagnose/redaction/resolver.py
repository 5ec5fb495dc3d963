"""What stands in an attachment in a value's place: the value where nobody can be read from it, else its alias."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from diagnose.invisible import UNSEEN
from diagnose.outside import (
    Address,
    ExternalId,
    FileName,
    ForeignWord,
    HeaderValue,
    OperationName,
    Outside,
    OutsideId,
    Platform,
    Quote,
    Reference,
    Told,
    pieces,
)
from diagnose.redaction.addresses_and_files import is_our_address, is_plain_file
from diagnose.redaction.aliases import WORDS_OF_TICKET, AliasTable, PersonalKind, looks_like_alias
from diagnose.redaction.opaque_shapes import has_few_digits, is_key_like, is_known, is_opaque
from diagnose.redaction.personal_numbers import personal_numbers
from diagnose.redaction.plain_words import is_plain
from diagnose.redaction.scrubber import Scrubber

_KIND: Final[dict[type[Outside], PersonalKind]] = {
    OutsideId: PersonalKind.ID,
    ExternalId: PersonalKind.EXTERNAL_ID,
    FileName: PersonalKind.FILE,
    ForeignWord: PersonalKind.WORD,
    HeaderValue: PersonalKind.HEADER,
    Address: PersonalKind.ADDRESS,
    Reference: PersonalKind.REFERENCE,
    OperationName: PersonalKind.OPERATION,
    Platform: PersonalKind.PLATFORM,
}
_WRAPPING: Final = " \"'`<>()[]{},;\u2018\u2019\u201c\u201d"
_HUMPS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_MEDIA: Final = re.compile(
    r"(?:application|text|multipart|image|audio|video)/[\w.+-]{1,60}(?: ?; ?(?:charset|boundary)=\"?[\w-]{1,40}\"?)?"
)
# ``T-1007``, ``SUP-2005``, ``#4711``, ``Ticket 12``: words that help desks number their tickets with.
_REFERENCE: Final = re.compile(
    r"(?:#|(?:t|tkt|tic|ticket|sup|support|case|cs|sr|inc|req|request|hd|help|helpdesk|desk|bug|issue|zd|fd|sd|ts|ops|eng"
    r"|qa|dev|api|filed|jira)[ #_-]{0,3})?\d{1,8}|[a-z]{1,2}",
    re.IGNORECASE,
)
_SOURCE: Final = re.compile(r"(?P<name>.*?)(?P<number> \(\d{1,4}\))?", re.DOTALL)
_STANDARD_INPUT: Final = "standard input"
# What a quotation is taken apart into: words with what joins them in IDs, and all else one by one.
_TOKENS: Final = re.compile(r"[^\W_](?:[\w.@+'\u2019-]*[^\W_])?|\s+|.", re.DOTALL)
_LEFT_OUT: Final = "…"


@dataclass
class Resolver:
    """Resolves the values of one report.

    ``ids`` are the gateway's own IDs that the run saw, ``endpoint`` is what it asked.
    ``mask`` takes secrets out of free text before it is scrubbed: a secret of which a part was an alias could not be
    told any more.
    """

    table: AliasTable
    scrubber: Scrubber
    ids: frozenset[str] = frozenset()
    endpoint: str = ""
    platforms: frozenset[str] = frozenset({"filed-diagnose"})
    mask: Callable[[str], str] = str
    sentences_have_marks: bool = True
    """False for a report that was read back: its sentences are searched, since nothing else tells."""
    _near: dict[str, bool] = field(default_factory=dict)
    _by_length: dict[int, list[str]] = field(default_factory=dict)
    _scrubbed: dict[str, str] = field(default_factory=dict)
    _masked: dict[str, str] = field(default_factory=dict)

    def sentence(self, text: str) -> str:
        """Return one of the tool's own sentences, the values in it resolved."""
        if not self.sentences_have_marks:
            return self.scrubber.scrubbed(self.mask(text))
        return "".join(self.value(piece) if isinstance(piece, Outside) else piece for piece in pieces(text))

    def value(self, value: Outside) -> str:
        """Return what stands in the place of a value."""
        text = str.__str__(value)
        if not text or self.table.is_given(text) or looks_like_alias(text) or self.stays(value):
            return text
        masked = self._without_secrets(text)
        match value:
            case Told():
                return self._told(masked)
            case Quote():
                return self.quoted(masked)
            case _ if masked != text:
                return masked  # a secret has no alias: what an alias stands for is kept in a map
            case _:
                return self.table.alias(text, _KIND.get(type(value), PersonalKind.TEXT))

    def _without_secrets(self, text: str) -> str:
        if text not in self._masked:
            self._masked[text] = self.mask(text)
        return self._masked[text]

    def _told(self, text: str) -> str:
        """Return somebody else's sentence scrubbed; kept, since ten thousand failures say the same."""
        if text not in self._scrubbed:
            self._scrubbed[text] = self.scrubber.told(text)
        return self._scrubbed[text]

    @staticmethod
    def kind_of(sort: type[Outside]) -> PersonalKind:
        """Return what an alias of this sort of value begins with."""
        return _KIND.get(sort, PersonalKind.TEXT)

    def stays(self, value: Outside) -> bool:
        """Tell whether a value says nothing of a person."""
        text = str.__str__(value)
        match value:
            case OutsideId():
                return self._is_id(text)
            case ExternalId():
                return is_opaque(text) or text in self.ids
            case FileName():
                return _is_plain_source(text)
            case ForeignWord():
                return is_known(text)
            case HeaderValue():
                return is_known(text) or _MEDIA.fullmatch(text) is not None
            case Address():
                return text == self.endpoint or is_our_address(text)
            case Reference():
                return text == "ticket" or _REFERENCE.fullmatch(text) is not None or is_opaque(text)
            case OperationName():
                return _is_plain_name(text)
            case Platform():
                return text in self.platforms
            case _:
                return False

    def quoted(self, text: str) -> str:
        """Return a quotation with nothing left of it but IDs and plain words."""
        return "".join(self._left_of(text))

    def quoted_at(self, text: str, caret: int) -> tuple[str, int]:
        """Return a quotation of which the word at the caret is an ID, and where that begins now."""
        start, end = _word_at(text, caret)
        end = max([end, *(found.end for found in personal_numbers(text) if found.start == start)])
        before = self.quoted(text[:start])
        return f"{before}{self.value(OutsideId(text[start:end]))}{self.quoted(text[end:])}", len(before)

    def _left_of(self, text: str) -> Iterator[str]:
        """Yield what may be read; the groups of a card's number are each short enough to be plain, together not."""
        left_out = False
        numbers = [range(found.start, found.end) for found in personal_numbers(text)]
        for token in _TOKENS.finditer(text):
            word, of_number = token[0], any(token.start() in number for number in numbers)
            if not word[0].isalnum():
                # Between two words that are left out, nothing is left either.
                yield "" if left_out and word.isspace() else word
                left_out = left_out and word.isspace()
            elif not of_number and (self._may_be_quoted(word) or _is_plain_name(word)):
                yield f"{' ' if left_out else ''}{word}"
                left_out = False
            else:
                self.table.count(WORDS_OF_TICKET)
                yield "" if left_out else _LEFT_OUT
                left_out = True

    def _may_be_quoted(self, word: str) -> bool:
        """An ID, but beside the one that a quotation is about no token that may as well be a key."""
        return self._is_id(word) and (word in self.ids or not is_key_like(word))

    def _is_id(self, text: str) -> bool:
        bare = UNSEEN.sub("", text).strip(_WRAPPING)
        return bare in self.ids or is_opaque(bare) or self._is_near(bare)

    def _is_near(self, text: str) -> bool:
        """Tell whether an ID is one of the gateway's with a slip in it: ``conection_790``."""
        if text not in self._near:
            self._near[text] = text.isascii() and any(_differs_little(text, known) for known in self._alike(text))
        return self._near[text]

    def _alike(self, text: str) -> Iterable[str]:
        if not self._by_length:
            for known in self.ids:
                self._by_length.setdefault(len(known), []).append(known)
        return (known for size in (-1, 0, 1) for known in self._by_length.get(len(text) + size, ())[:_MOST_COMPARED])


_MOST_COMPARED: Final = 2_000


def _word_at(text: str, caret: int) -> tuple[int, int]:
    """Return where the word at a place begins and ends; it may hold whatever is neither white space nor a quote."""
    end = re.compile(r"[^\s\"'`<>,;(){}\[\]]*").match(text, caret)
    return caret, end.end() if end else caret


def _differs_little(text: str, known: str) -> bool:
    """One sign more, less or another; all digits of the two are then the gateway's but for that one."""
    if len(known) < 8:  # noqa: PLR2004 - of short ones, one sign is much
        return False
    start = 0
    while start < min(len(text), len(known)) and text[start] == known[start]:
        start += 1
    end = 0
    while end < min(len(text), len(known)) - start and text[-1 - end] == known[-1 - end]:
        end += 1
    return max(len(text), len(known)) - start - end <= 1


def _is_plain_source(name: str) -> bool:
    """``ticket.eml``, ``ticket.eml (2)``, ``mail.eml/response.json``, ``standard input``."""
    found = _SOURCE.fullmatch(name)
    bare = found["name"] if found else name
    return bare == _STANDARD_INPUT or all(is_plain_file(part) for part in bare.split("/"))


def _is_plain_name(name: str) -> bool:
    """``GetJobWorks``, ``query 1``, ``me.workspaces``: all of its words are plain ones, its numbers short."""
    words = _HUMPS.findall(name)
    return (
        (name.isdigit() or has_few_digits(name))
        and sum(map(len, words)) == sum(sign.isalnum() for sign in name)
        and all(
            is_plain(word) or (word.isdigit() and len(word) <= 4)  # noqa: PLR2004 - a year, a form
            for word in words
        )
    )

"""Which IDs and words say nothing of a person by their very shape.

An ID is opaque when nobody can read anything in it: a UUID, a ULID, a CUID, hexadecimal digits, a random token; or
known words with a number (``client-12345``, ``file-w2-001``). ``smith-12345`` is not, nor are numbers of the length of
an SSN, an EIN, a telephone number or a payment card, whatever stands before them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from diagnose.redaction.vocabulary import CHAIN, FORMS, ID_WORDS, WORDS

_IN_IDS: Final = ID_WORDS | FORMS

_LONGEST: Final = 128
_UUID = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
_ULID = r"[0-7][0-9A-HJKMNP-TV-Z]{25}|[0-7][0-9a-hjkmnp-tv-z]{25}"
_CUID = r"c[a-z0-9]{23,24}"
_HEX = r"(?:0x)?[0-9a-f]{7,128}|(?:0x)?[0-9A-F]{7,128}"
_RANDOM: Final = re.compile(rf"(?:{_UUID})|(?:{_ULID})|(?:{_CUID})|(?:{_HEX})")
_PARTS: Final = re.compile(r"[-_.:/#]+")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_RUNS: Final = re.compile(r"\d+|[A-Za-z]+")

_SSN_OR_EIN: Final = (9, 10)
_CARD: Final = range(13, 20)
_CARD_BEGINNING: Final = re.compile(r"4|5[1-5]|2[2-7]|3[47]|6011|65|35|30[0-5]|3[68]")
_FIRST_ADULT_YEARS: Final = range(1900, 2013)


def is_opaque(text: str) -> bool:
    """Tell whether an ID may stay: nothing of a person can be read in it."""
    if not 0 < len(text) <= _LONGEST or not text.isascii() or not text.isprintable():
        return False
    bare = text[1:-1] if text[0] == "{" and text[-1] == "}" else text
    if _is_random(bare):
        return True
    if bare.isdigit():
        return _is_harmless_number(bare, after_chain_word=False)
    parts = _PARTS.split(bare)
    if not all(part.isalnum() for part in parts):
        return False
    return _says_nothing([part for piece in parts for part in _humps(piece)])


def is_key_like(text: str) -> bool:
    """Tell whether an opaque text is of no form that IDs are known in, and long: it may be a key as well."""
    return len(text) >= _KEY and _RANDOM.fullmatch(text) is None and _is_random(text)


_KEY: Final = 20


def is_known(text: str) -> bool:
    """Tell whether a status, a type or a key is made of known words alone, whatever their case and what joins them."""
    parts = [part for piece in re.split(r"[\s_./:-]+", text.strip()) for part in _humps(piece)]
    return 0 < len(parts) <= 8 and all(_is_known_word(part) for part in parts) and has_few_digits(text)  # noqa: PLR2004


def has_few_digits(text: str) -> bool:
    """Tell whether a text has a letter, and no more digits than a date: ``219-09-8765`` are nine, in short groups."""
    return any(map(str.isalpha, text)) and sum(map(str.isdigit, text)) <= 8  # noqa: PLR2004


def _is_known_word(part: str) -> bool:
    word = part.casefold()
    return word in WORDS or (word.isdigit() and len(word) <= 4)  # noqa: PLR2004 - a year, a count, a form


def _humps(piece: str) -> list[str]:
    """``jobWork`` as its words; what is all capitals, or is known as it stands, is one."""
    return [piece] if piece.casefold() in WORDS else _CAMEL.split(piece)


def is_card(digits: str) -> bool:
    """Tell whether digits are a payment card's: its length, a known beginning, and the Luhn sum (ISO/IEC 7812)."""
    return len(digits) in _CARD and _CARD_BEGINNING.match(digits) is not None and _luhn(digits)


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0  # noqa: PLR2004


def _is_random(text: str) -> bool:
    """A UUID, ULID, CUID, hexadecimal or mixed token: digits and letters in no order that a word has."""
    if _RANDOM.fullmatch(text):
        return not text.isdigit() and not text.isalpha() and not _is_word_and_number(text)
    compact = re.sub(r"[-_]", "", text)
    if not compact.isalnum() or len(compact) < 16:  # noqa: PLR2004
        return False
    return _turns(compact) >= max(4, len(compact) // 5) and not _has_word(text)


def _is_word_and_number(text: str) -> bool:
    """``abbe1985`` is a name and a year, though each sign of it is a hexadecimal digit."""
    return _turns(text) < (2 if len(text) >= 16 else 3) and not text.startswith("0x")  # noqa: PLR2004


def _turns(text: str) -> int:
    """How often digits and letters, or letters of either case, follow one another."""
    sorts = ["0" if sign.isdigit() else "A" if sign.isupper() else "a" for sign in text]
    return sum(1 for first, second in pairwise(sorts) if first != second)


def _has_word(text: str) -> bool:
    """True for letters in a row that are long enough for a name, capitals first or alike: ``Smith``, ``johnson``."""
    return re.search(r"[A-Z]?[a-z]{5,}|[A-Z]{6,}", text) is not None


def _says_nothing(parts: list[str]) -> bool:
    """KnownName words, documents' names and numbers; the numbers must not be a person's, joined or apart."""
    chain = False
    digits: list[str] = []
    for part in parts:
        word = part.casefold()
        if part.isdigit() and word not in FORMS:
            if not _is_harmless_number(part, after_chain_word=chain):
                return False
            digits.append(part)
            continue
        chain = word in CHAIN
        if not (word in _IN_IDS or _is_known_with_number(word) or _is_short_token(part)):
            return False
    return not _is_personal([len(run) for run in digits], digits)


def _is_personal(lengths: list[int], runs: list[str]) -> bool:
    """``123-45-6789``, ``12-3456789``, ``555-123-4567``, ``1985-03-12``: numbers that are one when joined."""
    if lengths[-3:] in ([3, 2, 4], [3, 3, 4]) or lengths[-2:] in ([2, 7], [3, 7], [3, 4]):
        return True
    if lengths in ([4, 4, 4, 4], [4, 6, 5]):
        return True
    joined = "".join(runs)
    return len(runs) == 3 and len(joined) == 8 and _is_birthday(joined)  # noqa: PLR2004


def _is_known_with_number(word: str) -> bool:
    """``client12345``, ``w2copy``, ``v2``: a known word and a number as one."""
    runs = _RUNS.findall(word)
    if not all(run in _IN_IDS or run.isdigit() for run in runs):
        return False
    return all(_is_harmless_number(run, after_chain_word=runs[0] in CHAIN) for run in runs if run.isdigit())


def _is_short_token(part: str) -> bool:
    return _is_token(part) or (len(part) <= 2 and part.isalpha())  # noqa: PLR2004 - no name is so short


def _is_token(part: str) -> bool:
    """A random part: ``x7k9q2``; leaves ``jdoe42``, which turns only once."""
    return _is_random(part) or (len(part) >= 5 and _turns(part.casefold()) >= 3 and not _has_word(part))  # noqa: PLR2004


def _is_harmless_number(digits: str, *, after_chain_word: bool) -> bool:
    """Leave the lengths of what identifies people: SSN, EIN, telephone, card; a day of birth; all else may stay.

    The gateway's own IDs (``connection_316602947``) are numbers of any length behind their kind.
    """
    if after_chain_word:
        return not is_card(digits)
    if len(digits) == 8:  # noqa: PLR2004
        return not _is_birthday(digits)
    if len(digits) == 13 and digits[0] == "1":  # noqa: PLR2004
        return True  # a moment in milliseconds
    return len(digits) not in {*_SSN_OR_EIN, 11, 12} and not is_card(digits)


def _is_birthday(digits: str) -> bool:
    """``19850312``, ``03121985``: a day on which a grown-up may have been born."""
    for year, first, second in ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[:2], digits[2:4])):
        low, high = sorted((int(first), int(second)))
        if int(year) in _FIRST_ADULT_YEARS and 1 <= low <= 12 and 1 <= high <= 31:  # noqa: PLR2004
            return True
    return False

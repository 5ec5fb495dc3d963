"""Numbers that identify people: SSN, EIN, payment cards, bank accounts, telephones, days of birth.

They are told from our IDs by how they are written: apart from a word that says so, nine or ten bare digits are no
SSN and no telephone. Every pattern is bounded and begins at a digit, a plus or a bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from diagnose.redaction.aliases import PersonalKind
from diagnose.redaction.opaque_shapes import is_card
from diagnose.redaction.plain_words import is_plain
from diagnose.redaction.stretches import PersonalStretch
from diagnose.redaction.vocabulary import words

_APART: Final = r"(?<![\w.,+/-])(?<!\w[ ]-)"
_ENDS: Final = r"(?![\w]|-\w|[.:]\d)"
_GAP: Final = r"[-.\u2010\u2011\u2013 ]"

_SSN: Final = re.compile(
    rf"(?<![\w+/-])(?:\d{{3}}|[Xx*]{{3}})([-\u2010\u2011\u2013. ])(?:\d{{2}}|[Xx*]{{2}})\1\d{{4}}{_ENDS}"
)
"""``123-45-6789``, ``123 45 6789``, ``XXX-XX-6789``; leaves ``2023-45-6789`` and ``job-123-45-6789``."""
_EIN: Final = re.compile(rf"(?<![\w+/.-])\d{{2}}[-\u2010\u2011\u2013]\d{{7}}{_ENDS}")
"""``12-3456789``."""
_CARD: Final = re.compile(rf"(?<![\w+.-])\d(?:[ -]?\d){{12,18}}{_ENDS}")
"""13 to 19 digits, alone or in groups; the sum decides."""
_IBAN: Final = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")
"""``DE89 3704 0044 0532 0130 00`` (ISO 13616); the sum decides."""
# ``+44 20 7946 0958``, ``+1 (555) 123-4567``, ``+49.171.1234567``; leaves ``+0100`` (a zone) and ``+1234``.
_WORLD_PHONE: Final = re.compile(rf"(?<![\w+])(?:\+|00)[1-9]\d{{0,2}}(?:{_GAP}{{0,2}}\(?\d{{1,5}}\)?){{2,6}}{_ENDS}")
# ``(555) 123-4567``, ``555-123-4567``, ``1-800-555-0199``, ``555.123.4567 x12``; leaves ``192.168.101.1234``.
_US_PHONE: Final = re.compile(
    rf"(?<![\w+/.-])(?:1{_GAP})?(?:\([2-9]\d{{2}}\){_GAP}?|[2-9]\d{{2}}{_GAP})[2-9]\d{{2}}{_GAP}\d{{4}}"
    rf"(?:[ ,]{{0,2}}(?:x|ext\.?|extension) ?\d{{1,6}})?{_ENDS}",
    re.IGNORECASE,
)
# ``0171 1234567``, ``020 7946 0958``, ``030/12345678``: a zero, then groups that make 9 to 12 digits.
_HOME_PHONE: Final = re.compile(rf"(?<![\w+/.:-])0[1-9]\d{{1,4}}(?:[ /-]{{1,3}}\d{{2,8}}){{1,4}}{_ENDS}")
# French ones are five pairs: ``06 12 34 56 78``, ``06.12.34.56.78``. So are counts, versions and times, so that the
# word before decides: ``build 03 11 24 10 15`` and ``times: 08 15 30 45 59`` are none, nor is what has a sixth pair.
_PAIRS: Final = re.compile(rf"(?<![\w+/.:-])(?<!\d )0[1-9](?P<gap>[ .-])\d\d(?:(?P=gap)\d\d){{3}}{_ENDS}(?!(?P=gap)\d)")
_WORD_BEFORE: Final = re.compile(r"(?P<word>[^\W\d_]+)\.?[ \t]{0,3}[:=#]?[ \t]{0,3}\Z")
_LONGEST_BEFORE: Final = 30
_COUNTED: Final = words("build builds step steps offset offsets release pair pairs")
_LEADS_TO_PHONE: Final = words(
    """
    tel tél téléphone telephone phone mobile cell portable port fixe fax call calls handy telefon whatsapp sms ligne
    standard numéro numero number no num nr dial reach ring rappeler appeler appelez joindre contact
    for on at under is was me us him her or and to by au aux sur le du est et ou à par unter bei oder und ist pour
    """
)
_DIGITS: Final = range(9, 16)

# A word that says what a number is, then up to 20 signs that are none of it: ``SSN: 123456789``, ``phone 5551234567``.
_SAID: Final = re.compile(
    r"(?<![A-Za-z])(?:(?P<ssn>ssn|social[ _-]?security(?:[ _-]?(?:number|no))?|itin|tin|tax(?:payer)?[ _-]?id\w{0,10})"
    r"|(?P<ein>f?ein|employer[ _-]?id\w{0,14})"
    r"|(?P<phone>tel|telephone|phone|mobile|cell|fax|call|handy|telefon|whats ?app|sms)"
    r"|(?P<card>card|pan|cc)"
    r"|(?P<account>account|acct|routing|aba|iban|konto|sort code|bank)"
    r"|(?P<birthday>dob|d\.o\.b|birth ?day|born|date[ _]of[ _]birth|birth[ _-]?date|geboren))"
    r"(?:[ _-]?(?:number|no|num|nr|id|on))?[^\w\n]{1,6}(?:(?:is|number|no|of|#|ending|at|on|under|us)[^\w\n]{1,3}){0,2}"
    r"(?P<value>[+(]?\d[\d ()./-]{2,22}\d|\d{1,2}\.? [A-Z][a-z]{2,8} \d{4}|[A-Z][a-z]{2,8} \d{1,2},? \d{4})",
    re.IGNORECASE,
)
_LEAST: Final = {"ssn": 9, "ein": 9, "phone": 7, "card": 12, "account": 5, "birthday": 5}
_KIND: Final = {
    "ssn": PersonalKind.SSN,
    "ein": PersonalKind.EIN,
    "phone": PersonalKind.PHONE,
    "card": PersonalKind.CARD,
    "account": PersonalKind.ACCOUNT,
    "birthday": PersonalKind.BIRTHDAY,
}


def personal_numbers(text: str) -> Iterator[PersonalStretch]:
    """Yield the numbers in a text that identify somebody."""
    if not any(sign.isdigit() for sign in text):
        return
    yield from (_stretch(found, PersonalKind.SSN) for found in _SSN.finditer(text) if _is_ssn(found[0]))
    yield from (_stretch(found, PersonalKind.EIN) for found in _EIN.finditer(text))
    yield from (_stretch(found, PersonalKind.CARD) for found in _CARD.finditer(text) if is_card(_digits(found[0])))
    yield from (_stretch(found, PersonalKind.ACCOUNT) for found in _IBAN.finditer(text) if _is_iban(found[0]))
    yield from _phones(text)
    yield from _said(text)


def _stretch(found: re.Match[str], kind: PersonalKind) -> PersonalStretch:
    return PersonalStretch(found.start(), found.end(), kind)


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _is_ssn(text: str) -> bool:
    """No area 000 or 666, no group 00, no serial 0000 (9xx is an ITIN).

    https://www.ssa.gov/employer/randomization.html
    """
    return text[:3] not in {"000", "666"} and text[4:6] != "00" and text[7:] != "0000"


def _is_iban(text: str) -> bool:
    plain = text.replace(" ", "")
    turned = plain[4:] + plain[:4]
    return 15 <= len(plain) <= 34 and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1  # noqa: PLR2004


def _phones(text: str) -> Iterator[PersonalStretch]:
    for pattern in (_WORLD_PHONE, _US_PHONE, _HOME_PHONE):
        for found in pattern.finditer(text):
            number = _digits(re.split(r"[xe]", found[0], maxsplit=1, flags=re.IGNORECASE)[0])
            if len(number) in _DIGITS:
                yield _stretch(found, PersonalKind.PHONE)
    yield from (_stretch(found, PersonalKind.PHONE) for found in _PAIRS.finditer(text) if _leads_to_phone(found))


def _leads_to_phone(found: re.Match[str]) -> bool:
    """A word for it, a name or none at all: the pairs stand on a line, in a cell or in brackets of their own."""
    before = _WORD_BEFORE.search(found.string, max(0, found.start() - _LONGEST_BEFORE), found.start())
    if before is None:
        return True
    word = before["word"]
    return word.casefold() in _LEADS_TO_PHONE or (
        word.istitle() and not is_plain(word) and word.casefold() not in _COUNTED
    )


def _said(text: str) -> Iterator[PersonalStretch]:
    for found in _SAID.finditer(text):
        name = next(name for name in _KIND if found[name])
        if len(_digits(found["value"])) >= _LEAST[name]:
            yield PersonalStretch(found.start("value"), found.end("value"), _KIND[name])

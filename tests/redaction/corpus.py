"""A planted corpus: made-up people in the texts that errors come in, and what only looks like something personal.

Every value is valid of its kind (sums, areas, lengths), belongs to nobody, and is made from a seed: the corpus is as
large as one likes, and the same each time.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from diagnose.redaction.aliases import PersonalKind
from diagnose.redaction.vocabulary import words

Maker: TypeAlias = "Callable[[random.Random], str]"

_GIVEN = sorted(
    words(
        """
    Aurelia Bastien Calista Desmond Eleni Florian Greta Hiroshi Imogen Joaquin
    Katya Lorcan Marisol Nadir Oksana Priya Quentin Rosalind Stellan Thandiwe
    Ulrich Vesna Wilhelmina Xiomara Yusuf Zelda José Zoë
    """
    )
)
_FAMILY = sorted(
    words(
        """
    Abernathy Bergström Castellano Dubois Eriksen Fairweather Grünwald Halloran Iwasaki Jankowski
    Kowalczyk Lindqvist MacAllister Nakamura O'Brien Papadopoulos Quigley Rasmussen Szczepański Takahashi
    Underhill Villanueva Wojcik Yamamoto Zimmermann
    """
    )
)
_FIRST = sorted(
    words(
        """
    Brightwater Coppergate Larkspur Ninebridges Saltmarsh Juniper Hollowell Pemberton Thistledown Ashgrove
    Connection
    """
    )
)
_LAST = (
    "Tax LLC",
    "& Vale LLP",
    "Accounting Group",
    "CPAs, Inc",
    "Bookkeeping Ltd",
    "Tax Partners",
    "Steuerberatung GmbH",
)
_HOSTS = ("files.{}.example", "{}-docs.example", "s3.us-east-1.{}.example", "www.{}.example")


@dataclass(frozen=True)
class Planted:
    """A text, and what in it must not be read afterwards; ``known`` are the names that the run knows."""

    text: str
    values: tuple[str, ...]
    known: tuple[tuple[str, PersonalKind], ...] = ()


def person(dice: random.Random) -> str:
    middle = f" {dice.choice('ABCDEFGHJKLMNPRSTW')}." if dice.random() < 0.3 else ""
    return f"{dice.choice(_GIVEN)}{middle} {dice.choice(_FAMILY)}"


def firm(dice: random.Random) -> str:
    return f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"


def _slug(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isascii() and sign.isalnum())


def email(dice: random.Random) -> str:
    name, host = dice.choice(_GIVEN), dice.choice(_FIRST).casefold()
    local = dice.choice(("{0}.{1}", "{0}", "{0}_{1}+tax", "{1}{2}", "o'{1}"))
    return f"{local.format(_slug(name), _slug(dice.choice(_FAMILY)), dice.randrange(99))}@{host}{dice.choice(('.example', '-cpa.example', '.co.example'))}"  # noqa: E501


def phone(dice: random.Random) -> str:
    area, office, line = dice.randrange(201, 989), dice.randrange(201, 989), dice.randrange(10_000)
    written = dice.choice(
        (
            "({0}) {1}-{2:04}",
            "{0}-{1}-{2:04}",
            "{0}.{1}.{2:04}",
            "+1 {0} {1} {2:04}",
            "1-{0}-{1}-{2:04}",
            "+1{0}{1}{2:04}",
            "+1 ({0}) {1}-{2:04}",
            "{0} {1} {2:04}",
            "{0}-{1}-{2:04} ext. 12",
            "({0}){1}-{2:04}",
            "+44 20 7{0} {2:04}",
            "+49 171 {0}{2:04}",
            "+33 1 42 68 53 00",
            "020 7{0} {2:04}",
            "0171 {0}{2:04}",
        )
    )
    return written.format(area, office, line)


def ssn(dice: random.Random) -> str:
    area = dice.choice((dice.randrange(1, 666), dice.randrange(667, 900)))
    return dice.choice(("{:03}-{:02}-{:04}", "{:03} {:02} {:04}")).format(
        area, dice.randrange(1, 99), dice.randrange(1, 9999)
    )


def ein(dice: random.Random) -> str:
    return f"{dice.randrange(10, 99)}-{dice.randrange(1_000_000, 9_999_999)}"


def card(dice: random.Random) -> str:
    beginning, length = dice.choice((("4", 16), ("51", 16), ("37", 15), ("6011", 16), ("2223", 16)))
    digits = beginning + "".join(dice.choices("0123456789", k=length - len(beginning) - 1))
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits))]
    digits += str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)
    if dice.random() < 0.5 and length == 16:
        return dice.choice((" ", "-")).join(digits[at : at + 4] for at in range(0, 16, 4))
    return digits


def iban(dice: random.Random) -> str:
    account = "".join(dice.choices("0123456789", k=18))
    turned = f"{account}131400"  # DE00
    digits = f"DE{98 - int(turned) % 97:02}{account}"
    return " ".join(digits[at : at + 4] for at in range(0, 22, 4)) if dice.random() < 0.5 else digits


def url(dice: random.Random) -> str:
    host = dice.choice(_HOSTS).format(dice.choice(_FIRST).casefold())
    name = _slug(dice.choice(_FAMILY))
    path = dice.choice(("clients/{}/w2.pdf", "f/{}?sig=x", "{}-2025/scan%20(1).pdf", "d/{}#page=2", "{}"))
    return f"{dice.choice(('https', 'http', 's3', 'ftp'))}://{host}/{path.format(name)}"


def file_name(dice: random.Random) -> str:
    given, family = dice.choice(_GIVEN), dice.choice(_FAMILY)
    form = dice.choice(
        (
            "{0}_{1}_W2_2025.pdf",
            "{1}-{0}-1099.pdf",
            "{0} {1} W2.pdf",
            "W-2 {0} {1} 2025.PDF",
            "{1}, {0} K-1.docx",
            "2025 {1} return.xlsx",
            "{0}{1}.jpg",
            "tax_{1}.final.pdf",
            "{1}(2).heic",
            "{0}'s passport.png",
        )
    )
    return form.format(given, family)


AROUND = (
    "{}",
    "could not fetch {}: 403 Forbidden",
    "Fetching {} failed with HTTP status 404",
    'the value "{}" is not allowed',
    "{} was rejected by the server",
    '{{"message":"bad input: {}","code":"BAD_USER_INPUT"}}',
    "Error: {} (request 4f2c)",
    "[422] invalid entry '{}' at row 3",
    "timeout after 30 s; input: {}.",
    "key={}, retries=3",
    "no match for <{}>",
    "Datei {} nicht gefunden",
)
_AROUND_FILES = (
    "{}",
    "could not read {}: the password is missing",
    'the file "{}" is encrypted',
    "Unable to open {}.",
    "virus found in {}; skipped",
    '{{"message":"{} is corrupt"}}',
    "Unsupported format: {}",
    "failed to convert {} to PDF",
    "/uploads/2025/{} is missing",
)
_AROUND_NAMES = (
    "{}",
    "No permission for {}",
    "The document of {} is not readable",
    "{} has no access to this workspace",
    '{{"message":"{} already exists"}}',
    "duplicate: {} (2025)",
    "signature of {} missing",
    "owner={}; retry later",
    "W-2 for {}'s household could not be parsed",
    "Rejected by {}.",
)


def _plain(make: Maker, around: tuple[str, ...] = AROUND) -> Callable[[random.Random], Iterator[Planted]]:
    def texts(dice: random.Random) -> Iterator[Planted]:
        for text in around:
            value = make(dice)
            yield Planted(text.replace("{}", value).replace("{{", "{").replace("}}", "}"), (value,))

    return texts


def _known(make: Maker, kind: PersonalKind) -> Callable[[random.Random], Iterator[Planted]]:
    """The run knows the name; the text has it as it is, in capitals, turned round, or a part of it."""

    def texts(dice: random.Random) -> Iterator[Planted]:
        for text in _AROUND_NAMES:
            name = make(dice)
            words = name.split()
            forms = [name, name.upper()]
            if kind is PersonalKind.PERSON:
                forms += [f"{words[-1]}, {words[0]}", words[-1], f"{words[0]} {words[-1]}", f"{words[-1]}_{words[0]}"]
            shown = dice.choice(forms)
            yield Planted(text.replace("{}", shown).replace("{{", "{").replace("}}", "}"), (shown,), ((name, kind),))

    return texts


PERSONAL = {
    "e-mail": _plain(email),
    "phone": _plain(phone),
    "SSN": _plain(ssn),
    "EIN": _plain(ein),
    "card": _plain(card),
    "IBAN": _plain(iban),
    "URL": _plain(url),
    "file name": _plain(file_name, _AROUND_FILES),
    "known person": _known(person, PersonalKind.PERSON),
    "known firm": _known(firm, PersonalKind.FIRM),
}
"""Kinds of personal data: recall must be at least 98 % by characters."""

"""Whether a value that stands beside a telling name is a secret, or a word, a time, an address, an ID."""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from diagnose.secrets.telling_words import is_our_id, is_placeholder, is_telling


@dataclass(frozen=True)
class Shaped:
    """What looks like a secret: what to call it, where it stands, the name beside it.

    ``certain`` tells that it is one wherever it stands.
    """

    name: str
    value: str
    start: int
    end: int
    key: str = ""
    certain: bool = False


_PASSWORDS: Final = re.compile(
    r"(?i)(?:.*[_.-])?(?:pass|pw|mdp)\Z|.*(?:passw|pwd|passphrase|passcode|kennw|passe|contrase|secret|wachtw|senha|has[lł]o|heslo|l[oö]senord|l[øo]senord"
    r"|passord|adgangsk|salasan|clave|parola|jelsz|[sş]ifre|пароль|パスワード|密码|密碼|비밀번호)"
)


def is_password_name(name: str) -> bool:
    """Tell whether what stands beside a name is a password, as people choose them."""
    return _PASSWORDS.match(name) is not None


_TIME: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?|\d{1,2}:\d\d.*|\d{1,3}(?:\.\d{1,3}){1,3}|v?\d+(?:\.\d+)*")
_ADDRESS: Final = re.compile(
    r"(?i)[a-z][a-z0-9+.-]*://.*|[\w.+-]+@[\w.-]+|(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|example)(?:/.*)?"
)
_WORDY: Final = re.compile(r"[A-Za-z]*(?:[_./-][A-Za-z]+)*[_./:-]?\d{0,3}")
_SHORT_TOKEN, _LONG_PASSWORD, _SURE_LENGTH = 8, 12, 16
_OPENING: Final = ("[", "<", "{", "$", "%")
"""What stands for a secret may have a space in it: ``[access token]``."""
_VARIED = 3.0
"""Bits a character, from which a text without digits is no run of words."""
_CHOSEN: Final = re.compile(r"(?=.*[A-Za-z])(?=.*\d)(?=.*[^\w\s.,:/-]).{7,}")
"""A password as people choose them, with letters, digits and a sign: ``Sommer!2024``."""


def is_given_secret(key: str, given: str | None, quote: str, value: str, *, in_code: bool = False) -> bool:
    """Tell whether a value is a secret by its key, the sign (or word) that gives it to the key, and its look.

    ``in_code`` tells that it stands where code has the name of a variable.
    """
    if not is_telling(key) or value[:1] in _OPENING or is_placeholder(value, in_code=in_code) or is_no_secret(value):
        return False
    if key.lower().rpartition(".")[2] == value.lower():
        return False  # a name and its own value, as Python shows an outcome: ``<Outcome.PASS: 'pass'>``
    if is_password_name(key):
        told = (
            given in {"=", ":=", "=>"}
            or bool(quote)
            or (given is not None and given in ":\uff1a|" and not value.isalpha())
        )
        return told or (given is not None and given not in _WEAK and is_mixed(value)) or stands_alone(value)
    if is_user_and_password(value):
        return True
    return (given is not None or bool(quote) or len(value) >= _SURE_LENGTH) and is_token_like(value)


_WEAK: Final = frozenset({"to", "on", "er", "je"})
"""Words that give a value in one language and mean much else in others: ``hasło to …``, ``adgangskoden er …``."""
_NAMED_BY_PEOPLE: Final = re.compile(r"(?=.*\d)(?=.*[a-z])[^\s.,:/@]{8,}")
"""Letters and a digit: ``violet-8855``, ``98jwz_dVNIr_6q``; where nothing gives it two, which ``Sha-256`` has, too."""


_TWO_DIGITS: Final = 2


def stands_alone(value: str, *, digits: int = _TWO_DIGITS) -> bool:
    """``password Sommer!2024``: nothing gives it to the word, so it must be nothing else; it has ``digits`` or more."""
    return (
        _CHOSEN.fullmatch(value) is not None
        or (
            _NAMED_BY_PEOPLE.fullmatch(value) is not None
            and sum(map(str.isdigit, value)) >= digits
            and _ID.fullmatch(value) is None
        )
        or (len(value) >= _LONG_PASSWORD and is_varied(value))
    )


def is_paired_secret(key: str, value: str) -> bool:
    """Tell whether a value that quotes, tags or columns give to a telling key is a secret."""
    return is_given_secret(key, "=" if is_mixed(value) else ":", "", value)


_ID: Final = re.compile(
    r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|c[a-z0-9]{24}|[0-7][0-9A-HJKMNP-TV-Z]{25}|[0-9a-f]{24}"
)
"""UUID, CUID, ULID, object ID."""
_PREFIXED_ID: Final = re.compile(rf"(?:[A-Za-z]{{1,12}}[_-]){{0,3}}(?:{_ID.pattern})")


def is_shaped_as_id(value: str) -> bool:
    """Tell whether a value is spelled as IDs are, with what may stand before one: ``jw_01HZX3V9K2M4N5P6Q7R8S9T0V1``."""
    return is_our_id(value) or _PREFIXED_ID.fullmatch(value) is not None


def is_no_secret(value: str) -> bool:
    """Tell whether a value is one of our IDs, a time, a number or an address."""
    return is_our_id(value) or any(form.fullmatch(value) for form in (_TIME, _ADDRESS))


def is_chosen_password(value: str) -> bool:
    """Tell whether a value is a password by its look: letters and digits, long or with a sign; no ID, no address."""
    if is_placeholder(value, in_code=False) or is_no_secret(value) or _ID.fullmatch(value):
        return False
    return _CHOSEN.fullmatch(value) is not None or (
        len(value) >= _SHORT_TOKEN and is_mixed(value) and is_token_like(value)
    )


def is_token_like(value: str) -> bool:
    """Letters and digits in no order of words: ``a9f8c2e1``, ``Xq-R7_``; leaves ``TOKEN_EXPIRED``."""
    if len(value) < _SHORT_TOKEN or _WORDY.fullmatch(value):
        return any(len(part) >= _SURE_LENGTH and is_varied(part) for part in re.split(r"[_./-]", value))
    return is_mixed(value) or (len(value) >= _SURE_LENGTH and is_varied(value))


def is_mixed(value: str) -> bool:
    """Tell whether a value has letters and digits."""
    return any(sign.isdigit() for sign in value) and any(sign.isalpha() for sign in value)


_HUMPS: Final = re.compile(r"[a-z]*(?:[A-Z][a-z]+)+")
"""Words joined by their capitals: a name in code."""


def is_varied(value: str) -> bool:
    """Small and capital letters mixed, many of them: ``fKqLwTzRmYpXbNcV``; leaves ``loginViaPersonalApiToken``."""
    if _HUMPS.fullmatch(value):
        return False
    turns = sum(before.isupper() is not after.isupper() for before, after in pairwise(value))
    share = (count / len(value) for count in Counter(value).values())
    return 3 * turns >= len(value) and -sum(part * math.log2(part) for part in share) >= _VARIED


def is_user_and_password(value: str) -> bool:
    """Tell whether a value is base64 of ``user:password``."""
    if len(value) < _SHORT_TOKEN:
        return False
    try:
        octets = base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
    except (binascii.Error, ValueError):
        return False
    return b":" in octets and octets.isascii() and octets.decode("ascii").isprintable()


def called(name: str) -> str:
    """Return what to call a secret, by the name beside it."""
    lower = name.lower()
    for word, words in (("passw", "password"), ("secret", "secret"), ("sig", "signature"), ("session", "session ID"),
                        ("sid", "session ID"), ("key", "key"), ("code", "code"), ("cookie", "cookie")):  # fmt: skip
        if word in lower:
            return words
    return "password" if is_password_name(name) else "token"

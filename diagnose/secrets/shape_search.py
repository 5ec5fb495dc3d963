"""Secrets that nobody told us: found in a text by what they look like, or by what stands beside them."""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from diagnose.literal_search import lowered, spots
from diagnose.secrets.secret_shapes import CERTAIN
from diagnose.secrets.telling_words import is_our_id, is_placeholder, is_telling, is_telling_in_address


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


_STEMS: Final = tuple((stem, shape) for shape in CERTAIN for stem in shape.stems)
_NAMES: Final = (
    "token", "key", "secret", "passw", "passphrase", "passe", "pwd", "kennw", "schl", "contrase", "credential", "auth",
    "bearer", "cookie", "session", "sessid", "sid", "jwt", "sig", "otp", "webhook",
)  # fmt: skip
"""Parts of the names that a secret stands beside."""
_PLACES: Final = (*_NAMES, "basic", "code=", "pass=", "hmac=", "://")


def search(text: str) -> list[Shaped]:
    """Return what looks like a secret in a readable text, in order; of what overlaps, the certain, then the longest."""
    lower = lowered(text)
    hits = [*_certain(text, lower)]
    if any(place in lower for place in _PLACES):
        hits += [hit for find in (_in_addresses, _schemes, _cookies, _beside_words) for hit in find(text, lower)]
    kept: list[Shaped] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
        elif _is_better(hit, kept[-1]):
            kept[-1] = hit
    return kept


def _is_better(hit: Shaped, than: Shaped) -> bool:
    return (hit.certain, hit.end - hit.start) > (than.certain, than.end - than.start)


def is_certain(text: str) -> bool:
    """Tell whether a word is a secret by its look alone, so that it cannot be an ID."""
    return next(_certain(text, lowered(text)), None) is not None


def _certain(text: str, lower: str) -> Iterator[Shaped]:
    for stem, shape in [pair for pair in _STEMS if pair[0] in lower]:
        end = 0
        for spot in spots(lower, (stem,)):
            match = shape.pattern.match(text, spot) if spot >= end else None
            if match is None:
                continue
            group = "secret" if "secret" in shape.pattern.groupindex else 0
            start, end = _with_its_prefix(text, match.start(group)), match.end(group)
            value = text[start:end].rstrip(".-")
            if value.strip():
                yield Shaped(shape.name, value, start, start + len(value), certain=True)


def _with_its_prefix(text: str, start: int) -> int:
    """Take in what stands before ``_live_``: ``sk``, ``fd``, ``partner``."""
    if text[start : start + 1] not in {"_", "-"} or text[start : start + 2] == "--":
        return start
    before = re.search(r"[A-Za-z0-9]{1,24}\Z", text[max(0, start - 24) : start])
    return start - len(before[0]) if before else start


# ``?sig=…``, ``&X-Amz-Signature=…``, ``;token=…`` in any address or form body; the value ends where the next begins.
_PARAMETER: Final = re.compile(r"[?&;#]([A-Za-z][\w.\[\]-]{0,63}+)=([^\s&;#\"'`<>]{4,16384}+)")
# ``https://user:secret@host`` and ``https://secret@host``; leaves ``https://host:8080/@me``.
_USERINFO: Final = re.compile(r"://([^\s/@:\"'<>?#]{0,400}+)(?::([^\s/@\"'<>?]{1,400}+))?@")


def _in_addresses(text: str, _: str) -> Iterator[Shaped]:
    for match in _PARAMETER.finditer(text):
        name, value = match[1], match[2].rstrip(").,]}\\")
        if is_telling_in_address(name) and not is_placeholder(value) and not _is_plain_word(value):
            yield Shaped(_called(name), value, match.start(2), match.start(2) + len(value), name)
    for match in _USERINFO.finditer(text):
        group = 2 if match[2] else 1
        if match[group] and not is_placeholder(match[group]):
            yield Shaped("password", match[group], *match.span(group), "userinfo")


_SCHEME: Final = re.compile(
    r"(?i)(?<![\w-])(?P<scheme>bearer|basic)(?:\s{1,4}+|\s{0,2}+:\s{0,2}+|%20|\+)[\"'`]?(?P<value>[\w.~+/=%:-]{6,16384}+)"
)


def _schemes(text: str, lower: str) -> Iterator[Shaped]:
    for spot in spots(lower, ("bearer", "basic")):
        match = _SCHEME.match(text, spot)
        if match is None:
            continue
        value = match["value"].rstrip(".:")
        basic = match["scheme"].lower() == "basic"
        if is_placeholder(value) or not (_is_user_and_password(value) if basic else _is_token_like(value)):
            continue
        start = match.start("value")
        yield Shaped("basic auth" if basic else "bearer token", value, start, start + len(value), "authorization")


def _is_user_and_password(value: str) -> bool:
    try:
        return b":" in base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
    except (binascii.Error, ValueError):
        return False


# ``Cookie: a=b; c=d``, ``set-cookie: "sid=…``, ``-b``'s argument is the intake's to know.
_COOKIES: Final = re.compile(
    r"(?i)(?:set-)?cookies?[\"'`]{0,2}+\s{0,3}+[:=]\s{0,3}+[\"'`]?"
    r"((?:[^\s;=\"'`]{1,256}+=[^\n;\"'`]{0,8192}+;?[ \t]{0,4}+){1,200}+)"
)
_COOKIE: Final = re.compile(r"([^\s;=]{1,256}+)=([^\s;]{4,8192}+)")
_ATTRIBUTES: Final = frozenset({"path", "domain", "expires", "max-age", "samesite", "priority", "version"})


def _cookies(text: str, lower: str) -> Iterator[Shaped]:
    for spot in spots(lower, ("cookie", "set-cookie")):
        match = _COOKIES.match(text, spot)
        for pair in _COOKIE.finditer(text, *match.span(1)) if match else ():
            if pair[1].lower() not in _ATTRIBUTES and not is_placeholder(pair[2]):
                yield Shaped("cookie", pair[2], *pair.span(2), pair[1])


# A name and what is given to it, in code, headers, JSON and sentences: ``api_key = "…"``, ``X-Api-Key: …``,
# ``"token": "…"``, ``password is …``, ``secret …``. The value ends at white space, a quote or a separator.
_GIVEN: Final = re.compile(
    r"(?P<key>[A-Za-z_][\w.-]{0,63}+(?: (?i:key|token|secret|id|password|passe)\b)?)[\"'`]{0,3}+\s{0,4}+"
    r"(?P<given>=>|:=|[:=]|\b(?:is|was|ist|lautet|est|es)\b:?)?\s{0,4}+"
    r"(?P<quote>[\"'`\u201c\u2018]?)(?:(?i:bearer|basic|token)\s{1,3}+)?(?P<value>[^\s\"'`<>\u201c\u201d\u2018\u2019,;(){}]{4,16384}+)"
)


def _beside_words(text: str, lower: str) -> Iterator[Shaped]:
    end = 0
    for spot in spots(lower, [name for name in _NAMES if name in lower]):
        if spot < end:
            continue
        match = _GIVEN.match(text, max(_name_start(text, spot), end))
        if match is None:
            continue
        value = match["value"].rstrip(".:!?]\\")
        if _is_given_secret(match["key"], match["given"], match["quote"], value):
            start = match.start("value")
            yield Shaped(_called(match["key"]), value, start, start + len(value), match["key"])
            end = start + len(value)


def _name_start(text: str, at: int) -> int:
    """Return where the name around a telling word begins: ``DB_`` of ``DB_PASSWORD``, ``api `` of ``api key``."""
    start = at
    while start > 0 and at - start < _LONGEST_NAME and (text[start - 1].isalnum() or text[start - 1] in "_-."):
        start -= 1
    while start < at and not (text[start].isalpha() or text[start] == "_"):
        start += 1
    if (
        start > 0
        and text[start - 1] == " "
        and text[max(0, start - 7) : start - 1].rpartition(" ")[2].lower() in _FIRST
    ):
        return start - 1 - len(text[max(0, start - 7) : start - 1].rpartition(" ")[2])
    return start


_LONGEST_NAME: Final = 48
_FIRST: Final = frozenset({"api", "access", "secret", "auth", "client", "bearer", "signin", "shared", "mot"})
_PASSWORDS: Final = re.compile(r"(?i).*(?:passw|pwd|passphrase|kennw|passe|contrase|secret)")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?|\d{1,2}:\d\d.*|\d{1,3}(?:\.\d{1,3}){1,3}|v?\d+(?:\.\d+)*")
_ADDRESS: Final = re.compile(
    r"(?i)[a-z][a-z0-9+.-]*://.*|[\w.+-]+@[\w.-]+|(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|example)(?:/.*)?"
)
_WORDY: Final = re.compile(r"[A-Za-z]*(?:[_./-][A-Za-z]+)*[_./:-]?\d{0,3}")
_SHORT_TOKEN, _SURE_LENGTH = 8, 16
_OPENING: Final = ("[", "<", "{", "$", "%")
"""What stands for a secret may have a space in it: ``[access token]``."""
_VARIED = 3.0
"""Bits a character, from which a text without digits is no run of words."""


def _is_given_secret(key: str, given: str | None, quote: str, value: str) -> bool:
    if not is_telling(key) or value[:1] in _OPENING or is_placeholder(value) or _is_no_secret(value):
        return False
    if _PASSWORDS.match(key):
        told = given in {"=", ":=", "=>"} or bool(quote) or (given == ":" and not value.isalpha())
        return told or (given is not None and _is_mixed(value))
    return (given is not None or bool(quote) or len(value) >= _SURE_LENGTH) and _is_token_like(value)


def _is_no_secret(value: str) -> bool:
    return is_our_id(value) or any(form.fullmatch(value) for form in (_TIME, _ADDRESS))


def _is_token_like(value: str) -> bool:
    """Letters and digits in no order of words: ``a9f8c2e1``, ``Xq-R7_``; leaves ``TOKEN_EXPIRED``."""
    if len(value) < _SHORT_TOKEN or _WORDY.fullmatch(value):
        return len(value) >= _SURE_LENGTH and not re.search(r"[_./-]", value) and _is_varied(value)
    return _is_mixed(value) or (len(value) >= _SURE_LENGTH and _is_varied(value))


def _is_mixed(value: str) -> bool:
    return any(sign.isdigit() for sign in value) and any(sign.isalpha() for sign in value)


def _is_varied(value: str) -> bool:
    """Small and capital letters in turn, and many different ones: ``fKqLwTzRmYpXbNcV``; leaves ``internationally``."""
    turns = sum(before.islower() and after.isupper() for before, after in pairwise(value))
    share = (count / len(value) for count in Counter(value).values())
    return 5 * turns >= len(value) and -sum(part * math.log2(part) for part in share) >= _VARIED


def _is_plain_word(value: str) -> bool:
    return len(value) < _SHORT_TOKEN and value.isalpha()


def _called(name: str) -> str:
    lower = name.lower()
    for word, called in (("passw", "password"), ("secret", "secret"), ("sig", "signature"), ("session", "session ID"),
                         ("sid", "session ID"), ("key", "key"), ("code", "code"), ("cookie", "cookie")):  # fmt: skip
        if word in lower:
            return called
    return "token"

"""Secrets that nobody told us: found in a text by what they look like, or by what stands beside them."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from typing import Final

from diagnose.literal_search import lowered, spots
from diagnose.secrets.command_secrets import secrets_in_commands
from diagnose.secrets.paired_secrets import paired_secrets
from diagnose.secrets.secret_likeness import (
    Shaped,
    called,
    is_given_secret,
    is_mixed,
    is_shaped_as_id,
    is_token_like,
    is_user_and_password,
)
from diagnose.secrets.secret_shapes import CERTAIN
from diagnose.secrets.telling_columns import secrets_in_columns, secrets_in_inserts
from diagnose.secrets.telling_words import STEMS, is_our_id, is_placeholder, is_telling_in_address

_STEMS: Final = tuple((stem, shape) for shape in CERTAIN for stem in shape.stems)
_PLACES: Final = (*STEMS, "basic", "code=", "pass=", "pass:", "hmac=", "://")


def search(text: str) -> list[Shaped]:
    """Return what looks like a secret in a readable text, in order; of what overlaps, the certain, then the longest."""
    lower = lowered(text)
    hits = [*_certain(text, lower)]
    if any(place in lower for place in _PLACES):
        hits += [hit for find in _FINDERS for hit in find(text, lower)]
    hits += paired_secrets(text, lower, named=any(name in lower for name in STEMS))
    hits += secrets_in_commands(text, lower)
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
            end = _torn_end(text, start, end) if shape.name == "JWT" else end
            value = text[start:end].rstrip(".-")
            if value.strip():
                yield Shaped(shape.name, value, start, start + len(value), certain=True)


# What a line break tore off: on the next line, in a quotation too, or behind the blank that a cell has for it.
_TORN: Final = re.compile(
    r"(?:[ \t]?\r?\n[ \t>|]{0,8}| )(?P<rest>(?=[\w.-]{16})[\w-]{0,8192}+(?:\.[\w-]{0,8192}+)?)(?![\w-])"
)
_SIGNATURES: Final = frozenset({43, 64, 86, 128, 171, 342, 512, 683})
"""Characters of whole signatures, by algorithm: HS256, HS384, HS512, ES256 and RS256 with their sisters."""
_MOST_PIECES: Final = 40


def _torn_end(text: str, start: int, end: int) -> int:
    """Return where a JWT ends that is in pieces: as long as its signature is not there, what follows belongs to it."""
    for _ in range(_MOST_PIECES):
        parts = "".join(text[start:end].split()).split(".")
        torn = _TORN.match(text, end)
        if torn is None or _is_whole(parts, torn["rest"]) or not _is_a_piece(torn["rest"]):
            break
        end = torn.end()
    return end


def _is_whole(parts: list[str], rest: str) -> bool:
    """With its signature; or with all of its payload, where none begins behind it."""
    if len(parts) > 2:  # noqa: PLR2004 - header, payload, signature
        return len(parts[2]) in _SIGNATURES
    return len(parts) == 2 and not rest.startswith(".") and _is_json(parts[1])  # noqa: PLR2004


def _is_json(part: str) -> bool:
    try:
        json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError):
        return False
    return True


def _is_a_piece(rest: str) -> bool:
    return is_mixed(rest) and rest.lower() != rest and not is_shaped_as_id(rest)


def _with_its_prefix(text: str, start: int) -> int:
    """Take in what stands before ``_live_``, ``-us14``, ``:AA`` or ``.atlasv1``: ``sk``, digits, a number."""
    if text[start + 1 : start + 3] == "Q~":  # Azure's, always three signs before
        return start - 3
    if text[start : start + 1] not in {"_", "-", ":", "."} or text[start : start + 2] == "--":
        return start
    before = re.search(r"[A-Za-z0-9_-]{1,40}\Z", text[max(0, start - 40) : start])
    return start - len(before[0]) if before else start


# ``?sig=…``, ``&X-Amz-Signature=…``, ``;token=…`` in any address or form body; the value ends where the next begins.
_PARAMETER: Final = re.compile(r"[?&;#]([A-Za-z][\w.\[\]-]{0,63}+)=([^\s&;#\"'`<>]{4,16384}+)")
# ``https://user:secret@host`` and ``https://secret@host``; leaves ``https://host:8080/@me``.
_USERINFO: Final = re.compile(r"://([^\s/@:\"'<>?#,]{0,400}+)(?::([^\s/@\"'<>?]{1,400}+))?@")


def _in_addresses(text: str, _: str) -> Iterator[Shaped]:
    for match in _PARAMETER.finditer(text):
        name, value = match[1], match[2].rstrip(").,]}\\")
        if (
            is_telling_in_address(name)
            and not is_placeholder(value, in_code=False)
            and not is_our_id(value)
            and not (len(value) < _SHORT and value.isalpha())
        ):
            yield Shaped(called(name), value, match.start(2), match.start(2) + len(value), name)
    for match in _USERINFO.finditer(text):
        group = 2 if match[2] else 1
        if match[group] and not is_placeholder(match[group], in_code=False):
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
        if is_placeholder(value) or not (is_user_and_password(value) if basic else is_token_like(value)):
            continue
        start = match.start("value")
        yield Shaped("basic auth" if basic else "bearer token", value, start, start + len(value), "authorization")


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
            if pair[1].lower() not in _ATTRIBUTES and not is_placeholder(pair[2], in_code=False):
                yield Shaped("cookie", pair[2], *pair.span(2), pair[1])


# A name and what is given to it, in code, headers, JSON and sentences: ``api_key = "…"``, ``X-Api-Key: …``,
# ``"token": "…"``, ``password is …``, ``secret …``. The value ends at white space, a quote or a separator.
_GIVEN: Final = re.compile(
    r"(?P<key>[^\W\d][\w.-]{0,63}+(?: (?i:key|token|secret|id|password|passe)\b)?)[\"'`*]{0,3}+"
    r"(?:[ \t]{0,60}+(?=\|)|\s{0,4}+)(?:\[[^\]\n]{0,40}+\](?=:))?"
    r"(?P<given>=>|->|:=|[:=\uff1a|\u2013\u2014\u2192]|\b(?:is|was|ist|lautet|est|es|\u00e9|\u00e8|\u0435\u0441\u0442\u044c|\u00e4r|er|on|je|to|jest)\b:?)?[\s*]{0,4}+(?:\[(?=[\"']))?"
    r"(?P<quote>[\"'`\u201c\u201e\u2018]?)(?:(?i:bearer|basic|token)\s{1,3}+)?"
    r"(?P<value>[^\s\"'`<>\u201c\u201d\u2018\u2019,;(){}|\u3002\u3001\uff0c\uff1b]{4,16384}+)"
)


_NEXT_FIELD: Final = re.compile(r"&(?=[A-Za-z][\w.\[\]-]{0,63}=)")
"""In a form's body the value ends where the next field begins: ``password=…&connection=…``."""


def _beside_words(text: str, lower: str) -> Iterator[Shaped]:
    end = 0
    for spot in spots(lower, [name for name in STEMS if name in lower]):
        if spot < end:
            continue
        match = _GIVEN.match(text, max(_name_start(text, spot), end))
        if match is None:
            continue
        value = _NEXT_FIELD.split(match["value"], maxsplit=1)[0].rstrip(".:!?]\\")
        given = match["given"] or _given_by_place(text, match)
        if is_given_secret(match["key"], given, match["quote"], value, in_code=_is_in_code(text, match)):
            start = match.start("value")
            yield Shaped(called(match["key"]), value, start, start + len(value), match["key"])
            end = start + len(value)


_GOES_ON: Final = re.compile(
    r"[ \t]*(?:[;)\]}+(?]|\|\||,[ \t]{0,9}+(?:\n|\w{1,40}+ ?[:=] ?[\w.]{1,99}+[ \t]{0,9}+[,)}]))"
)


def _is_in_code(text: str, match: re.Match[str]) -> bool:
    """``token = user.token``, ``{password: user.password}``; leaves ``PASSWORD=blue.secret``, ``pass: blue.secret``."""
    assigned = match["given"] == "=" and text[match.start("value") - 1].isspace()
    return not match["quote"] and (assigned or _GOES_ON.match(text, match.end("value")) is not None)


_ALONE: Final = re.compile(r"[ \t]*(?:\n|\Z)")


def _given_by_place(text: str, match: re.Match[str]) -> str | None:
    """``password …`` alone on a line, as settings have it, ``--token …``; a name that ends in its own "is"."""
    start = match.start("key")
    if match["key"].endswith(_PARTICLES) or text[max(0, start - 2) : start] == "--":
        return "is"
    line = text.rfind("\n", 0, start) + 1
    return "is" if not text[line:start].strip() and _ALONE.match(text, match.end("value")) else None


_PARTICLES: Final = ("\u662f", "\u4e3a", "\u70ba", "\u306f", "\uac00", "\ub294", "\uc740")
_FINDERS: Final = (_in_addresses, _schemes, _cookies, _beside_words, secrets_in_columns, secrets_in_inserts)


def _name_start(text: str, at: int) -> int:
    """Return where the name around a telling word begins: ``DB_`` of ``DB_PASSWORD``, ``api `` of ``api key``."""
    start = at
    while start > 0 and at - start < _LONGEST_NAME and (text[start - 1].isalnum() or text[start - 1] in "_-."):
        start -= 1
    while start < at and not (text[start].isalpha() or text[start] == "_"):
        start += 1
    if start > 1 and text[start - 1] == " " and text[start - 2].isalpha():
        first = text[max(0, start - 7) : start - 1].rsplit(maxsplit=1)[-1]
        if first.lower() in _FIRST:
            return start - 1 - len(first)
    return start


_LONGEST_NAME: Final = 48
_SHORT: Final = 8
_FIRST: Final = frozenset({"api", "access", "secret", "auth", "client", "bearer", "signin", "shared"})

"""Secrets by their place: headers, cookies, addresses, JSON keys, and any decoded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias
from urllib.parse import parse_qsl

from diagnose.foreign_text import cut
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import SecretSeen, Sighting
from diagnose.intake.model import SecretKind
from diagnose.intake.source import lenient_json
from diagnose.intake.source.secret_search import (
    Hit,
    find,
    kind_of_key,
    may_hold_secret,
    read_authorization,
)
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json
from diagnose.secrets.telling_words import is_placeholder

_COOKIES = 200
"""Cookies read of one header."""
_NO_SESSION = re.compile(
    # A cookie's attributes, and the counters of analytics: _ga, _ga_7XYZ, _gid, __utmz, _fbp, ajs_anonymous_id.
    r"(?i)(?:path|domain|expires|max-age|samesite|secure|httponly|priority)$"
    r"|_g(?:a|id|at|cl)(?:_|$)|__utm|_fb[pc]$|_hj|_pk_|ajs_|amplitude|mp_|_clck$|_clsk$|optimizely"
)
_NAMES, _CONTENT = ("name", "key", "header"), ("value", "content")
"""The keys of a header's name and of its content, where headers are listed one by one."""
_SHORTEST = 4
"""Characters of a value that may be a secret."""
_NESTED = 4
"""Levels of JSON in a string in JSON in a string that are looked into."""
_THREE_PARTS = re.compile(r"eyJ[\w-]{6,8192}+\.[\w-]{4,8192}+\.")
"""A token by its form, whatever the key that it stands under is called."""
_DECODED = re.compile(r'["\\\n\r\t]')
"""Characters that JSON escapes: a string without them was seen as it is by whoever searched the text around it."""


_ENTITY = re.compile(r"&#?\w{1,8}")
"""What a semicolon leaves of a character in writing: ``&#65`` of ``c=&#65;&#66;``."""


def header_secret(name: str, value: str, line: int) -> Iterator[SecretSeen]:
    """Find the secrets in one HTTP header."""
    lowered = name.strip().lower().lstrip(":")
    if lowered == "authorization":
        secret = read_authorization(value)[1]
        if secret:
            yield SecretSeen(*secret, line, "Authorization header")
    elif lowered in {"cookie", "set-cookie"}:
        yield from cookie_secrets(value, line)
    elif (kind := kind_of_key(lowered)) and not is_placeholder(value):
        yield SecretSeen(kind, value.strip(), line, f"{name.strip()} header")


def cookie_secrets(text: str, line: int) -> Iterator[SecretSeen]:
    """Take the value of every cookie for a secret."""
    for pair in text.split(";")[:_COOKIES]:
        name, equals, value = pair.strip().partition("=")
        if equals and not _ENTITY.fullmatch(value) and not is_placeholder(value) and not _NO_SESSION.match(name):
            yield SecretSeen(SecretKind.COOKIE, value, line, f"cookie {cut(name, 64)}")


def address_secrets(url: str, query: str, line: int) -> Iterator[SecretSeen]:
    """Find the password before an address's host, and secrets in its query string."""
    user = re.search(r"//([^/@\s]{1,500}+)@", url)
    if user:
        yield SecretSeen(SecretKind.PASSWORD, user[1].partition(":")[2] or user[1], line, "address")
    for key, value in parse_qsl(query[:20_000]):
        if (kind := kind_of_key(key)) and not is_placeholder(value):
            yield SecretSeen(kind, value, line, f"{key} in the address")


def text_secrets(text: Traced) -> Iterator[SecretSeen]:
    """Find what looks like a secret in a decoded text."""
    for hit in find(text.text):
        yield secret_of(hit, text)


def secret_of(hit: Hit, text: Traced) -> SecretSeen:
    """Return what was found in a text as the sighting of a secret."""
    return SecretSeen(hit.kind, text.text[hit.start : hit.end], text.line_at(hit.start), hit.where)


_Trail: TypeAlias = "tuple[_Trail, str | int] | None"
"""The way to a value, from its end: much cheaper to go on with than a tuple of all steps."""


def json_secrets(value: Json, lines: Lines, depth: int = 0) -> Iterator[SecretSeen]:
    """Find the secrets under telling keys anywhere in a JSON value, and in the texts that its strings hold."""
    stack: list[tuple[_Trail, str, Json]] = [(None, "", value)]
    while stack:
        trail, key, item = stack.pop()
        if isinstance(item, dict):
            key = _named(item) or ""
            members = [
                ((trail, name), key if key and name in _CONTENT else name, item[name]) for name in reversed(item)
            ]
            stack.extend(member for member in members if _worth_a_look(member[1], member[2]))
        elif isinstance(item, list):
            stack.extend(
                ((trail, index), key, item[index])
                for index in range(len(item) - 1, -1, -1)
                if _worth_a_look(key, item[index])
            )
        elif isinstance(item, str):
            yield from _string_secrets(key, item, lines.at(*_path(trail)), depth)


def _worth_a_look(key: str, item: Json) -> bool:
    """Tell whether there may be a secret in a member; most of what a response lists is none."""
    if isinstance(item, str):
        return len(item) >= _SHORTEST and (kind_of_key(key) is not None or _holds_more(item))
    return isinstance(item, dict | list)


def _holds_more(text: str) -> bool:
    """Tell whether a string, once decoded, may show a secret that its JSON did not."""
    return _DECODED.search(text) is not None and may_hold_secret(text)


def _path(trail: _Trail) -> lenient_json.Path:
    steps: list[str | int] = []
    while trail is not None:
        trail, step = trail
        steps.append(step)
    return tuple(reversed(steps))


def _named(item: dict[str, Json]) -> str | None:
    """Return the name in ``{"name": …, "value": …}``, which is how recordings and exports list headers."""
    if not any(isinstance(item.get(name), str) for name in _CONTENT):
        return None
    return next((name for word in _NAMES if isinstance(name := item.get(word), str)), None)


def _string_secrets(key: str, text: str, line: int, depth: int) -> Iterator[SecretSeen]:
    if kind := kind_of_key(key):
        yield from _keyed_secret(kind, key, text, line)
    if depth >= _NESTED or not _holds_more(text):
        return
    keyed: list[SecretSeen] = []
    if text.lstrip()[:1] in {"{", "["}:
        inner = lenient_json.parse(text, len(text) - len(text.lstrip()), placed=False)
        keyed = list(json_secrets(inner.value, Lines(line), depth + 1))
        yield from keyed
    yield from without_repeats(text_secrets(Traced.on_line(text, line)), keyed)


def _keyed_secret(kind: SecretKind, key: str, text: str, line: int) -> Iterator[SecretSeen]:
    if kind is SecretKind.COOKIE:
        yield from cookie_secrets(text, line)
    elif key.lower() != "authorization":
        if not is_placeholder(text):
            kind = SecretKind.ACCESS_TOKEN if _THREE_PARTS.match(text) else kind
            yield SecretSeen(kind, text, line, f"value of {key}")
    elif secret := read_authorization(text)[1]:
        yield SecretSeen(*secret, line, "Authorization header")


def without_repeats(hits: Iterable[SecretSeen], seen: Iterable[Sighting]) -> Iterator[SecretSeen]:
    """Yield the hits of a search but for those that are a secret which a form told more exactly."""
    exact = [sighting.value for sighting in seen if isinstance(sighting, SecretSeen)]
    for hit in hits:
        if not any(_same_secret(hit, value) for value in exact):
            yield hit


def _same_secret(hit: SecretSeen, value: str) -> bool:
    """Tell whether a hit is a secret, or hardly more: a cookie header of several, a token with a word before it."""
    if hit.value in value:
        return True
    return value in hit.value and (hit.kind is SecretKind.COOKIE or 2 * len(value) >= len(hit.value))

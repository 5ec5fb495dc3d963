"""A JSON value without what is personal or secret, its form as it was: a HAR loads again, a report is read again.

What a text is, its key tells first: IDs, words, names, files, addresses; what no key tells is free text. A text that
is JSON itself (a body in a recording, a cell of an export) is redacted as JSON and written as a text again.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from diagnose.json_value import Json
from diagnose.outside import ExternalId, FileName, ForeignWord, Outside, OutsideId
from diagnose.redaction.addresses_and_files import is_our_address
from diagnose.redaction.aliases import PersonalKind
from diagnose.redaction.known_names import NAME_KEY, is_firm
from diagnose.redaction.redacted_html import is_html
from diagnose.redaction.resolver import Resolver
from diagnose.secrets import Masker

_DEEPEST: Final = 200
_FILE: Final = re.compile(r"(?:file|document|original)_?name", re.IGNORECASE)
_WORDS: Final = frozenset({"status", "type", "providerkey", "category", "kind"})
_NEVER_SHOWN: Final = re.compile(r"cookie|authorization|token|secret|password|api-?key|session", re.IGNORECASE)
_HIDDEN: Final = "[redacted]"
_HARMLESS_HEADERS: Final = frozenset(
    """
    accept accept-encoding accept-language accept-ranges access-control-allow-credentials access-control-allow-headers
    access-control-allow-methods age allow alt-svc cache-control connection content-encoding content-length content-type
    date dnt etag expires last-modified pragma priority retry-after sec-fetch-dest sec-fetch-mode sec-fetch-site server
    sec-ch-ua sec-ch-ua-mobile sec-ch-ua-platform strict-transport-security te transfer-encoding upgrade user-agent vary
    x-content-type-options x-frame-options x-ratelimit-limit x-ratelimit-remaining x-request-id x-correlation-id
    """.split()  # noqa: SIM905 - a list of words reads better
)


@dataclass
class JsonRedactor:
    """Redacts JSON values with one resolver, so that a value has one alias in all of them."""

    resolver: Resolver
    masker: Masker
    page: Callable[[str], str] = str
    """Redacts HTML."""
    keep_unread: bool = False
    taken_out: int = 0
    """Bodies that could not be read."""

    def redacted(self, value: Json, key: str = "", depth: int = 0) -> Json:
        """Return the value redacted; what nests too deep is taken out."""
        match value:
            case str():
                return self.text(value, key)
            case dict() if depth < _DEEPEST:
                return self._object(value, key, depth)
            case list() if depth < _DEEPEST:
                return [self.redacted(item, key, depth + 1) for item in value]
            case dict() | list():
                return None
            case int() | float() if not isinstance(value, bool):
                return self._number(value, key)
            case _:
                return value

    def text(self, text: str, key: str) -> str:
        """Return a text redacted by what its key says that it is."""
        if text[:1] in {"{", "["} and (inner := _json(text)) is not None:
            return json.dumps(self.redacted(inner, key), ensure_ascii=False, separators=(",", ":"))
        if key.casefold() in {"url", "redirecturl", "referer", "origin", "location"} and "://" in text[:12]:
            return self.address(text)
        masked = self.masker.mask(text, beside=key)
        sort = _sort_of(key)
        if sort is not None:
            return self.resolver.value(sort(text)) if masked == text else masked
        if _names_somebody(key) and masked == text and not self.resolver.stays(ForeignWord(text)):
            return self.resolver.table.alias(text, PersonalKind.FIRM if is_firm(text) else PersonalKind.PERSON)
        return self.page(masked) if is_html(masked) else self._beside(masked, key)

    def _beside(self, text: str, key: str) -> str:
        """Scrub a text beside its key: nine digits are an SSN under ``ssn``, and nothing elsewhere."""
        before = f"{key}: "
        beside = self.resolver.scrubber.scrubbed(f"{before}{text}") if key else ""
        return beside[len(before) :] if beside.startswith(before) else self.resolver.scrubber.scrubbed(text)

    def address(self, address: str) -> str:
        """Return an address that is still one: ours without its query's values, another's as an alias's."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return f"https://{self.resolver.table.alias(address, PersonalKind.URL)}.invalid/"
        bare = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
        if not is_our_address(bare):
            return f"https://{self.resolver.table.alias(bare, PersonalKind.URL)}.invalid/"
        query = "&".join(
            f"{quote(name)}={quote(self.text(value, name))}" for name, value in parse_qsl(parts.query, True)
        )
        return f"{bare}?{query}" if query else bare

    def _object(self, value: dict[str, Json], key: str, depth: int) -> dict[str, Json]:
        named = next((name for name in ("name", "key") if isinstance(value.get(name), str)), "")
        if named and isinstance(value.get("value"), str):
            return self._pair(value, named, key, depth)
        if isinstance(value.get("text"), str) and "mimeType" in value:
            return self._body(value, depth)
        return {self._key(name): self.redacted(item, name, depth + 1) for name, item in value.items()}

    def _key(self, key: str) -> str:
        """A key may be a value itself, as in a map by e-mail address."""
        return self.resolver.scrubber.scrubbed(self.resolver.mask(key))

    def _pair(self, pair: dict[str, Json], named: str, inside: str, depth: int) -> dict[str, Json]:
        """A header, a cookie or a parameter: ``{"name": …, "value": …}``, ``{"key": …, "value": …}``."""
        rest = {key: self.redacted(item, key, depth + 1) for key, item in pair.items() if key not in {named, "value"}}
        name, value = str(pair[named]), str(pair["value"])
        shown = _HIDDEN if inside.casefold() == "cookies" and value else self.header(name, value)
        return {named: self._key(name), "value": shown, **rest}

    def header(self, name: str, value: str) -> str:
        """Return a header's value: what nobody can be read from, else masked by what it is."""
        lower = name.casefold()
        if _NEVER_SHOWN.search(lower):
            masked = self.resolver.mask(f"{name}: {value}").partition(": ")[2]
            return masked if masked != value and "cookie" not in lower else f"{_scheme(value)}{_HIDDEN}"
        if lower in _HARMLESS_HEADERS:
            return self.resolver.scrubber.scrubbed(self.resolver.mask(value))
        if "://" in value[:12]:
            return self.address(value)
        return self.text(value, name)

    def _body(self, body: dict[str, Json], depth: int) -> dict[str, Json]:
        """A body of a recording: ``{"mimeType": …, "text": …, "encoding": "base64"}``; what is no text is taken out."""
        text, encoding = str(body["text"]), body.get("encoding")
        rest = {key: self.redacted(item, key, depth + 1) for key, item in body.items() if key != "text"}
        if encoding != "base64":
            return {**rest, "text": self.text(text, "")}
        try:
            plain = base64.b64decode(text, validate=False).decode("utf-8")
        except (binascii.Error, ValueError):
            self.taken_out += not self.keep_unread
            return {**rest, "text": text if self.keep_unread else ""}
        return {**rest, "text": base64.b64encode(self.text(plain, "").encode()).decode()}

    def _number(self, value: float, key: str) -> Json:
        """Nine or more digits may be a number of somebody's, whatever holds them."""
        before = f"{key or 'x'}: "
        beside = self.resolver.scrubber.scrubbed(f"{before}{value}")
        return value if beside == f"{before}{value}" else beside.removeprefix(before)


def _names_somebody(key: str) -> bool:
    """A bare ``name`` is too often a field's or an operation's."""
    plain = re.sub(r"[ -]", "_", key)
    return plain.strip("_").casefold() != "name" and NAME_KEY.fullmatch(plain) is not None


def _scheme(value: str) -> str:
    """``Bearer`` stays before what is taken out: a request without it would be another one."""
    first, blank, _ = value.partition(" ")
    return f"{first} " if blank and first.casefold() in {"bearer", "basic"} else ""


def _json(text: str) -> Json:
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict | list) else None


def _sort_of(key: str) -> type[Outside] | None:
    if key == "externalId":
        return ExternalId
    if key.casefold() in _WORDS:
        return ForeignWord
    if _FILE.fullmatch(key):
        return FileName
    return OutsideId if re.search(r"(?:Id|Ids|_id|_ids)$|^ids?$", key) else None

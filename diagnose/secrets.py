"""Secrets: held so that nothing shows them by accident, and searched for in whatever leaves the tool.

A :class:`Secret` has no readable repr. A :class:`Masker` knows every form in which a secret can come back (raw,
URL-encoded, JSON- and HTML-escaped, base64 at any alignment) and replaces it, or says that a finished file has it.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Masker", "Secret", "TokenTimes", "token_times"]

_MIN_BASE64_CORE = 8  # shorter cores would hit innocent text
_MAX_JWT_PAYLOAD = 64 * 1024
_LATEST_CREDIBLE_TIME = 253_402_300_799  # the end of year 9999: datetime's own limit


class Secret:
    """A text that is shown to nobody but the gateway; ``name`` says what it is: ``access token``, ``API key``."""

    __slots__ = ("_value", "name")

    def __init__(self, value: str, name: str) -> None:
        self._value = value
        self.name = name

    def reveal(self) -> str:
        """Return the text itself, for the one place that sends it."""
        return self._value

    @property
    def placeholder(self) -> str:
        """The text that replaces the secret: ``[access token]``."""
        return f"[{self.name}]"

    def __repr__(self) -> str:
        return f"Secret({self.placeholder})"

    def __str__(self) -> str:
        return self.placeholder

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and (self._value, self.name) == (other._value, other.name)

    def __hash__(self) -> int:
        return hash((self._value, self.name))


class Masker:
    """Replaces known secrets in text and finds them in bytes. Secrets may be added while running."""

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        self._placeholders: dict[str, str] = {}
        self._names: dict[bytes, str] = {}
        self._pattern: re.Pattern[str] | None = None
        for secret in secrets:
            self.add(secret)

    def add(self, secret: Secret) -> None:
        """Learn another secret; an empty one is ignored."""
        for form in _forms(secret.reveal()):
            self._placeholders.setdefault(form, secret.placeholder)
            self._names.setdefault(form.encode("utf-8", "surrogatepass"), secret.name)
        longest_first = sorted(self._placeholders, key=lambda form: (-len(form), form))
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def mask(self, text: str) -> str:
        """Return the text with every known secret replaced by its placeholder."""
        if self._pattern is None or not any(form in text for form in self._placeholders):
            return text  # searching first is what keeps megabytes of innocent text cheap
        return self._pattern.sub(lambda match: self._placeholders[match[0]], text)

    def leaks(self, data: bytes) -> tuple[str, ...]:
        """Return the names of the secrets that these bytes contain in any form, sorted; empty when clean."""
        return tuple(sorted({name for form, name in self._names.items() if form in data}))

    def __repr__(self) -> str:
        return f"Masker({len(set(self._names.values()))} kinds of secret)"


def _forms(value: str) -> set[str]:
    """Every text in which the value may reappear; those of a base64 encoding only when long enough to be telling."""
    if not value:
        return set()
    raw = value.encode("utf-8", "surrogatepass")
    quoted = {quote(raw, safe=""), quote(raw), quote_plus(raw)}
    escaped = {json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]}
    escaped |= {text.replace("/", "\\/") for text in escaped}
    plain = {value, *quoted, *(_lower_percent(text) for text in quoted), *escaped}
    return plain | {form for text in plain for form in _html_forms(text)} | _base64_cores(raw)


def _lower_percent(text: str) -> str:
    return re.sub(r"%[0-9A-F]{2}", lambda match: match[0].lower(), text)


def _html_forms(text: str) -> set[str]:
    """As Python's html.escape and as MarkupSafe write it."""
    escaped = html.escape(text)
    return {
        escaped,
        html.escape(text, quote=False),
        escaped.replace("&#x27;", "&#39;").replace("&quot;", "&#34;"),
    }


def _base64_cores(raw: bytes) -> set[str]:
    """The part of a base64 text that depends on the secret alone, at each of the three alignments."""
    cores: set[str] = set()
    for offset, skipped in enumerate((0, 2, 3)):
        whole = (offset + len(raw)) // 3 * 4
        encoded = base64.b64encode(b"\0" * offset + raw).decode("ascii")[skipped:whole]
        if len(encoded) >= _MIN_BASE64_CORE:
            cores |= {encoded, encoded.translate(str.maketrans("+/", "-_"))}
    return cores


@dataclass(frozen=True)
class TokenTimes:
    """A JWT's own times, unverified: UTC, None where the token does not say or says something absurd."""

    exp: datetime | None
    nbf: datetime | None
    iat: datetime | None


def token_times(secret: Secret) -> TokenTimes | None:
    """Read ``exp``, ``nbf`` and ``iat`` from a token that looks like a JWT; None when it is anything else.

    That the gateway's access tokens are JWTs is seen in its documented example only, so nothing relies on it.
    """
    segments = secret.reveal().split(".")
    if len(segments) != 3 or len(segments[1]) > _MAX_JWT_PAYLOAD:  # noqa: PLR2004 - header, payload, signature
        return None
    try:
        padded = segments[1] + "=" * (-len(segments[1]) % 4)
        claims = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        return None
    if not isinstance(claims, dict):
        return None
    return TokenTimes(*(_moment(claims.get(name)) for name in ("exp", "nbf", "iat")))


def _moment(claim: object) -> datetime | None:
    if isinstance(claim, bool) or not isinstance(claim, int | float):
        return None
    if not 0 <= claim <= _LATEST_CREDIBLE_TIME:  # also refuses NaN and infinities
        return None
    return datetime.fromtimestamp(claim, UTC)

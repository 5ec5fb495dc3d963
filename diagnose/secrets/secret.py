"""A secret, held so that nothing shows it by accident, and what a token says of itself."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime

__all__ = ["Secret", "TokenTimes", "token_times"]

_MAX_JWT_PAYLOAD = 64 * 1024
_LATEST_CREDIBLE_TIME = 253_402_300_799  # the end of year 9999: datetime's own limit


class Secret:
    """A text that is shown to nobody but the gateway; ``name`` says what it is: ``access token``, ``API key``.

    ``key`` is the name that it stood beside, if any: the parameter, the header, the field.
    """

    __slots__ = ("_value", "key", "name")

    def __init__(self, value: str, name: str, key: str = "") -> None:
        self._value = value
        self.name = name
        self.key = key

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

"""Access tokens of the embedded gateway: JWTs signed with a key that lives as long as the server."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum, auto

_LIFETIME = timedelta(minutes=30)
"""A choice: the legacy gateway only documents "a limited time"; the router's tokens last about 30 minutes."""


class TokenState(Enum):
    """What becomes of a request's token."""

    GOOD = auto()
    WRONG = auto()
    """Missing, malformed, or not signed by this server."""
    EXPIRED = auto()


class Mint:
    """Issues and checks tokens. ``uses``: how many requests a token is good for (None: until it expires)."""

    def __init__(self, key: bytes, uses: int | None = None) -> None:
        self._key = key
        self._uses = uses
        self._spent: Counter[str] = Counter()
        self._serial = 0

    def __repr__(self) -> str:
        return "Mint()"

    def issue(self, now: datetime, lifetime: timedelta = _LIFETIME) -> str:
        """Return a new token that expires ``lifetime`` after ``now``; a negative one has expired already."""
        self._serial += 1
        expires = int((now + lifetime).timestamp())
        issued = int((now + min(lifetime, timedelta())).timestamp())
        claims = {"sub": "user_789", "jti": f"{self._serial}", "iat": issued, "exp": expires}
        head = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
        return f"{head}.{self._signature(head)}"

    def check(self, token: str | None, now: datetime) -> TokenState:
        """Judge the token of one request, and count that request against its uses."""
        head, _, signature = (token or "").rpartition(".")
        if not head or not hmac.compare_digest(signature.encode(), self._signature(head).encode()):
            return TokenState.WRONG
        self._spent[head] += 1
        worn = self._uses is not None and self._spent[head] > self._uses
        return TokenState.EXPIRED if worn or _expiry(head) <= now.timestamp() else TokenState.GOOD

    def _signature(self, head: str) -> str:
        return _base64(hmac.new(self._key, head.encode(), hashlib.sha256).digest())


def _expiry(head: str) -> int:
    claims = json.loads(base64.urlsafe_b64decode(head.partition(".")[2] + "=="))
    return int(claims["exp"])


def _part(content: Mapping[str, object]) -> str:
    return _base64(json.dumps(content, separators=(",", ":")).encode())


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")

"""What the tool signs in with: an access token as it is, or an API key to be exchanged for one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from diagnose.secrets import Secret

__all__ = ["AccessToken", "ApiKey", "Credential", "CredentialError", "check_header_value"]

_MIN_LENGTH = 8  # anything shorter is a placeholder, and masking it would spoil every other text
_MAX_LENGTH = 16 * 1024
_PLACEHOLDER = re.compile(
    # Takes …, ..., <your-api-key>, ${KEY}, {{token}}, your_api_key, YOUR-TOKEN-HERE, xxxxxxxx, ****, changeme; leaves
    # whatever else a key may be, a word of somebody's own included.
    r"\u2026|\.{3,}|<[^<>]{0,60}>|\$?\{{1,2}[^{}]{0,60}\}{1,2}|\$\w{1,60}|[xX]{3,}|\*{3,}"
    r"|(?:your|my|the)[ _-]?(?:\w{1,20}[ _-])?(?:key|token)(?:[ _-]?here)?|change[ _-]?me|placeholder",
    re.IGNORECASE,
)


class CredentialError(ValueError):
    """The credential cannot be sent; the message is one sentence and never contains it."""


@dataclass(frozen=True)
class AccessToken:
    """A bearer token. Raises CredentialError when no header can carry it."""

    secret: Secret

    def __post_init__(self) -> None:
        _check(self.secret)
        value = self.secret.reveal()
        if value.lower().startswith("bearer"):
            raise CredentialError(f"The {self.secret.name} starts with the word Bearer: give the token alone.")
        if not value.isascii() or " " in value:
            raise CredentialError(
                f"The {self.secret.name} contains a space or a non-ASCII character; was it copied whole?"
            )


@dataclass(frozen=True)
class ApiKey:
    """A personal API key, and the token that it was exchanged for before, if there is one. Raises CredentialError.

    https://docs.filed.com/apis/endpoint/login-via-personal-api-token
    """

    secret: Secret
    held: Secret | None = None
    """A token to ask with until it is refused; only then is the key exchanged."""

    def __post_init__(self) -> None:
        _check(self.secret)


Credential: TypeAlias = AccessToken | ApiKey


def check_header_value(name: str, value: str) -> None:
    """Raise CredentialError when a text cannot be sent as the value of this header."""
    if (
        not value
        or not value.isascii()
        or not value.isprintable()
        or value != value.strip()
        or len(value) > _MAX_LENGTH
    ):
        raise CredentialError(f"The value for {name} is empty or has characters that no header can carry.")


def _check(secret: Secret) -> None:
    value = secret.reveal()
    if _PLACEHOLDER.fullmatch(value):
        raise CredentialError(f"The {secret.name} is still a placeholder: put the real one in its place.")
    if len(value) < _MIN_LENGTH:
        raise CredentialError(f"The {secret.name} is empty or too short.")
    if len(value) > _MAX_LENGTH:
        raise CredentialError(f"The {secret.name} is longer than {_MAX_LENGTH} characters.")
    if not value.isprintable():
        raise CredentialError(f"The {secret.name} contains a line break or another control or invisible character.")

"""What a run's surroundings hold of secrets, before the ticket is read: variables, proxies, the endpoint's address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from diagnose.secrets.secret import Secret

_CREDENTIALS: Final = {"FILED_ACCESS_TOKEN": "access token", "FILED_API_KEY": "API key"}
_PROXIES: Final = frozenset({"http_proxy", "https_proxy", "all_proxy"})
_TELLING: Final = 8
"""Characters of a credential; masking a shorter one would spoil every other text, and none can sign in with it."""


def of_environment(environ: Mapping[str, str]) -> Iterator[Secret]:
    """Yield both credentials, whichever of them signs in, and what the proxies' addresses hold."""
    for variable, name in _CREDENTIALS.items():
        value = environ.get(variable, "").strip()
        if len(value) >= _TELLING:
            yield Secret(value, name)
    for variable, value in environ.items():
        if variable.lower() in _PROXIES:
            yield from of_address(value, "proxy password")


def of_address(address: str, password: str = "password") -> Iterator[Secret]:  # noqa: S107 - what to call it
    """Yield the user's part and each value of the query; also of an address that cannot be used as one."""
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
    except ValueError:
        return
    userinfo, at, _ = parts.netloc.rpartition("@")
    if at:
        user, colon, secret = userinfo.partition(":")
        yield from _both(secret if colon else user, password, "userinfo")
    for key, value in parse_qsl(parts.query, keep_blank_values=False):
        yield Secret(value, f"{key} of the address" if key.isidentifier() else "query of the address", key)


def _both(written: str, name: str, key: str) -> Iterator[Secret]:
    """Yield a value as it is written in an address, and as it is meant."""
    for value in dict.fromkeys((written, unquote(written))):
        if value:
            yield Secret(value, name, key)


def of_file(text: str, name: str) -> Iterator[Secret]:
    """Yield each line of a file that holds a credential, but for comments."""
    for line in secret_lines(text):
        yield Secret(line, name)


def secret_lines(text: str) -> list[str]:
    """Return the lines of such a file that are no comments and not empty."""
    lines: Iterable[str] = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]

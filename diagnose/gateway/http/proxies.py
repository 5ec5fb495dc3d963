"""Which proxy a request goes through, read from the usual variables before anything is sent.

httpx reads the same variables, but crashes on values such as ``NO_PROXY=[::1]``; a diagnosis must say which variable
is wrong instead. A message never contains a proxy's password.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diagnose.gateway.address import Endpoint

__all__ = ["ProxySettingError", "check_proxy_settings", "choose_proxy"]

_PROXIES = ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
_HTTP_PROXIES = ("http_proxy", "HTTP_PROXY")
_EXCEPTIONS = ("no_proxy", "NO_PROXY")
_MAX_PORT = 65535


class ProxySettingError(ValueError):
    """A proxy variable cannot be used; the message is one sentence that names it."""


@dataclass(frozen=True)
class _Setting:
    variable: str
    value: str


def choose_proxy(endpoint: Endpoint, environ: Mapping[str, str]) -> str | None:
    """Return the proxy's URL for an endpoint, None for a direct connection; loopback is always direct.

    Raises ProxySettingError.
    """
    if endpoint.loopback:
        return None
    setting = _first(_PROXIES, environ)
    if _excepted(endpoint, _first(_EXCEPTIONS, environ)) or setting is None:
        return None
    return _proxy_url(setting)


def check_proxy_settings(environ: Mapping[str, str]) -> None:
    """Raise ProxySettingError when any of the proxy variables that are set cannot be used, needed or not."""
    _exceptions(_first(_EXCEPTIONS, environ))
    for variables in (_PROXIES, _HTTP_PROXIES):
        setting = _first(variables, environ)
        if setting is not None:
            _proxy_url(setting)


def _first(variables: tuple[str, ...], environ: Mapping[str, str]) -> _Setting | None:
    return next((_Setting(name, environ[name].strip()) for name in variables if environ.get(name, "").strip()), None)


def _proxy_url(setting: _Setting) -> str:
    url = setting.value if "://" in setting.value else f"http://{setting.value}"
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError:
        raise ProxySettingError(
            f"The variable {setting.variable} is not a proxy address: its host or port cannot be read."
        ) from None
    if parts.scheme not in {"http", "https"}:
        raise ProxySettingError(
            f"The variable {setting.variable} names a proxy that is not http:// or https://, which is not supported."
        )
    if not host or port == 0 or not url.isascii() or not url.isprintable() or " " in url:
        raise ProxySettingError(
            f"The variable {setting.variable} is not a proxy address such as http://proxy.example:8080."
        )
    return url


def _excepted(endpoint: Endpoint, setting: _Setting | None) -> bool:
    """As curl reads it: a name stands for itself and everything below it, ``*`` for all; a port may follow."""
    port = endpoint.port or 443
    for host, only_port in _exceptions(setting):
        if only_port not in {None, port}:
            continue
        if host in ("*", endpoint.host) or endpoint.host.endswith(f".{host}"):
            return True
    return False


def _exceptions(setting: _Setting | None) -> list[tuple[str, int | None]]:
    if setting is None:
        return []
    entries = (entry.strip().lower() for entry in setting.value.replace(" ", ",").split(","))
    return [_exception(entry, setting.variable) for entry in entries if entry]


def _exception(entry: str, variable: str) -> tuple[str, int | None]:
    if any(sign in entry for sign in "[]@\\") or "://" in entry:
        raise ProxySettingError(
            f"The variable {variable} has an entry that is not a host name or address: write an IPv6 address without "
            "brackets, and names without scheme or user."
        )
    host, colon, port = entry.partition(":")
    if not colon or ":" in port:  # no port, or a bare IPv6 address
        return entry.lstrip("."), None
    if not port.isdecimal() or not 0 < int(port[:6]) <= _MAX_PORT:
        raise ProxySettingError(
            f"The variable {variable} has an entry whose port is not a number from 1 to {_MAX_PORT}."
        )
    return host.lstrip("."), int(port)

"""The gateway's address: checked before anything is sent, and shown without what could be secret."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from diagnose.vendor import GATEWAY_URL

__all__ = ["Endpoint", "EndpointError", "parse_endpoint"]

_MAX_LENGTH = 2048
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\.?")


class EndpointError(ValueError):
    """The address cannot be used; the message is one sentence for the user, without any secret in it."""


@dataclass(frozen=True)
class Endpoint:
    """A usable address. ``url`` is what is asked; ``shown`` is the same without its query."""

    url: str
    shown: str
    host: str
    port: int | None
    loopback: bool

    @property
    def secure(self) -> bool:
        """True when the connection is encrypted."""
        return self.url.startswith("https:")

    def __repr__(self) -> str:
        return f"Endpoint({self.shown})"  # a query may hold a key


def parse_endpoint(text: str) -> Endpoint:
    """Check an address: https anywhere, plain http for loopback only. Raises EndpointError with one sentence."""
    parts = _split(text)
    host = _host(parts)
    port = _port(parts)
    loopback = _is_loopback(host)
    if parts.scheme == "http" and not loopback:
        raise EndpointError(
            f"The endpoint {_shown(parts, host, port)} is plain http, which would send the access token unencrypted: "
            "use https (http is accepted for this machine's own addresses only)."
        )
    shown = _shown(parts, host, port)
    return Endpoint(f"{shown}?{parts.query}" if parts.query else shown, shown, host, port, loopback)


def _split(text: str) -> SplitResult:
    if not text:
        raise EndpointError("The endpoint is empty: give an address such as " + GATEWAY_URL + ".")
    if len(text) > _MAX_LENGTH:
        raise EndpointError(f"The endpoint is longer than {_MAX_LENGTH} characters.")
    if not text.isascii() or not text.isprintable() or " " in text or "\\" in text:
        raise EndpointError(
            "The endpoint contains characters that no address has (spaces, control or non-ASCII characters)."
        )
    try:
        parts = urlsplit(text)
    except ValueError:
        raise EndpointError("The endpoint is not a web address: its host part cannot be read.") from None
    if parts.scheme not in {"http", "https"}:
        raise EndpointError("The endpoint must start with https:// (or http:// for this machine's own addresses).")
    if "@" in parts.netloc:
        raise EndpointError("The endpoint contains a user name or password: remove the part before the @.")
    return parts


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if not host:
        raise EndpointError("The endpoint names no host: give an address such as " + GATEWAY_URL + ".")
    if ":" in host:
        return _ipv6(host)
    if not _HOST.fullmatch(host) or ".." in host:
        raise EndpointError("The endpoint's host name is malformed.")
    return host


def _ipv6(host: str) -> str:
    try:
        return str(ipaddress.IPv6Address(host))
    except ValueError:
        raise EndpointError("The endpoint's IPv6 address is malformed.") from None


def _port(parts: SplitResult) -> int | None:
    try:
        port = parts.port
    except ValueError:
        raise EndpointError("The endpoint's port is not a number from 1 to 65535.") from None
    if port == 0:
        raise EndpointError("The endpoint's port is not a number from 1 to 65535.")
    return port


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _shown(parts: SplitResult, host: str, port: int | None) -> str:
    netloc = f"[{host}]" if ":" in host else host
    if port is not None:
        netloc += f":{port}"
    return f"{parts.scheme}://{netloc}{parts.path or '/'}"

"""Who issued a certificate: just enough DER to read a refused certificate's issuer for a message.

Python's ssl tells the issuer of certificates that it accepted only, and the one worth naming is the one that it did
not: a company's or a virus scanner's own authority in between.
"""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["issuer_name", "read_issuer"]

_SEQUENCE = 0x30
_CONTEXT_0 = 0xA0
_LONG_FORM = 0x80
_MAX_LENGTH_BYTES = 4
_COMMON_NAME = b"\x55\x04\x03"
_ORGANISATION = b"\x55\x04\x0a"
_UTF16_TAG = 0x1E


@dataclass(frozen=True)
class _Element:
    tag: int
    content: bytes


async def read_issuer(host: str, port: int, seconds: float) -> str | None:
    """Connect once more only to read the certificate's issuer; None when that does not work within ``seconds``."""
    unverified = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    unverified.check_hostname = False
    unverified.verify_mode = ssl.CERT_NONE  # the certificate is only read here, and no byte of ours is sent
    try:
        async with asyncio.timeout(seconds):
            _, writer = await asyncio.open_connection(host, port, ssl=unverified, server_hostname=host)
    except (OSError, TimeoutError, ValueError):
        return None
    try:
        tls: ssl.SSLObject | None = writer.get_extra_info("ssl_object")
        certificate = tls.getpeercert(binary_form=True) if tls else None
        return issuer_name(certificate) if certificate else None
    finally:
        writer.transport.abort()


def issuer_name(certificate: bytes) -> str | None:
    """Return ``common name (organisation)`` of a DER certificate's issuer, None when it cannot be read."""
    try:
        names = dict(_attributes(_issuer(certificate)))
    except (ValueError, IndexError, StopIteration):
        return None
    common_name, organisation = names.get(_COMMON_NAME), names.get(_ORGANISATION)
    if common_name and organisation and organisation not in common_name:
        return f"{common_name} ({organisation})"
    return common_name or organisation


def _issuer(certificate: bytes) -> bytes:
    """Certificate → tbsCertificate → [version], serial number, algorithm, issuer (RFC 5280, 4.1)."""
    signed = next(_elements(next(_elements(certificate)).content))
    fields = [field for field in _elements(signed.content) if field.tag != _CONTEXT_0]
    issuer = fields[2]
    if issuer.tag != _SEQUENCE:
        raise ValueError("not a name")
    return issuer.content


def _attributes(name: bytes) -> Iterator[tuple[bytes, str]]:
    for relative_name in _elements(name):
        for attribute in _elements(relative_name.content):
            kind, value = list(_elements(attribute.content))[:2]
            yield kind.content, value.content.decode("utf-16-be" if value.tag == _UTF16_TAG else "utf-8")


def _elements(data: bytes) -> Iterator[_Element]:
    """Walk one level of tag-length-value; raises ValueError where a length runs over the end."""
    at = 0
    while at < len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length & _LONG_FORM:
            size = length & ~_LONG_FORM
            if not 0 < size <= _MAX_LENGTH_BYTES:
                raise ValueError("an unusual length")
            length, at = int.from_bytes(data[at : at + size], "big"), at + size
        if at + length > len(data):
            raise ValueError("cut off")
        yield _Element(tag, data[at : at + length])
        at += length

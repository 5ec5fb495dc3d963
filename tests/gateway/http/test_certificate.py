"""A certificate's issuer, read from its bytes alone."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.gateway.http.certificate import issuer_name, read_issuer
from tests.gateway.loopback import Loopback

COMMON_NAME, ORGANISATION, COUNTRY = b"\x55\x04\x03", b"\x55\x04\x0a", b"\x55\x04\x06"
UTF8, BMP = 0x0C, 0x1E


def der(tag: int, content: bytes) -> bytes:
    """One element; lengths of more than 127 bytes in the long form."""
    if len(content) < 128:
        return bytes([tag, len(content)]) + content
    size = (len(content).bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + len(content).to_bytes(size, "big") + content


def certificate(*names: tuple[bytes, str], version: bool = True, tag: int = UTF8) -> bytes:
    """As much of a certificate as leads to its issuer."""
    encoding = "utf-16-be" if tag == BMP else "utf-8"
    sets = [der(0x31, der(0x30, der(0x06, kind) + der(tag, text.encode(encoding)))) for kind, text in names]
    fields = (der(0xA0, der(0x02, b"\x02")) if version else b"") + der(0x02, b"\x07") + der(0x30, b"")
    return der(0x30, der(0x30, fields + der(0x30, b"".join(sets)) + der(0x30, b"")))


@pytest.mark.parametrize(
    ("names", "issuer"),
    [
        (((COMMON_NAME, "Inspecting Proxy"), (ORGANISATION, "Made-up Ltd")), "Inspecting Proxy (Made-up Ltd)"),
        (((COMMON_NAME, "Made-up Ltd Root"), (ORGANISATION, "Made-up Ltd")), "Made-up Ltd Root"),
        (((COUNTRY, "DE"), (ORGANISATION, "Made-up Ltd")), "Made-up Ltd"),
        (((COMMON_NAME, "Prüfstelle"),), "Prüfstelle"),
        (((COMMON_NAME, "x" * 300),), "x" * 300),
        (((COUNTRY, "DE"),), None),
        ((), None),
    ],
)
@pytest.mark.parametrize("version", [True, False])
def test_the_issuer_is_its_common_name_and_organisation(
    names: tuple[tuple[bytes, str], ...], issuer: str | None, version: bool
) -> None:
    """The organisation only where it adds something; the version field may be missing."""
    assert issuer_name(certificate(*names, version=version)) == issuer


def test_a_name_may_be_in_utf_16() -> None:
    """Older authorities write BMPString."""
    assert issuer_name(certificate((COMMON_NAME, "Prüfstelle"), tag=BMP)) == "Prüfstelle"


@given(st.binary(max_size=80), st.integers(0, 200))
def test_broken_bytes_are_no_issuer_and_never_an_error(junk: bytes, cut: int) -> None:
    """Cut off, random, or both."""
    whole = certificate((COMMON_NAME, "Inspecting Proxy"), (ORGANISATION, "Made-up Ltd"))
    for data in (junk, whole[:cut] + junk, junk + whole):
        assert issuer_name(data) is None or isinstance(issuer_name(data), str)


def test_a_server_without_tls_has_no_issuer() -> None:
    """Nobody listening, plain HTTP and silence all end in time without one."""

    async def run() -> tuple[str | None, str | None]:
        async with Loopback() as server:
            plain = await read_issuer("127.0.0.1", server.port, 2.0)
            port = server.port
        return plain, await read_issuer("127.0.0.1", port, 2.0)

    assert asyncio.run(run()) == (None, None)

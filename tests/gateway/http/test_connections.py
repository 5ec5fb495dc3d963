from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from diagnose.gateway.address import parse_endpoint
from diagnose.gateway.http.transport import Transport
from tests.gateway.loopback import ME, Loopback, Seen, http

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's side of TLS, and a client's that trusts it."""
    folder: Path = tmp_path_factory.mktemp("authority")
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    files = ["-keyout", f"{folder}/key.pem", "-out", f"{folder}/certificate.pem"]
    named = ["-subj", "/CN=Made-up Gateway", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([openssl, *made, *files, *named], check=True, capture_output=True)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(f"{folder}/certificate.pem", f"{folder}/key.pem")
    return tls, ssl.create_default_context(cafile=f"{folder}/certificate.pem")


async def slowly(writer: asyncio.StreamWriter, _: Seen) -> None:
    """An answer that is awaited long enough to open another connection meanwhile."""
    await asyncio.sleep(0.2)
    writer.write(http(ME))


@asynccontextmanager
async def meeting(
    authority: tuple[ssl.SSLContext, ssl.SSLContext] | None,
) -> AsyncIterator[tuple[Loopback, Transport]]:
    """A server that takes its time, and what sends to it."""
    async with (
        Loopback([slowly], tls=authority[0] if authority else None) as server,
        Transport(parse_endpoint(server.url), environ={}, tls=authority[1] if authority else None) as transport,
    ):
        yield server, transport


async def ask(transport: Transport, times: int) -> None:
    """Send so many questions side by side."""
    await asyncio.gather(*(transport.send(b"{}", {}) for _ in range(times)))


@pytest.mark.parametrize("side_by_side", [2, 4])
def test_the_second_connection_is_there_before_the_second_round(
    authority: tuple[ssl.SSLContext, ssl.SSLContext], side_by_side: int
) -> None:
    """It is opened while the first answer is awaited, so that the second of two questions waits for no handshake."""

    async def run() -> tuple[int, int, int]:
        async with meeting(authority) as (server, transport):
            await ask(transport, 1)
            ready = server.connections
            await ask(transport, side_by_side)
            return ready, server.connections, transport.connections

    assert asyncio.run(run()) == (2, side_by_side, side_by_side)


def test_where_connecting_takes_no_time_nothing_is_opened_before() -> None:
    """Plain http is for loopback: there is no handshake to save."""

    async def run() -> tuple[int, int]:
        async with meeting(None) as (_, transport):
            await ask(transport, 1)
            first = transport.connections
            await ask(transport, 2)
            return first, transport.connections

    assert asyncio.run(run()) == (1, 2)

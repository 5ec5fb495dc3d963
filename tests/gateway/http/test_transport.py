"""The wire: real sockets on loopback, each fault that a network or a server can have."""

from __future__ import annotations

import asyncio
import gzip
import logging
import shutil
import socket
import ssl
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from diagnose.gateway.address import parse_endpoint
from diagnose.gateway.http.proxies import ProxySettingError
from diagnose.gateway.http.transport import Transport
from diagnose.gateway.wire import DamageKind, FailureKind, RawReply, TransportFailure, WireResult
from tests.gateway.loopback import Loopback, Play, Reply, Seen, http

if TYPE_CHECKING:
    from collections.abc import Callable

MIB = 1024 * 1024


async def _send(url: str, transport: Transport | None = None) -> WireResult:
    async with transport or Transport(parse_endpoint(url), timeout=5, environ={}) as used:
        return await used.send(b"{}", {"content-type": "application/json"})


def exchange(*replies: Reply, make: Callable[[str], Transport] | None = None) -> WireResult:
    """Send one request to a server that plays these replies."""

    async def run() -> WireResult:
        async with Loopback(replies) as server:
            return await _send(server.url, make(server.url) if make else None)

    return asyncio.run(run())


def playing(*steps: object, then_close: bool = False) -> Play:
    """A reply in pieces with pauses in between, in seconds."""

    async def play(writer: asyncio.StreamWriter, _: Seen) -> None:
        for step in steps:
            if isinstance(step, bytes):
                writer.write(step)
                await writer.drain()
            else:
                assert isinstance(step, float)
                await asyncio.sleep(step)
        if then_close:
            writer.close()

    return play


def body_of(result: WireResult) -> bytes:
    assert isinstance(result, RawReply), result
    assert result.damage is None, result.damage
    return result.body


def damage_of(result: WireResult) -> DamageKind:
    assert isinstance(result, RawReply), result
    assert result.damage is not None
    assert result.body == b""
    return result.damage.kind


def failure_of(result: WireResult) -> TransportFailure:
    assert isinstance(result, TransportFailure), result
    return result


def test_a_reply_comes_back_whole_with_its_headers() -> None:
    """Status, headers and body arrive as the server sent them."""
    result = exchange(http(b'{"data":1}', status=201, x_request_id="r-1"))
    assert body_of(result) == b'{"data":1}'
    assert isinstance(result, RawReply)
    assert (result.status, result.header("x-request-id")) == (201, "r-1")


@pytest.mark.parametrize(
    ("encoded", "kind"),
    [
        (gzip.compress(b"abc"), None),
        (gzip.compress(b"abc")[:-4], DamageKind.CUT_OFF),
        (b"no gzip at all", DamageKind.ENCODING),
    ],
    ids=["whole", "cut off", "garbage"],
)
def test_compressed_bodies_come_back_decoded_or_damaged(encoded: bytes, kind: DamageKind | None) -> None:
    """A body that is not whole is a reply with damage, though its Content-Length is right."""
    result = exchange(http(encoded, content_encoding="gzip"))
    if kind is None:
        assert body_of(result) == b"abc"
    else:
        assert damage_of(result) is kind


def test_an_endless_body_stops_at_the_wire_cap() -> None:
    """A body that never ends is cut at the cap on wire bytes."""

    async def endless(writer: asyncio.StreamWriter, _: Seen) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    def make(url: str) -> Transport:
        return Transport(parse_endpoint(url), max_wire_bytes=MIB, environ={})

    assert damage_of(exchange(endless, make=make)) is DamageKind.TOO_BIG


def test_a_connection_closed_in_the_middle_of_a_body_is_a_failure() -> None:
    """Fewer bytes than announced are not a reply; the status that did come is kept."""
    failure = failure_of(exchange(playing(http(b"x" * 1000)[:-500], then_close=True)))
    assert (failure.kind, failure.status) == (FailureKind.CLOSED, 200)


def test_a_connection_closed_without_a_reply_is_a_failure() -> None:
    """A server that hangs up on the request did close the connection, not refuse it."""
    assert failure_of(exchange(playing(then_close=True))).kind is FailureKind.CLOSED


def test_a_server_that_does_not_speak_http_is_named_so() -> None:
    """An SSH banner instead of a reply is a failure whose summary is one clean line."""
    failure = failure_of(exchange(playing(b"SSH-2.0-OpenSSH\x1b[31m\r\n", then_close=True)))
    assert failure.kind is FailureKind.CLOSED
    assert failure.summary.isprintable()


def test_a_dripping_body_ends_at_the_timeout() -> None:
    """One byte at a time keeps each read in time, and still the request as a whole ends."""
    drip = playing(http(b"x" * 600)[:-600], *([b"x", 0.05] * 600))

    def make(url: str) -> Transport:
        return Transport(parse_endpoint(url), timeout=0.3, environ={})

    started = time.monotonic()
    failure = failure_of(exchange(drip, make=make))
    assert (failure.kind, failure.by_deadline) == (FailureKind.TIMEOUT, False)
    assert time.monotonic() - started < 15


def test_a_dripping_head_ends_at_the_timeout_and_the_next_request_works() -> None:
    """Header bytes that drip are cut off as well, and the transport is good for another request."""

    async def run() -> tuple[WireResult, WireResult]:
        drip = playing(b"HTTP/1.1 200 OK\r\nx-long: ", *([b"x", 0.05] * 600))
        async with (
            Loopback([drip, http(b"{}")]) as server,
            Transport(parse_endpoint(server.url), timeout=1.0, environ={}) as transport,
        ):
            return await transport.send(b"{}", {}), await transport.send(b"{}", {})

    first, second = asyncio.run(run())
    assert failure_of(first).kind is FailureKind.TIMEOUT
    assert body_of(second) == b"{}"


def test_the_deadline_of_the_run_beats_the_timeout_of_the_request() -> None:
    """A silent server is given up at the run's deadline, and the failure says that it was that."""

    async def run() -> WireResult:
        async with (
            Loopback([playing(5.0)]) as server,
            Transport(parse_endpoint(server.url), timeout=30, environ={}) as transport,
        ):
            return await transport.send(b"{}", {}, deadline=time.monotonic() + 0.2)

    assert failure_of(asyncio.run(run())).by_deadline


def test_a_deadline_in_the_past_sends_nothing() -> None:
    """Once the run is over, nothing goes out."""

    async def run() -> tuple[WireResult, int]:
        async with Loopback() as server, Transport(parse_endpoint(server.url), environ={}) as transport:
            return await transport.send(b"{}", {}, deadline=time.monotonic() - 1), len(server.seen)

    result, sent = asyncio.run(run())
    assert failure_of(result).by_deadline
    assert sent == 0


def test_a_cancelled_request_leaves_the_transport_usable() -> None:
    """After a cancellation, also one in the middle of connecting, the next request goes through."""

    async def slow_to_wait(writer: asyncio.StreamWriter, seen: Seen) -> None:
        await asyncio.sleep(30 if seen.body == b"wait" else 0)
        writer.write(http(b"{}"))

    async def run() -> WireResult:
        async with (
            Loopback([slow_to_wait]) as server,
            Transport(parse_endpoint(server.url), environ={}) as transport,
        ):
            for pause in (0.0, 0.001, 0.002, 0.05):
                task = asyncio.create_task(transport.send(b"wait", {}))
                await asyncio.sleep(pause)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
            return await transport.send(b"{}", {})

    assert body_of(asyncio.run(run())) == b"{}"


def test_nobody_listening_is_a_refused_connection() -> None:
    """A closed port is told from other failures, and worth another try."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    failure = failure_of(asyncio.run(_send(f"http://127.0.0.1:{port}/graphql")))
    assert (failure.kind, failure.transient) == (FailureKind.TCP, True)


def test_an_unknown_host_is_a_dns_failure() -> None:
    """A name that does not exist is told from a host that does not answer."""
    failure = failure_of(asyncio.run(_send("https://no-such-host.invalid/graphql")))
    assert failure.kind is FailureKind.DNS


def test_redirects_are_handed_over_and_never_followed() -> None:
    """A redirect is a reply like any other; its target sees no request."""

    async def run() -> tuple[WireResult, int]:
        async with Loopback() as target, Loopback([http(status=307, location=target.url)]) as server:
            return await _send(server.url), len(target.seen)

    result, requests_at_target = asyncio.run(run())
    assert isinstance(result, RawReply)
    assert (result.status, requests_at_target) == (307, 0)


def test_a_redirect_to_no_address_is_a_failure_that_no_second_try_mends() -> None:
    """The library reads the address by itself, and raises."""

    async def run() -> WireResult:
        async with Loopback([http(status=302, location="Authorization:=20Bearer x")]) as server:
            return await _send(server.url)

    failure = failure_of(asyncio.run(run()))
    assert (failure.summary, failure.transient) == ("a redirect to no readable address came back", False)


def test_only_gzip_is_asked_for() -> None:
    """The server is told of no encoding that this client would not decode itself."""

    async def run() -> str:
        async with Loopback() as server:
            await _send(server.url)
            return server.seen[0].headers["accept-encoding"]

    assert asyncio.run(run()) == "gzip"


def test_the_http_library_logs_no_addresses() -> None:
    """Its INFO lines would hold whole URLs, so they are off."""
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("httpcore").isEnabledFor(logging.INFO)


def test_a_proxy_variable_that_cannot_be_used_is_refused_before_anything_is_sent() -> None:
    """The variable is named, for an endpoint that would need it; loopback needs none."""
    with pytest.raises(ProxySettingError, match="NO_PROXY"):
        Transport(parse_endpoint("https://gateway.example/graphql"), environ={"NO_PROXY": "[::1]"})
    Transport(parse_endpoint("http://127.0.0.1:1/graphql"), environ={"NO_PROXY": "[::1]"})


def test_a_proxy_that_turns_the_request_away_is_named() -> None:
    """A refusal by the proxy is not one by the gateway."""

    async def run() -> WireResult:
        async with Loopback([http(status=407)]) as proxy:
            environ = {"HTTPS_PROXY": f"http://127.0.0.1:{proxy.port}"}
            endpoint = parse_endpoint("https://gateway.example/graphql")
            return await _send("", Transport(endpoint, environ=environ))

    failure = failure_of(asyncio.run(run()))
    assert (failure.kind, failure.transient) == (FailureKind.PROXY, False)


@pytest.fixture
def own_authority(tmp_path: Path) -> tuple[Path, Path]:
    """A self-signed certificate and its key, made for this test by openssl."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl makes the certificate for this test, and it is not installed")
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-keyout", str(key), "-out", str(certificate), "-days", "2"),
            *("-subj", "/O=Made-up Firewall Ltd/CN=Inspecting Proxy", "-addext", "subjectAltName=IP:127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key


def test_a_certificate_that_is_not_trusted_is_refused_and_its_issuer_named(own_authority: tuple[Path, Path]) -> None:
    """The summary says who signed it, which is how a support engineer recognises an inspecting proxy."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(*own_authority)

    async def run() -> tuple[WireResult, int]:
        async with Loopback(tls=tls) as server:
            return await _send(server.url), len(server.seen)

    result, requests = asyncio.run(run())
    failure = failure_of(result)
    assert (failure.kind, failure.transient, requests) == (FailureKind.TLS, False, 0)
    assert failure.issuer == "Inspecting Proxy (Made-up Firewall Ltd)"
    assert "Inspecting Proxy" in failure.summary


def test_a_certificate_that_is_trusted_is_accepted(own_authority: tuple[Path, Path]) -> None:
    """TLS works when the trust store has the authority."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(*own_authority)
    trusting = ssl.create_default_context(cafile=str(own_authority[0]))

    async def run() -> WireResult:
        async with Loopback([http(b"{}")], tls=tls) as server:
            return await _send("", Transport(parse_endpoint(server.url), environ={}, tls=trusting))

    assert body_of(asyncio.run(run())) == b"{}"


def test_plain_http_behind_https_is_a_tls_failure() -> None:
    """A server that does not speak TLS at all is told from one with a bad certificate."""

    async def banner(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    async def run() -> WireResult:
        async with await asyncio.start_server(banner, "127.0.0.1", 0) as plain:
            return await _send(f"https://127.0.0.1:{plain.sockets[0].getsockname()[1]}/graphql")

    failure = failure_of(asyncio.run(run()))
    assert (failure.kind, failure.issuer) == (FailureKind.TLS, None)


def test_nothing_of_the_environment_but_what_was_handed_over_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that the process has, and the transport was not told of, is not gone through."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    reply = exchange(http(b"{}"))
    assert isinstance(reply, RawReply)

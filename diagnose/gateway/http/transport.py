"""One POST over HTTP: bytes out, bytes or a failure back. The only module that imports httpx.

What httpx does not give by itself is done here: a total time for a request, caps on wire and decoded size, gzip that
is complete or refused, failures told apart by step, and a connection pool that survives a cancelled request.
"""

from __future__ import annotations

import asyncio
import logging
import os
import ssl
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from diagnose.gateway.http.certificate import read_issuer
from diagnose.gateway.http.connections import Connections
from diagnose.gateway.http.failures import describe_failure, describe_timeout, refused_certificate
from diagnose.gateway.http.inflate import BodyError, decoder_for
from diagnose.gateway.http.left_out import left_out
from diagnose.gateway.http.proxies import choose_proxy
from diagnose.gateway.wire import Damage, DamageKind, FailureKind, RawReply, TransportFailure, WireResult

# The library's own command line brings pygments and most of rich (40 ms); it does without where that is not installed.
with left_out("httpx._main"):
    import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from diagnose.gateway.address import Endpoint

__all__ = ["MAX_BODY_BYTES", "MAX_WIRE_BYTES", "Transport"]

MAX_WIRE_BYTES = 32 * 1024 * 1024
MAX_BODY_BYTES = 128 * 1024 * 1024
_MAX_CONNECTIONS = 20
_CLOSING_SECONDS = 2.0

for _noisy in ("httpx", "httpcore"):  # their INFO lines hold whole URLs
    logging.getLogger(_noisy).setLevel(logging.WARNING)


@dataclass(frozen=True)
class _Limit:
    """When a request must be over, on the monotonic clock, and whether it is the run's deadline that says so."""

    at: float
    seconds: float
    by_deadline: bool


class Transport:
    """Sends to one endpoint. ``timeout`` bounds one request as a whole, in seconds.

    Raises ProxySettingError when a proxy variable cannot be used. Close it, or use it as an async context manager.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        timeout: float = 30.0,
        max_wire_bytes: int = MAX_WIRE_BYTES,
        max_body_bytes: int = MAX_BODY_BYTES,
        monotonic: Callable[[], float] = time.monotonic,
        environ: Mapping[str, str] = os.environ,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._endpoint = endpoint
        self._timeout = timeout
        self._max_wire_bytes = max_wire_bytes
        self._max_body_bytes = max_body_bytes
        self._monotonic = monotonic
        self._proxy = choose_proxy(endpoint, environ)
        self._tls = tls
        self._connections = Connections(monotonic)
        self._client: httpx.AsyncClient | None = None
        self._retired: list[httpx.AsyncClient] = []

    async def send(self, body: bytes, headers: Mapping[str, str], *, deadline: float | None = None) -> WireResult:
        """POST the body once. ``deadline`` is a reading of the monotonic clock. Raises nothing but CancelledError."""
        limit = self._limit(deadline)
        if limit.seconds <= 0:
            return describe_timeout(by_deadline=limit.by_deadline, seconds=limit.seconds)
        client = self._open()
        try:
            async with asyncio.timeout(limit.seconds):
                return await self._exchange(client, body, headers, limit)
        except TimeoutError:
            self._retire(client)
            return describe_timeout(by_deadline=limit.by_deadline, seconds=limit.seconds)
        except asyncio.CancelledError:
            self._retire(client)
            raise
        except httpx.InvalidURL:  # the library reads where a redirect leads, though nobody follows it
            return TransportFailure(FailureKind.CLOSED, "a redirect to no readable address came back", transient=False)
        except (httpx.TransportError, OSError) as error:
            return await self._failure(error, limit)

    @property
    def connections(self) -> int:
        """How many connections were opened so far."""
        return self._connections.opened

    async def aclose(self) -> None:
        """Close every connection; gives up after two seconds rather than hang."""
        await self._connections.aclose()
        clients, self._retired = self._retired, []
        if self._client is not None:
            clients.append(self._client)
            self._client = None
        for client in clients:
            try:
                async with asyncio.timeout(_CLOSING_SECONDS):
                    await client.aclose()
            except (TimeoutError, httpx.TransportError, OSError, RuntimeError):
                continue  # a connection that will not close politely goes with the process

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    def _limit(self, deadline: float | None) -> _Limit:
        now = self._monotonic()
        if deadline is not None and deadline < now + self._timeout:
            return _Limit(deadline, deadline - now, by_deadline=True)
        return _Limit(now + self._timeout, self._timeout, by_deadline=False)

    def _open(self) -> httpx.AsyncClient:
        if self._client is None:
            if self._tls is None:
                self._tls = _tls_context(secure=self._endpoint.secure)
            self._client = _new_client(self._tls, self._proxy, self._connections)
        return self._client

    def _retire(self, client: httpx.AsyncClient) -> None:
        """Cancelling around a connect leaves httpcore's pool unusable, so the next request gets a new one.

        Requests still under way on the old one end there; it is closed with the transport.
        """
        if self._client is client:
            self._client = None
            self._retired.append(client)

    async def _exchange(
        self, client: httpx.AsyncClient, body: bytes, headers: Mapping[str, str], limit: _Limit
    ) -> WireResult:
        step = httpx.Timeout(limit.seconds, connect=limit.seconds / 2)  # twice: once for TCP, once for TLS
        request = client.build_request("POST", self._endpoint.url, content=body, headers=headers, timeout=step)
        async with _streaming(client, request) as response:
            try:
                return await self._read(response, limit)
            except BodyError as error:
                return _reply(response, b"", 0, error.damage)
            except (httpx.TransportError, OSError) as error:
                return _broken_off(await self._failure(error, limit), response.status_code)

    async def _read(self, response: httpx.Response, limit: _Limit) -> WireResult:
        decoder = decoder_for(response.headers.get("content-encoding", ""), self._max_body_bytes)
        wire_bytes = 0
        async for chunk in response.aiter_raw():
            wire_bytes += len(chunk)
            if wire_bytes > self._max_wire_bytes:
                raise BodyError(
                    DamageKind.TOO_BIG, f"a body of more than {self._max_wire_bytes // 2**20} MiB on the wire"
                )
            decoder.feed(chunk)
            if self._monotonic() >= limit.at:
                failure = describe_timeout(by_deadline=limit.by_deadline, seconds=limit.seconds)
                return _broken_off(failure, response.status_code)
        _check_length(response, wire_bytes)
        return _reply(response, decoder.finish() if wire_bytes else b"", wire_bytes)

    async def _failure(self, error: Exception, limit: _Limit) -> TransportFailure:
        if isinstance(error, httpx.TimeoutException):
            return describe_timeout(by_deadline=limit.by_deadline, seconds=limit.seconds)
        if isinstance(error, httpx.ProxyError):
            return describe_failure(error, via_proxy=True)
        failure = describe_failure(error, via_proxy=False)
        if refused_certificate(error) is None:
            return failure
        seconds = min(5.0, limit.at - self._monotonic())
        issuer = (
            await read_issuer(self._endpoint.host, self._endpoint.port or 443, seconds) if not self._proxy else None
        )
        return describe_failure(error, via_proxy=False, issuer=issuer)


def _tls_context(*, secure: bool) -> ssl.SSLContext:
    """The machine's own trust store; for plain http a context that trusts nobody, since making the other costs time."""
    if not secure:
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    import truststore  # noqa: PLC0415 - 10 ms, needed for https only

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _new_client(tls: ssl.SSLContext, proxy: str | None, connections: Connections) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=_Transport(tls, proxy, connections),
        trust_env=False,  # the proxy was chosen above; nothing else of the environment may change a diagnosis
        follow_redirects=False,
        headers={"accept-encoding": "gzip"},
    )


class _Transport(httpx.AsyncHTTPTransport):
    """The library's own, but for who opens its connections: its pool could be told, it cannot."""

    def __init__(self, tls: ssl.SSLContext, proxy: str | None, connections: Connections) -> None:
        limits = httpx.Limits(max_connections=_MAX_CONNECTIONS, max_keepalive_connections=_MAX_CONNECTIONS)
        super().__init__(verify=tls, trust_env=False, proxy=proxy, limits=limits)
        self._pool._network_backend = connections  # noqa: SLF001


@asynccontextmanager
async def _streaming(client: httpx.AsyncClient, request: httpx.Request) -> AsyncIterator[httpx.Response]:
    response = await client.send(request, stream=True)
    try:
        yield response
    finally:
        await response.aclose()


def _reply(response: httpx.Response, body: bytes, wire_bytes: int, damage: Damage | None = None) -> RawReply:
    headers = tuple((name.lower(), value) for name, value in response.headers.multi_items())
    return RawReply(response.status_code, headers, body, wire_bytes, damage)


def _check_length(response: httpx.Response, wire_bytes: int) -> None:
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) != wire_bytes:
        raise BodyError(DamageKind.CUT_OFF, f"{wire_bytes} bytes of the {announced} that were announced")


def _broken_off(failure: TransportFailure, status: int) -> TransportFailure:
    """The same failure, but a reply had begun: the connection itself was fine."""
    if failure.kind is FailureKind.TIMEOUT:
        return TransportFailure(failure.kind, failure.summary, status=status, by_deadline=failure.by_deadline)
    summary = f"HTTP {status}, then the connection closed before the response was complete"
    return TransportFailure(FailureKind.CLOSED, summary, status=status)

"""The connections of a run: counted, and the second one opened while the first answer is awaited.

Where something is wrong, the second round asks two questions side by side. Its second connection would be opened then,
with a TLS handshake in the middle of the run (0.4 s where a round trip takes 0.2 s); there is time for that before.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpcore

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable

_FRESH = 5.0
"""Seconds that a spare connection is good for: a server may close one on which nothing is asked."""


@dataclass(frozen=True)
class _Way:
    """How the first connection was opened, so that a second one can be."""

    host: str
    port: int
    timeout: float | None
    options: tuple[Any, ...]
    tls: tuple[ssl.SSLContext, str | None] | None = None


class Connections(httpcore.AsyncNetworkBackend):
    """Opens connections for a pool; ``opened`` counts those that came about."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.opened = 0
        self._monotonic = monotonic
        self._backend = httpcore.AnyIOBackend()
        self._first = True
        self._spare: asyncio.Task[tuple[_Way, httpcore.AsyncNetworkStream, float]] | None = None

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's own interface
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Return the spare connection where it leads there, else a new one."""
        if spare := await self._taken(host, port):
            return spare
        way = _Way(host, port, timeout, tuple(socket_options or ()))
        stream = await self._backend.connect_tcp(host, port, timeout, local_address, way.options)
        self.opened += 1
        if not self._first:
            return stream
        self._first = False
        return _First(stream, way, self._prepare)

    def _prepare(self, way: _Way) -> None:
        self._spare = asyncio.create_task(self._opened(way))

    async def _opened(self, way: _Way) -> tuple[_Way, httpcore.AsyncNetworkStream, float]:
        stream = await self._backend.connect_tcp(way.host, way.port, way.timeout, None, way.options)
        self.opened += 1
        if way.tls is not None:
            stream = await stream.start_tls(*way.tls, way.timeout)
        return way, stream, self._monotonic()

    async def _taken(self, host: str, port: int) -> httpcore.AsyncNetworkStream | None:
        spare, self._spare = self._spare, None
        if spare is None:
            return None
        try:
            way, stream, since = await spare
        except (httpcore.ConnectError, httpcore.ConnectTimeout, OSError):
            return None  # whoever connects now is told why that does not work
        if (way.host, way.port) == (host, port) and self._monotonic() - since < _FRESH:
            return stream if way.tls is None else _Secured(stream)
        await stream.aclose()
        return None

    async def aclose(self) -> None:
        """Close the spare connection, if nobody took it."""
        spare, self._spare = self._spare, None
        if spare is None:
            return
        if not spare.done():
            spare.cancel()
        with suppress(asyncio.CancelledError, httpcore.ConnectError, httpcore.ConnectTimeout, OSError):
            _, stream, _ = await spare
            await stream.aclose()


class _Handed(httpcore.AsyncNetworkStream):
    """A stream that hands everything on."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        return await self._stream.start_tls(ssl_context, server_hostname, timeout)


class _Secured(_Handed):
    """A spare connection whose handshake is done: asked for it, it is what it is."""

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        return self._stream


class _First(_Handed):
    """The first connection: when the first question goes out on it, the second one is opened in the same way."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, way: _Way, ready: Callable[[_Way], None]) -> None:
        super().__init__(stream)
        self._way = way
        self._ready: Callable[[_Way], None] | None = ready

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        await super().write(buffer, timeout)
        ready, self._ready = self._ready, None
        if ready is not None and self._way.tls is not None:  # over plain http there is no handshake
            ready(self._way)

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        secured = await super().start_tls(ssl_context, server_hostname, timeout)
        ready, self._ready = self._ready, None
        if ready is None:  # within a tunnel, whose proxy was asked already
            return secured
        way = _Way(self._way.host, self._way.port, self._way.timeout, self._way.options, (ssl_context, server_hostname))
        return _First(secured, way, ready)

"""Answers that break on the wire: connections cut, bodies dropped half way or dripping."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol


class OpenConnections:
    """The transports of a server's connections, by the client's address."""

    def __init__(self) -> None:
        self._transports: dict[tuple[str, int], asyncio.Transport] = {}

    def protocol(self) -> type[H11Protocol]:
        """Return uvicorn's own HTTP/1.1 protocol, with its connections kept here."""
        transports = self._transports

        class Kept(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                if self.client:
                    transports[self.client] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                if self.client:
                    transports.pop(self.client, None)
                super().connection_lost(exc)

        return Kept

    def abort(self, client: tuple[str, int]) -> None:
        """Close a client's connection at once, with nothing sent."""
        if transport := self._transports.get(client):
            transport.abort()


class Cut(Response):
    """No answer at all: the connection is closed."""

    def __init__(self, connections: OpenConnections) -> None:
        super().__init__()
        self._connections = connections

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Close the connection."""
        host, port = scope["client"]
        self._connections.abort((host, port))
        await asyncio.sleep(0.001)


class Dropped(Response):
    """The headers promise the whole body, and the connection closes after ``first`` bytes of it."""

    def __init__(self, whole: Response, first: int) -> None:
        super().__init__()
        self._whole = whole
        self._first = first

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the headers and the first bytes; returning early closes the connection."""
        await send(_start(self._whole))
        body = bytes(self._whole.body)[: self._first]
        await send({"type": "http.response.body", "body": body, "more_body": True})


class Dripping(Response):
    """The body comes in pieces of ``size`` bytes, ``pause`` seconds apart."""

    def __init__(self, whole: Response, size: int, pause: float) -> None:
        super().__init__()
        self._whole = whole
        self._size = size
        self._pause = pause

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the body bit by bit."""
        await send(_start(self._whole))
        for piece in self._pieces():
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            await asyncio.sleep(self._pause)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _pieces(self) -> Iterator[bytes]:
        body = bytes(self._whole.body)
        for start in range(0, len(body), self._size):
            yield body[start : start + self._size]


def _start(whole: Response) -> dict[str, object]:
    return {"type": "http.response.start", "status": whole.status_code, "headers": whole.raw_headers}

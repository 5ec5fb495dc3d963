"""Small real servers on loopback, and time that a test holds in its hand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self, TypeAlias

from diagnose.gateway.address import parse_endpoint
from diagnose.gateway.client import GatewayClient
from diagnose.gateway.credentials import AccessToken, Credential
from diagnose.gateway.timing import Timing
from diagnose.secrets import Secret

if TYPE_CHECKING:
    import ssl

    from diagnose.gateway.events import Event

Play: TypeAlias = "Callable[[asyncio.StreamWriter, Seen], Awaitable[None]]"
Reply: TypeAlias = "bytes | Play"


@dataclass(frozen=True)
class Seen:
    """One request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, object]:
        value = json.loads(self.body)
        assert isinstance(value, dict)
        return value

    @property
    def operation(self) -> object:
        return self.json["operationName"]


def http(
    body: bytes | str | object = b"", status: int = 200, content_type: str = "application/json", **headers: str
) -> bytes:
    """One whole HTTP/1.1 reply; underscores in header names become dashes, anything but text is written as JSON."""
    raw = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    lines = [f"HTTP/1.1 {status} Whatever", f"content-type: {content_type}", f"content-length: {len(raw)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + raw


ME = {"data": {"me": {"id": "user_1", "workspaces": []}}}


@dataclass
class Loopback:
    """Plays its replies in order, the last one again and again; records what arrived."""

    replies: Iterable[Reply] = (http(ME),)
    tls: ssl.SSLContext | None = None
    seen: list[Seen] = field(default_factory=list)
    connections: int = 0
    at_once: int = 0
    most_at_once: int = 0

    async def __aenter__(self) -> Self:
        self._replies = list(self.replies)
        self._arrival = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server = await asyncio.start_server(self._handle, "127.0.0.1", 0, ssl=self.tls)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for _turn in range(5):  # a connection that was accepted just now has no task yet
            await asyncio.sleep(0.005 if self.tls else 0)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def port(self) -> int:
        port = self._server.sockets[0].getsockname()[1]
        assert isinstance(port, int)
        return port

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}/graphql"

    async def has_seen(self, count: int) -> None:
        """Wait until this many requests have arrived."""
        while len(self.seen) < count:
            self._arrival.clear()
            await self._arrival.wait()

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        try:
            while True:
                await self._exchange(reader, writer)
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            pass
        finally:
            self._tasks.discard(task)
            writer.transport.abort()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip().split("\r\n")
        method, target, _ = head[0].split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        seen = Seen(method, target, headers, body)
        self.seen.append(seen)
        self._arrival.set()
        reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if isinstance(reply, bytes):
                writer.write(reply)
            else:
                await reply(writer, seen)
            await writer.drain()
        finally:
            self.at_once -= 1


@dataclass
class HeldTime:
    """A clock that moves only when somebody sleeps; ``sleeps`` records for how long, chance is always the most."""

    at: float = 1000.0
    sleeps: list[float] = field(default_factory=list)
    started: datetime = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)

    async def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.at += seconds
        await asyncio.sleep(0)

    @property
    def timing(self) -> Timing:
        return Timing(
            monotonic=lambda: self.at,
            now=lambda: self.started + timedelta(seconds=self.at - 1000.0),
            sleep=self.sleep,
            uniform=lambda _, most: most,
        )


TOKEN = "made-up-access-token-0123456789"  # noqa: S105
KEY = "made-up-api-key-9876543210"


def client_for(
    server: Loopback | str,
    credential: Credential | None = None,
    *,
    held: HeldTime | None = None,
    events: list[Event] | None = None,
    timeout: float = 5.0,
    deadline: float = 60.0,
) -> GatewayClient:
    """A client for a loopback server, with a made-up token unless told otherwise."""
    return GatewayClient(
        parse_endpoint(server if isinstance(server, str) else server.url),
        credential or AccessToken(Secret(TOKEN, "access token")),
        source_platform="made-up-platform",
        timeout=timeout,
        deadline=deadline,
        timing=held.timing if held else None,
        on_event=events.append if events is not None else None,
        environ={},
    )

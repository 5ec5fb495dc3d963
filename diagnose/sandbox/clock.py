"""The server's own clock: its ``Date`` header says the time that the scenario is played at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OWN_SERVER = (b"server", b"filed-sandbox")


class DatedApp:
    """Adds ``date``, ``server`` and a numbered ``x-request-id`` to every answer."""

    def __init__(self, app: ASGIApp, now: Callable[[], datetime]) -> None:
        self._app = app
        self._now = now
        self._served = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        self._served += 1
        number = self._served

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._headers(list(message.get("headers", [])), number)
            await send(message)

        await self._app(scope, receive, dated)

    def _headers(self, headers: list[tuple[bytes, bytes]], number: int) -> list[tuple[bytes, bytes]]:
        date = format_datetime(self._now(), usegmt=True).encode()
        own = [] if any(name == b"server" for name, _ in headers) else [_OWN_SERVER]
        return [*headers, *own, (b"date", date), (b"x-request-id", f"sandbox-{number:06d}".encode())]

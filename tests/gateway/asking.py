"""Questions to ask a loopback server, and ways for it to answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from diagnose.gateway.credentials import ApiKey
from diagnose.gateway.exchange import Answer, Question
from diagnose.secrets import Secret
from tests.gateway.loopback import KEY, ME, HeldTime, Loopback, Reply, Seen, client_for, http

if TYPE_CHECKING:
    from collections.abc import Iterable


ASKED = Question("Connections", {"connections": {"ids": ["connection_790"]}})

API_KEY = ApiKey(Secret(KEY, "API key"))

OK = http(ME)


def questions(count: int) -> list[Question]:
    return [Question("Connections", {"connections": {"ids": [f"connection_{n}"]}}) for n in range(count)]


def played(replies: Iterable[Reply], held: HeldTime | None = None, deadline: float = 60.0) -> tuple[Answer, Loopback]:
    """Ask one question of a server that plays these replies."""

    async def run() -> tuple[Answer, Loopback]:
        async with Loopback(replies) as server, client_for(server, held=held, deadline=deadline) as client:
            return await client.ask(ASKED), server

    return asyncio.run(run())


async def hang_up(writer: asyncio.StreamWriter, _: Seen) -> None:
    writer.close()


async def slowly(writer: asyncio.StreamWriter, _: Seen) -> None:
    await asyncio.sleep(0.05)
    writer.write(OK)

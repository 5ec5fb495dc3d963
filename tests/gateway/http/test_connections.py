from __future__ import annotations

import asyncio

from diagnose.gateway.exchange import Question
from tests.gateway.loopback import ME, Loopback, Seen, client_for, http


async def slowly(writer: asyncio.StreamWriter, _: Seen) -> None:
    """An answer that is awaited long enough to open another connection meanwhile."""
    await asyncio.sleep(0.05)
    writer.write(http(ME))


def round_of(number: int) -> list[Question]:
    """So many questions to ask side by side."""
    return [Question("Connections", {"connectionLimit": limit}) for limit in range(1, number + 1)]


def test_the_second_connection_is_there_before_the_second_round() -> None:
    """It is opened while the first answer is awaited, so that two questions side by side wait for no handshake."""

    async def run() -> tuple[int, int, int]:
        async with Loopback([slowly]) as server, client_for(server) as client:
            await client.ask(*round_of(1))
            ready = server.connections
            await asyncio.gather(*map(client.ask, round_of(2)))
            return ready, server.connections, client.connections

    assert asyncio.run(run()) == (2, 2, 2)


def test_more_questions_side_by_side_open_as_many_connections_as_they_need() -> None:
    """The spare one is only the first of them."""

    async def run() -> tuple[int, int]:
        async with Loopback([slowly]) as server, client_for(server) as client:
            await client.ask(*round_of(1))
            await asyncio.gather(*map(client.ask, round_of(4)))
            return server.connections, client.connections

    assert asyncio.run(run()) == (4, 4)


def test_a_spare_connection_that_nobody_takes_is_closed() -> None:
    """A healthy ticket costs one request: nothing of the run stays open behind it."""

    async def run() -> int:
        async with Loopback([slowly]) as server:
            async with client_for(server) as client:
                await client.ask(*round_of(1))
            for _ in range(100):
                if not server._tasks:
                    break
                await asyncio.sleep(0.01)
            return len(server._tasks)

    assert asyncio.run(run()) == 0

"""Single flight: equal questions asked at the same time share one request. Nothing is kept once it is answered."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from diagnose.gateway.exchange import Answer

__all__ = ["SingleFlight"]


@dataclass
class _Flight:
    task: asyncio.Task[Answer]
    waiting: int = 0


class SingleFlight:
    """Those under way, by key. One waiter's cancellation leaves the others alone; the last one's ends the flight."""

    def __init__(self) -> None:
        self._under_way: dict[str, _Flight] = {}

    async def join(self, key: str, start: Callable[[], Coroutine[None, None, Answer]]) -> Answer:
        """Wait for the flight of this key, starting it if there is none."""
        flight = self._under_way.get(key)
        if flight is None:
            flight = self._under_way[key] = _Flight(asyncio.create_task(start()))
            flight.task.add_done_callback(lambda _: self._forget(key, flight))
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if flight.waiting == 0 and not flight.task.done():
                self._forget(key, flight)
                flight.task.cancel()

    async def aclose(self) -> None:
        """End everything that is under way."""
        tasks = [flight.task for flight in self._under_way.values()]
        self._under_way.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _forget(self, key: str, flight: _Flight) -> None:
        if self._under_way.get(key) is flight:
            del self._under_way[key]

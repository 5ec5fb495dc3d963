"""How much an assistant may ask of the gateway: two diagnoses at a time, thirty an hour."""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

AT_A_TIME: Final = 2
AN_HOUR: Final = 30
_HOUR_S = 3600.0


class SpentError(Exception):
    """The hour's diagnoses are used up; the message says when there is one again."""


class Allowance:
    """Hands out turns: a third caller waits for one of two, the thirty-first of an hour is refused."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._turns = asyncio.Semaphore(AT_A_TIME)
        self._begun: deque[float] = deque()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn and keep it for the block. Raises SpentError."""
        async with self._turns:
            self._take()
            yield

    def _take(self) -> None:
        now = self._monotonic()
        while self._begun and self._begun[0] <= now - _HOUR_S:
            self._begun.popleft()
        if len(self._begun) >= AN_HOUR:
            minutes = math.ceil((self._begun[0] + _HOUR_S - now) / 60)
            raise SpentError(f"{AN_HOUR} diagnoses an hour are the most; the next one can run in {minutes} minutes.")
        self._begun.append(now)

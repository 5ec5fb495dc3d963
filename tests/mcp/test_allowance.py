"""Turns: two at a time, thirty an hour, by a clock that the test holds."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from diagnose.mcp.allowance import AN_HOUR, Allowance, SpentError


@dataclass
class Clock:
    at: float = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_third_caller_waits_for_one_of_two() -> None:
    async def run() -> int:
        allowance, inside, most = Allowance(Clock()), 0, 0

        async def call() -> None:
            nonlocal inside, most
            async with allowance.turn():
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0)
                inside -= 1

        await asyncio.gather(*(call() for _ in range(5)))
        return most

    assert asyncio.run(run()) == 2


def test_an_hours_turns_are_counted_from_each_of_them() -> None:
    async def run() -> None:
        clock = Clock()
        allowance = Allowance(clock)
        for minute in range(AN_HOUR):
            clock.at = minute * 60.0
            async with allowance.turn():
                pass
        with pytest.raises(SpentError, match="can run in 31 minutes"):
            await allowance.turn().__aenter__()
        clock.at = 3600.0
        async with allowance.turn():
            pass
        with pytest.raises(SpentError):
            await allowance.turn().__aenter__()

    asyncio.run(run())

"""Single flight: who asks the same at the same time shares one request."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from diagnose.gateway.exchange import Answer, Question, Reception
from tests.gateway.asking import ASKED, slowly
from tests.gateway.loopback import Loopback, client_for

if TYPE_CHECKING:
    pass


def test_equal_questions_at_the_same_time_cost_one_request() -> None:
    """All who ask get the answer; asked again later, it is a new request."""

    async def run() -> tuple[list[Answer], int, int]:
        async with Loopback([slowly]) as server, client_for(server) as client:
            answers = await asyncio.gather(
                *(client.ask(Question(ASKED.operation, {**ASKED.variables})) for _ in range(20))
            )
            at_once = len(server.seen)
            await client.ask(ASKED)
            return answers, at_once, len(server.seen)

    answers, at_once, later = asyncio.run(run())
    assert {answer.reception for answer in answers} == {Reception.OK}
    assert (at_once, later) == (1, 2)


def test_one_who_gives_up_does_not_hurt_the_others() -> None:
    """A cancelled waiter, even the one who asked first, leaves the request to those who still wait."""

    async def run() -> tuple[Answer, int]:
        async with Loopback([slowly]) as server, client_for(server) as client:
            first = asyncio.create_task(client.ask(ASKED))
            second = asyncio.create_task(client.ask(ASKED))
            await server.has_seen(1)
            first.cancel()
            with pytest.raises(asyncio.CancelledError):
                await first
            return await second, len(server.seen)

    answer, requests = asyncio.run(run())
    assert (answer.reception, requests) == (Reception.OK, 1)


def test_when_all_give_up_the_request_ends_and_the_next_question_works() -> None:
    """Nothing stays under way for nobody, and a new question is asked anew."""

    async def run() -> tuple[Answer, int]:
        async with Loopback([slowly]) as server, client_for(server) as client:
            task = asyncio.create_task(client.ask(ASKED))
            await server.has_seen(1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return await client.ask(ASKED), len(server.seen)

    answer, requests = asyncio.run(run())
    assert (answer.reception, requests) == (Reception.OK, 2)

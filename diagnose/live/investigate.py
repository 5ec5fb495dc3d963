"""The loop: plan, ask, learn, until nothing new can be asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from diagnose.gateway.exchange import Answer, Asker, Question
from diagnose.live.live import Live
from diagnose.live.plan import plan
from diagnose.live.reach import Reach
from diagnose.ticket import Ticket


@dataclass
class Investigation:
    """What a run has learned so far; stays readable when the run is cut off.

    ``waits`` is the number of requests in a row that had to wait for one another: a round counts as its slowest
    question's tries, since each try waits for the one before.
    """

    live: Live = field(default_factory=Live)
    waits: int = 0
    rounds: int = 0
    pending: tuple[Question, ...] = ()


Progress = Callable[[Investigation], None]


async def investigate(
    ticket: Ticket,
    asker: Asker,
    reach: Reach,
    into: Investigation,
    progress: Progress | None = None,
    rounds: int | None = None,
) -> None:
    """Ask until the plan is empty, or for so many rounds. On cancellation, what already came back is in ``into``."""
    last = None if rounds is None else into.rounds + rounds
    while into.rounds != last and (questions := plan(ticket, into.live, reach)):
        into.pending = questions
        if progress:
            progress(into)
        into.rounds += 1
        tasks = [asyncio.ensure_future(asker.ask(question)) for question in questions]
        try:
            await asyncio.gather(*tasks)
        finally:
            answers = [task.result() for task in tasks if _answered(task)]
            for task in tasks:
                task.cancel()
            _learn(into, answers)
        into.pending = ()


def _answered(task: asyncio.Future[Answer]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None


def _learn(into: Investigation, answers: list[Answer]) -> None:
    into.waits += max((len(answer.attempts) for answer in answers), default=0)
    for answer in answers:
        into.live.learn(answer)

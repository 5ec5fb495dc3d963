"""The loop: plan, ask, learn, until nothing new can be asked."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from diagnose.gateway.exchange import Answer, Asker, Question
from diagnose.investigation.asking.plan import plan
from diagnose.investigation.known.bounds import Reach
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.known.learning import Learning
from diagnose.investigation.reasoning.case_file import CaseFile
from diagnose.investigation.reasoning.spelling import respelled
from diagnose.ticket.ticket import Ticket


@dataclass
class Investigation:
    """What a run has learned so far; stays readable when the run is cut off.

    ``waits`` is the number of requests in a row that had to wait for one another: a round counts as its slowest
    question's tries, since each try waits for the one before.
    """

    learning: Learning = field(default_factory=Learning)
    waits: int = 0
    rounds: int = 0
    pending: tuple[Question, ...] = ()
    _of: Ticket | None = field(default=None, init=False, repr=False)
    _case: CaseFile | None = field(default=None, init=False, repr=False)

    @property
    def live(self) -> Knowledge:
        """What is known by now, as a value."""
        return self.learning.knowledge

    def case(self, ticket: Ticket) -> CaseFile:
        """Return the ticket with what is known by now: the same value for the same ticket until an answer comes.

        The plan's last question and the checks' first one are the same, and with many IDs it takes a while.
        """
        if self._case is None or self._of is not ticket or self._case.live is not self.live:
            self._of, self._case = ticket, CaseFile(respelled(ticket, self.live), self.live)
        return self._case


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
    while into.rounds != last and (questions := plan(into.case(ticket), reach)):
        into.pending = questions
        if progress:
            progress(into)
        into.rounds += 1
        await _round(asker, questions, into)
        into.pending = ()


async def _round(asker: Asker, questions: tuple[Question, ...], into: Investigation) -> None:
    """Ask side by side, and learn in the questions' order while later answers are still under way."""
    tasks = deque(asyncio.ensure_future(asker.ask(question)) for question in questions)
    tries = 0
    try:
        while tasks:
            answer = await tasks[0]
            tasks.popleft()  # an answer's data is not kept once it is learned
            tries = max(tries, _learn(into, answer))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for task in tasks:
            if not task.cancelled() and task.exception() is None:
                tries = max(tries, _learn(into, task.result()))
        into.waits += tries


def _learn(into: Investigation, answer: Answer) -> int:
    into.learning.learn(answer)
    return len(answer.attempts)

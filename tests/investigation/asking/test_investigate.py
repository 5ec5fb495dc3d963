"""The loop: plan, ask, learn; it stays readable when it is cut off."""

from __future__ import annotations

import asyncio

import pytest

from diagnose.gateway.exchange import Answer, Question
from diagnose.ids import Kind
from diagnose.investigation.asking.investigate import Investigation, investigate
from diagnose.investigation.known.bounds import Reach
from diagnose.sandbox import ScenarioTicket
from diagnose.ticket.ticket import make_ticket
from tests.investigation.investigating import Backwards, answer, investigated

TICKET = make_ticket(
    {
        Kind.WORKSPACE: ["ws_100"],
        Kind.CONNECTION: ["conn_500"],
        Kind.JOB_WORK: [f"jw_{number}" for number in range(450)],
    }
)


class Slow:
    """Answers the first question at once, and the others never."""

    def __init__(self) -> None:
        self.asked = 0

    async def ask(self, question: Question) -> Answer:
        self.asked += 1
        if self.asked > 1:
            await asyncio.sleep(3600)
        return answer(question, {"me": {"workspaces": []}})


def test_what_came_back_before_the_interruption_is_known() -> None:
    """Cancelled in the middle of a round: the answer that was there is learned, the others are not waited for."""
    into = Investigation()

    async def cut_off() -> None:
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(investigate(TICKET, Slow(), Reach(), into), 0.2)

    asyncio.run(cut_off())
    assert [kept.question.operation for _, kept in into.live.answers] == ["TicketChain"]
    assert into.waits == 1
    assert into.case(TICKET).live is into.live


def test_rounds_can_be_bounded() -> None:
    """One round, and no more; the next call goes on where it ended."""
    found = investigated(ScenarioTicket(None, "ws_100", "conn_500", (), ("nowhere_1",)))
    assert found.investigation.rounds == len(found.rounds) > 1

    async def once() -> Investigation:
        into = Investigation()
        await investigate(TICKET, Quick(), Reach(), into, rounds=1)
        return into

    assert asyncio.run(once()).rounds == 1


class Quick:
    """Answers everything with nothing."""

    async def ask(self, question: Question) -> Answer:
        return answer(question, {"me": {"workspaces": []}})


@pytest.mark.parametrize("dialect", [None, "guarded"])
def test_answers_are_learned_in_the_order_of_the_questions(dialect: str | None) -> None:
    """Whatever order they come in: the evidence IDs of a run, and what it makes of each ID, are the same each time."""
    ticket = ScenarioTicket(None, "ws_100", "conn_500", (), ("jw_11", "jw_31", "no_1"))
    first = investigated(ticket, dialect=dialect)
    second = investigated(ticket, dialect=dialect, through=Backwards)
    orders = [[kept.question.key for _, kept in found.case.live.answers] for found in (first, second)]
    assert orders[0] == orders[1]
    assert [evidence for evidence, _ in second.case.live.answers] == [f"E{n}" for n in range(1, len(orders[0]) + 1)]
    assert second.case.standings.by_key == first.case.standings.by_key

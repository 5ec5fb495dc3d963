"""Deliveries against real servers: how many at once, what is tried again, when it ends, what may be shown."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from diagnose.gateway.events import AnswerReceived, Event, RequestSent, RetryPlanned
from diagnose.gateway.exchange import Answer, Reception
from tests.gateway.asking import ASKED, OK, hang_up, played, questions, slowly
from tests.gateway.loopback import TOKEN, HeldTime, Loopback, Reply, Seen, client_for, http

if TYPE_CHECKING:
    pass


def test_at_most_eight_requests_are_in_flight() -> None:
    """Forty different questions go out side by side, but never more than eight at once."""

    async def run() -> tuple[int, int]:
        async with Loopback([slowly]) as server, client_for(server) as client:
            await asyncio.gather(*(client.ask(question) for question in questions(40)))
            return server.most_at_once, client.requests_sent

    assert asyncio.run(run()) == (8, 40)


@pytest.mark.parametrize(
    "failing",
    [
        http(status=502, body="<title>502</title>", content_type="text/html"),
        http(status=503),
        http(status=504, body={"message": "timed out"}),
        http(status=429),
        http({"errors": [{"message": "slow", "extensions": {"code": "THROTTLED"}}]}),
        hang_up,
    ],
)
def test_what_passes_is_asked_again(failing: Reply, held: HeldTime) -> None:
    """Overload, rate limits and closed connections are retried with growing pauses, each try in the evidence."""
    answer, server = played([failing, failing, OK], held)
    assert answer.reception is Reception.OK
    assert len(server.seen) == 3
    assert [attempt.reception is Reception.OK for attempt in answer.attempts] == [False, False, True]
    assert held.sleeps == [0.5, 1.0]
    assert [attempt.waited_ms for attempt in answer.attempts] == [0.0, 500.0, 1000.0]
    assert (answer.attempts[2].at - answer.attempts[0].at).total_seconds() == 1.5


@pytest.mark.parametrize(
    "failing",
    [
        http(status=500),
        http(status=404, body="<title>x</title>", content_type="text/html"),
        http({"errors": [{"message": "boom"}]}),
        http({"errors": [{"message": "x", "extensions": {"code": "FORBIDDEN"}}]}, status=403),
        http({"data": {"me": None}}),
        http(status=301, location="https://www.example/"),
        http(b'{"data":'),
    ],
)
def test_what_will_not_pass_is_asked_once(failing: Reply, held: HeldTime) -> None:
    """Refusals, errors of the question and broken answers would only come again."""
    answer, server = played([failing, OK], held)
    assert (len(server.seen), len(answer.attempts), held.sleeps) == (1, 1, [])
    assert answer.reception is not Reception.OK


def test_four_tries_are_the_most(held: HeldTime) -> None:
    """A gateway that stays down gets four requests, and the summary says so."""
    answer, server = played([http(status=503)], held)
    assert (len(server.seen), len(answer.attempts)) == (4, 4)
    assert answer.reception is Reception.SERVER_ERROR
    assert answer.summary == "HTTP 503, an empty body, 4 attempts"


def test_retry_after_in_seconds_is_honoured(held: HeldTime) -> None:
    """The pause is at least what the server asks for."""
    answer, _ = played([http(status=429, retry_after="7"), OK], held)
    assert held.sleeps == [7.25]
    assert answer.attempts[1].waited_ms == 7250.0


def test_retry_after_as_a_date_is_honoured(held: HeldTime) -> None:
    """The other form that HTTP has for it."""
    played([http(status=503, retry_after="Sat, 31 Jan 2026 09:30:09 GMT"), OK], held)
    assert held.sleeps == [9.25]


def test_a_retry_after_past_the_deadline_ends_the_question(held: HeldTime) -> None:
    """The run does not wait for what it cannot reach; the summary says what was asked."""
    answer, server = played([http(status=429, retry_after="300"), OK], held)
    assert (len(server.seen), held.sleeps) == (1, [])
    assert answer.reception is Reception.RATE_LIMITED
    assert "asks to wait 300 s, longer than the run's deadline allows" in answer.summary


def test_retries_never_go_past_the_deadline(held: HeldTime) -> None:
    """With a second left, the second pause of a second is not begun."""
    answer, server = played([http(status=503)], held, deadline=1.0)
    assert (len(server.seen), held.sleeps) == (2, [0.5])
    assert "the run's deadline leaves no time" in answer.summary


def test_a_timeout_is_tried_once_more() -> None:
    """A silent server gets one more chance, no third."""

    async def silence(_: asyncio.StreamWriter, __: Seen) -> None:
        await asyncio.sleep(5)

    async def run() -> tuple[Answer, int]:
        held = HeldTime()
        async with Loopback([silence]) as server, client_for(server, held=held, timeout=0.15) as client:
            return await client.ask(ASKED), client.requests_sent

    answer, requests = asyncio.run(run())
    assert (answer.reception, answer.detail, requests) == (Reception.TIMED_OUT, None, 2)


def test_what_the_gateway_said_is_handed_on_as_it_was() -> None:
    """Checks decide on the truth, even if the gateway says the token back; what leaves in a report is masked there."""
    answer, _ = played([http({"data": {"me": {"id": TOKEN, TOKEN: [f"x{TOKEN}"]}}}, x_request_id=TOKEN)])
    assert answer.data == {"me": {"id": TOKEN, TOKEN: [f"x{TOKEN}"]}}
    assert answer.attempts[0].request_id == TOKEN


def test_progress_is_told_in_order(held: HeldTime) -> None:
    """Sent, why and how long it waits, sent again, received."""

    async def run() -> list[Event]:
        events: list[Event] = []
        async with Loopback([http(status=503), OK]) as server, client_for(server, held=held, events=events) as client:
            await client.ask(ASKED)
        return events

    sent, retrying, again, received = asyncio.run(run())
    assert (sent, again) == (RequestSent(ASKED, 1), RequestSent(ASKED, 2))
    assert retrying == RetryPlanned(ASKED, 0.5, "HTTP 503, an empty body")
    assert isinstance(received, AnswerReceived)
    assert received.answer.question == ASKED


def test_nobody_listening_is_an_answer_after_four_tries(held: HeldTime) -> None:
    """A refused connection is retried, then reported as such."""

    async def run() -> tuple[Answer, int]:
        async with Loopback() as server:
            url = server.url
        async with client_for(url, held=held) as client:
            return await client.ask(ASKED), client.retries

    answer, retries = asyncio.run(run())
    assert (answer.reception, answer.detail) == (Reception.UNREACHABLE, "tcp")
    assert (len(answer.attempts), retries) == (4, 3)
    assert answer.attempts[0].status is None

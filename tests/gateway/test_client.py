"""The client against real servers: what it sends, how often, when it stops."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import signal
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from diagnose.gateway.credentials import ApiKey, CredentialError
from diagnose.gateway.documents.sendable import DocumentError, MutationRefused
from diagnose.gateway.events import AnswerReceived, Event, RequestSent, RetryPlanned
from diagnose.gateway.exchange import LOGIN, Answer, Question, Reception
from diagnose.secrets import Secret
from diagnose.version import __version__
from tests.gateway.loopback import KEY, ME, TOKEN, HeldTime, Loopback, Reply, Seen, client_for, http

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diagnose.gateway.client import GatewayClient

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


# What is sent


def test_the_request_is_as_documented() -> None:
    """One POST with query and variables as JSON, the token as bearer, the platform, and who asks."""
    answer, server = played([http(ME, x_request_id="r-1", date="Sat, 31 Jan 2026 09:30:00 GMT")])
    (seen,) = server.seen
    assert (seen.method, seen.target) == ("POST", "/graphql")
    assert seen.json["variables"] == ASKED.variables
    assert str(seen.json["query"]).startswith("query Connections(")
    assert seen.headers["authorization"] == f"Bearer {TOKEN}"
    assert seen.headers["content-type"] == "application/json"
    assert seen.headers["source-platform"] == "made-up-platform"
    assert seen.headers["user-agent"] == f"filed-diagnose/{__version__}"
    assert answer.data == ME["data"]
    assert (answer.reception, answer.attempts[0].status, answer.attempts[0].request_id) == (Reception.OK, 200, "r-1")
    assert answer.server_date == datetime(2026, 1, 31, 9, 30, tzinfo=UTC)


def test_nothing_but_queries_can_be_asked() -> None:
    """Neither the login exchange nor a document that does not exist; and nothing went out."""

    async def run() -> int:
        async with Loopback() as server, client_for(server) as client:
            with pytest.raises(MutationRefused):
                await client.ask(Question(LOGIN, {"apiKey": "x"}))
            with pytest.raises(DocumentError):
                await client.ask(Question("CreateWorkspace", {}))
            return len(server.seen) + client.mutations

    assert asyncio.run(run()) == 0


@pytest.mark.parametrize("platform", ["", "two\r\nlines", "ünicode", " spaced ", "tab\t"])
def test_a_source_platform_that_is_no_header_is_refused(platform: str) -> None:
    """It cannot smuggle a header in; it is refused before anything is sent."""
    from diagnose.gateway.address import parse_endpoint  # noqa: PLC0415
    from diagnose.gateway.client import GatewayClient  # noqa: PLC0415

    with pytest.raises(CredentialError, match="source-platform"):
        GatewayClient(parse_endpoint("http://127.0.0.1:1/"), API_KEY, source_platform=platform, environ={})


def test_hostile_ids_travel_unchanged() -> None:
    """Quotes, newlines, emoji and half characters in an ID reach the server as they are."""
    ids = ['"\\\n\x00\u2028', "\U0001f600", "\ud800"]

    async def run() -> object:
        async with Loopback() as server, client_for(server) as client:
            await client.ask(Question("Connections", {"connections": {"ids": [*ids]}}))
            return server.seen[0].json["variables"]

    assert asyncio.run(run()) == {"connections": {"ids": ids}}


# Single flight


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


def test_at_most_eight_requests_are_in_flight() -> None:
    """Forty different questions go out side by side, but never more than eight at once."""

    async def run() -> tuple[int, int]:
        async with Loopback([slowly]) as server, client_for(server) as client:
            await asyncio.gather(*(client.ask(question) for question in questions(40)))
            return server.most_at_once, client.requests_sent

    assert asyncio.run(run()) == (8, 40)


def test_closing_drops_what_is_under_way() -> None:
    """Leaving the client in the middle of a request neither hangs nor leaves anything open."""

    async def silence(_: asyncio.StreamWriter, __: Seen) -> None:
        await asyncio.sleep(30)

    async def run() -> None:
        async with Loopback([silence]) as server:
            async with client_for(server) as client:
                task = asyncio.create_task(client.ask(ASKED))
                await server.has_seen(1)
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(asyncio.wait_for(run(), 15))


INTERRUPTED = """
import asyncio, sys
from diagnose.gateway.client import GatewayClient
from diagnose.gateway.credentials import AccessToken
from diagnose.gateway.address import parse_endpoint
from diagnose.gateway.exchange import Question
from diagnose.secrets import Secret

async def main():
    token = AccessToken(Secret(sys.stdin.readline().strip(), "access token"))
    async with GatewayClient(parse_endpoint(sys.argv[1]), token, source_platform="x", environ={}) as client:
        await asyncio.gather(*(client.ask(Question("Connections", {"n": n})) for n in range(12)))

asyncio.run(main())
"""


def test_an_interrupt_ends_a_process_that_waits() -> None:
    """Ctrl-C in the middle of a dozen silent requests ends it at once, and the traceback holds no token."""

    async def silence(_: asyncio.StreamWriter, __: Seen) -> None:
        await asyncio.sleep(60)

    async def run() -> tuple[int | None, bytes]:
        async with Loopback([silence]) as server:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", INTERRUPTED, server.url),
                stdin=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            )
            assert process.stdin is not None
            process.stdin.write(f"{TOKEN}\n".encode())
            await process.stdin.drain()
            await server.has_seen(8)
            process.send_signal(signal.SIGINT)
            _, err = await asyncio.wait_for(process.communicate(), 20)
            return process.returncode, err

    code, err = asyncio.run(run())
    assert code == -signal.SIGINT
    assert b"KeyboardInterrupt" in err
    assert TOKEN.encode() not in err
    assert b"ResourceWarning" not in err


# Retries


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
    assert answer.summary == "HTTP 503, an empty body, after 4 tries"


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


def test_after_the_deadline_nothing_is_asked(held: HeldTime) -> None:
    """The answer says why there was no request."""

    async def run() -> tuple[Answer, int]:
        async with Loopback() as server, client_for(server, held=held, deadline=5.0) as client:
            held.at += 6.0
            return await client.ask(ASKED), len(server.seen)

    answer, requests = asyncio.run(run())
    assert (answer.reception, answer.detail, requests, answer.attempts) == (Reception.TIMED_OUT, "deadline", 0, ())


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


# The API key


def login(token: str) -> bytes:
    return http({"data": {"loginViaPersonalApiToken": {"accessToken": token}}})


class Gateway:
    """Accepts the newest token that it gave out, each for a number of questions."""

    def __init__(self, lasts: int = 1000, refusal: bytes = http(status=401)) -> None:
        self.lasts = lasts
        self.refusal = refusal
        self.logins = 0
        self.left = 0

    async def __call__(self, writer: asyncio.StreamWriter, seen: Seen) -> None:
        await asyncio.sleep(0.005)
        if seen.operation == LOGIN:
            self.logins += 1
            self.left = self.lasts
            assert "authorization" not in seen.headers
            assert seen.json["variables"] == {"apiKey": KEY}
            writer.write(login(f"made-up-session-token-{self.logins}"))
        elif self.left and seen.headers["authorization"] == f"Bearer made-up-session-token-{self.logins}":
            self.left -= 1
            writer.write(OK)
        else:
            writer.write(self.refusal)


async def with_key(gateway: Gateway | bytes, asked: list[Question]) -> tuple[list[Answer], Loopback, GatewayClient]:
    async with Loopback([gateway]) as server, client_for(server, API_KEY) as client:
        return list(await asyncio.gather(*map(client.ask, asked))), server, client


def test_the_key_is_exchanged_once_for_all_who_wait() -> None:
    """Ten questions at once need one login, and it stands in the evidence without the key and the token."""
    answers, server, client = asyncio.run(with_key(Gateway(), questions(10)))
    assert {answer.reception for answer in answers} == {Reception.OK}
    assert [seen.operation for seen in server.seen].count(LOGIN) == 1
    (exchange,) = client.logins
    assert exchange.question.variables == {"apiKey": "[API key]"}
    assert exchange.data == {"loginViaPersonalApiToken": {"accessToken": "[access token]"}}
    assert KEY not in repr(client.logins)
    assert "made-up-session-token" not in repr((client.logins, answers))
    assert (client.requests_sent, client.mutations) == (11, 0)


@pytest.mark.parametrize(
    "refusal",
    [
        http(status=401),
        http({"errors": [{"message": "x", "extensions": {"code": "UNAUTHENTICATED"}}]}),
        http({"data": {"me": None}}),
        http(status=302, location="/sign-in"),
    ],
)
def test_a_token_that_expires_during_the_run_is_renewed_once(refusal: bytes) -> None:
    """All questions that meet the expiry share the new login, are asked again, and keep both tries."""

    async def run() -> tuple[list[Answer], list[Answer], Gateway]:
        gateway = Gateway(lasts=3, refusal=refusal)
        async with Loopback([gateway]) as server, client_for(server, API_KEY) as client:
            first = [await client.ask(question) for question in questions(3)]
            gateway.lasts = 1000
            return first, list(await asyncio.gather(*map(client.ask, questions(5)))), gateway

    first, later, gateway = asyncio.run(run())
    assert {answer.reception for answer in [*first, *later]} == {Reception.OK}
    assert gateway.logins == 2
    assert all(len(answer.attempts) == 2 for answer in later)


def test_a_second_expiry_is_an_answer() -> None:
    """The key is exchanged at most twice in a run; after that the refusal is reported."""

    async def run() -> tuple[list[Answer], Gateway]:
        gateway = Gateway(lasts=2)
        async with Loopback([gateway]) as server, client_for(server, API_KEY) as client:
            return [await client.ask(question) for question in questions(6)], gateway

    answers, gateway = asyncio.run(run())
    assert [answer.reception is Reception.OK for answer in answers] == [True] * 4 + [False] * 2
    assert gateway.logins == 2


def test_a_fresh_token_that_is_refused_is_not_exchanged_again() -> None:
    """Where no token ever worked, another one would not either."""
    answers, server, _ = asyncio.run(with_key(Gateway(lasts=0), questions(1)))
    assert answers[0].reception is Reception.UNAUTHENTICATED
    assert [seen.operation for seen in server.seen] == [LOGIN, "Connections"]


def test_a_refused_key_ends_all_questions() -> None:
    """Nobody asks with a key that was refused; each answer says that it is the key."""
    refused = http({"errors": [{"message": f"Invalid API key {KEY}"}]})
    answers, server, client = asyncio.run(with_key(refused, questions(10)))
    assert {(answer.reception, answer.detail) for answer in answers} == {(Reception.UNAUTHENTICATED, "api-key")}
    assert [seen.operation for seen in server.seen] == [LOGIN]
    assert "Invalid API key [API key]" in answers[0].summary
    assert KEY not in repr((answers, client.logins))


def test_a_login_that_fails_otherwise_is_not_blamed_on_the_key(held: HeldTime) -> None:
    """A gateway that is down is down, also for the login; a mutation is not sent a second time."""
    answers, server, _ = asyncio.run(with_key(http(status=500), questions(1)))
    assert answers[0].reception is Reception.SERVER_ERROR
    assert answers[0].detail is None
    assert len(server.seen) == 1


def test_a_login_that_cannot_connect_fails_once_for_all_who_wait(held: HeldTime) -> None:
    """Ten questions do not try ten logins one after the other; a later question may try again."""

    async def run() -> tuple[list[Answer], int, int]:
        async with Loopback() as server:
            url = server.url
        async with client_for(url, API_KEY, held=held) as client:
            answers = list(await asyncio.gather(*map(client.ask, questions(10))))
            sent = client.requests_sent
            await client.ask(ASKED)
            return answers, sent, client.requests_sent

    answers, sent, later = asyncio.run(run())
    assert {(answer.reception, answer.detail) for answer in answers} == {(Reception.UNREACHABLE, "tcp")}
    assert (sent, later) == (4, 8)


@pytest.mark.parametrize("token", [None, 5, "", "two\r\nlines", "x" * 50_000])
def test_a_login_without_a_usable_token_is_malformed(token: object) -> None:
    """What cannot be a header is not used as one."""
    body = http({"data": {"loginViaPersonalApiToken": {"accessToken": token}}})
    answers, _, _ = asyncio.run(with_key(body, questions(1)))
    assert answers[0].reception is Reception.MALFORMED


def test_an_access_token_is_never_exchanged() -> None:
    """Without a key there is nothing to renew a token with."""
    answer, server = played([http(status=401), OK])
    assert (answer.reception, len(server.seen)) == (Reception.UNAUTHENTICATED, 1)


def test_the_tokens_own_times_can_be_read() -> None:
    """The expiry of a token from the login is there for the check on it."""
    claims = base64.urlsafe_b64encode(json.dumps({"exp": 1_769_850_000}).encode()).decode().rstrip("=")

    async def run() -> datetime | None:
        async with Loopback([login(f"aaaa.{claims}.bbbb"), OK]) as server, client_for(server, API_KEY) as client:
            assert client.token_times is None
            await client.ask(ASKED)
            assert client.token_times is not None
            return client.token_times.exp

    assert asyncio.run(run()) == datetime(2026, 1, 31, 9, 0, tzinfo=UTC)


# What is shown


def test_a_gateway_that_echoes_the_token_does_not_get_it_into_an_answer() -> None:
    """In data, messages, headers and pages alike the placeholder stands instead."""
    bodies = [
        http({"data": {"me": {"id": TOKEN, TOKEN: [f"x{TOKEN}"]}}}, x_request_id=TOKEN),
        http('{"data": {"me": {"id": "' + "".join(f"\\u{ord(char):04x}" for char in TOKEN) + '"}}}'),
        http({"errors": [{"message": f"bad {TOKEN}", "path": [TOKEN], "extensions": {"code": TOKEN}}]}, server=TOKEN),
        http(f"<title>{TOKEN}</title>", status=500, content_type="text/html"),
        http({"token": TOKEN}, status=500),
    ]
    for body in bodies:
        answer, _ = played([body])
        assert TOKEN not in repr(answer)
        assert "[access token]" in repr(answer)


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

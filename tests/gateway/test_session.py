"""The access token of a run: exchanged once for all who wait, renewed once, never blamed for other failures."""

from __future__ import annotations

import asyncio
import base64
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from diagnose.gateway.exchange import LOGIN, Answer, Question, Reception
from tests.gateway.asking import API_KEY, ASKED, OK, played, questions
from tests.gateway.loopback import KEY, HeldTime, Loopback, Seen, client_for, http

if TYPE_CHECKING:
    from diagnose.gateway.client import GatewayClient


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
    assert "Invalid API key" in answers[0].summary
    assert client.logins[0].question.variables == {"apiKey": "[API key]"}


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

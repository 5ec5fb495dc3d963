"""The client against real servers: what it sends, how often, when it stops."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from diagnose.gateway.address import parse_endpoint
from diagnose.gateway.client import GatewayClient
from diagnose.gateway.credentials import CredentialError
from diagnose.gateway.documents.sendable import DocumentError, MutationRefused
from diagnose.gateway.exchange import LOGIN, Answer, Question, Reception
from diagnose.version import __version__
from tests.gateway.asking import API_KEY, ASKED, played
from tests.gateway.loopback import ME, TOKEN, HeldTime, Loopback, Seen, client_for, http

if TYPE_CHECKING:
    pass


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
import asyncio, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in a shell's background
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


def test_after_the_deadline_nothing_is_asked(held: HeldTime) -> None:
    """The answer says why there was no request."""

    async def run() -> tuple[Answer, int]:
        async with Loopback() as server, client_for(server, held=held, deadline=5.0) as client:
            held.at += 6.0
            return await client.ask(ASKED), len(server.seen)

    answer, requests = asyncio.run(run())
    assert (answer.reception, answer.detail, requests, answer.attempts) == (Reception.TIMED_OUT, "deadline", 0, ())

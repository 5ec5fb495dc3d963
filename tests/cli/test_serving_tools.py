"""``diagnose mcp`` as an assistant starts it: over a real pipe, with the server's own settings."""

from __future__ import annotations

import asyncio
import sys

import pytest
from mcp import Client, StdioServerParameters

from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk, pointed_at


def test_an_assistant_diagnoses_over_a_pipe(desk: Desk) -> None:
    async def run(gateway: Gateway) -> str:
        environ = desk.process_environ(pointed_at(gateway))
        started = StdioServerParameters(
            command=sys.executable, args=["-m", "diagnose", "mcp"], env=environ, cwd=desk.path
        )
        async with Client(started) as client:
            arguments = {"ticket": gateway.scenario.sources[0].data.decode()}
            result = await client.call_tool("diagnose_ticket", arguments)
            return "".join(getattr(part, "text", "") for part in result.content)

    with serve(scenario("wrong-connection")) as gateway:
        assert asyncio.run(run(gateway)).startswith("Verdict: problem. All 5 job works are in connection_790")
    assert not desk.files


@pytest.mark.parametrize(
    ("options", "environ", "said"),
    [
        ((), {}, "No credentials"),
        (("--token-file", "-"), {}, "Standard input is the assistant's"),
        (("--endpoint", "ftp://x"), {"FILED_ACCESS_TOKEN": "a-long-token"}, "must start with https"),
        ((), {"FILED_API_KEY": "…"}, "still a placeholder"),
    ],
)
def test_what_cannot_be_used_is_said_before_anything_is_served(
    desk: Desk, options: tuple[str, ...], environ: dict[str, str], said: str
) -> None:
    told = desk.call("mcp", *options, environ=environ)
    assert told.code == 2
    assert said in told.one_sentence()

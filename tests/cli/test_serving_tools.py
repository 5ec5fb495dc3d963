"""``diagnose mcp`` as an assistant starts it: over a real pipe, with the server's own settings."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from mcp import Client, StdioServerParameters

from diagnose.cli.options import Wrong
from diagnose.cli.serving_tools import serve_tools
from diagnose.cli.wanted import Access
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


@pytest.mark.parametrize("closed", ["stdin", "stdout"])
def test_a_closed_stream_is_said(closed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, closed, None)
    access = Access("https://gateway.example/", "tests", None, None, timedelta(seconds=1))
    with pytest.raises(Wrong, match="is closed"):
        serve_tools(access, timedelta(seconds=1))


@pytest.mark.thorough
def test_an_assistant_that_goes_away_is_no_mistake_of_ours(desk: Desk) -> None:
    """Its messages find nobody who reads the answers."""
    read, write = os.pipe()
    os.close(read)
    environ = desk.process_environ({"FILED_ACCESS_TOKEN": "a-long-token"})
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
    message = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}
    done = subprocess.run(
        [sys.executable, "-m", "diagnose", "mcp"], check=False, env=environ, cwd=desk.path,
        input=f"{json.dumps(message)}\n".encode(), stdout=write, stderr=subprocess.PIPE, timeout=60,
    )  # fmt: skip
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")

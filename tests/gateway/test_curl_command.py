"""The command to paste: run for real, by sh, bash and curl, against a real server."""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.gateway.curl_command import MAX_COMMAND, curl_command
from diagnose.gateway.documents.sendable import document
from diagnose.gateway.exchange import LOGIN, Question
from diagnose.json_value import Json
from tests.gateway.loopback import KEY, TOKEN, Loopback, Seen, client_for

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

needs_curl = pytest.mark.skipif(
    shutil.which("bash") is None or shutil.which("curl") is None, reason="the command is for bash and curl"
)
HOSTILE = [
    "it's",
    '"double" \\back\\slash',
    "$(touch hit)",
    "`touch hit`",
    "${FILED_ACCESS_TOKEN}",
    "!history !!",
    "two\nlines\r\n\ttab",
    "'; touch hit; '",
    "' $(touch hit) '",
    "\\u0027 \\' @file --config x",
    "zero\u200bwidth \u202e \u2028 é \U0001f600 \ud800 \x00 \x1b[31m",
    "%s %d \\n",
    "",
]


SECRETS = {"FILED_ACCESS_TOKEN": TOKEN, "FILED_API_KEY": KEY}


async def shell(
    command: str, folder: Path, name: str = "bash", secrets: Mapping[str, str] = SECRETS
) -> tuple[int, bytes, bytes]:
    """Run a pasted command in an empty folder, with the secrets in the environment only."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder), **secrets}
    process = await asyncio.create_subprocess_exec(
        name, "-c", command, cwd=folder, env=environ,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out, err


def pasted(question: Question, folder: Path, platform: str = "made-up-platform", name: str = "bash") -> Seen:
    """What arrives at a server when the command for this question is pasted."""

    async def run() -> Seen:
        async with Loopback() as server:
            code, out, err = await shell(curl_command(question, server.url, platform), folder, name)
            assert (code, err) == (0, b"")
            assert out.startswith(b'{"data"')
            return server.seen[0]

    return asyncio.run(run())


@needs_curl
@pytest.mark.parametrize("name", ["sh", "bash"])
def test_the_command_sends_what_the_client_sends(name: str, tmp_path: Path) -> None:
    """Body, token, platform and content type are the client's own."""
    question = Question("Connections", {"connections": {"ids": ["connection_790"]}})

    async def asked() -> Seen:
        async with Loopback() as server, client_for(server) as client:
            await client.ask(question)
            return server.seen[0]

    ours, theirs = asyncio.run(asked()), pasted(question, tmp_path, name=name)
    assert theirs.json == ours.json
    for header in ("authorization", "content-type", "source-platform"):
        assert theirs.headers[header] == ours.headers[header]


@needs_curl
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_ids_are_data_and_nothing_else(hostile: str, tmp_path: Path) -> None:
    """Quotes, substitutions and line breaks arrive as they are, and nothing of them is run."""
    question = Question("Connections", {"connections": {"ids": [hostile]}, hostile or "x": hostile})
    seen = pasted(question, tmp_path, platform=f"x {''.join(filter(str.isprintable, hostile))}".strip())
    assert seen.json["variables"] == question.variables
    assert list(tmp_path.iterdir()) == []


@needs_curl
@pytest.mark.parametrize("name", ["sh", "bash"])
@pytest.mark.parametrize(
    ("question", "words"),
    [
        (Question("Connections", {}), b"FILED_ACCESS_TOKEN: is not set: put the access token in it"),
        (Question(LOGIN, {"apiKey": "[API key]"}), b"FILED_API_KEY: is not set: put the API key in it"),
    ],
)
def test_without_the_secret_nothing_is_sent(question: Question, words: bytes, name: str, tmp_path: Path) -> None:
    """And the shell says what is missing."""
    command = f"curl() {{ touch sent; }}\n{curl_command(question, 'https://gateway.example/graphql', 'x')}"
    code, _, err = asyncio.run(shell(command, tmp_path, name, {}))
    assert code != 0
    assert words in err
    assert list(tmp_path.iterdir()) == []


@needs_curl
@pytest.mark.parametrize("name", ["sh", "bash"])
def test_the_login_command_takes_the_key_from_the_environment(name: str, tmp_path: Path) -> None:
    """The key reaches the body, and the command itself does not hold it."""
    question = Question(LOGIN, {"apiKey": "[API key]"})
    seen = pasted(question, tmp_path, name=name)
    assert seen.json["variables"] == {"apiKey": KEY}
    assert "authorization" not in seen.headers
    assert "[API key]" not in curl_command(question, "https://gateway.example/graphql", "x")


@needs_curl
@pytest.mark.parametrize("question", [Question("Connections", {}), Question(LOGIN, {"apiKey": "[API key]"})])
def test_the_secret_is_never_an_argument_of_curl(question: Question, tmp_path: Path) -> None:
    """A stub in curl's place writes down its arguments: neither token nor key is among them."""
    stub = tmp_path / "bin" / "curl"
    stub.parent.mkdir()
    stub.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$HOME/argv"\n', encoding="utf-8")
    stub.chmod(0o755)
    command = f'PATH="{stub.parent}:$PATH"; {curl_command(question, "https://gateway.example/graphql", "x")}'
    asyncio.run(shell(command, tmp_path))
    arguments = (tmp_path / "argv").read_text(encoding="utf-8")
    assert "gateway.example" in arguments
    assert TOKEN not in arguments
    assert KEY not in arguments


@needs_curl
def test_a_command_for_ten_thousand_ids_is_cut_and_still_runs(tmp_path: Path) -> None:
    """It stays within what a shell takes, and a comment says how many IDs are left."""
    ids: list[Json] = [f"job_work_{n:020}" for n in range(10_000)]
    question = Question("JobWorks", {"workspaceIds": ["workspace_1"], "jobWorks": {"ids": ids}})
    command = curl_command(question, "https://gateway.example/graphql", "x")
    assert len(command) <= MAX_COMMAND
    assert command.startswith("# Cut: 2500 of the 10000 values of jobWorks.ids.\n")
    assert pasted(question, tmp_path).json["variables"] == {
        "workspaceIds": ["workspace_1"],
        "jobWorks": {"ids": ids[:2500]},
    }


@pytest.mark.parametrize("variables", [{"x": "a" * 300_000}, {"ids": ["a" * 300_000]}, {"a.b": ["a"] * 90_000}])
def test_no_variables_make_a_command_too_long(variables: dict[str, Json]) -> None:
    """Even where there is no list to cut, the command is bounded and a comment says so."""
    command = curl_command(Question("Connections", variables), "https://gateway.example/graphql", "x")
    assert len(command) <= MAX_COMMAND
    assert command.startswith("# ")


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_quoted_as_one_word(name: str, value: str, platform: str) -> None:
    """The command is printable ASCII apart from the platform, splits as a shell splits it, and the body is intact."""
    question = Question("Connections", {name: [value]})
    words = shlex.split(curl_command(question, "https://gateway.example/graphql", platform))
    body = json.loads(words[words.index("--data-raw") + 1])
    assert body == {"operationName": "Connections", "query": document("Connections"), "variables": {name: [value]}}

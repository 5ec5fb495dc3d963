"""The command as a whole: help, version, and what it prints to be run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import SECONDS, Desk

HEAVY = ("httpx", "pydantic", "jinja2", "rich", "graphql", "starlette", "uvicorn", "rapidfuzz", "truststore")


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("wrong-connection")) as running:
        yield running


def test_the_curl_commands_of_the_evidence_really_work(desk: Desk, gateway: Gateway) -> None:
    """Each one, run by bash and curl with the token in the variable, gets an answer with data."""
    evidence = desk.run(gateway, "--json", "-").report.evidence
    assert len(evidence) >= 2
    for one in evidence:
        said = desk.shell(one.curl, environ={"FILED_ACCESS_TOKEN": gateway.access_token})
        assert said.code == 0, said.err
        assert json.loads(said.out)["data"]["me"] is not None
        assert gateway.access_token not in one.curl


@pytest.mark.parametrize("argv", [("--version",), ("--help",)])
def test_version_and_help_load_nothing_heavy(desk: Desk, argv: tuple[str, ...]) -> None:
    """What answers at once must not import the client, the models, the templates or the server."""
    script = f"import sys; from diagnose.cli import main; main({list(argv)!r}); print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True, text=True, cwd=desk.path, env=desk.process_environ(), check=True, timeout=SECONDS,
    )  # fmt: skip
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_help_is_printed_for_every_command(desk: Desk) -> None:
    """Each command explains itself on standard output, with exit code 0; none without one."""
    for argv in (
        ("--help",),
        ("-h",),
        ("run", "-h"),
        ("demo", "-h"),
        ("sandbox", "-h"),
        ("checks", "-h"),
        ("render", "-h"),
    ):
        said = desk.call(*argv)
        assert said.code == 0
        assert said.out.startswith(b"Usage: diagnose")
        assert said.err == ""
    assert re.fullmatch(rb"filed-diagnose \d+\.\d+\.\d+\S*\n", desk.call("--version").out)

"""``diagnose demo`` and ``diagnose sandbox``: scenarios found, played, and kept up."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from diagnose.sandbox import scenario, scenario_names
from tests.cli.calling import SECONDS, Desk


def test_the_demo_says_when_it_comes_out_differently(desk: Desk) -> None:
    """In a dialect that shows no artifacts, the scenario about a failed one cannot come out, and the demo says so."""
    said = desk.call("demo", "artifact-failed", "--dialect", "guarded", "-q")
    assert said.code == 1
    assert "This is not what scenario artifact-failed must give: the verdict is inconclusive, not problem" in said.err


def test_demo_lists_every_scenario_with_its_title(desk: Desk) -> None:
    """One line each, under headings that say what goes wrong, those in order first; on standard output."""
    said = desk.call("demo", "--list")
    groups = [group.splitlines() for group in said.out.decode().split("\n\n")]
    rows = {row.split()[0]: heading for heading, *rows in groups for row in rows}
    assert sorted(rows) == sorted(scenario_names())
    assert next(iter(rows)) == "healthy"
    assert all(scenario(row.split()[0]).title in row for _, *rows in groups for row in rows)
    assert rows["wrong-connection"] == "Workspace and connection"
    assert rows["token-expired"] == "Endpoint and sign-in"
    assert rows["ticket-contains-secret"] == "The ticket itself"
    assert said.err == ""


@pytest.mark.parametrize("command", ["demo", "sandbox"])
def test_without_the_sandbox_extra_the_command_says_what_to_install(desk: Desk, command: str) -> None:
    """One sentence with the command to type, exit code 2."""
    blocked = "import sys; sys.modules['starlette'] = None; from diagnose.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", blocked, command],
        capture_output=True, text=True, cwd=desk.path, env=desk.process_environ(), check=False, timeout=SECONDS,
    )  # fmt: skip
    assert done.returncode == 2
    (sentence,) = done.stderr.splitlines()
    assert "needs starlette" in sentence
    assert "pip install '.[sandbox]'" in sentence
    assert not any(desk.path.iterdir())


def test_the_demo_shows_the_ticket_and_leaves_it_beside_the_reports(desk: Desk) -> None:
    """Without a name an e-mail: it is printed, and what is left is what the scenario has, to the byte."""
    said = desk.call("demo")
    (mail,) = scenario("wrong-connection").sources
    assert said.code == 0, said.err
    assert "The ticket, left as diagnosis/ticket.eml:" in said.err
    assert "  Subject: [SUP-1007] createJobWorks succeeded" in said.err
    left = {path.name for path in (desk.path / "diagnosis").iterdir()}
    assert left == {"ticket.eml", "wrong-connection.html", "wrong-connection.json"}
    first = desk.files
    assert desk.call("demo", "-q").code == 0
    assert desk.files.keys() == first.keys(), "it replaces its own"
    assert desk.files["diagnosis/wrong-connection.json"] != first["diagnosis/wrong-connection.json"]
    assert (desk.path / "diagnosis/ticket.eml").read_bytes() == mail.data


def test_a_quiet_demo_leaves_the_ticket_and_says_one_line(desk: Desk) -> None:
    """The verdict, and nothing of the ticket."""
    said = desk.call("demo", "query-invalid", "-q", "--output-dir", "there")
    assert said.code == 0
    assert len(said.err.splitlines()) == 1
    assert (desk.path / "there/ticket.txt").exists()


def test_a_long_ticket_is_shown_from_its_beginning(desk: Desk) -> None:
    """A recording has many lines, and it is left as a file in any case."""
    said = desk.call("demo", "content-type-wrong")
    assert "more lines" in said.err
    assert (desk.path / "diagnosis/ticket.har").exists()


def free_port() -> str:
    """A port that nobody has: of those that no system gives unasked, so that nobody gets it meanwhile."""
    for port in random.sample(range(20_000, 30_000), 100):
        with closing(socket.socket()) as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return str(port)
    pytest.fail("none of a hundred ports is free")


@contextmanager
def kept_up(desk: Desk, *argv: str) -> Iterator[list[str]]:
    """Keep a sandbox up in a process of its own; yield what it says to type."""
    process = subprocess.Popen(
        [sys.executable, "-m", "diagnose", "sandbox", *argv, "--stop-after", "60s"],
        cwd=desk.path, env=desk.process_environ(), stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    lines: list[str] = []
    while not lines or not lines[-1].startswith("  diagnose run"):
        lines.append(process.stderr.readline())
        assert lines[-1], lines
    yield [line.strip() for line in lines if line.startswith("  ")]
    process.terminate()
    process.communicate(timeout=SECONDS)


def test_the_command_that_the_sandbox_prints_really_works(desk: Desk) -> None:
    """Pasted into a shell as it stands, it diagnoses the scenario's ticket."""
    (desk.path / "diagnose").write_text(f'#!/bin/sh\nexec {sys.executable} -m diagnose "$@"\n')
    (desk.path / "diagnose").chmod(0o755)
    with kept_up(desk, "wrong-connection") as typed:
        pasted = "\n".join(typed)
        said = desk.shell(f"PATH=$PWD:$PATH; {pasted} -q --json r.json")
    assert said.code == 1, said.err
    assert said.err == "Problem found: All 5 job works are in connection_790, not in connection_789.\n"
    assert typed[-1].endswith(" diagnosis/ticket.eml")


def test_the_sandbox_stops_by_itself(desk: Desk) -> None:
    """--stop-after ends it, with exit code 0."""
    said = desk.call("sandbox", "healthy", "--stop-after", "100ms")
    assert said.code == 0
    assert "export FILED_ACCESS_TOKEN=" in said.err


def test_the_sandbox_takes_port_dialect_and_fault(desk: Desk) -> None:
    """A run against it sees the dialect and the fault that were asked for."""
    port = free_port()
    environ = {"FILED_ACCESS_TOKEN": "wrong-token", "FILED_ENDPOINT": f"http://127.0.0.1:{port}/graphql"}
    asked = ("run", "--connection", "c", "--json", "-", "-q", "--deadline", "5s")
    with kept_up(desk, "healthy", "--port", port, "--dialect", "http-401"):
        said = desk.call(*asked, environ=environ)
    assert (said.code, said.report.evidence[0].status) == (3, 401)
    with kept_up(desk, "healthy", "--port", port, "--fault", "web-page"):
        said = desk.call(*asked, environ=environ)
    assert [finding.code for finding in said.report.findings] == ["endpoint-not-graphql"]

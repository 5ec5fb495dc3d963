"""What was read, shown before anything is asked: ``--dry-run``, and the card on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterator

import pytest

from diagnose.sandbox import Gateway, scenario, serve
from tests.checks.tickets import CONNECTION, JOB_WORKS, LIST, TOKEN, body, curl, listing
from tests.cli.calling import Desk, put

REQUEST = curl(body(LIST, listing(*JOB_WORKS[:2])))
HOSTILE = "\x1b]52;c;bWFkZS11cA==\x07\x1b[31m\u202e"


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running


def test_a_dry_run_asks_nothing_and_needs_nobody_to_sign_in(desk: Desk, gateway: Gateway) -> None:
    """It shows what was read, where each ID stood and what would be asked; exit 0, no file, no request."""
    put(desk, a=f"connection: connection_789\n\n{REQUEST}\n", b="Regards\n")
    asked = len(gateway.requests)
    said = desk.call("run", "a.txt", "b.txt", "--dry-run", environ={"FILED_ENDPOINT": gateway.client_url})
    assert (said.code, said.out, len(gateway.requests)) == (0, b"", asked)
    assert set(desk.files) == {"a.txt", "b.txt"}
    shown = " ".join(said.err.split())
    assert f"connection: {CONNECTION} (a.txt, line 7)" in shown
    assert f"not sure: {CONNECTION} was taken because" in shown
    assert "but the ticket has connection_789 too" in shown
    assert "secrets in the ticket: 1 (not stored, not printed)" in shown
    assert f"Would first ask {gateway.client_url}, in 1 request: TicketChain" in shown
    assert TOKEN not in said.err


def test_a_dry_run_offline_would_ask_nothing(desk: Desk) -> None:
    """Both together say so."""
    put(desk, a=REQUEST)
    said = desk.call("run", "a.txt", "--dry-run", "--offline")
    assert (said.code, said.err.rstrip().endswith("Nothing would be asked.")) == (0, True)


def test_the_card_is_for_terminals_and_harmless(desk: Desk, gateway: Gateway) -> None:
    """On a terminal, what was read is shown first, hostile characters as code points; in a pipe there is no card."""
    put(desk, ticket=f"{REQUEST}\n\n{curl(body(LIST, listing(f'job_work_1{HOSTILE}23')))}\n")
    argv = ("run", "ticket.txt", "--offline", "--json", "report.json")
    shown = on_terminal(desk, *argv)
    assert "What I read" in shown
    assert f"connection: {CONNECTION} (line" in shown
    assert "job_work_1\\u{1b}]52;" in shown
    assert "\x1b]" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown
    assert TOKEN not in shown
    assert "What I read" not in desk.spawn(*argv).err
    assert "What I read" not in on_terminal(desk, *argv, "--quiet")


def on_terminal(desk: Desk, *argv: str) -> str:
    """Run with standard error on a terminal, and return what it showed."""
    ours, theirs = pty.openpty()
    environ = desk.process_environ({"TERM": "xterm-256color"})
    with subprocess.Popen(
        [sys.executable, "-m", "diagnose", *argv], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=theirs,
        cwd=desk.path, env=environ,
    ) as process:  # fmt: skip
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break  # the other end is closed: how a terminal says that it is over
            if not piece:
                break
            shown += piece
        process.wait(60)
    os.close(ours)
    return shown.decode()

"""Terminals, pipes and closed streams: the verdict is the same, and nobody sees a traceback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from diagnose.report import Report
from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk, pointed_at, ticket_options
from tests.parts import parted

TICKET = " ".join(ticket_options(scenario("wrong-connection").ticket))
RUN = f"$DIAGNOSE run {TICKET}"
ENDLESS = """printf '{"log": {"version": "1.2", "entries": ['; yes '    '"""


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("wrong-connection")) as running:
        yield running


SHELL = {
    "stdout-closed": (f"{RUN} -q >&-", 1, "Problem found"),
    "stdout-closed-but-asked-for": (f"{RUN} --json - >&-", 2, "Standard output is closed"),
    "stderr-closed": (f"{RUN} 2>&-", 1, ""),
    "everything-closed": (f"{RUN} <&- >&- 2>&-", 1, ""),
    "stderr-full": (f"{RUN} -v 2>/dev/full", 1, ""),
    "stdout-full": (f"{RUN} -q --json - >/dev/full", 3, "Cannot write to standard output: No space left"),
    "stdin-closed-without-credentials": (f"FILED_ACCESS_TOKEN= {RUN} <&-", 2, "No credentials"),
    "stdin-closed-as-token-file": (f"{RUN} --token-file - <&-", 2, "standard input is closed"),
    "reader-of-the-report-gone": (f"{RUN} -q --html - | true; exit ${{PIPESTATUS[0]}}", 1, "Problem found"),
    "reader-of-the-words-gone": (f"({RUN} -v 2>&1; echo $? >code) | true; exit $(cat code)", 1, ""),
    "no-locale": (f"LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 {RUN}", 1, "x Wrong connection ID"),
    "ascii-verbose": (f"PYTHONIOENCODING=ascii {RUN} -v", 1, "-> TicketChain"),
    "dumb-and-narrow": (f"TERM=dumb COLUMNS=20 {RUN}", 1, "connection_790"),
    "no-width": (f"COLUMNS=0 {RUN}", 1, "connection_790"),
    "a-device-as-source": ("$DIAGNOSE run --offline /dev/zero", 2, "It is not text, so it was not read."),
    "a-stream-without-end": (f"({ENDLESS}) | {RUN} --deadline 1s -; exit ${{PIPESTATUS[1]}}", 3, "Could not decide"),
    "checks-closed": ("$DIAGNOSE checks >&-", 0, ""),
    "checks-full": ("$DIAGNOSE checks >/dev/full", 2, "No space left"),
    "checks-reader-gone": ("$DIAGNOSE checks --report-schema | true; exit ${PIPESTATUS[0]}", 0, ""),
    "version-closed": ("$DIAGNOSE --version >&-", 0, ""),
}


QUICK = {"everything-closed", "stdout-full", "reader-of-the-report-gone", "no-locale", "a-stream-without-end"}


@pytest.mark.parametrize("name", parted(SHELL, QUICK))
def test_the_state_of_the_streams_changes_no_verdict(desk: Desk, gateway: Gateway, name: str) -> None:
    """Closed, full, narrow, ASCII or abandoned: the exit code is the verdict's, or 2 or 3 with a sentence."""
    script, code, says = SHELL[name]
    said = desk.shell(script, environ=pointed_at(gateway))
    assert said.code == code, said.err
    assert says in said.err
    assert "Traceback" not in said.err
    assert "Exception ignored" not in said.err


def test_a_gone_reader_of_the_report_does_not_cost_the_other_one(desk: Desk, gateway: Gateway) -> None:
    """With one report into a pipe that nobody reads, the other one is still written."""
    said = desk.shell(f"{RUN} -q --html - --json r.json | true; exit ${{PIPESTATUS[0]}}", environ=pointed_at(gateway))
    assert said.code == 1, said.err
    assert Report.model_validate_json(desk.files["r.json"]).verdict.status == "problem"


def test_no_line_is_wider_than_the_terminal(desk: Desk, gateway: Gateway) -> None:
    """At twenty columns every line fits, but for a path that cannot be broken."""
    said = desk.run(gateway, "--json", "r.json", environ={"COLUMNS": "20", "TERM": "dumb"})
    assert max(len(line) for line in said.err.splitlines()) <= 20


def test_no_colour_without_a_terminal(desk: Desk, gateway: Gateway) -> None:
    """What goes into a pipe or a file has no escape sequences."""
    said = desk.run(gateway, "-v", "--json", "r.json")
    assert "\x1b" not in said.err


def test_the_real_command_gives_the_same_words_as_the_call(desk: Desk, gateway: Gateway) -> None:
    """The process and the library entry point print the same, to the character, apart from times."""
    argv = ("run", *ticket_options(gateway.scenario.ticket), "--json", "r.json")
    called = desk.call(*argv, environ=pointed_at(gateway))
    spawned = desk.spawn(*argv, environ=pointed_at(gateway))
    assert spawned.err == called.err
    assert (spawned.code, called.code) == (1, 1)
    assert spawned.out == called.out == b""

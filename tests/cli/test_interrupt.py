"""Ctrl-C and SIGTERM, for real: signals to a process that asks, decides and writes.

The thorough part sends 200 of them, at moments that a seed gives.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from diagnose.report import Report, report_schema
from diagnose.sandbox import Faults, Gateway, scenario, serve
from tests.cli.calling import Desk
from tests.packages import CHECKS, installed, one_module
from tests.parts import parted

CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}
SCHEMA = jsonschema.Draft202012Validator(report_schema())


def valid(desk: Desk) -> Report:
    """The JSON report, after both were found whole, and nothing beside them."""
    assert sorted(desk.files) == ["r.html", "r.json"]
    SCHEMA.validate(json.loads(desk.files["r.json"]))
    assert desk.files["r.html"].rstrip().endswith(b"</html>")
    return Report.model_validate_json(desk.files["r.json"])


@pytest.mark.parametrize("number", CODES)
def test_a_signal_leaves_valid_reports_and_its_exit_code(desk: Desk, number: signal.Signals) -> None:
    """What is known by then is judged and written."""
    with serve(scenario("wrong-connection"), faults=Faults(latency_ms=20_000)) as gateway:
        started = desk.start(gateway, "--json", "r.json", "--html", "r.html")
        started.process.send_signal(number)
        said = started.ended()
    assert said.code == CODES[number], said.err
    assert said.out == b""
    assert "interrupted" in said.err
    assert "Traceback" not in said.err
    written = valid(desk)
    assert written.run.interrupted
    assert (written.verdict.status, written.verdict.causes) == ("inconclusive", ())


GREEDY = """
import time
from diagnose.plugin import Check, Passed
def decide(ctx):
    open("began", "w").close()
    time.sleep(60)
    return Passed("x")
CHECKS = (Check("acme-greedy", "A guest that takes its time", "A rule.", "https://acme.example/docs", (), decide),)
"""


def guest_at_work(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a run in which a guest begins, says so by a file, and goes on for a minute."""
    site = installed(tmp_path_factory.mktemp("site"), [one_module("acme-greedy", GREEDY, CHECKS, "CHECKS")])
    return {"PYTHONPATH": os.pathsep.join([str(site.packages), desk.process_environ()["PYTHONPATH"]])}


def wait_for(path: Path) -> None:
    until = time.monotonic() + 60
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.01)


@pytest.mark.parametrize("number", parted(CODES, {signal.SIGTERM}))
def test_a_signal_while_a_guest_decides_ends_the_guest_and_not_the_report(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, number: signal.Signals
) -> None:
    """All that was asked is known: the cause is named, and the guest is an error row that says why."""
    desk.environ.update(guest_at_work(desk, tmp_path_factory))
    with serve(scenario("wrong-connection")) as gateway:
        started = desk.start(gateway, "--json", "r.json", "--html", "r.html", "--deadline", "10m")
        wait_for(desk.path / "began")
        started.process.send_signal(number)
        said = started.ended()
    (desk.path / "began").unlink()
    assert said.code == CODES[number], said.err
    assert "Traceback" not in said.err
    written = valid(desk)
    assert written.run.interrupted
    assert [cause.code for cause in written.verdict.causes] == ["connection-mismatch"]
    (row,) = [row for row in written.checks if row.id == "acme-greedy"]
    assert row.outcome == "error"
    assert row.reason == "the check broke: it was still at it when the run was interrupted"


@pytest.mark.parametrize("number", parted(CODES, {signal.SIGINT}))
def test_a_second_signal_ends_at_once(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, number: signal.Signals
) -> None:
    """Here, while nobody takes the report from a pipe: no traceback, nothing half written, the exit code stays."""
    os.mkfifo(desk.path / "pipe")
    with serve(scenario("healthy")) as gateway:
        started = desk.start(gateway, "--json", "pipe", "--html", "r.html", "-q")
        wait_for(desk.path / "r.html")
        started.process.send_signal(number)
        time.sleep(0.2)
        assert started.process.poll() is None
        started.process.send_signal(number)
        said = started.ended()
    assert said.code == CODES[number]
    assert said.err == ""
    assert sorted(path.name for path in desk.path.iterdir()) == ["pipe", "r.html"]


@pytest.mark.parametrize("number", parted(CODES, {signal.SIGTERM}))
def test_before_the_first_question_nothing_is_left(desk: Desk, number: signal.Signals) -> None:
    """A run that waits for its ticket on standard input ends, with a word and without a file."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from diagnose.cli import script; print('up', flush=True); script()", "run", "-"],
        cwd=desk.path, env=desk.process_environ(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.3)
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == CODES[number], err
    assert b"Traceback" not in err
    assert not any(desk.path.iterdir())


def test_ctrl_c_in_the_second_round_keeps_what_the_first_one_showed(desk: Desk) -> None:
    """A report of an interrupted run holds the answers that came, and their evidence."""
    faults = Faults(latency_ms=20_000, only_operation="Search")
    with serve(scenario("wrong-connection"), faults=faults) as gateway:
        started = desk.start(gateway, "--json", "r.json", "--html", "r.html", "-q")
        until = time.monotonic() + 20
        while "Search" not in {request.operation for request in gateway.requests} and time.monotonic() < until:
            time.sleep(0.02)
        started.process.send_signal(signal.SIGINT)
        said = started.ended()
    written = valid(desk)
    assert said.code == 130, said.err
    assert written.evidence[0].operation == "TicketChain"
    assert written.evidence[0].outcome == "ok"
    assert {row.id: row.outcome for row in written.checks}["workspace-access"] == "pass"
    assert said.err.count("\n") == 1


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("wrong-connection"), faults=Faults(latency_ms=30)) as running:
        yield running


@pytest.fixture(scope="module")
def usual_time(gateway: Gateway, tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds that a run takes from its first question on."""
    started = Desk(tmp_path_factory.mktemp("usual")).start(gateway, "--json", "r.json")
    begin = time.monotonic()
    assert started.ended().code == 1
    return time.monotonic() - begin


@pytest.mark.parametrize("seed", parted(range(203), range(3)))
def test_a_signal_at_any_moment_leaves_valid_reports(
    desk: Desk, gateway: Gateway, usual_time: float, seed: int
) -> None:
    """From the first question on, whatever is under way; one that comes when all is done changes nothing any more."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    number, moment = chance.choice([*CODES]), chance.uniform(0, usual_time)
    started = desk.start(gateway, "--json", "r.json", "--html", "r.html")
    time.sleep(moment)
    late = started.process.poll() is not None
    started.process.send_signal(number)
    said = started.ended()
    assert "Traceback" not in said.err, said.err
    assert "Exception ignored" not in said.err, said.err
    complete = not valid(desk).run.interrupted
    assert said.code == CODES[number] or ((late or complete) and said.code == 1), said


def test_ctrl_c_stops_the_sandbox_politely(desk: Desk) -> None:
    """The embedded gateway ends at Ctrl-C, without a traceback."""
    process = subprocess.Popen(
        [sys.executable, "-m", "diagnose", "sandbox", "healthy", "--stop-after", "30s"],
        cwd=desk.path, env=desk.process_environ(), stderr=subprocess.PIPE, bufsize=0,
    )  # fmt: skip
    assert process.stderr is not None
    first = process.stderr.readline()
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=10)
    assert first.startswith(b"healthy:")
    assert process.returncode == 0
    assert rest.endswith(b"Stopped.\n")
    assert b"Traceback" not in rest

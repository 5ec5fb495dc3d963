"""Ctrl-C, for real: a signal to a process that waits for a slow gateway."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time

import jsonschema  # type: ignore[import-untyped]
import pytest

from diagnose.report import report_schema
from diagnose.sandbox import Faults, scenario, serve
from tests.cli.calling import Desk


@pytest.mark.parametrize("signals", [1, 2])
def test_ctrl_c_leaves_valid_reports_and_exit_code_130(desk: Desk, signals: int) -> None:
    """What is known by then is judged and written; a second Ctrl-C neither hangs nor shows a traceback."""
    with serve(scenario("wrong-connection"), faults=Faults(latency_ms=20_000)) as gateway:
        process = desk.start(gateway, "--json", "r.json", "--html", "r.html").process
        for _ in range(signals):
            process.send_signal(signal.SIGINT)
            time.sleep(0.05)
        out, err = process.communicate(timeout=10)
    assert process.returncode == 130, err
    assert out == b""
    assert b"Traceback" not in err
    if signals == 1:
        written = json.loads(desk.files["r.json"])
        jsonschema.Draft202012Validator(report_schema()).validate(written)
        assert written["run"]["interrupted"] is True
        assert written["verdict"]["status"] == "inconclusive"
        assert written["verdict"]["causes"] == []
        assert desk.files["r.html"].rstrip().endswith(b"</html>")
        assert b"interrupted" in err


def test_ctrl_c_in_the_second_round_keeps_what_the_first_one_showed(desk: Desk) -> None:
    """A report of an interrupted run holds the answers that came, and their evidence."""
    faults = Faults(latency_ms=20_000, only_operation="Search")
    with serve(scenario("wrong-connection"), faults=faults) as gateway:
        process = desk.start(gateway, "--json", "r.json", "-q").process
        until = time.monotonic() + 20
        while "Search" not in {one.operation for one in gateway.requests} and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=10)
    written = json.loads(desk.files["r.json"])
    assert process.returncode == 130, err
    assert written["evidence"][0]["operation"] == "TicketChain"
    assert written["evidence"][0]["outcome"] == "ok"
    assert {row["id"]: row["outcome"] for row in written["checks"]}["workspace-access"] == "pass"
    assert err.count(b"\n") == 1


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

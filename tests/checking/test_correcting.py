"""The corrected request in the report, and that it really brings what was missing."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from diagnose.report import Report
from diagnose.sandbox import Gateway, scenario, scenario_names, serve
from tests.diagnosis.playing import played

CURED = [
    "id-not-clean",
    "job-work-outside-filter",
    "job-work-outside-window",
    "query-omits-artifacts",
    "query-variables-invalid",
    "wrong-connection",
    "wrong-connection-and-filter",
    "wrong-connection-and-selection",
    "wrong-connection-and-window",
]
"""Scenarios with a request of the customer's that a change cures."""


def ran(gateway: Gateway, report: Report) -> str:
    """What the real curl prints for the command in the report, sent to where the scenario is played now."""
    (corrected,) = report.corrected
    done = subprocess.run(
        ["bash", "-c", corrected.curl.replace(report.run.endpoint, gateway.client_url)],
        capture_output=True, text=True, check=True, timeout=30,
        env={"PATH": os.environ["PATH"], "FILED_ACCESS_TOKEN": gateway.access_token, "NO_PROXY": "127.0.0.1"},
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("name", CURED)
def test_the_command_in_the_report_brings_the_rows(name: str) -> None:
    """Run by bash and curl as they are."""
    report = played(name)
    with serve(scenario(name)) as gateway:
        answer = json.loads(ran(gateway, report))
    assert "errors" not in answer
    shown = json.dumps(answer)
    assert all(some_id in shown for some_id in report.ticket.job_work_ids)
    assert "artifactId" in shown or "query-omits-artifacts" not in name


def test_every_other_scenario_with_a_request_says_nothing_of_one() -> None:
    """A tie has no right request, and no request cures a failed artifact."""
    others = [name for name in scenario_names() if name not in CURED]
    assert [name for name in others if played(name).corrected] == []


def test_it_says_what_it_cures_and_what_changed() -> None:
    """And which answer shows the rows already."""
    (one,) = played("wrong-connection-and-window").corrected
    assert one.request == "GetJobWorks"
    assert set(one.cures) <= {cause.finding for cause in played("wrong-connection-and-window").verdict.causes}
    assert one.changes == ("connection_789 is now connection_790", "limit 50 is now 200", "offset 50 is now 0")
    assert one.shown_by == ("E2",)

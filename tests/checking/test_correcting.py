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
    "authorization-expired",
    "authorization-malformed",
    "content-type-wrong",
    "id-not-clean",
    "job-work-outside-filter",
    "job-work-outside-window",
    "method-wrong",
    "query-omits-artifacts",
    "query-variables-invalid",
    "wrong-connection",
    "wrong-connection-and-filter",
    "wrong-connection-and-selection",
    "wrong-connection-and-window",
]
"""Scenarios with a request of the customer's that a change cures."""


def ran(gateway: Gateway, report: Report, command: str, shell: str = "bash") -> str:
    """What a command of the report prints in a shell, with the real curl, sent to where the scenario is played now."""
    done = subprocess.run(
        [shell, "-c", command.replace(report.run.endpoint, gateway.client_url)],
        capture_output=True, text=True, check=True, timeout=30,
        env={"PATH": os.environ["PATH"], "FILED_ACCESS_TOKEN": gateway.access_token, "NO_PROXY": "127.0.0.1"},
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("name", CURED)
def test_the_command_in_the_report_brings_the_rows(name: str) -> None:
    """Run by bash and curl as they are."""
    report = played(name)
    (corrected,) = report.corrected
    with serve(scenario(name)) as gateway:
        answer = json.loads(ran(gateway, report, corrected.curl))
    assert "errors" not in answer
    shown = json.dumps(answer)
    assert all(some_id in shown for some_id in report.ticket.job_work_ids)
    assert "artifactId" in shown or "query-omits-artifacts" not in name


@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_six_lines_show_both(shell: str) -> None:
    """The request as it was sent brings nothing, the corrected one every row."""
    report = played("wrong-connection")
    (corrected,) = report.corrected
    assert len(corrected.reproduction.splitlines()) == 6
    with serve(scenario("wrong-connection")) as gateway:
        as_sent, put_right = ran(gateway, report, corrected.reproduction, shell).split("Corrected:")
    assert '"jobWorks":[]' in as_sent.replace(" ", "")
    assert all(some_id in put_right for some_id in report.ticket.job_work_ids)


def test_every_other_scenario_with_a_request_says_nothing_of_one() -> None:
    """A tie has no right request, and no request cures a failed artifact."""
    others = [name for name in scenario_names() if name not in CURED]
    assert [name for name in others if played(name).corrected] == []


def test_it_says_what_it_cures_and_what_changed() -> None:
    """And which answer shows the rows already."""
    (one,) = played("wrong-connection-and-window").corrected
    assert one.request == "GetJobWorks"
    assert set(one.cures) <= {cause.finding for cause in played("wrong-connection-and-window").verdict.causes}
    assert [(change.of, change.text) for change in one.changes] == [
        ("id", "connection_789 is now connection_790"),
        ("query", "limit 50 is now 200"),
        ("query", "offset 50 is now 0"),
    ]
    assert one.shown_by == ("E2",)

"""Every kind of wrong ID in a customer's own request: the corrected one brings the rows, by the real curl."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from diagnose.report import Certainty, TrialOutcome
from diagnose.sandbox import scenario, serve
from tests.checks.tickets import LIST
from tests.diagnosis.corrected_tickets import WRONG, diagnosed
from tests.verifying.failing import loose_ends
from tests.verifying.mutants import mutants


@pytest.mark.parametrize("name", WRONG)
def test_the_corrected_request_brings_the_rows(name: str) -> None:
    """What the run tried itself is counted apart and proven; no report with a changed fact is believed."""
    with serve(scenario(name)) as gateway:
        report = diagnosed(gateway, name)
        assert report.run.requests == len(gateway.requests)
        (corrected,) = report.corrected
        done = subprocess.run(
            ["sh", "-c", corrected.curl], capture_output=True, text=True, check=True, timeout=30,
            env={"PATH": os.environ["PATH"], "FILED_ACCESS_TOKEN": gateway.access_token, "NO_PROXY": "127.0.0.1"},
        )  # fmt: skip
    came = json.loads(done.stdout)
    (workspace,) = came["data"]["me"]["workspaces"]
    (connection,) = workspace["connections"]
    assert connection["jobWorks"]
    assert "errors" not in came
    assert report.run.round_trips <= 3
    assert report.run.tried == (1 if corrected.tried else 0)
    assert corrected.tried is None or corrected.tried.outcome is TrialOutcome.RETURNED
    assert loose_ends(report) == []
    assert [what for what, mutant in mutants(report) if not loose_ends(mutant)] == []


def test_a_misspelt_query_is_tried_as_it_was_meant() -> None:
    """No answer of the run shows that; the corrected one's does."""
    with serve(scenario("healthy")) as gateway:
        report = diagnosed(gateway, "healthy", LIST.replace("jobWorks(", "jobworks("))
    (corrected,) = report.corrected
    assert [change.text for change in corrected.changes] == ["`jobworks` is spelled `jobWorks`"]
    assert corrected.tried is not None
    assert corrected.tried.outcome is TrialOutcome.RETURNED
    cause = next(each for each in report.verdict.causes if each.code == "query-invalid")
    assert cause.certainty is Certainty.PROVEN
    assert loose_ends(report) == []

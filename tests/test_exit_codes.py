"""One contract of exit codes for every format."""

from __future__ import annotations

import pytest

from diagnose.exit_codes import Exit, exit_code
from diagnose.report import Status
from tests.reports.examples import healthy


@pytest.mark.parametrize(
    ("status", "plain", "strict"),
    [
        (Status.HEALTHY, 0, 0),
        (Status.WARNING, 0, 1),
        (Status.PROBLEM, 1, 1),
        (Status.INCONCLUSIVE, 3, 3),
    ],
)
def test_the_verdict_decides_and_strict_moves_warnings_only(status: Status, plain: int, strict: int) -> None:
    """0 healthy, 1 a problem, 3 inconclusive; an interrupted run is 130, whatever it had found by then."""
    report = healthy()
    report = report.model_copy(update={"verdict": report.verdict.model_copy(update={"status": status})})
    assert (exit_code(report), exit_code(report, strict=True)) == (plain, strict)
    stopped = report.model_copy(update={"run": report.run.model_copy(update={"interrupted": True})})
    assert exit_code(stopped) is exit_code(stopped, strict=True) is Exit.INTERRUPTED

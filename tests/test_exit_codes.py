"""One exit code for each verdict, the same for every format."""

from __future__ import annotations

import pytest

from diagnose.exit_codes import Exit, exit_code
from diagnose.report import Status
from tests.diagnosis.playing import played

VERDICTS = (
    (Status.HEALTHY, False, False, Exit.HEALTHY),
    (Status.HEALTHY, False, True, Exit.HEALTHY),
    (Status.WARNING, False, False, Exit.HEALTHY),
    (Status.WARNING, False, True, Exit.PROBLEM),
    (Status.PROBLEM, False, False, Exit.PROBLEM),
    (Status.INCONCLUSIVE, False, False, Exit.INCONCLUSIVE),
    (Status.INCONCLUSIVE, False, True, Exit.INCONCLUSIVE),
    (Status.PROBLEM, True, False, Exit.INTERRUPTED),
    (Status.INCONCLUSIVE, True, True, Exit.INTERRUPTED),
)


@pytest.mark.parametrize(("status", "interrupted", "strict", "code"), VERDICTS)
def test_exit_codes(status: Status, interrupted: bool, strict: bool, code: Exit) -> None:
    """Each verdict has its exit code; strict counts a warning as a problem; an interrupted run is 130 whatever came."""
    report = played("healthy")
    changed = report.model_copy(
        update={
            "verdict": report.verdict.model_copy(update={"status": status}),
            "run": report.run.model_copy(update={"interrupted": interrupted}),
        }
    )
    assert exit_code(changed, strict=strict) is code

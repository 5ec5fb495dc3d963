"""Steps that are true and still do not show the cause."""

from __future__ import annotations

import pytest

from diagnose.report import ProofClaim, Report
from tests.diagnosis.playing import played
from tests.verifying.failing import loose_ends


def without(name: str, *claims: ProofClaim) -> Report:
    """A scenario's report whose first cause has lost the steps that make these claims."""
    report = played(name)
    first, *others = report.verdict.causes
    kept = tuple(step for step in first.proof if step.claim not in claims)
    causes = (first.model_copy(update={"proof": kept or report.verdict.causes[0].proof[:0]}), *others)
    return report.model_copy(update={"verdict": report.verdict.model_copy(update={"causes": causes})})


@pytest.mark.parametrize(
    ("name", "claim", "missing"),
    [
        ("wrong-connection", ProofClaim.LISTS, "where the rest of the ticket lives"),
        ("one-job-work-elsewhere", ProofClaim.LISTS, "where job_work_"),
        ("job-work-is-a-work", ProofClaim.IS_KIND, "what work_83112 is"),
        ("artifact-stuck", ProofClaim.STATUS, "the status of artifact_41013"),
        ("artifact-stuck", ProofClaim.AGE, "how old artifact_41013 is"),
    ],
)
def test_a_cause_that_lost_a_step_is_refused(name: str, claim: ProofClaim, missing: str) -> None:
    """What is left is true, and does not show it."""
    ends = loose_ends(without(name, claim))
    assert any(missing in end for end in ends), ends

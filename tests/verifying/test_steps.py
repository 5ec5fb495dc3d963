"""Each claim of a step, against facts that bear it out and facts that do not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from diagnose.outcome import Outcome
from diagnose.report import Evidence, Facts, ProofClaim, ProofStep, Subject, SubjectKind
from diagnose.report_proof import ErrorFact, IdFact, ListFact, StateFact
from diagnose.verifying.recorded import Recorded
from diagnose.verifying.steps import objections

NOW = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
BEGAN = NOW - timedelta(seconds=8)
"""The run: what it asked for here came late."""
CONNECTION, JOB_WORK = SubjectKind.CONNECTION, SubjectKind.JOB_WORK
EMPTY = ListFact(of=JOB_WORK, under="connection_1", by=JOB_WORK, asked=("job_work_1",), rows=0)
FULL = EMPTY.model_copy(update={"ids": ("job_work_1",), "rows": 1})
ROW = IdFact(id="job_work_1", connection_id="connection_1", work_id="work_1", artifacts=0)
WAITING = StateFact(
    kind=SubjectKind.ARTIFACT, id="artifact_1", status="pending", created_at=NOW - timedelta(seconds=600)
)


def step(
    claim: ProofClaim, kind: SubjectKind, some_id: str, about: str | None = None, value: str | None = None
) -> ProofStep:
    """A step about a job work, if about anything."""
    below = Subject(kind=JOB_WORK, id=about) if about else None
    return ProofStep(
        claim=claim, subject=Subject(kind=kind, id=some_id), object=below, value=value, evidence="E1", text="so it is"
    )


def against(one: ProofStep, facts: Facts) -> list[str]:
    """What is wrong with the step."""
    evidence = Evidence(
        id="E1", operation="Chain", at=NOW, duration_ms=1, status=200, attempts=1, request_id=None,
        variables={"ids": ["job_work_1", "CONNECTION_1"]}, outcome=Outcome.OK, curl="", facts=facts,
    )  # fmt: skip
    return list(objections(one, Recorded(evidence), BEGAN))


LISTS = step(ProofClaim.LISTS, CONNECTION, "connection_1", "job_work_1")
MISSES = step(ProofClaim.LISTS_NOT, CONNECTION, "connection_1", "job_work_1")


@pytest.mark.parametrize(
    ("one", "facts"),
    [
        (LISTS, Facts(lists=(FULL,), job_works=(ROW,))),
        (MISSES, Facts(lists=(EMPTY,))),
        (step(ProofClaim.NOT_FOUND, JOB_WORK, "job_work_1"), Facts(lists=(EMPTY,))),
        (step(ProofClaim.IS_KIND, JOB_WORK, "work_1", value="work"), Facts(job_works=(ROW,))),
        (step(ProofClaim.STATUS, SubjectKind.ARTIFACT, "artifact_1", value="pending"), Facts(states=(WAITING,))),
        (step(ProofClaim.AGE, SubjectKind.ARTIFACT, "artifact_1", value="592"), Facts(states=(WAITING,))),
        (step(ProofClaim.COUNT, JOB_WORK, "job_work_1", value="0"), Facts(job_works=(ROW,))),
        (step(ProofClaim.ERROR, SubjectKind.TOKEN, "t", value="no"), Facts(errors=(ErrorFact(message="no"),))),
    ],
)
def test_a_step_follows_from_its_facts(one: ProofStep, facts: Facts) -> None:
    """And from nothing: without them it does not."""
    assert against(one, facts) == []
    assert against(one, Facts()) != []


@pytest.mark.parametrize(
    ("one", "facts"),
    [
        (LISTS, Facts(lists=(EMPTY,), job_works=(ROW,))),
        (LISTS, Facts(lists=(FULL, FULL.model_copy(update={"under": "connection_2"})), job_works=(ROW,))),
        (MISSES, Facts(lists=(EMPTY.model_copy(update={"trouble": "cut short"}),))),
        (MISSES, Facts(lists=(EMPTY.model_copy(update={"asked": ()}),))),
        (MISSES, Facts(lists=(EMPTY, FULL))),
        (step(ProofClaim.IS_KIND, JOB_WORK, "job_work_1", value="job_work"), Facts(job_works=(ROW,))),
        (step(ProofClaim.IS_KIND, JOB_WORK, "work_1", value="a wizard"), Facts(job_works=(ROW,))),
        (step(ProofClaim.AGE, SubjectKind.ARTIFACT, "artifact_1", value="86400"), Facts(states=(WAITING,))),
        (step(ProofClaim.AGE, SubjectKind.ARTIFACT, "artifact_1", value="9" * 400), Facts(states=(WAITING,))),
        (step(ProofClaim.LISTS, CONNECTION, "connection_1"), Facts(lists=(FULL,), job_works=(ROW,))),
    ],
)
def test_a_step_that_its_facts_do_not_bear_out_is_refused(one: ProofStep, facts: Facts) -> None:
    """Each in one way that a changed report may be wrong."""
    assert against(one, facts) != []


def test_spellings_of_a_uuid_are_one_id() -> None:
    """Case and hyphens do not count."""
    spelled = "0787C0DE2F964063BC67BA94637D6EFA"
    usual = "0787c0de-2f96-4063-bc67-ba94637d6efa"
    row = ROW.model_copy(update={"id": usual})
    listed = FULL.model_copy(update={"ids": (usual,), "asked": (spelled,)})
    one = step(ProofClaim.LISTS, CONNECTION, "connection_1", spelled)
    assert against(one, Facts(lists=(listed,), job_works=(row,))) == []

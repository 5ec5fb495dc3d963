"""From rows to the verdict: what explains what, which cause comes first, and what the headline says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnose.checking.results import Ask, Found, Result, Skipped, Unknown
from diagnose.checking.runner import run_checks
from diagnose.checking.verdict import judge, questions
from diagnose.report import Status, Subject, SubjectKind
from tests.checking.making import CONNECTION, PASS, WORKSPACE, context, finding, judged, making


def test_caused_by() -> None:
    """A finding that is because of a subject is caused by that subject's own finding, and is no cause itself."""
    found = judged(making("a", Found((finding("bad", WORKSPACE), finding("bad", CONNECTION, (WORKSPACE,))))))
    assert [draft.caused_by for draft in found.findings] == [None, "F1"]
    assert [(cause.finding, cause.explains) for cause in found.verdict.causes] == [("F1", ("F2",))]


def test_chain_of_causes() -> None:
    """In a chain of explanations every consequence points at the root, not at the next one."""
    job_work = Subject(kind=SubjectKind.JOB_WORK, id="job_work_1")
    findings = (
        finding("bad", job_work, (CONNECTION,)),
        finding("bad", CONNECTION, (WORKSPACE,)),
        finding("bad", WORKSPACE),
    )
    found = judged(making("a", Found(findings)))
    assert [draft.caused_by for draft in found.findings] == ["F3", "F3", None]


def test_circle_of_causes() -> None:
    """Findings that explain one another in a circle have one root, the first one found."""
    found = judged(
        making("a", Found((finding("bad", WORKSPACE, (CONNECTION,)), finding("bad", CONNECTION, (WORKSPACE,)))))
    )
    assert [draft.caused_by for draft in found.findings] == [None, "F1"]
    assert [cause.finding for cause in found.verdict.causes] == ["F1"]


def test_because_of_nothing() -> None:
    """A finding that is because of something which nobody found fault with is a cause of its own."""
    found = judged(making("a", Found((finding("bad", CONNECTION, (WORKSPACE,)),))))
    assert found.findings[0].caused_by is None


def test_info_is_never_a_cause() -> None:
    """An info explains nothing and is no cause, not even of a finding on the same subject."""
    found = judged(making("a", Found((finding("told", WORKSPACE), finding("bad", CONNECTION, (WORKSPACE,))))))
    assert found.findings[1].caused_by is None
    assert [cause.finding for cause in found.verdict.causes] == ["F2"]


def test_order_of_causes() -> None:
    """Errors come before warnings, and of those what is higher in the chain comes first."""
    findings = (finding("odd", WORKSPACE), finding("bad", CONNECTION), finding("bad", replace_id(WORKSPACE)))
    found = judged(making("a", Found(findings)))
    assert [cause.finding for cause in found.verdict.causes] == ["F3", "F2", "F1"]


def replace_id(subject: Subject) -> Subject:
    return subject.model_copy(update={"id": "workspace_2"})


@pytest.mark.parametrize(
    ("results", "status", "headline"),
    [
        ([PASS], "healthy", "All is well."),
        ([Skipped("no")], "healthy", "All is well."),
        ([Found((finding("told"),))], "healthy", "All is well."),
        ([Found((finding("odd"),))], "warning", "It is odd."),
        ([Found((finding("bad"),))], "problem", "It is bad."),
        ([Found((finding("bad"), finding("bad", WORKSPACE)))], "problem", "It is bad (and 1 more like it)."),
        ([Found((finding("bad"), finding("odd")))], "problem", "It is bad (and 1 other cause)."),
        ([Found((finding("odd"),)), Unknown("it was dark")], "inconclusive",
         "Could not decide: check-1 could not tell: it was dark."),
        ([Unknown("it was dark")], "inconclusive", "Could not decide: check-0 could not tell: it was dark."),
        ([Found((finding("bad"),)), Unknown("it was dark")], "problem", "It is bad."),
        ([Found((finding("bad", obstructs=True),))], "inconclusive", "It is bad."),
        ([Found((finding("bad", obstructs=True),)), Found((finding("bad", WORKSPACE),))], "problem",
         "It is bad (and 1 more like it)."),
    ],
)  # fmt: skip
def test_verdict(results: list[Result], status: str, headline: str) -> None:
    """A problem outweighs doubt, doubt outweighs a warning; what obstructs is a finding and leaves it undecided."""
    found = judged(*(making(f"check-{number}", result) for number, result in enumerate(results)))
    assert found.verdict.status == status
    assert found.verdict.headline == headline


def test_a_notice_is_counted_and_is_no_cause() -> None:
    """It explains nothing, is no cause, and stands in the headline as a count; alone it makes a warning."""
    found = judged(making("a", Found((finding("pasted"), finding("bad", WORKSPACE, (CONNECTION,))))))
    assert found.notices == ("F1",)
    assert [(cause.finding, cause.explains) for cause in found.verdict.causes] == [("F2", ())]
    assert found.verdict.headline == "It is bad (and 1 notice)."
    alone = judged(making("a", Found((finding("pasted"),)))).verdict
    assert (alone.status, alone.headline, alone.causes) == ("warning", "All is well (and 1 notice).", ())


def test_nobody_who_did_not_look_says_healthy() -> None:
    """Blind, the best is inconclusive; what the ticket itself shows to be wrong is still a problem."""
    for result, status in ((PASS, "inconclusive"), (Found((finding("odd"),)), "inconclusive"),
                           (Found((finding("bad"),)), "problem")):  # fmt: skip
        rows = run_checks((making("a", result),), context(), lambda: 0.0)
        assert judge(rows, healthy="Nobody asked.", blind=True).verdict.status == status


def test_interrupted() -> None:
    """An interrupted run is never healthy."""
    rows = run_checks((making("a", PASS),), context(), lambda: 0.0)
    verdict = judge(rows, healthy="All is well.", interrupted=True).verdict
    assert (verdict.status, verdict.headline) == (
        Status.INCONCLUSIVE,
        "The run was interrupted before everything was checked.",
    )


def test_questions_are_merged() -> None:
    """Two checks that would ask for the same thing make one question, which unlocks both."""
    ask = Ask("connection_id", "Which one?")
    rows = run_checks((making("a", Unknown("x", (ask,))), making("b", Unknown("y", (ask,)))), context(), lambda: 0.0)
    assert [(asked.ask_for, asked.unlocks) for asked in questions(rows)] == [("connection_id", ("a", "b"))]
    assert replace(rows[0], asks=()).asks == ()

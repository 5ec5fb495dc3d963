"""Which findings are causes, and in which order people read them."""

from __future__ import annotations

from dataclasses import replace

from diagnose.checking.causes import MOST_WITH_PROOF
from diagnose.checking.check import Code
from diagnose.checking.results import Cure, Found, Step
from diagnose.checking.runner import run_checks
from diagnose.checking.verdict import Judged, judge
from diagnose.report import Certainty, ProofClaim, Rival, Severity, Subject, SubjectKind, Symptom
from tests.checking.making import CONNECTION, WORKSPACE, context, finding, making

EMPTY, SIGNED_OUT = Symptom.NOTHING, Symptom.SIGNED_OUT
CODES = (
    Code("header", (SubjectKind.REQUEST,), "Bad.", "Mend it.", shows=frozenset({SIGNED_OUT})),
    Code("filter", (SubjectKind.QUERY,), "Bad.", "Mend it.", Severity.WARNING, shows=frozenset({EMPTY})),
    Code("blind", (SubjectKind.TOKEN,), "Bad.", "Mend it.", shows=frozenset({SIGNED_OUT})),
    Code("bad", (SubjectKind.CONNECTION,), "Bad.", "Mend it."),
    Code("window", (SubjectKind.QUERY,), "Bad.", "Mend it.", cure=Cure.WINDOW),
    Code("variables", (SubjectKind.QUERY,), "Bad.", "Mend it.", cure=Cure.VARIABLES),
)
REQUEST = Subject(kind=SubjectKind.REQUEST, id="request 1")
QUERY = Subject(kind=SubjectKind.QUERY, id="query 1")


def judged(*found: object, symptoms: tuple[Symptom, ...] = ()) -> Judged:
    check = making("made-up", Found(tuple(found)), codes=CODES)  # type: ignore[arg-type]
    return judge(run_checks([check], context(), lambda: 0.0), healthy="All is well.", symptoms=symptoms)


def codes(judgement: Judged) -> list[str]:
    return [cause.code for cause in judgement.verdict.causes]


def test_what_cannot_have_shown_the_symptom_comes_last() -> None:
    """A malformed header cannot give an empty list, however grave it is; without a symptom the graver one leads."""
    both = (finding("header", REQUEST), finding("filter", QUERY))
    assert codes(judged(*both)) == ["header", "filter"]
    assert codes(judged(*both, symptoms=(EMPTY,))) == ["filter", "header"]
    assert codes(judged(*both, symptoms=(SIGNED_OUT,))) == ["header", "filter"]
    assert codes(judged(*both, symptoms=(EMPTY, SIGNED_OUT))) == ["header", "filter"]


def test_the_headline_tells_the_cause_that_fits() -> None:
    """And the verdict says which symptoms it was chosen by."""
    verdict = judged(finding("header", REQUEST), finding("filter", QUERY), symptoms=(EMPTY,)).verdict
    assert verdict.headline.startswith("It is filter")
    assert verdict.symptoms == (EMPTY,)


def test_what_stops_the_run_comes_first_whatever_the_customer_saw() -> None:
    """Nothing else was looked at."""
    blind = finding("blind", Subject(kind=SubjectKind.TOKEN, id="access-token"), obstructs=True)
    assert codes(judged(finding("filter", QUERY), blind, symptoms=(EMPTY,)))[0] == "blind"


def test_higher_in_the_chain_comes_first() -> None:
    """Of causes as grave that fit as well."""
    found = judged(finding("bad", CONNECTION), finding("bad", WORKSPACE))
    assert [cause.subject for cause in found.verdict.causes] == [WORKSPACE, CONNECTION]


def test_what_a_query_asks_of_a_list_comes_behind_the_ids_above_the_list() -> None:
    """It is judged as if they were right; a query that does not run at all comes first."""
    found = judged(finding("window", QUERY), finding("bad", CONNECTION), finding("variables", QUERY))
    assert codes(found) == ["variables", "bad", "window"]
    assert set(found.cures.values()) == {Cure.WINDOW, Cure.VARIABLES}


def test_a_cause_says_how_sure_it_is_and_why() -> None:
    """Certainty, rivals and proof are the finding's; a check that says nothing claims that it is likely."""
    step = Step(ProofClaim.LISTS, CONNECTION, "E1", "it lists some", SubjectKind.JOB_WORK, ("a", "b"))
    rival = Rival(subject=WORKSPACE, tells_apart="Which one?")
    sure = finding("bad", proof=(step,), rivals=(rival,), certainty=Certainty.TIED)
    (cause,) = judged(sure).verdict.causes
    assert (cause.certainty, cause.rivals) == (Certainty.TIED, (rival,))
    told = cause.proof[0]
    assert (told.claim, told.object and told.object.id, told.others, told.evidence) == (
        ProofClaim.LISTS,
        "a",
        ("b",),
        "E1",
    )
    assert judged(finding("bad")).verdict.causes[0].certainty is Certainty.LIKELY


def test_proofs_are_bounded() -> None:
    """Ten thousand IDs do not make ten thousand proofs, nor one of ten thousand IDs."""
    ids = tuple(f"job_work_{number}" for number in range(10_000))
    step = Step(ProofClaim.LISTS, CONNECTION, "E1", "it lists many", SubjectKind.JOB_WORK, ids)
    many = [
        replace(finding("bad", Subject(kind=SubjectKind.CONNECTION, id=some_id)), proof=(step,))
        for some_id in ids[:500]
    ]
    causes = judged(*many).verdict.causes
    assert sum(bool(cause.proof) for cause in causes) == MOST_WITH_PROOF
    told = causes[0].proof[0]
    assert len(told.others) + 1 + told.more == 10_000
    assert len(told.model_dump_json()) < 1_000

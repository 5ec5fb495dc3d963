"""Every kind of problem has a title in plain words."""

from __future__ import annotations

import pytest

from diagnose.report import Certainty, ReportFinding, Rival, Severity, Subject, SubjectKind
from diagnose_checks import CHECKS
from diagnose_reports.problem_words import TITLES, fact, form_words, stops_the_run, tied_title, title
from tests.reports.example_parts import cause, run


def finding(code: str, kind: SubjectKind, some_id: str, summary: str, **more: object) -> ReportFinding:
    base = dict.fromkeys(("check", "expected", "observed", "remedy", "docs_url"), "")
    return ReportFinding.model_validate(
        {
            "id": "F1",
            "code": code,
            "severity": Severity.ERROR,
            "subject": Subject(kind=kind, id=some_id),
            "summary": summary,
            **base,
            **more,
        }
    )


def test_every_code_has_a_title() -> None:
    """No finding of a built-in check is headed by its code, and no title is for a code that there is not."""
    assert set(TITLES) == {code.code for check in CHECKS for code in check.codes}


def test_a_title_holds_no_value() -> None:
    """Values belong on the card."""
    assert not [words for words in TITLES.values() if "_" in words or "`" in words or len(words) > 45]


def test_a_code_of_another_package_is_its_own_title() -> None:
    """Its words, with a capital."""
    assert title(finding("acme-prefix-missing", SubjectKind.CONNECTION, "c_1", "So.")) == "Acme prefix missing"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            finding(
                "connection-mismatch", SubjectKind.CONNECTION, "c_1", "All are in c_2, not in c_1.", suggestion="c_2"
            ),
            "All are in c_2.",
        ),
        (
            finding("job-work-in-other-connection", SubjectKind.JOB_WORK, "j_1", "j_1 is in c_2, not in c_1."),
            "j_1 is in c_2, not in c_1.",
        ),
        (
            finding(
                "artifact-failed",
                SubjectKind.ARTIFACT,
                "artifact_1",
                "Artifact artifact_1 failed: the source URL answered 403.",
                details={"type": "w2", "external_id": "file-w2-40012", "job_work_id": "job_work_31846"},
            ),
            "W-2 file-w2-40012 on job_work_31846 failed: the source URL answered 403.",
        ),
        (
            finding(
                "artifact-cancelled",
                SubjectKind.ARTIFACT,
                "artifact_1",
                "Processing of artifact artifact_1 was cancelled.",
                details={"type": None, "external_id": "client-1"},
            ),
            "Processing of artifact client-1 was cancelled.",
        ),
        (
            finding("token-expired", SubjectKind.TOKEN, "access-token", "It expired 2 hours ago, so nothing was seen."),
            "Nothing was seen.",
        ),
        (
            finding(
                "job-work-id-wrong-kind", SubjectKind.JOB_WORK, "c_1", "So.", details={"actual_kind": "external_id"}
            ),
            "The ID is an external ID, the customer's own, not that of a job work.",
        ),
    ],
)
def test_the_fact_leaves_out_what_stands_beside_it(found: ReportFinding, said: str) -> None:
    """The wrong ID is on the card; the customer's own names come instead of the gateway's."""
    assert fact(found) == said


def test_forms_are_written_as_tax_people_write_them() -> None:
    """Those that are not known stay as they are."""
    assert [form_words(kind) for kind in ("w2", "K1", "w-2", "1099-DIV", "engagement_letter")] == [
        "W-2",
        "K-1",
        "W-2",
        "1099-DIV",
        "engagement_letter",
    ]


def test_only_the_runs_own_address_stops_it() -> None:
    """The customer's own is something to change."""
    code = "endpoint-wrong-surface"
    assert stops_the_run(finding(code, SubjectKind.ENDPOINT, run().endpoint, ""), run())
    assert not stops_the_run(finding(code, SubjectKind.ENDPOINT, "https://other.example", ""), run())


def test_a_tie_between_ids_of_one_kind_asks_which_is_meant() -> None:
    """No side is stated in the title."""
    found = finding("connection-mismatch", SubjectKind.CONNECTION, "c_1", "")
    rivals = tuple(Rival(subject=found.subject, suggestion=each, tells_apart="Which?") for each in ("c_2", "c_3"))
    tie = cause(found).model_copy(update={"certainty": Certainty.TIED, "rivals": rivals})
    assert tied_title(tie) == "Which connection is meant?"

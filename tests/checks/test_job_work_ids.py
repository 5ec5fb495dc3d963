"""Do the job works exist, and are they where the ticket says?"""

from __future__ import annotations

import json

from diagnose.report import CheckOutcome
from diagnose.sandbox import Dialect, Faults
from tests.checks.small_worlds import (
    NOWHERE,
    artifact,
    connection,
    diagnosed,
    failing,
    job_work,
    judged,
    workspace,
    world,
)
from tests.cli.calling import Desk

CHECK = "job-work-ids"
HERE, THERE, BARE = "connection_335081", "connection_908164", "connection_612945"
JOB = "job_551204"
WORLD = world(
    workspace(
        "workspace_120477",
        connection(
            HERE,
            job_work("job_work_20931", artifact("artifact_41001"), job=JOB, work="work_83001"),
            job_work("job_work_31846", artifact("artifact_41002"), job=JOB, work="work_83112"),
            job_work("job_work_42757", artifact("artifact_41003"), job=JOB, work="work_83223"),
        ),
        connection(THERE, job_work("job_work_86173", artifact("artifact_41004"), job="job_913375", work="work_97001")),
        connection(BARE),
    )
)
CONNECTION = f"connection: {HERE}\n"
TWO = f"{CONNECTION}job works: job_work_20931, job_work_31846"


def test_job_works_of_the_connection_pass(desk: Desk) -> None:
    """Both are in it."""
    assert judged(diagnosed(desk, WORLD, TWO), CHECK) == ("pass", [])


def test_works_of_the_connection_pass(desk: Desk) -> None:
    """A work named as a work leads to its job work."""
    assert judged(diagnosed(desk, WORLD, f"{CONNECTION}work: work_83112\n"), CHECK) == ("pass", [])


def test_an_id_that_nothing_has_is_not_found_and_the_response_is_asked_for(desk: Desk) -> None:
    """One cause, on that ID alone; the others of the ticket are untouched."""
    played = diagnosed(desk, WORLD, f"{TWO}, job_work_{NOWHERE}\n")
    assert judged(played, CHECK) == ("fail", [("job-work-not-found", f"job_work_{NOWHERE}", None)])
    assert played.causes == [("job-work-not-found", f"job_work_{NOWHERE}")]
    assert "create_job_works_response" in {question.ask_for for question in played.report.questions}


def test_one_keystroke_from_the_only_one_is_mistyped(desk: Desk) -> None:
    """Exactly one that exists is nearly the same: it is the suggestion."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}job works: job_work_20931, job_work_31856\n")
    assert judged(played, CHECK) == ("fail", [("job-work-id-mistyped", "job_work_31856", "job_work_31846")])
    assert played.causes == [("job-work-id-mistyped", "job_work_31856")]


def test_a_typing_error_is_only_told_where_the_other_job_works_were_listed(desk: Desk) -> None:
    """Whether another one is as near shows the list alone, which came broken: it is not found, the near one beside."""
    broken = Faults(truncated_gzip=True, only_operation="JobWorksShallow")
    played = diagnosed(desk, WORLD, f"{CONNECTION}job works: job_work_31846, job_work_31856\n", faults=broken)
    assert judged(played, CHECK) == ("fail", [("job-work-not-found", "job_work_31856", None)])
    assert played.only("job-work-not-found").details["near"] == ["job_work_31846"]


def test_a_work_id_in_a_job_works_place_is_of_the_wrong_kind(desk: Desk) -> None:
    """createJobWorks returns both; the job work of that work is the suggestion, and its artifacts are looked at."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}job work: work_83112\n")
    assert judged(played, CHECK) == ("fail", [("job-work-id-wrong-kind", "work_83112", "job_work_31846")])
    assert played.row("artifact-status").outcome is CheckOutcome.PASS


def test_a_connection_jobs_id_is_of_the_wrong_kind_without_a_suggestion(desk: Desk) -> None:
    """A job has many job works: which one is meant cannot be derived."""
    played = diagnosed(desk, WORLD, f"{TWO}, {JOB}\n")
    assert judged(played, CHECK) == ("fail", [("job-work-id-wrong-kind", JOB, None)])
    assert played.only("job-work-id-wrong-kind").details["actual_kind"] == "connection_job"
    assert "connectionJobIds: [" in played.only("job-work-id-wrong-kind").remedy


def test_one_of_three_in_another_connection_is_the_cause(desk: Desk) -> None:
    """Two are in the connection named, so that one is the odd one out."""
    played = diagnosed(desk, WORLD, f"{TWO}, job_work_86173\n")
    assert judged(played, CHECK) == ("fail", [("job-work-in-other-connection", "job_work_86173", None)])
    assert played.only("job-work-in-other-connection").details["connection_id"] == THERE
    assert played.causes == [("job-work-in-other-connection", "job_work_86173")]


def test_job_works_of_the_wrong_connection_are_its_consequence(desk: Desk) -> None:
    """Both agree against the connection: they are shown, and not blamed."""
    played = diagnosed(desk, WORLD, f"connection: {THERE}\njob works: job_work_20931, job_work_31846\n")
    assert [code for code, _, _ in judged(played, CHECK)[1]] == ["job-work-in-other-connection"] * 2
    assert played.causes == [("connection-mismatch", THERE)]
    assert len(played.report.verdict.causes[0].explains) == 2


def test_a_connection_without_job_works_is_said_once_on_the_connection(desk: Desk) -> None:
    """It explains the job work that cannot be found: one cause."""
    played = diagnosed(desk, WORLD, f"connection: {BARE}\njob work: job_work_{NOWHERE}\n")
    assert played.only("no-job-works").subject.id == BARE
    assert played.cause_of("job-work-not-found") == "no-job-works"
    assert played.causes == [("no-job-works", BARE)]


def test_a_ticket_without_job_works_is_skipped_with_what_was_resolved(desk: Desk) -> None:
    """Those of the connection are looked at."""
    row = diagnosed(desk, WORLD, f"connection: {THERE}\n").row(CHECK)
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ())
    assert "job_work_86173" in row.reason


def test_without_a_connection_it_is_blocked(desk: Desk) -> None:
    """Nothing leads to job works, and the check that says why is named."""
    row = diagnosed(desk, WORLD, f"connection: connection_{NOWHERE}\n").row(CHECK)
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ("connection-id",))


def test_job_works_that_failed_to_load_are_unknown_and_never_absence(desk: Desk) -> None:
    """Null with an error on its path: none is called missing, though one of the two would be."""
    played = diagnosed(
        desk, WORLD, f"{CONNECTION}job works: job_work_20931, job_work_{NOWHERE}\n", faults=failing("jobWorks")
    )
    assert judged(played, CHECK) == ("unknown", [])
    assert (played.code, played.causes) == (3, [])


def test_a_list_that_was_cut_short_proves_no_absence(desk: Desk) -> None:
    """A gateway that caps its lists at one row shows only one of those asked for: the rest is asked for again."""
    played = diagnosed(desk, WORLD, f"{TWO}, job_work_42757\n", dialect=Dialect(max_limit=1))
    assert judged(played, CHECK) == ("pass", [])


def test_a_gateway_without_a_filter_by_works_leaves_a_doubt(desk: Desk) -> None:
    """Whether the ID is a work's could not be asked: not found, with that said beside it."""
    ticket = f"{CONNECTION}job work: job_work_{NOWHERE}\n"
    asked, unasked = (
        diagnosed(desk, WORLD, ticket, dialect=Dialect(no_work_filter=without)) for without in (False, True)
    )
    assert unasked.codes == asked.codes == ["job-work-not-found"]
    assert "workIds" in unasked.row(CHECK).reason
    assert "workIds" not in asked.row(CHECK).reason


def test_what_the_customers_own_answer_shows_speaks_for_the_connection(desk: Desk) -> None:
    """Two of three came under the connection named: it is right, and the third is the one that is elsewhere."""
    there = world(
        workspace(
            "workspace_120477",
            connection("connection_335081", *(job_work(f"job_work_{number}1846") for number in (3, 4))),
            connection("connection_908164", job_work("job_work_86173", artifact("artifact_960254"))),
        )
    )
    rows = [{"id": "job_work_31846"}, {"id": "job_work_41846"}]
    shown = {"me": {"workspaces": [{"id": "workspace_120477", "connections": [
        {"id": "connection_335081", "jobWorks": rows}
    ]}]}}  # fmt: skip
    ticket = f"connection: connection_335081\nmissing job work: job_work_86173\n\n{json.dumps({'data': shown})}\n"
    assert diagnosed(desk, there, ticket).causes == [("job-work-in-other-connection", "job_work_86173")]


def test_a_work_follows_from_the_job_work_that_was_never_created(desk: Desk) -> None:
    """Both are nowhere: one cause, with the work as its consequence; beside a live job work it is a cause itself."""
    pair = "job works: job_work_20931, job_work_99999\nworks: work_83001, work_98989"
    report = diagnosed(desk, WORLD, f"{CONNECTION}{pair}").report
    assert [cause.subject.id for cause in report.verdict.causes] == ["job_work_99999"]
    assert {finding.subject.id for finding in report.findings} == {"job_work_99999", "work_98989"}
    alone = diagnosed(desk, WORLD, f"{CONNECTION}job works: job_work_20931\nworks: work_98989").report
    assert [cause.subject.id for cause in alone.verdict.causes] == ["work_98989"]

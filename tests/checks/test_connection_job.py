"""Do the connection jobs hold the job works?"""

from __future__ import annotations

from diagnose.report import CheckOutcome
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

CHECK = "connection-job"
FIRST, SECOND, ELSEWHERE = "job_551204", "job_684937", "job_913375"
WORLD = world(
    workspace(
        "workspace_120477",
        connection(
            "connection_335081",
            job_work("job_work_20931", artifact("artifact_41001"), job=FIRST),
            job_work("job_work_31846", artifact("artifact_41002"), job=FIRST),
            job_work("job_work_75620", artifact("artifact_41003"), job=SECOND),
        ),
        connection("connection_908164", job_work("job_work_86173", artifact("artifact_41004"), job=ELSEWHERE)),
    )
)
CONNECTION = "connection: connection_335081\n"


def test_a_connection_job_with_job_works_in_the_connection_passes(desk: Desk) -> None:
    """Both jobs named have some."""
    assert judged(diagnosed(desk, WORLD, f"{CONNECTION}connection jobs: {FIRST}, {SECOND}\n"), CHECK) == ("pass", [])


def test_job_works_of_another_job_make_the_job_the_cause(desk: Desk) -> None:
    """Both job works named are under the first job, the ticket filters by the second."""
    ticket = f"{CONNECTION}connection job: {SECOND}\njob works: job_work_20931, job_work_31846\n"
    played = diagnosed(desk, WORLD, ticket)
    assert judged(played, CHECK) == ("fail", [("connection-job-mismatch", SECOND, FIRST)])
    assert played.causes == [("connection-job-mismatch", SECOND)]


def test_a_job_that_nothing_has_is_empty(desk: Desk) -> None:
    """No job work of the connection is under it; which ID was returned is asked for."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}connection job: job_{NOWHERE}\n")
    assert judged(played, CHECK) == ("fail", [("connection-job-empty", f"job_{NOWHERE}", None)])
    assert played.causes == [("connection-job-empty", f"job_{NOWHERE}")]
    assert "connection_job_id" in {question.ask_for for question in played.report.questions}


def test_a_job_nearly_the_same_as_the_only_one_is_suggested(desk: Desk) -> None:
    """One keystroke from the first: mistyped, with what it probably is."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}connection job: job_551294\n")
    assert judged(played, CHECK) == ("fail", [("connection-job-id-mistyped", "job_551294", FIRST)])


def test_a_mistyped_job_beside_job_works_of_the_one_meant(desk: Desk) -> None:
    """What the job works say confirms the near one: mistyped is more specific than a mismatch."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}connection job: job_551294\njob work: job_work_20931\n")
    assert judged(played, CHECK) == ("fail", [("connection-job-id-mistyped", "job_551294", FIRST)])
    assert played.causes == [("connection-job-id-mistyped", "job_551294")]


def test_a_job_near_to_another_than_the_job_works_say_is_no_typing_error(desk: Desk) -> None:
    """What the job works say is suggested, and an ID that is not near it is not called mistyped."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}connection job: job_551294\njob work: job_work_75620\n")
    assert judged(played, CHECK) == ("fail", [("connection-job-mismatch", "job_551294", SECOND)])


def test_a_job_work_in_the_jobs_place_is_of_the_wrong_kind(desk: Desk) -> None:
    """What it really is stands in the details, and the job that it is in is suggested."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}connection job: job_work_20931\n")
    assert judged(played, CHECK) == ("fail", [("connection-job-id-wrong-kind", "job_work_20931", FIRST)])
    assert played.only("connection-job-id-wrong-kind").details["actual_kind"] == "job_work"


def test_the_connection_in_the_jobs_place_asks_for_the_job(desk: Desk) -> None:
    """A connection has many jobs: none of them can be derived from it."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}connection job: connection_908164\n")
    assert judged(played, CHECK) == ("fail", [("connection-job-id-wrong-kind", "connection_908164", None)])
    assert "connection_job_id" in {question.ask_for for question in played.report.questions}


def test_a_ticket_without_a_connection_job_is_skipped_with_what_was_resolved(desk: Desk) -> None:
    """The job works named lead to it."""
    row = diagnosed(desk, WORLD, "job work: job_work_75620\n").row(CHECK)
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ())
    assert SECOND in row.reason


def test_without_a_connection_it_is_blocked(desk: Desk) -> None:
    """The workspace is not visible, so that nothing can be said of its jobs."""
    ticket = f"workspace: workspace_{NOWHERE}\n{CONNECTION}connection job: job_{NOWHERE}\n"
    played = diagnosed(desk, WORLD, ticket, faults=failing("workspaces"))
    row = played.row(CHECK)
    assert (row.outcome, row.blocked_by, played.causes) == (CheckOutcome.SKIP, ("workspace-access",), [])


def test_job_works_that_failed_to_load_are_unknown_and_never_absence(desk: Desk) -> None:
    """Null with an error on its path: no job is called empty because of it."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}connection job: {FIRST}\n", faults=failing("jobWorks"))
    assert judged(played, CHECK) == ("unknown", [])
    assert (played.code, played.causes) == (3, [])

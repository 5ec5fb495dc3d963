"""Is it the right connection?"""

from __future__ import annotations

from diagnose.report import CheckOutcome
from diagnose.sandbox import Dialect
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

CHECK = "connection-id"
RIGHT, EMPTY = "connection_335081", "connection_908164"
WORLD = world(
    workspace(
        "workspace_120477",
        connection(
            RIGHT,
            *(
                job_work(some_id, artifact(f"artifact_of_{some_id}"))
                for some_id in ("job_work_20931", "job_work_31846")
            ),
        ),
        connection(EMPTY),
    ),
    workspace(
        "workspace_877310", connection("connection_612945", job_work("job_work_75620", artifact("artifact_96002")))
    ),
)
ONE_JOB = world(WORLD.workspaces[0])
JOB_WORKS = "job works: job_work_20931, job_work_31846\n"


def test_the_connection_that_holds_the_job_works_passes(desk: Desk) -> None:
    """It exists in the workspace, and both job works named are in it."""
    assert judged(diagnosed(desk, WORLD, f"connection: {RIGHT}\n{JOB_WORKS}"), CHECK) == ("pass", [])


def test_all_job_works_in_another_connection_make_one_cause(desk: Desk) -> None:
    """Two job works agree against the connection named: it is the one thing to change, and nothing else is blamed."""
    played = diagnosed(desk, WORLD, f"connection: {EMPTY}\n{JOB_WORKS}")
    assert judged(played, CHECK) == ("fail", [("connection-mismatch", EMPTY, RIGHT)])
    assert played.causes == [("connection-mismatch", EMPTY)]


def test_works_and_a_connection_job_tell_where_they_are_as_well(desk: Desk) -> None:
    """Without any job work named, it is theirs that are in the right connection."""
    for named in ("works: work_of_20931, work_of_31846", "connection job: job_55120\nwork: work_of_20931"):
        found = diagnosed(desk, ONE_JOB, f"connection: {EMPTY}\n{named}\n").only("connection-mismatch")
        assert found.suggestion == RIGHT
        told = "work_of_20931 and work_of_31846" if "works" in named else "job_55120"
        assert f"the job works of {told}" in found.observed


def test_one_connection_against_one_job_work_shows_both(desk: Desk) -> None:
    """Either may be the wrong one: the connection is named first, the job work beside it, and the customer asked."""
    played = diagnosed(desk, WORLD, f"connection: {EMPTY}\njob work: job_work_20931\n")
    assert played.causes == [("connection-mismatch", EMPTY)]
    found = played.only("connection-mismatch")
    assert found.details["rivals"] == [{"kind": "job_work", "id": "job_work_20931"}]
    assert "either the connection or the job work" in found.summary
    assert "job_work_id" in {question.ask_for for question in played.report.questions}


def test_behind_a_wrong_connection_all_job_works_are_looked_at_however_short_the_pages_are(desk: Desk) -> None:
    """The workspace's ID in the connection's place: the second page of the right one holds the next fault."""
    here = connection(RIGHT, job_work("job_work_20931", artifact("artifact_41001")), job_work("job_work_31846"))
    there = world(workspace("workspace_120477", here))
    played = diagnosed(desk, there, "connection: workspace_120477\n", dialect=Dialect(max_limit=1))
    assert played.causes == [
        ("connection-id-wrong-kind", "workspace_120477"), ("artifacts-absent", "job_work_31846")
    ]  # fmt: skip
    assert not any("more" in note for note in played.report.notes)


def test_a_connection_that_does_not_exist_has_no_rival(desk: Desk) -> None:
    """It is wrong whatever the job work is."""
    found = diagnosed(desk, WORLD, f"connection: connection_{NOWHERE}\njob work: job_work_20931\n").report.findings[0]
    assert (found.code, "rivals" in found.details) == ("connection-mismatch", False)


def test_a_connection_of_another_workspace_is_the_workspaces_fault(desk: Desk) -> None:
    """The mismatch is shown as a consequence: it is the workspace that has to be changed."""
    played = diagnosed(desk, WORLD, f"workspace: workspace_877310\nconnection: {RIGHT}\n{JOB_WORKS}")
    assert judged(played, CHECK) == ("fail", [("connection-mismatch", RIGHT, None)])
    assert played.cause_of("connection-mismatch") == "workspace-mismatch"


def test_job_works_spread_over_two_connections_give_no_suggestion(desk: Desk) -> None:
    """One job work here, one there, and the connection named is nowhere: both are candidates, neither is suggested."""
    ticket = f"connection: connection_{NOWHERE}\njob works: job_work_20931, job_work_75620\n"
    played = diagnosed(desk, WORLD, ticket)
    assert judged(played, CHECK) == ("fail", [("connection-mismatch", f"connection_{NOWHERE}", None)])
    assert played.only("connection-mismatch").details["candidates"] == [RIGHT, "connection_612945"]


def test_one_keystroke_from_the_only_one_is_mistyped(desk: Desk) -> None:
    """No such connection, and exactly one that is nearly the same."""
    played = diagnosed(desk, WORLD, "connection: connection_335181\n")
    assert judged(played, CHECK) == ("fail", [("connection-id-mistyped", "connection_335181", RIGHT)])


def test_a_job_work_in_the_connections_place_is_of_the_wrong_kind(desk: Desk) -> None:
    """The connection that the job work is in is the suggestion."""
    played = diagnosed(desk, WORLD, "connection: job_work_20931\n")
    assert judged(played, CHECK) == ("fail", [("connection-id-wrong-kind", "job_work_20931", RIGHT)])
    assert played.only("connection-id-wrong-kind").details["actual_kind"] == "job_work"


def test_an_id_that_nothing_has_is_not_found_and_asked_for(desk: Desk) -> None:
    """Asked for in every visible workspace, and there in none."""
    played = diagnosed(desk, WORLD, f"workspace: workspace_120477\nconnection: connection_{NOWHERE}\n")
    assert judged(played, CHECK) == ("fail", [("connection-not-found", f"connection_{NOWHERE}", None)])
    assert played.causes == [("connection-not-found", f"connection_{NOWHERE}")]
    assert "connection_id" in {question.ask_for for question in played.report.questions}


def test_a_ticket_without_a_connection_is_skipped_with_what_was_resolved(desk: Desk) -> None:
    """The job work alone leads to it."""
    row = diagnosed(desk, WORLD, "job work: job_work_20931\n").row(CHECK)
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ())
    assert RIGHT in row.reason


def test_behind_a_workspace_that_is_not_visible_it_is_blocked(desk: Desk) -> None:
    """What a workspace does not show cannot be judged: the workspace is to blame."""
    row = diagnosed(desk, WORLD, f"workspace: workspace_{NOWHERE}\nconnection: connection_{NOWHERE}\n").row(CHECK)
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ("workspace-access",))


def test_connections_that_failed_to_load_are_unknown_and_never_absence(desk: Desk) -> None:
    """Null with an error on its path: no connection is called missing because of it."""
    played = diagnosed(
        desk, WORLD, f"workspace: workspace_120477\nconnection: {RIGHT}\n", faults=failing("connections")
    )
    assert judged(played, CHECK) == ("unknown", [])
    assert (played.code, played.causes) == (3, [])


def test_one_workspace_that_failed_to_load_leaves_a_doubt(desk: Desk) -> None:
    """Absent where it should be, unseen elsewhere: the finding stands, with what could not be checked."""
    faults = failing("connections@workspace_877310")
    played = diagnosed(desk, WORLD, f"workspace: workspace_120477\nconnection: connection_{NOWHERE}\n", faults=faults)
    assert judged(played, CHECK) == ("fail", [("connection-not-found", f"connection_{NOWHERE}", None)])
    assert "Could not load connections" in played.row(CHECK).reason

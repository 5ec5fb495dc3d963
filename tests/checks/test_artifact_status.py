"""Are the artifacts processed?"""

from __future__ import annotations

import pytest

from diagnose.report import CheckOutcome, Severity
from diagnose.sandbox import Dialect, Faults
from diagnose.sandbox.world import World, WorldArtifact
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

CHECK = "artifact-status"
IT, FINE = "artifact_410013", "artifact_960254"
TICKET = "connection: connection_335081\njob work: job_work_20931\n"


def holding(*artifacts: WorldArtifact) -> World:
    return world(workspace("workspace_120477", connection("connection_335081", job_work("job_work_20931", *artifacts))))


@pytest.mark.parametrize("dialect", [Dialect(), Dialect(uppercase_statuses=True)], ids=["completed", "COMPLETED"])
def test_completed_passes_in_any_case(desk: Desk, dialect: Dialect) -> None:
    """How the gateway spells the word is not documented."""
    assert judged(diagnosed(desk, holding(artifact(IT), artifact(FINE)), TICKET, dialect=dialect), CHECK) == (
        "pass",
        [],
    )


def test_failed_is_the_cause_with_the_reason_from_metadata(desk: Desk) -> None:
    """The other artifact is not blamed."""
    broken = artifact(IT, "failed", metadata={"error": {"message": "the source answered HTTP 404"}})
    played = diagnosed(desk, holding(broken, artifact(FINE)), TICKET)
    assert judged(played, CHECK) == ("fail", [("artifact-failed", IT, None)])
    assert (played.code, played.causes) == (1, [("artifact-failed", IT)])
    assert played.only("artifact-failed").details["reason"] == "the source answered HTTP 404"


@pytest.mark.parametrize(
    ("reason", "begins"),
    [
        ("Source URL answered 403 Forbidden", "Give Filed access to the source URL"),
        ("download failed: AccessDenied", "Give Filed access to the source URL"),
        ("HTTP 404", "Give a URL that answers"),
        ("AccessDenied: Request has expired", "Give a URL that answers"),
        ("unsupported content type image/heic", "Convert the file"),
        ("The PDF is encrypted", "Check that the file opens"),
        ("page 4031 could not be processed", "Check that the source URL answers"),
    ],
)
def test_the_remedy_follows_the_known_reason(desk: Desk, reason: str, begins: str) -> None:
    """What is said to be wrong is what there is to do; of anything else, all that the documentation names."""
    played = diagnosed(desk, holding(artifact(IT, "failed", metadata={"error": reason})), TICKET)
    assert played.only("artifact-failed").remedy.startswith(begins)


@pytest.mark.parametrize("metadata", [None, {}, {"pages": 3}, [], 5])
def test_failed_without_a_reason_says_none(desk: Desk, metadata: object) -> None:
    """Whatever metadata holds, nothing is made up."""
    found = diagnosed(desk, holding(artifact(IT, "failed", metadata=metadata)), TICKET).only("artifact-failed")
    assert "reason" not in found.details


@pytest.mark.parametrize("word", ["cancelled", "canceled"])
def test_cancelled_is_the_cause_in_both_spellings(desk: Desk, word: str) -> None:
    """The documentation names the state, not the word."""
    played = diagnosed(desk, holding(artifact(IT, word)), TICKET)
    assert judged(played, CHECK) == ("fail", [("artifact-cancelled", IT, None)])
    assert played.causes == [("artifact-cancelled", IT)]


def test_pending_for_minutes_is_a_warning(desk: Desk) -> None:
    """Younger than an hour: to be waited for, and exit 0."""
    played = diagnosed(desk, holding(artifact(IT, "pending", created="-10m")), TICKET)
    assert judged(played, CHECK) == ("warn", [("artifact-pending", IT, None)])
    assert (played.code, played.only("artifact-pending").severity) == (0, Severity.WARNING)


def test_pending_for_hours_is_stuck(desk: Desk) -> None:
    """Older than an hour: the cause, with how long in the details."""
    played = diagnosed(desk, holding(artifact(IT, "pending", created="-2h")), TICKET)
    assert judged(played, CHECK) == ("fail", [("artifact-stuck", IT, None)])
    seconds = played.only("artifact-stuck").details["pending_seconds"]
    assert isinstance(seconds, int)
    assert 7200 <= seconds < 7300


def test_how_long_is_too_long_is_an_option(desk: Desk) -> None:
    """The very same artifact is stuck or not, as --stale-after says."""
    there = holding(artifact(IT, "pending", created="-10m"))
    assert diagnosed(desk, there, TICKET, "--stale-after", "5m").codes == ["artifact-stuck"]
    assert diagnosed(desk, there, TICKET, "--stale-after", "15m").codes == ["artifact-pending"]


def test_a_word_that_no_page_has_is_a_warning(desk: Desk) -> None:
    """It may be a step of processing."""
    played = diagnosed(desk, holding(artifact(IT, "ocr_running")), TICKET)
    assert judged(played, CHECK) == ("warn", [("artifact-status-unknown", IT, None)])
    assert played.only("artifact-status-unknown").details["status"] == "ocr_running"


def test_completed_without_an_address_is_a_warning(desk: Desk) -> None:
    """uploadedUrl should be filled by then."""
    played = diagnosed(desk, holding(artifact(IT, uploaded_url="")), TICKET)
    assert judged(played, CHECK) == ("warn", [("artifact-completed-without-url", IT, None)])


def test_two_bad_ones_are_two_causes(desk: Desk) -> None:
    """Each on its own; the worse decides the outcome."""
    played = diagnosed(desk, holding(artifact(IT, "pending", created="-10m"), artifact(FINE, "failed")), TICKET)
    assert played.row(CHECK).outcome is CheckOutcome.FAIL
    assert played.causes == [("artifact-failed", FINE), ("artifact-pending", IT)]


def test_without_artifacts_it_is_blocked(desk: Desk) -> None:
    """There is none to judge; the check that says why is named."""
    row = diagnosed(desk, holding(), TICKET).row(CHECK)
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ("artifact-presence",))


def test_without_a_job_work_it_is_blocked(desk: Desk) -> None:
    """Likewise one step higher."""
    row = diagnosed(desk, holding(artifact(IT)), f"connection: connection_335081\njob work: job_work_{NOWHERE}\n").row(
        CHECK
    )
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ("job-work-ids",))


@pytest.mark.parametrize("field", ["workArtifact", "jobWorks.jobWorkArtifacts"])
def test_statuses_that_failed_to_load_are_unknown_and_never_a_pass(desk: Desk, field: str) -> None:
    """Null with an error on its path, for the one artifact or for the whole list."""
    played = diagnosed(desk, holding(artifact(IT, "failed")), TICKET, faults=failing(field))
    assert judged(played, CHECK) == ("unknown", [])
    assert (played.code, played.causes) == (3, [])


def test_one_status_that_failed_to_load_beside_a_bad_one_is_said_too(desk: Desk) -> None:
    """The finding stands, with what else could not be checked."""
    there = holding(artifact(IT, "failed"), artifact(FINE))
    played = diagnosed(desk, there, TICKET, faults=failing(f"workArtifact@{FINE}"))
    assert judged(played, CHECK) == ("fail", [("artifact-failed", IT, None)])
    assert FINE in played.row(CHECK).reason


def test_a_warning_beside_a_status_that_failed_to_load_is_unknown(desk: Desk) -> None:
    """A warning is not bad enough to decide: what was not seen may be worse."""
    there = holding(artifact(IT, "ocr_running"), artifact(FINE))
    played = diagnosed(desk, there, TICKET, faults=failing(f"workArtifact@{FINE}"))
    assert judged(played, CHECK) == ("unknown", [("artifact-status-unknown", IT, None)])
    assert played.code == 3


def test_a_query_too_deep_for_the_gateway_leaves_it_unknown(desk: Desk) -> None:
    """A gateway that refuses the depth shows the artifacts without their statuses: nobody can tell."""
    played = diagnosed(desk, holding(artifact(IT, "failed")), TICKET, dialect=Dialect(max_depth=6))
    assert judged(played, CHECK) == ("unknown", [])
    assert (played.code, played.causes) == (3, [])


@pytest.mark.parametrize("check", ["artifact-status", "external-ids"])
def test_what_could_not_be_listed_is_no_pass(desk: Desk, check: str) -> None:
    """The second page was refused: judged alone, each check says so, whatever the first page shows."""
    there = world(
        workspace(
            "workspace_120477",
            connection(
                "connection_335081",
                *(job_work(f"job_work_2093{number}", artifact(f"artifact_4100{number}")) for number in range(4)),
            ),
        )
    )
    listing = "connection: connection_335081\n"
    whole = diagnosed(desk, there, listing, "--check", check, dialect=Dialect(max_limit=2))
    assert (judged(whole, check), whole.code) == (("pass", []), 0)
    refused = Faults(expire_token_after=2)
    partly = diagnosed(desk, there, listing, "--check", check, dialect=Dialect(max_limit=2), faults=refused)
    assert (judged(partly, check), partly.code) == (("unknown", []), 3)
    assert "connection_335081 could not be looked at" in partly.row(check).reason


@pytest.mark.parametrize("status", ["pending", "completed"])
def test_what_waits_may_never_have_been_triggered(desk: Desk, status: str) -> None:
    """Triggering the import is the last documented step: asked where something waits, and only there."""
    played = diagnosed(desk, holding(artifact(IT, status)), TICKET)
    asked = {question.ask_for for question in played.report.questions}
    assert ("import_triggered" in asked) == (status == "pending")

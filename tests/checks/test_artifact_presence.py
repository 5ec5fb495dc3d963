"""Do the job works have artifacts, and the ones that the ticket expects?"""

from __future__ import annotations

import pytest

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

CHECK = "artifact-presence"
WITH, BARE, OTHER = "job_work_20931", "job_work_31846", "job_work_75620"
WORLD = world(
    workspace(
        "workspace_120477",
        connection(
            "connection_335081",
            job_work(WITH, artifact("artifact_410013", external_id="w2-of-birch-4471")),
            job_work(BARE),
            job_work(OTHER, artifact("artifact_960254", external_id="k1-of-maple-8826")),
        ),
    )
)
CONNECTION = "connection: connection_335081\n"


@pytest.mark.parametrize("expected", ["artifact_410013", "w2-of-birch-4471"])
def test_an_artifact_on_the_job_work_passes(desk: Desk, expected: str) -> None:
    """By its own ID, or by the customer's."""
    ticket = f"{CONNECTION}job work: {WITH}\n"
    assert judged(diagnosed(desk, WORLD, ticket, "--artifact", expected), CHECK) == ("pass", [])


def test_a_job_work_without_artifacts_is_the_cause(desk: Desk) -> None:
    """The other one has its own; the creation response is asked for."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}job works: {WITH}, {BARE}\n")
    assert judged(played, CHECK) == ("fail", [("artifacts-absent", BARE, None)])
    assert (played.code, played.causes) == (1, [("artifacts-absent", BARE)])
    assert "create_job_work_artifacts_response" in {question.ask_for for question in played.report.questions}


def test_an_expected_artifact_that_nothing_has_is_not_attached(desk: Desk) -> None:
    """One cause, on the artifact."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}job work: {WITH}\nartifact: artifact_{NOWHERE}\n")
    assert judged(played, CHECK) == ("fail", [("artifact-not-attached", f"artifact_{NOWHERE}", None)])
    assert played.causes == [("artifact-not-attached", f"artifact_{NOWHERE}")]


def test_an_expected_artifact_nearly_the_same_as_one_is_suggested(desk: Desk) -> None:
    """One keystroke from the one that is attached."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}job work: {WITH}\nartifact: artifact_410913\n")
    assert judged(played, CHECK) == ("fail", [("artifact-not-attached", "artifact_410913", "artifact_410013")])


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("k1-of-birch-4471", None),  # another form of the same household
        ("w2-of-birch-4417", "w2-of-birch-4471"),  # two digits changed places, and it is the only W-2
        ("w2-of-bitch-4471", "w2-of-birch-4471"),
        ("W-2 of somebody else", "w2-of-birch-4471"),  # the only W-2 there
        ("1099-of-birch-4471", None),
    ],
)
def test_one_document_is_not_suggested_for_another(desk: Desk, asked: str, meant: str | None) -> None:
    """A K-1 is no W-2 with a slip in it: only nearly the same ID is, or the only document of that type."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}job work: {WITH}\n", "--artifact", asked)
    assert judged(played, CHECK) == ("fail", [("artifact-not-attached", asked, meant)])


def test_no_artifacts_at_all_explain_the_one_that_is_missed(desk: Desk) -> None:
    """One cause, on the job work; the artifact is its consequence."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}job work: {BARE}\nartifact: artifact_{NOWHERE}\n")
    assert played.cause_of("artifact-not-attached") == "artifacts-absent"
    assert played.causes == [("artifacts-absent", BARE)]


def test_an_artifact_on_another_job_work_is_found_there(desk: Desk) -> None:
    """The details say where."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}job work: {WITH}\nartifact: artifact_960254\n")
    assert judged(played, CHECK) == ("fail", [("artifact-on-other-job-work", "artifact_960254", None)])
    assert played.only("artifact-on-other-job-work").details["job_work_id"] == OTHER


def test_of_very_many_connections_it_is_said_that_not_all_were_listed_for_an_artifact(desk: Desk) -> None:
    """It is not attached where it is expected; where else it may hang was not seen to the end."""
    here = connection("connection_335081", job_work(WITH, artifact("artifact_410013")))
    others = (connection(f"connection_{7919 * number:06}") for number in range(1, 31))
    many = world(workspace("workspace_120477", here, *others))
    played = diagnosed(desk, many, f"{CONNECTION}job work: {WITH}\nartifact: artifact_{NOWHERE}\n")
    assert played.causes == [("artifact-not-attached", f"artifact_{NOWHERE}")]
    unseen = next(each for each in played.report.not_looked_at if f"artifact_{NOWHERE}" in each.what)
    assert (unseen.what.split()[-3:], unseen.why) == (
        ["10", "other", "connections"],
        "20 of 30 other connections were listed",
    )


def test_without_a_job_work_it_is_blocked(desk: Desk) -> None:
    """There is none to look at; the check that says why is named."""
    row = diagnosed(desk, WORLD, f"{CONNECTION}job work: job_work_{NOWHERE}\n").row(CHECK)
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ("job-work-ids",))


def test_offline_it_is_skipped(desk: Desk) -> None:
    """Nobody looked."""
    row = diagnosed(desk, WORLD, f"{CONNECTION}job work: {BARE}\n", "--offline").row(CHECK)
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ())


def test_artifacts_that_failed_to_load_are_unknown_and_never_absence(desk: Desk) -> None:
    """Null with an error on its path: not an empty list."""
    played = diagnosed(desk, WORLD, f"{CONNECTION}job work: {BARE}\n", faults=failing("jobWorks.jobWorkArtifacts"))
    assert judged(played, CHECK) == ("unknown", [])
    assert (played.code, played.causes) == (3, [])


def test_one_list_that_failed_to_load_beside_an_empty_one_is_said_too(desk: Desk) -> None:
    """The finding stands, with what else could not be checked."""
    faults = failing(f"jobWorks.jobWorkArtifacts@{WITH}")
    played = diagnosed(desk, WORLD, f"{CONNECTION}job works: {WITH}, {BARE}\n", faults=faults)
    assert judged(played, CHECK) == ("fail", [("artifacts-absent", BARE, None)])
    assert WITH in played.row(CHECK).reason


def test_an_expected_artifact_behind_a_list_that_failed_to_load_is_unknown(desk: Desk) -> None:
    """It may well be in the list that did not come."""
    ticket = f"{CONNECTION}job work: {WITH}\nartifact: artifact_{NOWHERE}\n"
    played = diagnosed(desk, WORLD, ticket, faults=failing("jobWorks.jobWorkArtifacts"))
    assert (judged(played, CHECK), played.code) == (("unknown", []), 3)


def test_an_artifact_alone_that_nothing_has_is_unknown(desk: Desk) -> None:
    """Artifacts cannot be asked for by ID: that none was seen is no proof that there is none."""
    played = diagnosed(desk, WORLD, f"artifact: artifact_{NOWHERE}\n")
    assert (judged(played, CHECK), played.code) == (("unknown", []), 3)

"""Is every external ID used once?"""

from __future__ import annotations

from diagnose.report import CheckOutcome, Severity
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

CHECK = "external-ids"
WORLD = world(
    workspace(
        "workspace_120477",
        connection(
            "connection_335081",
            job_work("job_work_20931", artifact("artifact_41001"), work="work_83001", external_id="client-birch"),
            job_work("job_work_31846", artifact("artifact_41002"), work="work_94112", external_id="client-birch"),
            job_work("job_work_42757", artifact("artifact_41003"), work="work_75223", external_id="client-maple"),
        ),
        connection(
            "connection_908164",
            job_work("job_work_75620", artifact("artifact_41004"), external_id="client-maple"),
            job_work("job_work_86173", artifact("artifact_41005"), external_id="client-cedar"),
        ),
    )
)


def test_external_ids_of_their_own_pass(desk: Desk) -> None:
    """That another connection uses the same one is no collision."""
    assert judged(diagnosed(desk, WORLD, "connection: connection_908164\n"), CHECK) == ("pass", [])


def test_what_the_run_saw_of_other_connections_is_no_collision(desk: Desk) -> None:
    """The search for an artifact lists both connections, and both have a client-maple."""
    ticket = "connection: connection_908164\njob work: job_work_75620\nartifact: artifact_41003\n"
    played = diagnosed(desk, WORLD, ticket)
    assert played.codes == ["artifact-on-other-job-work"]
    assert judged(played, CHECK) == ("pass", [])


def test_one_external_id_on_two_job_works_is_a_warning(desk: Desk) -> None:
    """Once, on the younger one's work; both job works stand in the details."""
    played = diagnosed(desk, WORLD, "connection: connection_335081\n")
    assert judged(played, CHECK) == ("warn", [("external-id-reused", "work_94112", None)])
    found = played.only("external-id-reused")
    assert (found.severity, found.subject.kind, played.code) == (Severity.WARNING, "work", 0)
    assert found.details["job_work_ids"] == ["job_work_20931", "job_work_31846"]


def test_without_a_connection_it_is_blocked(desk: Desk) -> None:
    """Nothing to compare; the check that says why is named."""
    row = diagnosed(desk, WORLD, f"connection: connection_{NOWHERE}\n").row(CHECK)
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ("connection-id",))


def test_works_that_failed_to_load_are_unknown_and_never_a_pass(desk: Desk) -> None:
    """Null with an error on its path: no external ID was seen, so none was seen once."""
    played = diagnosed(desk, WORLD, "connection: connection_908164\n", faults=failing("jobWorks.work"))
    assert judged(played, CHECK) == ("unknown", [])
    assert played.code == 3


def test_one_work_that_failed_to_load_beside_a_collision_is_unknown(desk: Desk) -> None:
    """The finding is shown; whether there are more cannot be told."""
    faults = failing("jobWorks.work@job_work_42757")
    played = diagnosed(desk, WORLD, "connection: connection_335081\n", faults=faults)
    assert judged(played, CHECK) == ("unknown", [("external-id-reused", "work_94112", None)])
    assert "job_work_42757" in played.row(CHECK).reason

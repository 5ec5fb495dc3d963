"""Is the connection active?"""

from __future__ import annotations

import pytest

from diagnose.report import CheckOutcome, Severity
from diagnose.sandbox import Dialect, Faults, Malformation
from diagnose.sandbox.world import World
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

CHECK = "connection-status"
TICKET = "connection: connection_335081\njob work: job_work_20931\n"


def with_status(status: str) -> World:
    there = connection("connection_335081", job_work("job_work_20931", artifact("artifact_41001")), status=status)
    return world(workspace("workspace_120477", there))


@pytest.mark.parametrize("dialect", [Dialect(), Dialect(uppercase_statuses=True)], ids=["active", "ACTIVE"])
def test_active_passes_in_any_case(desk: Desk, dialect: Dialect) -> None:
    """How the gateway spells the word is not documented."""
    assert judged(diagnosed(desk, with_status("active"), TICKET, dialect=dialect), CHECK) == ("pass", [])


@pytest.mark.parametrize("status", ["pending", "failed", "disconnected"])
def test_every_other_documented_status_is_the_cause(desk: Desk, status: str) -> None:
    """The connection is to be set up (again): its status is in the details, and the exit code is 1."""
    played = diagnosed(desk, with_status(status), TICKET)
    assert judged(played, CHECK) == ("fail", [("connection-not-active", "connection_335081", None)])
    assert (played.code, played.causes) == (1, [("connection-not-active", "connection_335081")])
    assert played.only("connection-not-active").details["status"] == status


def test_each_documented_status_has_a_remedy_of_its_own(desk: Desk) -> None:
    """What is to be done differs: collect, authenticate again, connect again."""
    remedies = {
        diagnosed(desk, with_status(status), TICKET).only("connection-not-active").remedy
        for status in ("pending", "failed", "disconnected", "made-up")
    }
    assert len(remedies) == 4


def test_a_status_that_no_page_names_is_a_warning(desk: Desk) -> None:
    """It may be quite in order: nobody is told that it is broken, and the exit code is 0."""
    played = diagnosed(desk, with_status("migrating"), TICKET)
    assert judged(played, CHECK) == ("warn", [("connection-not-active", "connection_335081", None)])
    assert played.only("connection-not-active").severity is Severity.WARNING
    assert played.code == 0


def test_without_a_connection_it_is_blocked(desk: Desk) -> None:
    """There is none to look at, and the check that says so is named."""
    row = diagnosed(desk, with_status("active"), f"connection: connection_{NOWHERE}\n").row(CHECK)
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ("connection-id",))


def test_a_ticket_that_leads_to_no_connection_asks_for_one(desk: Desk) -> None:
    """A workspace alone: not applicable, and nothing is to blame."""
    played = diagnosed(desk, with_status("active"), "workspace: workspace_120477\n")
    row = played.row(CHECK)
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ())
    assert "connection_id" in {question.ask_for for question in played.report.questions}


@pytest.mark.parametrize("named", ["job work: job_work_", "connection job: job_", "work: work_"])
def test_ids_that_are_nowhere_lead_to_no_connection(desk: Desk, named: str) -> None:
    """The gateway let us look, and no connection has them: not applicable, which is not the same as unknown."""
    played = diagnosed(desk, with_status("active"), f"workspace: workspace_120477\n{named}{NOWHERE}\n")
    assert judged(played, CHECK) == ("skip", [])
    assert played.report.coverage.unknown == 0
    assert "connection_id" in {question.ask_for for question in played.report.questions}


def test_ids_that_could_not_be_asked_for_leave_the_status_unknown(desk: Desk) -> None:
    """The job work may be in a connection that did not load."""
    ticket = f"workspace: workspace_120477\njob work: job_work_{NOWHERE}\n"
    played = diagnosed(desk, with_status("failed"), ticket, faults=failing("connections"))
    assert judged(played, CHECK) == ("unknown", [])


def test_a_status_that_cannot_be_read_is_unknown(desk: Desk) -> None:
    """The gateway left the field out: neither active nor not."""
    played = diagnosed(desk, with_status("failed"), TICKET, faults=Faults(malformed=Malformation.MISSING_FIELDS))
    assert judged(played, CHECK) == ("unknown", [])
    assert played.code == 3


def test_a_connection_that_failed_to_load_is_not_judged(desk: Desk) -> None:
    """Null with an error on its path: blocked by the check that could not see it, and no finding."""
    played = diagnosed(
        desk, with_status("failed"), f"workspace: workspace_120477\n{TICKET}", faults=failing("connections")
    )
    assert judged(played, CHECK) == ("skip", [])
    assert played.row(CHECK).blocked_by == ("connection-id",)

"""Is the workspace visible, and is it the one that the rest of the ticket is in?"""

from __future__ import annotations

import pytest

from diagnose.report import CheckOutcome
from diagnose.sandbox import Dialect, Hidden
from tests.checks.small_worlds import (
    NOWHERE,
    THROTTLED,
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

CHECK = "workspace-access"
WORLD = world(
    workspace(
        "workspace_120477", connection("connection_335081", job_work("job_work_20931", artifact("artifact_41001")))
    ),
    workspace(
        "workspace_877310", connection("connection_612945", job_work("job_work_75620", artifact("artifact_96002")))
    ),
    workspace("workspace_504866", connection("connection_771290"), visible=False),
)
CONNECTION = "connection: connection_335081\njob work: job_work_20931\n"


def test_a_workspace_that_holds_the_connection_passes(desk: Desk) -> None:
    """Visible, and the connection named is in it."""
    assert judged(diagnosed(desk, WORLD, f"workspace: workspace_120477\n{CONNECTION}"), CHECK) == ("pass", [])


def test_another_visible_workspace_is_the_cause_and_the_right_one_the_suggestion(desk: Desk) -> None:
    """The connection is in the first workspace, the ticket says the second: one cause, on what is to be changed."""
    played = diagnosed(desk, WORLD, f"workspace: workspace_877310\n{CONNECTION}")
    assert judged(played, CHECK) == ("fail", [("workspace-mismatch", "workspace_877310", "workspace_120477")])
    assert played.causes == [("workspace-mismatch", "workspace_877310")]


def test_a_workspace_that_is_not_visible_is_the_cause(desk: Desk) -> None:
    """It exists, but not for these credentials, and nothing else in the ticket leads anywhere visible."""
    played = diagnosed(desk, WORLD, "workspace: workspace_504866\nconnection: connection_771290\n")
    assert judged(played, CHECK) == ("fail", [("workspace-not-visible", "workspace_504866", None)])
    assert played.causes == [("workspace-not-visible", "workspace_504866")]
    assert played.row("connection-id").blocked_by == (CHECK,)


def test_one_keystroke_from_the_only_visible_one_is_mistyped(desk: Desk) -> None:
    """The one that is nearly the same is the suggestion, and the customer is asked."""
    played = diagnosed(desk, WORLD, f"workspace: workspace_120577\n{CONNECTION}")
    assert judged(played, CHECK) == ("fail", [("workspace-id-mistyped", "workspace_120577", "workspace_120477")])
    assert "workspace_id" in {question.ask_for for question in played.report.questions}


def test_a_connection_in_the_workspaces_place_is_of_the_wrong_kind(desk: Desk) -> None:
    """What it really is stands in the details; the workspace that it leads to is the suggestion."""
    played = diagnosed(desk, WORLD, f"workspace: connection_335081\n{CONNECTION}")
    assert judged(played, CHECK) == ("fail", [("workspace-id-wrong-kind", "connection_335081", "workspace_120477")])
    assert played.only("workspace-id-wrong-kind").details["actual_kind"] == "connection"


def test_a_ticket_without_a_workspace_is_skipped_with_what_was_resolved(desk: Desk) -> None:
    """Not named is not applicable: the reason shows the workspace that the other IDs lead to."""
    row = diagnosed(desk, WORLD, CONNECTION).row(CHECK)
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ())
    assert "workspace_120477" in row.reason


def test_a_gateway_that_answers_nothing_blocks_it(desk: Desk) -> None:
    """Skipped, and the check that did not pass is named."""
    row = diagnosed(
        desk, WORLD, f"workspace: workspace_120477\n{CONNECTION}", "--deadline", "20s", faults=THROTTLED
    ).row(CHECK)
    assert (row.outcome, row.blocked_by) == (CheckOutcome.SKIP, ("authentication",))


def test_a_list_that_failed_to_load_is_unknown_and_never_absence(desk: Desk) -> None:
    """Null with an error on its path: nobody can say whether the workspace is visible."""
    played = diagnosed(desk, WORLD, f"workspace: workspace_120477\n{CONNECTION}", faults=failing("workspaces"))
    assert judged(played, CHECK) == ("unknown", [])
    assert (played.code, played.causes) == (3, [])


@pytest.mark.parametrize("hidden", Hidden)
def test_however_the_gateway_turns_it_away_it_is_not_visible(desk: Desk, hidden: Hidden) -> None:
    """An empty list, an error or HTTP 403 in answer to a question for that very workspace."""
    ticket = f"workspace: workspace_{NOWHERE}\nconnection: connection_{NOWHERE}\n"
    played = diagnosed(desk, WORLD, ticket, dialect=Dialect(hidden=hidden))
    assert judged(played, CHECK) == ("fail", [("workspace-not-visible", f"workspace_{NOWHERE}", None)])

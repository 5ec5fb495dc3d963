"""The ticket beside what is known: a value, and its standings worked out once."""

from __future__ import annotations

from diagnose.sandbox import ScenarioTicket
from tests.investigation.investigating import investigated


def test_standings_are_worked_out_once() -> None:
    """The plan's last question and the checks' first one are the same."""
    found = investigated(ScenarioTicket(workspace_id="ws_100", connection_id="conn_500"))
    assert found.case.standings is found.case.standings
    assert found.investigation.case(found.case.ticket) is found.case


def test_another_answer_makes_another_case() -> None:
    """The old one stays as it was."""
    found = investigated(ScenarioTicket(workspace_id="ws_100", connection_id="conn_500"))
    before = found.case
    found.investigation.learning.learn(before.live.answers[0][1])
    after = found.investigation.case(before.ticket)
    assert after is not before
    assert len(after.live.answers) == len(before.live.answers) + 1

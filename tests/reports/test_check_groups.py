"""Checks by what came of them."""

from __future__ import annotations

from diagnose.report import CheckOutcome
from diagnose_reports.check_groups import check_groups
from tests.reports import examples


def test_every_check_is_in_one_group_and_what_failed_comes_first() -> None:
    """Those that passed, or do not apply, are folded."""
    report = examples.rich()
    groups = check_groups(report)
    assert sorted(row.id for group in groups for row in group.rows) == sorted(row.id for row in report.checks)
    assert [(group.words, group.opened) for group in groups] == [
        ("failed", True),
        ("with a warning", True),
        ("could not tell", True),
        ("passed", False),
        ("not applicable, or blocked", False),
    ]


def test_an_outcome_of_a_later_version_is_not_lost() -> None:
    """It has a group of its own."""
    odd = examples.rich().checks[0].model_copy(update={"outcome": "deferred"})
    report = examples.rich().model_copy(update={"checks": (odd,)})
    assert [group.words for group in check_groups(report)] == ["with another outcome"]
    assert CheckOutcome.PASS not in {row.outcome for group in check_groups(report) for row in group.rows}

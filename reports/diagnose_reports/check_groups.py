"""The checks of a report by what came of them: failed first, passed and not applicable last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diagnose.report import CheckOutcome

if TYPE_CHECKING:
    from diagnose.report import CheckRow, Report

_GROUPS = (
    ("failed", (CheckOutcome.FAIL,), True),
    ("with a warning", (CheckOutcome.WARN,), True),
    ("could not tell", (CheckOutcome.UNKNOWN, CheckOutcome.ERROR), True),
    ("passed", (CheckOutcome.PASS,), False),
    ("not applicable, or blocked", (CheckOutcome.SKIP,), False),
)


@dataclass(frozen=True)
class CheckGroup:
    """Checks that came out alike, in the report's order; ``opened`` says whether a reader has to see them at once."""

    words: str
    rows: tuple[CheckRow, ...]
    opened: bool


def check_groups(report: Report) -> tuple[CheckGroup, ...]:
    """Return the groups that are not empty; every check is in exactly one."""
    known = {outcome for _, outcomes, _ in _GROUPS for outcome in outcomes}
    groups = [
        CheckGroup(words, tuple(row for row in report.checks if row.outcome in outcomes), opened)
        for words, outcomes, opened in _GROUPS
    ]
    odd = tuple(row for row in report.checks if row.outcome not in known)
    return tuple(group for group in (*groups, CheckGroup("with another outcome", odd, opened=True)) if group.rows)

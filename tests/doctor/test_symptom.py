"""The rows together: the worst one decides, as in a report."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from diagnose.doctor import Examined, MachineCheck
from diagnose.report_words import CheckOutcome


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        (("pass", "skip"), "healthy"),
        (("pass", "warn"), "warning"),
        (("warn", "unknown"), "inconclusive"),
        (("unknown", "fail"), "problem"),
    ],
)
def test_the_worst_row_decides(outcomes: tuple[str, ...], status: str) -> None:
    rows = tuple(MachineCheck(f"{number}", "", CheckOutcome(word), "") for number, word in enumerate(outcomes))
    assert Examined(datetime(2026, 1, 31, tzinfo=UTC), rows).status.value == status

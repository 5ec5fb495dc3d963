"""A guard in front of the gateway, or a cap on its lists, changes what a run costs within bounds, and not its answer.

The thorough part plays a third of all scenarios against each guard, and longer lists; ``python -m
tests.diagnosis.guarded_report`` plays all of them, and prints a table.
"""

from __future__ import annotations

from itertools import cycle, islice, product

import pytest

from diagnose.sandbox import scenario_names
from tests.diagnosis.guarded import GUARDS, faults, outcome, plain
from tests.parts import parted

SCENARIOS = tuple(name for name in scenario_names() if name != "endpoint-closed")
TELLING = (
    "healthy", "wrong-connection", "job-work-not-found", "job-work-is-a-work", "artifact-failed", "only-connection",
    "connection-not-found", "artifact-not-attached", "healthy-big", "one-job-work-elsewhere", "workspace-mistyped",
)  # fmt: skip
"""Scenarios that ask for different things: in the quick part every guard meets one of them."""
ONE_EACH = [*zip(GUARDS, cycle(TELLING), strict=False)]
SAMPLE = parted([*ONE_EACH, *islice(product(GUARDS, SCENARIOS), 0, None, 3)], ONE_EACH)
LONG = ("cap-1", "cap-3", "cap-20", "cap-50", "depth-5", "limit-20", "cost-100")
LISTED = ("job-work-not-found", "connection-job-empty", "artifact-not-attached", "only-connection", "job-work-mistyped")


@pytest.mark.parametrize(("guard", "name"), SAMPLE)
def test_a_guard_changes_nothing_but_the_cost(guard: str, name: str) -> None:
    """The same verdict, causes and suggestions, or none where the guard hides them; never more waits than allowed."""
    assert list(faults(name, guard, outcome(name, GUARDS[guard]))) == []


LISTS = [(*pair, size) for size in (300, 1_000, 5_000) for pair in zip(LONG, cycle(LISTED), strict=False)]


@pytest.mark.parametrize(("guard", "name", "job_works"), parted(LISTS, LISTS[: len(LONG) : 3]))
def test_a_long_list_is_no_reason_to_wait(guard: str, name: str, job_works: int) -> None:
    """However short the pages are: what a list holds is read side by side."""
    assert list(faults(name, guard, outcome(name, GUARDS[guard], job_works), job_works)) == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_plain_gateway_is_waited_for_three_times_at_most(name: str) -> None:
    """Once where all is well and named; one more for an API key."""
    free = plain(name)
    assert free.waits <= 3 + ("api-key" in name)
    assert free.in_flight <= 8

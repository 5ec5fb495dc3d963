"""Whatever the guard and however large the world: the exact cause, or, where the guard hides it, no cause at all.

Every sixth guard meets one fault in the quick part, in worlds that change from one to the next; in the thorough part
every guard meets several. ``python -m tests.diagnosis.sweep_report`` plays the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.diagnosis.sweep import GUARDS, STYLES, cell, fits
from tests.diagnosis.swept_faults import FAULT_TRIALS
from tests.parts import parted

SIZES = ("5", "100", "wide", "5000")
TURNS = 4


def sampled() -> Iterator[tuple[str, str, str, str]]:
    """Guards and faults in steps that have no factor in common, so that any number of them differ."""
    faults = list(FAULT_TRIALS)
    for number in range(TURNS * len(GUARDS)):
        place = number % len(GUARDS)
        guard = list(GUARDS)[place]
        styles = [style for style in STYLES if fits(guard, style)]
        # Five thousand job works by very small pages take a while.
        sizes = SIZES if place % 7 == 0 else SIZES[:-1]
        yield guard, sizes[number % len(sizes)], styles[number % len(styles)], faults[number * 7 % len(faults)]


TELLING = [
    ("cap-50", "5000", "prefixed", "unknown-job-work"),
    ("limit-10", "100", "uuid", "mistyped-job-work"),
    ("depth-5", "5", "prefixed", "unknown-workspace"),
    ("plain", "wide", "uuid", "job-empty-alone"),
    ("plain", "wide", "prefixed", "artifact-creation-null"),
    ("bare", "5", "uuid", "saved-empty"),
    ("no-offset-cap-50", "wide", "prefixed", "wrong-connection"),
    ("connections-1", "5", "prefixed", "artifact-elsewhere"),
]
"""Those that once were wrong, or took long."""
CELLS = list(sampled())
QUICK = [*TELLING, *CELLS[: len(GUARDS) : 6]]


@pytest.mark.parametrize(("guard", "size", "style", "fault"), parted(dict.fromkeys([*TELLING, *CELLS]), QUICK))
def test_the_exact_cause_within_the_waits(guard: str, size: str, style: str, fault: str) -> None:
    """Nothing healthy that is not, no false cause, nothing left open that could be asked, no wait too many."""
    played = cell(guard, size, style, fault)
    assert not played.wrong, played

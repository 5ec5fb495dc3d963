"""What a replay tells otherwise than the run did: ``python -m tests.capsule.matrix [--every N]``.

Every scenario in every dialect, and with every fault but those that only take long; each with everything shown and with
aliases. ``--every 10`` plays each tenth. The quick part of the suite plays a sample, the thorough one the rest.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from diagnose.sandbox import DIALECTS, FAULTS, scenario_names
from tests.capsule.lived import differences, played

Cell: TypeAlias = tuple[str, str | None, str | None]
"""A scenario, and the dialect or the fault that it is played with."""
WAITING: Final = ("dripping", "slow", "zip-bomb")
"""Faults that cost seconds, and give answers that others give as well: played with one scenario."""


def cells() -> Iterator[Cell]:
    """Yield what is played."""
    for name in scenario_names():
        yield from ((name, dialect, None) for dialect in DIALECTS)
        yield from ((name, None, fault) for fault in FAULTS if fault not in WAITING)
    yield from (("wrong-connection", None, fault) for fault in WAITING)


def told_otherwise(cell: Cell) -> list[str]:
    """Return what a replay of the cell tells otherwise, by its two capsules."""
    run = played(*cell)
    played.cache_clear()
    return [*differences(run), *differences(run.openly)]


def main(argv: Sequence[str] | None = None) -> int:
    """Play and print; return 1 where anything differs."""
    parser = argparse.ArgumentParser(description="What a replay tells otherwise than the run did.")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="play every Nth cell")
    chosen = [*cells()][:: parser.parse_args(argv).every]
    began, bad = time.monotonic(), 0
    for cell in chosen:
        found = told_otherwise(cell)
        bad += bool(found)
        if found:
            sys.stdout.write("\n  ".join([" ".join(part for part in cell if part), *found]) + "\n")
    seconds = time.monotonic() - began
    sys.stdout.write(f"{len(chosen):,} runs, {2 * len(chosen):,} replays, {bad} told otherwise, {seconds:.0f} s\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

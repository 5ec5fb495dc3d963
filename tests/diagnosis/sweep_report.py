"""``python -m tests.diagnosis.sweep_report``: guards x worlds x faults, with what came out and what it cost.

Without arguments every guard meets every fault once, in a world that changes from one cell to the next; ``--whole``
plays all combinations, which takes hours.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import product

from tests.diagnosis.sweep import GUARDS, KINDS, SIZES, STYLES, Cell, cell, fits
from tests.diagnosis.swept_faults import FAULT_TRIALS


def main() -> None:
    """Play what was chosen; print every cell that is not as it must be, and a table by guard."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guard", action="append", choices=[*GUARDS])
    parser.add_argument("--size", action="append", choices=[*SIZES])
    parser.add_argument("--style", action="append", choices=[*STYLES])
    parser.add_argument("--fault", action="append", choices=[*FAULT_TRIALS])
    parser.add_argument("--whole", action="store_true", help="every combination of what was chosen")
    parser.add_argument("--part", default="1/1", help="the n-th of m parts of it, such as 1/2")
    parser.add_argument("--show", action="store_true", help="print every cell")
    chosen = parser.parse_args()
    tallies: dict[str, Counter[str]] = {}
    dearest: dict[str, Cell] = {}
    for one in played(chosen):
        tally = tallies.setdefault(one.guard, Counter())
        tally.update([one.verdict, "tried", *(["over the bound"] if any("over" in said for said in one.wrong) else [])])
        if one.guard not in dearest or one.report.run.requests > dearest[one.guard].report.run.requests:
            dearest[one.guard] = one
        if one.wrong or chosen.show:
            _say(f"{one}")
    _say(f"| guard | tried | {' | '.join(KINDS)} | most requests |")
    _say(f"|---|{'--:|' * (len(KINDS) + 1)}---|")
    for guard, tally in tallies.items():
        most = dearest[guard]
        figures = " | ".join(str(tally[kind]) for kind in ("tried", *KINDS))
        _say(f"| {guard} | {figures} | {most.report.run.requests} ({most.size} {most.style} {most.fault}) |")
    total = sum(tallies.values(), Counter[str]())
    _say(f"| **all** | {' | '.join(str(total[kind]) for kind in ('tried', *KINDS))} | |")


def played(chosen: argparse.Namespace) -> Iterator[Cell]:
    """Play the chosen cells."""
    part, parts = map(int, chosen.part.split("/"))
    worlds = list(product(chosen.size or SIZES, chosen.style or STYLES))
    for turn, (fault, guard) in enumerate(product(chosen.fault or FAULT_TRIALS, chosen.guard or GUARDS)):
        here = [(size, style) for size, style in worlds if fits(guard, style)]
        for size, style in here if chosen.whole else here[turn % max(1, len(here)) :][:1]:
            if turn % parts == part - 1:
                yield cell(guard, size, style, fault)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

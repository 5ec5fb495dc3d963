"""``python -m tests.diagnosis.guarded_report``: every scenario against every guarded gateway, in worlds of any size.

Prints what is not as it must be, and for each guard the most waits and requests that any ticket took.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict

from diagnose.sandbox import scenario_names
from tests.diagnosis.guarded import GUARDS, Outcome, faults, outcome, plain


def main() -> None:
    """Play what was chosen, the whole matrix unless told otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", action="append", choices=scenario_names())
    parser.add_argument("--guard", action="append", choices=sorted(GUARDS))
    parser.add_argument("--job-works", type=int, action="append", help="job works more in the connection (default: 0)")
    chosen = parser.parse_args()
    most: dict[tuple[str, int], Outcome] = {}
    wrong = 0
    tally: dict[str, int] = defaultdict(int)
    for job_works in chosen.job_works or [0]:
        for name in chosen.scenario or scenario_names():
            if name == "endpoint-closed":
                continue
            free = plain(name, job_works)
            if free.waits > 3 + (free.report.run.requests > 0 and "api-key" in name):
                _say(f"plain {name} +{job_works}: {free.waits} waits, {free.requests} requests")
            for guard in chosen.guard or GUARDS:
                guarded = outcome(name, GUARDS[guard], job_works)
                for fault in faults(name, guard, guarded, job_works):
                    wrong += 1
                    tally[guard] += 1
                    _say(f"{guard} {name} +{job_works}: {fault}")
                key = guard, job_works
                if key not in most or guarded.waits > most[key].waits:
                    most[key] = guarded
                if guarded.requests > most[key].requests and guarded.waits == most[key].waits:
                    most[key] = guarded
    for (guard, job_works), worst in most.items():
        _say(f"{guard:<20} +{job_works:<6} waits {worst.waits}  requests {worst.requests}  wrong {tally[guard]}")
    _say(f"{wrong} faults")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""What a process costs: wall and CPU seconds, and its peak in memory. Peers are measured in turn, the least counts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of CPU (user and system), the peak in MB, and what it printed."""

    wall: float
    cpu: float
    peak: float
    said: str = ""


def cost(argv: Sequence[str], *, given: str = "", codes: frozenset[int] = frozenset({0})) -> Cost:
    """Run a command to its end; raise RuntimeError where it ends with another code than expected."""
    started = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - commands of our own
        argv, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment()
    ) as process:
        assert process.stdin and process.stdout and process.stderr  # noqa: S101, PT018 - all are pipes
        process.stdin.write(given.encode())
        process.stdin.close()
        said, complaint = process.stdout.read(), process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in codes or b"Traceback" in complaint:
        raise RuntimeError(f"{argv[:4]} ended with {process.returncode}: {complaint.decode(errors='replace')[-2000:]}")
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, said.decode())


def least(
    commands: Mapping[str, Sequence[str]], times: int, *, given: str = "", codes: frozenset[int] = frozenset({0})
) -> dict[str, Cost]:
    """Run the commands in turn, so many times; return the least of each figure, by name."""
    runs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(times):
        for name, argv in commands.items():
            runs[name].append(cost(argv, given=given, codes=codes))
    return {
        name: Cost(
            min(run.wall for run in all_runs),
            min(run.cpu for run in all_runs),
            max(run.peak for run in all_runs),
            all_runs[-1].said,
        )
        for name, all_runs in runs.items()
    }


def _environment() -> dict[str, str]:
    """The machine's own, but with compiled modules kept: else every start compiles everything again."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT)}

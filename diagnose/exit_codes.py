"""Exit codes: one contract for every format."""

from __future__ import annotations

from enum import IntEnum

from diagnose.report import Report, Status


class Exit(IntEnum):
    """What the process says when it ends."""

    HEALTHY = 0
    PROBLEM = 1
    USAGE = 2
    INCONCLUSIVE = 3
    INTERRUPTED = 130
    TERMINATED = 143


def exit_code(report: Report, *, strict: bool = False) -> Exit:
    """Return the exit code of a report; ``strict`` counts warnings as problems, notices not."""
    if report.run.interrupted:
        return Exit.INTERRUPTED
    match report.verdict.status:
        case Status.PROBLEM:
            return Exit.PROBLEM
        case Status.INCONCLUSIVE:
            return Exit.INCONCLUSIVE
        case Status.WARNING if strict and (report.verdict.causes or not report.notices):
            return Exit.PROBLEM
        case Status.WARNING | Status.HEALTHY:
            return Exit.HEALTHY

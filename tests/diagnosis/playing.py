"""Every scenario, played for real once a process: what several tests look at is one and the same report."""

from __future__ import annotations

from functools import cache

from diagnose.checking.registry import Checks
from diagnose.rehearsal import Rehearsal, rehearse
from diagnose.report import Report
from diagnose.sandbox import scenario
from diagnose_checks import CHECKS

ALL = Checks(CHECKS)
"""The built-in checks."""


@cache
def rehearsed(name: str) -> Rehearsal:
    """The scenario against a plain gateway; frozen, so that no test can change what the next one sees."""
    return rehearse(scenario(name), ALL, run_id="run")


def played(name: str) -> Report:
    """The report of a scenario."""
    return rehearsed(name).diagnosis.report

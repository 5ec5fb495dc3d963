"""Which causes of a report do not follow from its own facts."""

from __future__ import annotations

from diagnose.report import Report
from diagnose.verifying import derive


def loose_ends(report: Report) -> list[str]:
    """What the report's own facts do not bear out, each with the cause that rests on it."""
    return [
        f"{each.cause.code} on {each.cause.subject.id}: {objection}"
        for each in derive(report)
        for objection in each.objections
    ]

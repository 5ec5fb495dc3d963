"""Each cause of a report, derived again or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from diagnose.report import Cause, Report
from diagnose.verifying import conclusions, steps
from diagnose.verifying.recorded import Recorded


class Rederived(StrEnum):
    """What became of a cause."""

    HOLDS = "holds"
    FAILS = "does not follow"
    NOT_DERIVED = "not re-derived"
    """Nothing of it rests on what the gateway answered."""


@dataclass(frozen=True)
class Derivation:
    """A cause and what became of it; ``objections`` are clauses, empty unless it fails."""

    cause: Cause
    outcome: Rederived
    objections: tuple[str, ...] = ()


def derive(report: Report) -> tuple[Derivation, ...]:
    """Derive every cause of a report from the facts of its evidence."""
    return tuple(_derived(report, cause) for cause in report.verdict.causes)


def _derived(report: Report, cause: Cause) -> Derivation:
    if not cause.proof:
        return Derivation(cause, Rederived.NOT_DERIVED)
    against = tuple(dict.fromkeys(_objections(report, cause)))
    return Derivation(cause, Rederived.FAILS if against else Rederived.HOLDS, against)


def _objections(report: Report, cause: Cause) -> Iterator[str]:
    recorded = {one.id: Recorded(one) for one in report.evidence}
    for step in cause.proof:
        if step.evidence not in recorded:
            yield f"the report has no evidence {step.evidence}"
            continue
        exchange = recorded[step.evidence]
        for what in (*exchange.objections(), *steps.objections(step, exchange, report.run.started_at)):
            yield f"{step.evidence}: {what}"
    finding = next((one for one in report.findings if one.id == cause.finding), None)
    if finding is None:
        yield f"the report has no finding {cause.finding}"
    else:
        yield from conclusions.objections(conclusions.Case(report, cause, finding))

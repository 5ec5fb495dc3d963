"""What speaks against a saved report: anybody may have written or changed it, and renderers rely on what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from diagnose.phrases import count
from diagnose.report import Report

_MOST = {"checks": 2_000, "findings": 50_000, "causes": 10_000, "evidence": 50_000, "links": 10_000}
"""Parts of a report: far more than a run makes, and what can still be rendered."""
_YEARS = range(2000, 9999)


def objections(report: Report) -> Iterator[str]:
    """Yield clauses about what does not fit together; none for a report that a run has written."""
    sizes = {
        "checks": len(report.checks),
        "findings": len(report.findings),
        "causes": len(report.verdict.causes),
        "evidence": len(report.evidence),
        "links": len(report.chain.links),
    }
    for part, size in sizes.items():
        if size > _MOST[part]:
            yield f"it has {size:,} {part}, more than the {_MOST[part]:,} that are read"
    yield from _names(report)
    yield from _counts(report)
    moments = (report.run.started_at, report.run.finished_at, *(exchange.at for exchange in report.evidence))
    if any(moment.tzinfo is None or moment.year not in _YEARS for moment in moments):
        yield "a time in it has no zone or cannot be"


def _names(report: Report) -> Iterator[str]:
    known = {finding.id for finding in report.findings}
    if len(known) != len(report.findings):
        yield "two findings have the same ID"
    if len({row.id for row in report.checks}) != len(report.checks):
        yield "two checks have the same ID"
    links = (link.finding for link in report.chain.links)
    caused = (finding.caused_by for finding in report.findings)
    causes = chain.from_iterable((cause.finding, *cause.explains) for cause in report.verdict.causes)
    rows = chain.from_iterable(row.findings for row in report.checks)
    named = {name for name in chain(links, caused, causes, rows, report.notices) if name is not None}
    if missing := named - known:
        yield f"it speaks of {count(len(missing), 'finding')} that it does not have"


def _counts(report: Report) -> Iterator[str]:
    outcomes = Counter(row.outcome.value for row in report.checks)
    told = report.coverage.model_dump(by_alias=True)
    if told != {name: outcomes[name] if name != "selected" else len(report.checks) for name in told}:
        yield "its coverage does not add up"

"""What has to hold together within any report, whatever the world is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from diagnose.report import CheckOutcome, CheckRow, Report, ReportFinding, Severity

_NOT_PASSED = {CheckOutcome.FAIL, CheckOutcome.UNKNOWN, CheckOutcome.ERROR}


def inconsistencies(report: Report) -> Iterator[str]:
    """What does not hold together within a report, whatever the world is."""
    yield from _miscounts(report)
    rows = {row.id: row for row in report.checks}
    for row in report.checks:
        yield from _row_inconsistencies(row.id, row.blocked_by, rows)
        if [finding.id for finding in report.findings if finding.check == row.id] != list(row.findings):
            yield f"{row.id} lists other findings than its own"
    for finding in report.findings:
        yield from _finding_inconsistencies(finding, report)
    causes = [cause.finding for cause in report.verdict.causes]
    roots = [
        finding.id
        for finding in report.findings
        if finding.caused_by is None and finding.severity is not Severity.INFO and finding.id not in report.notices
    ]
    if sorted(causes) != sorted(roots):
        yield f"the causes are {causes}, the findings that nothing explains are {roots}"
    for cause in report.verdict.causes:
        if set(cause.explains) != {each.id for each in report.findings if each.caused_by == cause.finding}:
            yield f"{cause.finding} explains {cause.explains}, which its findings do not say"


def _miscounts(report: Report) -> Iterator[str]:
    ids = {row.id for row in report.checks}
    counts = Counter(row.outcome for row in report.checks)
    coverage = report.coverage
    figures = (coverage.passed, coverage.warn, coverage.fail, coverage.unknown, coverage.skip, coverage.error)
    if len(ids) != len(report.checks) or coverage.selected != len(ids) or sum(figures) != len(ids):
        yield "the rows do not add up"
    if list(figures) != [counts[outcome] for outcome in CheckOutcome]:
        yield f"the coverage {figures} does not count the rows"
    if len({finding.id for finding in report.findings}) != len(report.findings):
        yield "two findings have one ID"


def _finding_inconsistencies(finding: ReportFinding, report: Report) -> Iterator[str]:
    if finding.check not in {row.id for row in report.checks}:
        yield f"{finding.id} is of a check without a row"
    if missing := set(finding.evidence) - {exchange.id for exchange in report.evidence}:
        yield f"{finding.id} rests on evidence that is not there: {missing}"
    if finding.suggestion == finding.subject.id:
        yield f"{finding.code} suggests the ID that it blames, {finding.subject.id}"
    if finding.caused_by is not None:
        root = next((each for each in report.findings if each.id == finding.caused_by), None)
        if root is None or root.id == finding.id or root.caused_by is not None or root.severity is Severity.INFO:
            yield f"{finding.id} is caused by {finding.caused_by}, which is no root cause"


def _row_inconsistencies(check: str, blocked_by: tuple[str, ...], rows: Mapping[str, CheckRow]) -> Iterator[str]:
    for blocker in blocked_by:
        row = rows.get(blocker)
        if blocker == check or row is None or row.outcome not in _NOT_PASSED:
            yield f"{check} is blocked by {blocker}, which passed or is not there"

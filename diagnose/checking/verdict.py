"""From rows to the verdict: findings get their IDs and their causes, causes their order, the whole its headline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from diagnose.checking.results import SettledFinding
from diagnose.checking.runner import Row
from diagnose.ids import Kind
from diagnose.report import Cause, CheckOutcome, Coverage, CustomerQuestion, ReportFinding, Severity, Status, Verdict

_HEIGHT = {kind.value: kind.height for kind in Kind}
_SEVERITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True)
class Judged:
    """The findings with their IDs, each row's finding IDs by check, and the verdict."""

    findings: tuple[ReportFinding, ...]
    of_check: dict[str, tuple[str, ...]]
    verdict: Verdict
    coverage: Coverage


def judge(rows: Sequence[Row], *, healthy: str, interrupted: bool = False) -> Judged:
    """Judge the rows. ``healthy`` is the headline for when there is nothing to report."""
    settled = [(row.id, found) for row in rows for found in row.findings]
    findings = _numbered(settled)
    causes = _causes(findings)
    obstructing = {finding.id for finding, (_, found) in zip(findings, settled, strict=True) if found.finding.obstructs}
    status = _status(rows, findings, obstructing, interrupted=interrupted)
    blinding = [finding for finding in findings if finding.id in obstructing]
    by_id = {finding.id: finding for finding in findings}
    headline = _headline(status, rows, [by_id[cause.finding] for cause in causes], blinding, healthy)
    verdict = Verdict(status=status, headline=headline, causes=causes)
    of_check: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        of_check[finding.check].append(finding.id)
    return Judged(findings, {check: tuple(ids) for check, ids in of_check.items()}, verdict, _coverage(rows))


def questions(rows: Sequence[Row]) -> tuple[CustomerQuestion, ...]:
    """Merge what the checks would ask the customer: one question a thing, with all the checks that it unlocks."""
    asked: dict[str, list[str]] = {}
    why: dict[str, str] = {}
    for row in rows:
        for ask in row.asks:
            asked.setdefault(ask.ask_for, []).append(row.id)
            why.setdefault(ask.ask_for, ask.why)
    return tuple(CustomerQuestion(ask_for=slot, why=why[slot], unlocks=tuple(ids)) for slot, ids in asked.items())


def _numbered(settled: Sequence[tuple[str, SettledFinding]]) -> tuple[ReportFinding, ...]:
    links = _Links([found for _, found in settled])
    return tuple(
        _finding(f"F{index + 1}", check, found, None if (root := links.root(index)) == index else f"F{root + 1}")
        for index, (check, found) in enumerate(settled)
    )


class _Links:
    """Which finding explains which: through the subjects that a finding says it is because of."""

    def __init__(self, settled: Sequence[SettledFinding]) -> None:
        self.findings = [found.finding for found in settled]
        self.by_subject: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, found in enumerate(settled):
            # An info explains nothing.
            if found.severity is not Severity.INFO:
                subject = found.finding.subject
                self.by_subject[subject.kind.value, subject.id].append(index)

    def root(self, index: int) -> int:
        """Follow the explanations to the finding that nothing explains; of a circle, the first one is the root."""
        path = [index]
        while (cause := self._cause(path[-1])) is not None:
            if cause in path:
                return min(path[path.index(cause) :])
            path.append(cause)
        return path[-1]

    def _cause(self, index: int) -> int | None:
        for because in self.findings[index].because_of:
            for other in self.by_subject.get((because.kind.value, because.id), ()):
                if other != index:
                    return other
        return None


def _finding(finding_id: str, check: str, found: SettledFinding, caused_by: str | None) -> ReportFinding:
    finding = found.finding
    return ReportFinding(
        id=finding_id,
        check=check,
        code=finding.code,
        severity=found.severity,
        subject=finding.subject,
        summary=finding.summary,
        expected=finding.expected,
        observed=finding.observed,
        remedy=found.remedy,
        docs_url=found.docs_url,
        suggestion=finding.suggestion,
        # What a check has nothing to say of is left out, so that the details are worth reading.
        details={key: value for key, value in finding.details.items() if value not in (None, [], "")},
        caused_by=caused_by,
        evidence=finding.evidence,
    )


def _causes(findings: Sequence[ReportFinding]) -> tuple[Cause, ...]:
    explains: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        if finding.caused_by:
            explains[finding.caused_by].append(finding.id)
    roots = [finding for finding in findings if finding.caused_by is None and finding.severity is not Severity.INFO]
    # Stable: of two alike, the one that was found first stays first.
    roots.sort(key=lambda root: (_SEVERITY[root.severity], _HEIGHT.get(root.subject.kind.value, -1)))
    return tuple(
        Cause(
            finding=root.id,
            code=root.code,
            check=root.check,
            severity=root.severity,
            subject=root.subject,
            explains=tuple(explains[root.id]),
        )
        for root in roots
    )


def _status(
    rows: Sequence[Row], findings: Sequence[ReportFinding], obstructing: set[str], *, interrupted: bool
) -> Status:
    if any(finding.severity is Severity.ERROR and finding.id not in obstructing for finding in findings):
        return Status.PROBLEM
    undecided = any(row.outcome in {CheckOutcome.UNKNOWN, CheckOutcome.ERROR} for row in rows)
    if obstructing or undecided or interrupted:
        return Status.INCONCLUSIVE
    if any(row.outcome is CheckOutcome.WARN for row in rows):
        return Status.WARNING
    return Status.HEALTHY


def _headline(
    status: Status,
    rows: Sequence[Row],
    causes: Sequence[ReportFinding],
    blinding: Sequence[ReportFinding],
    healthy: str,
) -> str:
    match status:
        case Status.HEALTHY:
            return healthy
        case Status.PROBLEM | Status.WARNING:
            return _sum_up(causes)
        case Status.INCONCLUSIVE:
            return _sum_up(blinding) if blinding else _undecided(rows)
        case _:
            assert_never(status)


def _sum_up(causes: Sequence[ReportFinding]) -> str:
    first = causes[0]
    summary = first.summary.rstrip(".")
    alike = sum(1 for cause in causes[1:] if cause.code == first.code)
    others = len(causes) - 1 - alike
    extra = [f"{alike:,} more like it"] if alike else []
    extra += [f"{others:,} other {'cause' if others == 1 else 'causes'}"] if others else []
    return f"{summary} (and {' and '.join(extra)})." if extra else f"{summary}."


def _undecided(rows: Sequence[Row]) -> str:
    stuck = [row for row in rows if row.outcome in {CheckOutcome.UNKNOWN, CheckOutcome.ERROR}]
    if not stuck:
        return "The run was interrupted before everything was checked."
    first = stuck[0]
    more = len(stuck) - 1
    rest = f" ({more} more {'check' if more == 1 else 'checks'} could not tell either)" if more else ""
    return f"Could not decide: {first.id} could not tell: {first.reason.rstrip('.')}{rest}."


def _coverage(rows: Sequence[Row]) -> Coverage:
    count = {outcome: sum(1 for row in rows if row.outcome is outcome) for outcome in CheckOutcome}
    coverage = Coverage(
        selected=len(rows),
        passed=count[CheckOutcome.PASS],
        warn=count[CheckOutcome.WARN],
        fail=count[CheckOutcome.FAIL],
        unknown=count[CheckOutcome.UNKNOWN],
        skip=count[CheckOutcome.SKIP],
        error=count[CheckOutcome.ERROR],
    )
    if sum(count.values()) != coverage.selected:
        raise AssertionError("the rows do not add up")
    return coverage

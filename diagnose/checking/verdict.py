"""From rows to the verdict: findings get their IDs and their causes, causes their order, the whole its headline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from diagnose.checking.results import Finding
from diagnose.checking.runner import Row
from diagnose.ids import Kind
from diagnose.phrases import count, listed
from diagnose.report import Cause, CheckOutcome, Coverage, CustomerQuestion, ReportFinding, Severity, Status, Verdict

_INTERRUPTED = "The run was interrupted before everything was looked at."
_HEIGHT = {kind.value: kind.height for kind in Kind}
_SEVERITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True)
class Judged:
    """The findings with their IDs, each row's finding IDs by check, the notices among them, and the verdict."""

    findings: tuple[ReportFinding, ...]
    of_check: dict[str, tuple[str, ...]]
    verdict: Verdict
    coverage: Coverage
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Marked:
    """Which findings obstruct the view, and which are notices, by their IDs."""

    obstructing: frozenset[str]
    notices: frozenset[str]


def judge(rows: Sequence[Row], *, healthy: str, interrupted: bool = False, blind: bool = False) -> Judged:
    """Judge the rows.

    ``healthy`` is the headline for when there is nothing to report. ``blind`` says that nobody looked at more than
    the ticket's text, or at nothing at all: then the best that can come out is inconclusive.
    """
    drafts = [(row.id, draft) for row in rows for draft in row.findings]
    findings = _numbered(drafts)
    named = [(finding.id, draft) for finding, (_, draft) in zip(findings, drafts, strict=True)]
    marked = _Marked(
        frozenset(finding_id for finding_id, draft in named if draft.obstructs),
        frozenset(finding_id for finding_id, draft in named if draft.notice),
    )
    causes = _causes([finding for finding in findings if finding.id not in marked.notices])
    status = _status(rows, findings, marked, interrupted=interrupted, blind=blind)
    headline = _headline(status, rows, _Told(findings, causes, marked, _INTERRUPTED if interrupted else healthy))
    verdict = Verdict(status=status, headline=headline, causes=causes)
    of_check: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        of_check[finding.check].append(finding.id)
    by_check = {check: tuple(ids) for check, ids in of_check.items()}
    notices = tuple(finding.id for finding in findings if finding.id in marked.notices)
    return Judged(findings, by_check, verdict, _coverage(rows), notices)


def questions(rows: Sequence[Row]) -> tuple[CustomerQuestion, ...]:
    """Merge what the checks would ask the customer: one question a thing, with all the checks that it unlocks."""
    asked: dict[str, list[str]] = {}
    why: dict[str, str] = {}
    for row in rows:
        for ask in row.asks:
            asked.setdefault(ask.ask_for, []).append(row.id)
            why.setdefault(ask.ask_for, ask.why)
    return tuple(CustomerQuestion(ask_for=slot, why=why[slot], unlocks=tuple(ids)) for slot, ids in asked.items())


def _numbered(drafts: Sequence[tuple[str, Finding]]) -> tuple[ReportFinding, ...]:
    links = _Links([draft for _, draft in drafts])
    return tuple(
        _finding(f"F{index + 1}", check, draft, None if (root := links.root(index)) == index else f"F{root + 1}")
        for index, (check, draft) in enumerate(drafts)
    )


class _Links:
    """Which finding explains which: through the subjects that a finding says it is because of."""

    def __init__(self, drafts: Sequence[Finding]) -> None:
        self.drafts = drafts
        self.by_subject: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, draft in enumerate(drafts):
            # An info explains nothing, nor does what does not bear on the symptom.
            if draft.severity is not Severity.INFO and not draft.notice:
                self.by_subject[draft.subject.kind.value, draft.subject.id].append(index)

    def root(self, index: int) -> int:
        """Follow the explanations to the finding that nothing explains; of a circle, the first one is the root."""
        path = [index]
        while (cause := self._cause(path[-1])) is not None:
            if cause in path:
                return min(path[path.index(cause) :])
            path.append(cause)
        return path[-1]

    def _cause(self, index: int) -> int | None:
        for because in self.drafts[index].because_of:
            for other in self.by_subject.get((because.kind.value, because.id), ()):
                if other != index:
                    return other
        return None


def _finding(finding_id: str, check: str, draft: Finding, caused_by: str | None) -> ReportFinding:
    return ReportFinding(
        id=finding_id,
        check=check,
        code=draft.code,
        severity=draft.severity or Severity.ERROR,
        subject=draft.subject,
        summary=draft.summary,
        expected=draft.expected,
        observed=draft.observed,
        remedy=draft.remedy or "",
        docs_url=draft.docs_url or "",
        suggestion=draft.suggestion,
        # What a check has nothing to say of is left out, so that the details are worth reading.
        details={key: value for key, value in draft.details.items() if value not in (None, [], "")},
        caused_by=caused_by,
        evidence=draft.evidence,
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
    rows: Sequence[Row], findings: Sequence[ReportFinding], marked: _Marked, *, interrupted: bool, blind: bool
) -> Status:
    if any(
        finding.severity is Severity.ERROR and finding.id not in marked.obstructing | marked.notices
        for finding in findings
    ):
        return Status.PROBLEM
    undecided = any(row.outcome in {CheckOutcome.UNKNOWN, CheckOutcome.ERROR} for row in rows)
    if marked.obstructing or undecided or interrupted or blind:
        return Status.INCONCLUSIVE
    if any(row.outcome is CheckOutcome.WARN for row in rows):
        return Status.WARNING
    return Status.HEALTHY


@dataclass(frozen=True)
class _Told:
    """What a headline can tell."""

    findings: Sequence[ReportFinding]
    causes: Sequence[Cause]
    marked: _Marked
    healthy: str

    @property
    def roots(self) -> list[ReportFinding]:
        """The findings behind the causes, in the causes' order."""
        by_id = {finding.id: finding for finding in self.findings}
        return [by_id[cause.finding] for cause in self.causes]

    @property
    def blinding(self) -> list[ReportFinding]:
        """The findings because of which nothing of the ticket was seen."""
        return [finding for finding in self.findings if finding.id in self.marked.obstructing]


def _headline(status: Status, rows: Sequence[Row], told: _Told) -> str:
    notices = [count(len(told.marked.notices), "notice")] if told.marked.notices else []
    match status:
        case Status.HEALTHY:
            return _with(told.healthy, notices)
        case Status.PROBLEM | Status.WARNING:
            return _sum_up(told.roots, notices) if told.roots else _with(told.healthy, notices)
        case Status.INCONCLUSIVE:
            return _doubtful(rows, told, notices)
        case _:
            assert_never(status)


def _doubtful(rows: Sequence[Row], told: _Told, notices: Sequence[str]) -> str:
    """Say why nothing was decided: what blinds the run, what could not tell, or else that nobody asked."""
    if told.blinding:
        return _sum_up(told.blinding)
    if undecided := _undecided(rows):
        return undecided
    return _sum_up(told.roots, notices) if told.roots else _with(told.healthy, notices)


def _sum_up(causes: Sequence[ReportFinding], notices: Sequence[str] = ()) -> str:
    first = causes[0]
    alike = sum(1 for cause in causes[1:] if cause.code == first.code)
    others = len(causes) - 1 - alike
    extra = [f"{alike:,} more like it"] if alike else []
    extra += [f"{others:,} other {'cause' if others == 1 else 'causes'}"] if others else []
    return _with(first.summary, [*extra, *notices])


def _with(sentence: str, more: Sequence[str]) -> str:
    """Add what there is more of to a sentence, in brackets before its full stop."""
    return f"{sentence.rstrip('.')} (and {listed(more)})." if more else f"{sentence.rstrip('.')}."


def _undecided(rows: Sequence[Row]) -> str:
    """Name the first check that could not tell; empty when all could."""
    stuck = [row for row in rows if row.outcome in {CheckOutcome.UNKNOWN, CheckOutcome.ERROR}]
    if not stuck:
        return ""
    first = stuck[0]
    more = len(stuck) - 1
    rest = f" ({more} more {'check' if more == 1 else 'checks'} could not tell either)" if more else ""
    return f"Could not decide: {first.id} could not tell, since {first.reason.rstrip('.')}{rest}."


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

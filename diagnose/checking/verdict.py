"""From rows to the verdict: findings get their IDs and their causes, causes their order, the whole its headline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from diagnose.checking.causes import causes_of
from diagnose.checking.results import Cure, Finding, ReplyWords, SettledFinding
from diagnose.checking.runner import Row
from diagnose.phrases import count, listed
from diagnose.report import (
    Cause,
    CheckOutcome,
    Coverage,
    CustomerQuestion,
    ReportFinding,
    Severity,
    Status,
    Symptom,
    Verdict,
    Where,
)

_INTERRUPTED = "The run was interrupted before everything was checked."


@dataclass(frozen=True)
class Judged:
    """The findings with their IDs, each row's finding IDs by check, the notices among them, and the verdict.

    ``cures`` has what cures a finding, by its ID, where a change of the customer's query does; ``replies`` what the
    customer is told of it, where its code says.
    """

    findings: tuple[ReportFinding, ...]
    of_check: dict[str, tuple[str, ...]]
    verdict: Verdict
    coverage: Coverage
    notices: tuple[str, ...] = ()
    cures: Mapping[str, Cure] = field(default_factory=dict)
    replies: Mapping[str, ReplyWords] = field(default_factory=dict)

    def after(self, causes: tuple[Cause, ...]) -> Judged:
        """Return the same with what is now known of the causes."""
        return replace(self, verdict=self.verdict.model_copy(update={"causes": causes}))


@dataclass(frozen=True)
class _Marked:
    """Which findings obstruct the view, and which are notices, by their IDs."""

    obstructing: frozenset[str]
    notices: frozenset[str]


def judge(
    rows: Sequence[Row],
    *,
    healthy: str,
    interrupted: bool = False,
    blind: bool = False,
    symptoms: Collection[Symptom] = (),
    where: Callable[[Finding], tuple[Where, ...]] = lambda _: (),
) -> Judged:
    """Judge the rows.

    ``healthy`` is the headline for when there is nothing to report. ``blind`` says that no more than the ticket's text
    was checked, or nothing at all: then the best that can come out is inconclusive. ``symptoms`` are what the customer
    saw, ``where`` finds the ticket's own words that a finding is about.
    """
    settled = [(row.id, found) for row in rows for found in row.findings]
    findings = _numbered(settled, where)
    named = [(finding.id, found) for finding, (_, found) in zip(findings, settled, strict=True)]
    marked = _Marked(
        frozenset(finding_id for finding_id, found in named if found.finding.obstructs),
        frozenset(finding_id for finding_id, found in named if found.notice),
    )
    causes = causes_of(findings, [found for _, found in settled], symptoms=symptoms, notices=marked.notices)
    status = _status(rows, findings, marked, interrupted=interrupted, blind=blind)
    headline = _headline(status, rows, _Told(findings, causes, marked, _INTERRUPTED if interrupted else healthy))
    verdict = Verdict(status=status, headline=headline, causes=causes, symptoms=tuple(symptoms))
    of_check: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        of_check[finding.check].append(finding.id)
    by_check = {check: tuple(ids) for check, ids in of_check.items()}
    notices = tuple(finding.id for finding in findings if finding.id in marked.notices)
    cures = {finding_id: found.cure for finding_id, found in named if found.cure is not None}
    replies = {finding_id: found.reply for finding_id, found in named if found.reply is not None}
    return Judged(findings, by_check, verdict, _coverage(rows), notices, cures, replies)


def questions(rows: Sequence[Row]) -> tuple[CustomerQuestion, ...]:
    """Merge what the checks would ask the customer: one question a thing, with all the checks that it unlocks."""
    asked: dict[str, list[str]] = {}
    why: dict[str, str] = {}
    for row in rows:
        for ask in row.asks:
            asked.setdefault(ask.ask_for, []).append(row.id)
            why.setdefault(ask.ask_for, ask.why)
    return tuple(CustomerQuestion(ask_for=slot, why=why[slot], unlocks=tuple(ids)) for slot, ids in asked.items())


def _numbered(
    settled: Sequence[tuple[str, SettledFinding]], where: Callable[[Finding], tuple[Where, ...]]
) -> tuple[ReportFinding, ...]:
    links = _Links([found for _, found in settled])
    return tuple(
        _finding(f"F{index + 1}", check, found, links.cause_of(index), where(found.finding))
        for index, (check, found) in enumerate(settled)
    )


class _Links:
    """Which finding explains which: through the subjects that a finding says it is because of."""

    def __init__(self, settled: Sequence[SettledFinding]) -> None:
        self.findings = [found.finding for found in settled]
        self.by_subject: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, found in enumerate(settled):
            # An info explains nothing, nor does what does not bear on the symptom.
            if found.severity is not Severity.INFO and not found.notice:
                subject = found.finding.subject
                self.by_subject[subject.kind.value, subject.id].append(index)

    def cause_of(self, index: int) -> str | None:
        """Return the ID of the finding that explains this one; None for a root."""
        root = self.root(index)
        return None if root == index else f"F{root + 1}"

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


def _finding(
    finding_id: str, check: str, found: SettledFinding, caused_by: str | None, where: tuple[Where, ...]
) -> ReportFinding:
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
        where=where,
        acts=found.acts,
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

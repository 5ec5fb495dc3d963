"""Running the checks: ordered by what they build on, each timed, each alone with its mistakes.

Every selected check gives exactly one :class:`Row`, whatever happens to it. A check that breaks is an ``error`` row of
its own name; the others go on. Checks of other packages are guests: see :mod:`diagnose.checking.guests`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from graphlib import CycleError, TopologicalSorter
from typing import assert_never

from diagnose.checking.admission import BadResult, admitted
from diagnose.checking.check import Check
from diagnose.checking.context import Context
from diagnose.checking.fingerprint import fingerprint
from diagnose.checking.guests import told, visit
from diagnose.checking.results import Ask, Finding, Found, Passed, Result, SettledFinding, Skipped, Unknown
from diagnose.foreign_text import fit
from diagnose.report import CheckOutcome, Severity
from diagnose.secrets import Secret
from diagnose.stopping import Stop

_SEVERITIES = tuple(Severity)
_BLOCKING = frozenset({CheckOutcome.FAIL, CheckOutcome.UNKNOWN, CheckOutcome.ERROR})


@dataclass(frozen=True)
class Row:
    """What became of one check. ``duration_ms`` is the time its function took."""

    id: str
    title: str
    docs_url: str
    outcome: CheckOutcome
    reason: str
    blocked_by: tuple[str, ...] = ()
    duration_ms: float = 0.0
    findings: tuple[SettledFinding, ...] = ()
    asks: tuple[Ask, ...] = ()
    said: str = ""
    """What a guest printed, the beginning of it: as it is, so whoever shows it cleans it."""
    secrets: tuple[Secret, ...] = ()
    """What the check names as secret: it is masked wherever it stands in the report."""

    @property
    def blinds(self) -> bool:
        """True when checks that require this one cannot look: it did not pass, and not only for what is aside."""
        if self.outcome is CheckOutcome.FAIL and self.findings:
            return any(found.severity is Severity.ERROR and not found.finding.aside for found in self.findings)
        return self.blocks

    @property
    def blocks(self) -> bool:
        """True when it did not pass, so that another check may name it as what it is blocked by."""
        return self.outcome in _BLOCKING or bool(self.blocked_by)


@dataclass(frozen=True)
class Hosting:
    """How guests are treated: each has its share of ``seconds``, ``stop`` ends one that is awaited."""

    seconds: float = 60.0
    stop: Stop = field(default_factory=Stop)

    def share(self, checks: int) -> float:
        """Return the seconds that one of so many checks has; a second at least, since machines are busy at times."""
        return max(LEAST_SHARE, self.seconds / checks)


LEAST_SHARE = 1.0
LEAST_TIME = 10.0
"""Seconds that all checks together have, however little the reading and the asking left of the deadline."""
TOO_LATE = "the deadline passed before this was judged"
ALONE = Hosting()


def run_checks(
    checks: Sequence[Check],
    context: Context,
    monotonic: Callable[[], float],
    on_row: Callable[[Row], None] = lambda _: None,
    hosting: Hosting = ALONE,
) -> tuple[Row, ...]:
    """Run the checks and return one row each, in the order in which they ran."""
    rows: dict[str, Row] = {}
    share = hosting.share(len(checks)) if checks else 0.0
    outcomes: dict[str, CheckOutcome] = {}
    until = monotonic() + max(hosting.seconds, LEAST_TIME)
    for check in ordered(checks):
        blockers = _roots([needed for needed in check.requires if needed in rows and rows[needed].blinds], rows)
        if context.sight.offline and not check.offline:
            row = Row(check.id, check.title, check.docs_url, CheckOutcome.SKIP, "the gateway was not asked (--offline)")
        elif blockers:
            reason = f"blocked: {', '.join(blockers)} did not pass"
            row = Row(check.id, check.title, check.docs_url, CheckOutcome.SKIP, reason, blockers)
        elif monotonic() > until:
            row = Row(check.id, check.title, check.docs_url, CheckOutcome.UNKNOWN, TOO_LATE)
        else:
            started = monotonic()
            run = partial(_run, check, replace(context, outcomes=dict(outcomes)), rows)
            row = _as_guest(check, run, share, hosting) if check.guest else _at_home(check, run)
            row = replace(row, duration_ms=round((monotonic() - started) * 1000, 3))
        rows[check.id] = row
        outcomes[check.id] = row.outcome
        on_row(row)
    if len(rows) != len(checks):
        raise AssertionError(f"{len(checks)} checks gave {len(rows)} rows")
    return tuple(rows.values())


def ordered(checks: Sequence[Check]) -> list[Check]:
    """Order checks by what they require or come after, otherwise as given; a circle falls back to the order given."""
    by_id = {check.id: check for check in checks}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for check in checks:
        sorter.add(check.id, *(other for other in (*check.requires, *check.after) if other in by_id))
    rank = {check.id: index for index, check in enumerate(checks)}
    order: list[str] = []
    try:
        sorter.prepare()
    except CycleError:
        return list(checks)
    ready: list[str] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()], key=rank.__getitem__)
        first = ready.pop(0)
        order.append(first)
        sorter.done(first)
    return [by_id[check_id] for check_id in order]


def _run(check: Check, context: Context, rows: Mapping[str, Row]) -> Row:
    """Let the check decide, and judge what it answered: both are part of its run, and its own to answer for."""
    try:
        result = admitted(check.decide(context))
        return replace(_row(check, result, _blank(check), rows), secrets=result.secrets)
    except BadResult as error:
        return _broke(check, str(error))


def _at_home(check: Check, run: partial[Row]) -> Row:
    try:
        return run()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - a broken check is a row of its own, whatever it raised
        return _broke(check, told(error))


def _as_guest(check: Check, run: partial[Row], share: float, hosting: Hosting) -> Row:
    came = visit(lambda: _unchanging(check, run), seconds=share, stop=hosting.stop)
    row = came.answer if isinstance(came.answer, Row) else _broke(check, f"it {came.failure or 'gave no answer'}")
    return replace(row, said=came.said)


def _unchanging(check: Check, run: partial[Row]) -> Row:
    """Have a guest run, and hold it to leave alone what it is handed: others are handed the same."""
    handed = run.args
    before = fingerprint(handed)
    row = run()
    if fingerprint(handed) != before:
        return _broke(check, "it changed what it was handed")
    return row


def _blank(check: Check) -> Row:
    return Row(check.id, check.title, check.docs_url, CheckOutcome.ERROR, "")


def _broke(check: Check, why: str) -> Row:
    return replace(_blank(check), reason=f"the check broke: {fit(why)}")


def _row(check: Check, result: Result, row: Row, rows: Mapping[str, Row]) -> Row:
    match result:
        case Passed(reason, asks):
            return replace(row, outcome=CheckOutcome.PASS, reason=reason, asks=asks)
        case Skipped(reason, blocked_by, asks):
            blockers = _roots([other for other in blocked_by if other in rows and rows[other].blocks], rows)
            # Blocked by a check that was not selected: nobody looked, which is not the same as not applicable.
            outcome = CheckOutcome.UNKNOWN if blocked_by and not blockers else CheckOutcome.SKIP
            return replace(row, outcome=outcome, reason=reason, blocked_by=blockers, asks=asks)
        case Unknown(reason, asks):
            return replace(row, outcome=CheckOutcome.UNKNOWN, reason=reason, asks=asks)
        case Found():
            return _found(check, result, row)
        case _ as never:
            assert_never(never)


def _found(check: Check, found: Found, row: Row) -> Row:
    findings = tuple(_settled(check, finding) for finding in found.findings)
    severities = {settled.severity for settled in findings}
    if Severity.ERROR in severities:
        outcome = CheckOutcome.FAIL
    elif found.unseen:
        outcome = CheckOutcome.UNKNOWN
    elif Severity.WARNING in severities:
        outcome = CheckOutcome.WARN
    else:
        outcome = CheckOutcome.PASS
    worst = min(findings, key=lambda settled: _SEVERITIES.index(settled.severity), default=None)
    reason = found.reason or (worst.finding.summary if worst else "")
    if found.unseen:
        reason = f"{reason.rstrip('.')}; besides, {found.unseen}" if reason else found.unseen
    return replace(row, outcome=outcome, reason=reason, findings=findings, asks=found.asks)


def _settled(check: Check, finding: Finding) -> SettledFinding:
    """Add what the check declares for the finding's code."""
    code = next((code for code in check.codes if code.code == finding.code), None)
    if code is None:
        raise BadResult(f"it gave the finding {finding.code}, which it does not declare")
    try:
        remedy = code.remedy_for(finding)
    except KeyError as error:
        raise BadResult(f"it gave the finding {code.code} without {error}, which its remedy needs") from error
    docs_url = finding.docs_url or code.docs_url or check.docs_url
    severity, acts = finding.severity or code.severity, finding.acts or code.acts
    return SettledFinding(finding, severity, remedy, docs_url, code.notice, acts, code.shows, code.cure, code.reply)


def _roots(blockers: Sequence[str], rows: Mapping[str, Row]) -> tuple[str, ...]:
    """Follow blockers to the checks that really did not pass."""
    roots: dict[str, None] = {}
    for blocker in blockers:
        for root in rows[blocker].blocked_by or (blocker,):
            roots[root] = None
    return tuple(roots)


@dataclass(frozen=True)
class Selection:
    """Which checks to run: ``only`` (all, when empty) without ``skip``."""

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = field(default=())

    def of(self, checks: Sequence[Check]) -> tuple[Check, ...]:
        """Return the selected checks, in their own order."""
        return tuple(
            check for check in checks if (not self.only or check.id in self.only) and check.id not in self.skip
        )

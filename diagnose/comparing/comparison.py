"""Is it fixed? Two reports of one ticket, before and after, compared by cause and by finding.

What an earlier report found and a later one does not is fixed only when the later run looked: where the check that
found it could not tell, was skipped or was not selected, it is now unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from diagnose.ids import identity
from diagnose.report import CheckOutcome, Report, ReportFinding, Severity, SubjectKind

_LOOKED = frozenset({CheckOutcome.PASS, CheckOutcome.WARN, CheckOutcome.FAIL})
"""Outcomes of a check that looked."""
_IDS = frozenset(SubjectKind) - {SubjectKind.QUERY, SubjectKind.REQUEST, SubjectKind.TICKET, SubjectKind.TOKEN}
"""Subjects whose ID is the same in every report; ``query 2`` may be another one the next time."""


class Became(StrEnum):
    """What became of a finding between two reports."""

    FIXED = "fixed"
    STILL = "still"
    NEW = "new"
    UNKNOWN = "now unknown"


@dataclass(frozen=True)
class Compared:
    """A finding and what became of it; ``cause`` says that it was or is a root cause. ``why`` is a clause or empty."""

    change: Became
    finding: ReportFinding
    cause: bool
    why: str = ""


@dataclass(frozen=True)
class Comparison:
    """Two reports compared: what is left first, causes before their consequences."""

    before: Report
    after: Report
    changes: tuple[Compared, ...]

    @property
    def counts(self) -> Mapping[Became, int]:
        """How many findings came out how."""
        return {change: sum(one.change is change for one in self.changes) for change in Became}

    @property
    def same_ticket(self) -> bool:
        """False when the two reports name no ID in common, so that comparing them says little."""
        before, after = _named(self.before), _named(self.after)
        return not before or not after or not before.isdisjoint(after)


_Key: TypeAlias = tuple[str, str, str]
"""A finding's code, and the kind and ID of what it is about."""
_ORDER = {Became.STILL: 0, Became.NEW: 1, Became.UNKNOWN: 2, Became.FIXED: 3}


def compare(before: Report, after: Report) -> Comparison:
    """Compare two reports; infos and notices, which no verdict rests on, are left out."""
    earlier, later = _findings(before), _findings(after)
    changes = [
        *(_of_earlier(before, after, key, finding, later) for key, finding in earlier.items()),
        *(
            Compared(Became.NEW, finding, _is_cause(after, finding))
            for key, finding in later.items()
            if key not in earlier
        ),
    ]
    changes.sort(key=lambda one: (_ORDER[one.change], not one.cause))
    return Comparison(before, after, tuple(changes))


def _of_earlier(
    before: Report, after: Report, key: _Key, finding: ReportFinding, later: Mapping[_Key, ReportFinding]
) -> Compared:
    if _is_alias(before, finding) and not _share_a_map(before, after):
        why = f"{finding.subject.id} is an alias, and the reports name no common alias map"
        return Compared(Became.UNKNOWN, finding, _is_cause(before, finding), why)
    if still := later.get(key):
        return Compared(Became.STILL, still, _is_cause(after, still) or _is_cause(before, finding))
    cause, why = _is_cause(before, finding), _not_looked(after, finding.check)
    return Compared(Became.UNKNOWN if why else Became.FIXED, finding, cause, why)


def _is_alias(report: Report, finding: ReportFinding) -> bool:
    """Tell whether a finding's subject is known by an alias alone, which begins with its kind: ``external-id-3``."""
    kind, _, number = finding.subject.id.rpartition("-")
    return report.masked is not None and kind in report.masked.kinds and number.isdigit()


def _share_a_map(before: Report, after: Report) -> bool:
    """Tell whether equal aliases stand for equal values in both."""
    if before.masked is None or after.masked is None:
        return False
    return before.masked.map is not None and before.masked.map == after.masked.map


def _not_looked(after: Report, check: str) -> str:
    """Return why the later run could not tell, a clause; empty when it looked."""
    row = next((row for row in after.checks if row.id == check), None)
    if row is None:
        return f"the check {check} did not run"
    return "" if row.outcome in _LOOKED else f"{check}: {row.reason or row.outcome.value}"


def _findings(report: Report) -> dict[_Key, ReportFinding]:
    told = (each for each in report.findings if each.severity is not Severity.INFO and each.id not in report.notices)
    return {_key(each): each for each in told}


def _key(finding: ReportFinding) -> _Key:
    subject = finding.subject
    return (finding.code, subject.kind.value, identity(subject.id) if subject.kind in _IDS else "")


def _is_cause(report: Report, finding: ReportFinding) -> bool:
    return any(cause.finding == finding.id for cause in report.verdict.causes)


def _named(report: Report) -> frozenset[str]:
    ticket = report.ticket
    lists: Sequence[Sequence[str]] = (
        ticket.connection_job_ids, ticket.job_work_ids, ticket.work_ids, ticket.artifact_ids,
        [some_id for some_id in (ticket.workspace_id, ticket.connection_id) if some_id],
    )  # fmt: skip
    return frozenset(identity(some_id) for ids in lists for some_id in ids)

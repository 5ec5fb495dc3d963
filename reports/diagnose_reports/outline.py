"""What every output shows of a report, and in which order: causes first, each with what it explains."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

from diagnose_reports.safe import seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from diagnose.report import Cause, Report, ReportFinding

T = TypeVar("T")


@dataclass(frozen=True)
class Some(Generic[T]):
    """The first of many, and how many more there are."""

    shown: tuple[T, ...]
    more: int


def some(items: Sequence[T], limit: int) -> Some[T]:
    """Keep the first ``limit`` items; keep one more rather than saying "and 1 more"."""
    limit = limit + 1 if len(items) == limit + 1 else limit
    return Some(tuple(items[:limit]), max(0, len(items) - limit))


@dataclass(frozen=True)
class Explained:
    """A cause with its finding (None only if the report names one that it does not hold) and its consequences."""

    number: int
    cause: Cause
    finding: ReportFinding | None
    consequences: tuple[ReportFinding, ...]

    @property
    def summary(self) -> str:
        """What is wrong, in a sentence."""
        return self.finding.summary if self.finding else self.cause.code

    @property
    def suggestion(self) -> str | None:
        """The right ID, where it is known and differs."""
        right = self.finding.suggestion if self.finding else None
        return right if right != self.cause.subject.id else None


@dataclass(frozen=True)
class Outline:
    """The findings of a report in reading order: by cause, then those that neither are causes nor have one."""

    causes: tuple[Explained, ...]
    others: tuple[ReportFinding, ...]


def outline(report: Report) -> Outline:
    """Sort the findings under their causes; every finding appears exactly once."""
    by_id = {finding.id: finding for finding in reversed(report.findings)}
    causes = {cause.finding: cause for cause in reversed(report.verdict.causes)}
    owner = {explained: cause.finding for cause in reversed(report.verdict.causes) for explained in cause.explains}
    consequences: dict[str, list[ReportFinding]] = {}
    others: list[ReportFinding] = []
    for finding in report.findings:
        if finding.id in causes:
            continue
        root = owner.get(finding.id) or _root(finding, by_id, causes)
        (consequences.setdefault(root, []) if root in causes else others).append(finding)
    return Outline(
        tuple(
            Explained(number, cause, by_id.get(cause.finding), tuple(consequences.pop(cause.finding, ())))
            for number, cause in enumerate(report.verdict.causes, 1)
        ),
        tuple(others),
    )


def _root(finding: ReportFinding, by_id: dict[str, ReportFinding], causes: dict[str, Cause]) -> str | None:
    """Climb ``caused_by`` to a cause; a circle in a damaged report ends the climb."""
    met = {finding.id}
    above = finding.caused_by
    while above is not None and above not in causes:
        if above in met or above not in by_id:
            return None
        met.add(above)
        above = by_id[above].caused_by
    return above


# Takes connection_790, job_118812 and a UUID; leaves job_status and connection_id, which have no digit.
_LOOKS_LIKE_ID = re.compile(
    r"(?:workspace|connection|job|job_work|work|job_artifact|artifact|user)_[0-9A-Za-z]*[0-9][0-9A-Za-z]*"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    re.ASCII,
)


def id_test(report: Report, limit: int) -> Callable[[str], bool]:
    """Return a test for words of prose: is it one of the report's IDs, or does it look like one of the gateway's?"""
    ids = frozenset(seen(each, limit) for each in known_ids(report))
    return lambda word: word in ids or _LOOKS_LIKE_ID.fullmatch(word) is not None


_WORD = re.compile(r"[^\s\"'“”\u2018\u2019()\[\]{}<>,;!?]+")
_SHORTEST = 4


def known_ids(report: Report) -> frozenset[str]:
    """Collect the IDs that prose may mention, so that they can be set as IDs: easy to see, easy to copy."""
    ticket = report.ticket
    named = (ticket.workspace_id, ticket.connection_id, *ticket.connection_job_ids, *ticket.job_work_ids)
    lower = (*ticket.work_ids, *ticket.artifact_ids)
    found = chain.from_iterable((finding.subject.id, finding.suggestion) for finding in report.findings)
    drawn = chain.from_iterable((link.id, link.right_id) for link in report.chain.links)
    ids = {each for each in chain(named, lower, found, drawn) if each and len(each) >= _SHORTEST}
    return frozenset(each for each in ids if re.search(r"[\d_-]", each))


def prose(text: str, is_id: Callable[[str], bool]) -> Iterator[tuple[bool, str]]:
    """Split prose into pieces, telling which of them are IDs; joined they are the text again."""
    start = 0
    for match in _WORD.finditer(text):
        word = match[0].rstrip(".:…") if not is_id(match[0]) else match[0]
        if is_id(word):
            if match.start() > start:
                yield False, text[start : match.start()]
            yield True, word
            start = match.start() + len(word)
    if start < len(text):
        yield False, text[start:]

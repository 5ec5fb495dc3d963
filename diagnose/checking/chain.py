"""The chain as drawn: what the ticket names, what was resolved, what is wrong and what belongs there instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from diagnose.checking.context import Context
from diagnose.foreign_text import cut
from diagnose.ids import Kind
from diagnose.investigation.known.facts import Artifact, JobWork
from diagnose.investigation.known.presence import Unseen
from diagnose.investigation.reasoning.standing import (
    Agrees,
    Elsewhere,
    Follows,
    Mismatched,
    Mistyped,
    Nowhere,
    Standing,
    Torn,
    WrongKind,
)
from diagnose.report import Chain, Link, LinkState, ReportFinding, Severity, SubjectKind
from diagnose.ticket.ticket import NamedId

MOST_OF_A_KIND = 8
"""IDs of one kind that are drawn: nobody looks at a picture of more."""

_INTEREST = [LinkState.WRONG, LinkState.TROUBLED, LinkState.UNKNOWN, LinkState.CONFIRMED, LinkState.RESOLVED]


def draw(context: Context, findings: Sequence[ReportFinding]) -> Chain:
    """Return the ticket's chain, highest first, the interesting ones of a kind first."""
    links: list[Link] = []
    omitted: dict[str, int] = {}
    drawing = _Drawing(context, findings)
    for kind, of_kind in drawing.kinds():
        ranked = sorted(of_kind, key=lambda sketch: _INTEREST.index(sketch.state))
        links.extend(sketch.link() for sketch in ranked[:MOST_OF_A_KIND])
        if len(ranked) > MOST_OF_A_KIND:
            omitted[kind.value] = len(ranked) - MOST_OF_A_KIND
    return Chain(links=tuple(links), omitted=omitted)


class _Sketch(NamedTuple):
    """A link before it is known whether it is drawn: with thousands of IDs, only a few are."""

    kind: Kind
    id: str
    state: LinkState
    right_id: str | None = None
    note: str | None = None
    finding: str | None = None

    def link(self) -> Link:
        return Link(
            kind=SubjectKind(self.kind.value),
            id=self.id,
            state=self.state,
            right_id=self.right_id,
            note=self.note,
            finding=self.finding,
        )


class _Drawing:
    def __init__(self, context: Context, findings: Sequence[ReportFinding]) -> None:
        self.context = context
        self.by_subject = _by_subject(findings)

    def kinds(self) -> Iterator[tuple[Kind, list[_Sketch]]]:
        for kind in Kind:
            if kind is Kind.ARTIFACT:
                yield kind, list(self.artifacts())
            else:
                named = [self.named(some_id) for some_id in self.context.ticket.of(kind)]
                yield kind, named or list(self.resolved(kind))

    def resolved(self, kind: Kind) -> Iterator[_Sketch]:
        """The IDs used for a kind that the ticket does not name."""
        anchor, job_works = self.context.standings.anchor, self.context.looked_at.job_works
        found: Mapping[str, str | None] = {}
        match kind:
            case Kind.WORKSPACE if anchor:
                found = {anchor.workspace: None}
            case Kind.CONNECTION if anchor:
                found = {anchor.connection: None}
            case Kind.CONNECTION_JOB:
                found = dict.fromkeys(job_work.connection_job_id for job_work in job_works)
            case Kind.JOB_WORK:
                found = {job_work.id: _contents(job_work) for job_work in job_works}
            case _:
                pass
        for some_id, note in found.items():
            yield self.link(kind, some_id, LinkState.RESOLVED, note=note)

    def artifacts(self) -> Iterator[_Sketch]:
        expected = {named.named: named for named in self.context.ticket.artifacts}
        shown: set[str] = set()
        for _, artifact in self.context.artifacts:
            ids = (artifact.artifact_id, artifact.external_id, artifact.id)
            hit = next((text for text in ids if text in expected), None)
            shown.update({hit} if hit else ())
            state = LinkState.CONFIRMED if hit else LinkState.RESOLVED
            yield self.link(Kind.ARTIFACT, artifact.artifact_id, state, note=_status(artifact))
        for text, named in expected.items():
            if text not in shown:
                known = SubjectKind.ARTIFACT, named.id
                state = LinkState.WRONG if known in self.by_subject else LinkState.UNKNOWN
                yield self.link(Kind.ARTIFACT, named.id, state)

    def named(self, named: NamedId) -> _Sketch:
        standing = self.context.standing(named)
        right = self.context.right_id(named) or (named.id if named.dirt else None)
        return self.link(named.kind, named.id, _state(standing), right_id=right, note=self.note(named, standing))

    def note(self, named: NamedId, standing: Standing) -> str | None:
        live = self.context.live
        if named.kind is Kind.CONNECTION and named.id in live.connections:
            status = live.connections[named.id].status
            return None if status is None else f"{status}"
        if named.kind is Kind.JOB_WORK and named.id in live.job_works:
            job_work = live.job_works[named.id]
            elsewhere = isinstance(standing, Elsewhere | Follows | Torn)
            return f"in {job_work.connection_id}" if elsewhere else _contents(job_work)
        return None

    def link(
        self, kind: Kind, some_id: str, state: LinkState, *, right_id: str | None = None, note: str | None = None
    ) -> _Sketch:
        finding = self.by_subject.get((SubjectKind(kind.value), some_id))
        troubled = finding is not None and finding.caused_by is None and finding.severity is not Severity.INFO
        if troubled and state in {LinkState.CONFIRMED, LinkState.RESOLVED}:
            state = LinkState.TROUBLED
        if state is LinkState.WRONG and finding is None and right_id is None:
            state = LinkState.UNKNOWN  # no check says that it is wrong: what hides it is further up
        shown = right_id if right_id != some_id else None
        return _Sketch(kind, some_id, state, shown, note, finding.id if finding else None)


def _by_subject(findings: Iterable[ReportFinding]) -> Mapping[tuple[SubjectKind, str], ReportFinding]:
    found: dict[tuple[SubjectKind, str], ReportFinding] = {}
    for finding in sorted(findings, key=lambda finding: finding.caused_by is not None):
        found.setdefault((finding.subject.kind, finding.subject.id), finding)
    return found


def _state(standing: Standing) -> LinkState:
    match standing:
        case Agrees() | Follows():
            return LinkState.CONFIRMED
        case Unseen():
            return LinkState.UNKNOWN
        case WrongKind() | Mistyped() | Mismatched() | Elsewhere() | Torn() | Nowhere():
            return LinkState.WRONG


def _contents(job_work: JobWork) -> str:
    if job_work.artifacts is None:
        return "artifacts not shown"
    number = len(job_work.artifacts)
    return "1 artifact" if number == 1 else f"{number} artifacts" if number else "no artifacts"


def _status(artifact: Artifact) -> str:
    return f"{cut(artifact.status or 'status not shown', 40)}"

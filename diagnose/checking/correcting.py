"""The customer's requests with their causes put right: what to send instead, built from what they sent.

Only what a changed request cures goes in: an ID with a suggestion, and what the codes declare (:class:`Cure`). A tie
has no right request, and a fault of the headers or the credentials is not the document's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from diagnose.checking.results import Cure
from diagnose.checking.verdict import Judged
from diagnose.gateway.curl_command import curl_of, reproduction
from diagnose.ids import Kind, identity
from diagnose.report import Cause, Certainty, Corrected, Edit, ProofClaim, ReportFinding
from diagnose.ticket.ticket import Ticket

if TYPE_CHECKING:
    from diagnose.customer.correction import CorrectedRequest, Fix
    from diagnose.customer.query import CustomerQuery

_OF_HEADERS: Final = {
    Cure.METHOD: "it is sent with POST",
    Cure.CONTENT_TYPE: "Content-Type is application/json",
    Cure.AUTHORIZATION: "Authorization is Bearer, a blank and a valid access token",
}
"""What is put right beside the document. What theirs did, nothing that this run sends can prove."""
_MOST: Final = 3
"""Requests that are shown corrected; a recording may hold hundreds of the same."""
_KINDS: Final = frozenset(Kind)


@dataclass(frozen=True)
class Curable:
    """A cause that a change of the request may cure, and its finding; ``cure`` is what the finding's code declares."""

    cause: Cause
    finding: ReportFinding
    cure: Cure | None

    @property
    def kind(self) -> Kind | None:
        """The kind of ID that it is about, if it is about one."""
        kind = self.finding.subject.kind.value
        return Kind(kind) if kind in _KINDS else None

    @property
    def is_a_jobs(self) -> bool:
        """True for a connection job's ID in the place of a job work's."""
        return self.kind is Kind.JOB_WORK and self.finding.details.get("actual_kind") == Kind.CONNECTION_JOB.value

    @property
    def shown_by(self) -> tuple[str, ...]:
        """The evidence that lists the missing rows in the right place, the first of it."""
        return tuple(step.evidence for step in self.cause.proof if step.claim is ProofClaim.LISTS)[:1]

    @property
    def is_shown(self) -> bool:
        """True where an answer has what the corrected request should bring; in the right place alone is not enough."""
        proven = self.cause.certainty is Certainty.PROVEN or self.cure in _OF_HEADERS
        return proven or (self.kind is not None and bool(self.shown_by))

    def is_cured_in(self, query: CustomerQuery) -> bool:
        """Tell whether changing this request cures it."""
        if self.kind is not None:
            return self.finding.suggestion is not None or self.is_a_jobs
        named = f"request {query.exchange.number}" if self.cure in _OF_HEADERS else query.name
        return self.cure is not None and self.finding.subject.id == named


@dataclass(frozen=True)
class Correction:
    """A corrected request as the report shows it, and as it is; ``cured`` are the causes that it puts right."""

    shown: Corrected
    request: CorrectedRequest
    cured: tuple[Curable, ...]


def corrections(ticket: Ticket, judged: Judged, endpoint: str, source_platform: str) -> Iterator[Correction]:
    """Yield the customer's requests that the causes are about, each with the fix in."""
    found = {finding.id: finding for finding in judged.findings}
    told = [
        Curable(cause, found[cause.finding], judged.cures.get(cause.finding))
        for cause in judged.verdict.causes
        if cause.certainty is not Certainty.TIED
    ]
    if not told or not ticket.reading.requests:
        return
    # Loaded late: graphql-core, 120 ms, is needed only where the ticket holds a document.
    from diagnose.customer.correction import corrected  # noqa: PLC0415

    fix = _fix(told, ticket)
    shown_by = tuple(dict.fromkeys(evidence for each in told for evidence in each.shown_by))
    seen: set[tuple[str, str]] = set()
    for query in ticket.queries:
        headers = [_OF_HEADERS[each.cure] for each in told if each.cure in _OF_HEADERS and each.is_cured_in(query)]
        request = None if query.signs_in else corrected(query, fix, headers)
        if request is None or (same := (request.document, str(request.variables))) in seen:
            continue
        seen.add(same)
        cured = tuple(each for each in told if each.is_cured_in(query))
        shown = _shown(query, request, endpoint, source_platform)
        told_of = {"cures": tuple(each.cause.finding for each in cured), "shown_by": shown_by}
        yield Correction(shown.model_copy(update=told_of), request, cured)
        if len(seen) == _MOST:
            return


def _shown(query: CustomerQuery, request: CorrectedRequest, endpoint: str, source_platform: str) -> Corrected:
    """Return a corrected request as a report has it."""
    sent, name = query.request.variables, query.request.operation_name
    before, after = (request.sent_document, sent), (request.document, request.variables)
    return Corrected(
        request=query.name,
        cures=(),
        changes=tuple(Edit(of=of, text=clause) for of, clause in request.changes),
        document=request.document,
        variables=dict(request.variables),
        curl=curl_of(request.document, name, request.variables, endpoint, source_platform),
        sent_document=request.sent_document if request.sent_document != request.document else "",
        sent_variables=dict(sent) if sent != request.variables else {},
        reproduction="" if before == after else reproduction(before, after, name, endpoint),
    )


def _fix(told: Sequence[Curable], ticket: Ticket) -> Fix:
    from diagnose.customer.correction import Fix  # noqa: PLC0415 - as above

    right = {
        (each.kind, identity(each.finding.subject.id)): each.finding.suggestion
        for each in told
        if each.kind is not None and each.finding.suggestion is not None
    }
    cures = {each.cure for each in told}
    return Fix(
        ids=right,
        variables=Cure.VARIABLES in cures,
        spelling=Cure.SPELLING in cures,
        named={
            kind: tuple(right.get((kind, identity(named.id)), named.id) for named in ticket.of(kind)) for kind in Kind
        },
        whole_list=Cure.WINDOW in cures,
        unfiltered=Cure.FILTER in cures,
        hidden=tuple(dict.fromkeys(_hidden(told))),
        artifacts=Cure.SELECTION in cures,
        jobs=frozenset(identity(each.finding.subject.id) for each in told if each.is_a_jobs),
    )


def _hidden(told: Sequence[Curable]) -> Iterator[str]:
    """Yield the job works that filters leave out."""
    for each in told:
        ids = each.finding.details.get("job_work_ids") if each.cure is Cure.FILTER else None
        yield from (some_id for some_id in ids if isinstance(some_id, str)) if isinstance(ids, list) else ()

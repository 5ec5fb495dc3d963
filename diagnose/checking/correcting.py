"""The customer's requests with their causes put right: what to send instead, built from what they sent.

Only what a changed request cures goes in: an ID with a suggestion, a window, a filter, a selection. A tie has no right
request, and a fault of the headers or the credentials is not the document's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from diagnose.gateway.curl_command import curl_of
from diagnose.ids import Kind, identity
from diagnose.report import Cause, Certainty, Corrected, ProofClaim, ReportFinding

if TYPE_CHECKING:
    from diagnose.customer.correction import Fix
    from diagnose.ticket.ticket import Ticket

_MOST: Final = 3
"""Requests that are shown corrected; a recording may hold hundreds of the same."""
_KINDS: Final = frozenset(Kind)


def corrected_requests(
    ticket: Ticket,
    causes: Sequence[Cause],
    finding: Callable[[str], ReportFinding],
    endpoint: str,
    source_platform: str,
) -> Iterator[Corrected]:
    """Yield the customer's requests that the causes are about, each with the fix in."""
    told = [(cause, finding(cause.finding)) for cause in causes if cause.certainty is not Certainty.TIED]
    if not told or not ticket.reading.requests:
        return
    # Loaded late: graphql-core, 120 ms, is needed only where the ticket holds a document.
    from diagnose.customer.correction import corrected  # noqa: PLC0415

    fix = _fix(told, ticket)
    seen: set[str] = set()
    for query in ticket.queries:
        right = None if query.signs_in else corrected(query, fix)
        if right is None or right.document + str(right.variables) in seen:
            continue
        seen.add(right.document + str(right.variables))
        name = query.request.operation_name
        yield Corrected(
            request=query.name,
            cures=tuple(cause.finding for cause, found in told if _cures(found, query.name)),
            changes=right.changes,
            document=right.document,
            variables=dict(right.variables),
            curl=curl_of(right.document, name, right.variables, endpoint, source_platform),
            shown_by=tuple(dict.fromkeys(_showing(cause) for cause, _ in told if _showing(cause))),
        )
        if len(seen) == _MOST:
            return


def _fix(told: Sequence[tuple[Cause, ReportFinding]], ticket: Ticket) -> Fix:
    from diagnose.customer.correction import Fix  # noqa: PLC0415 - as above

    findings = [found for _, found in told]
    codes = {found.code for found in findings}
    hidden = [found for found in findings if found.code == "job-work-outside-filter"]
    right = {
        (Kind(found.subject.kind.value), identity(found.subject.id)): found.suggestion
        for found in findings
        if found.suggestion is not None and found.subject.kind.value in _KINDS
    }
    return Fix(
        ids=right,
        variables="query-variables-invalid" in codes,
        named={
            kind: tuple(right.get((kind, identity(named.id)), named.id) for named in ticket.of(kind)) for kind in Kind
        },
        whole_list="job-work-outside-window" in codes,
        unfiltered=bool(hidden),
        hidden=tuple(dict.fromkeys(some_id for found in hidden for some_id in _texts(found, "job_work_ids"))),
        artifacts="query-omits-artifacts" in codes,
        jobs=frozenset(
            identity(found.subject.id)
            for found in findings
            if found.code == "job-work-id-wrong-kind" and found.details.get("actual_kind") == Kind.CONNECTION_JOB.value
        ),
    )


def _texts(finding: ReportFinding, key: str) -> Iterator[str]:
    value = finding.details.get(key)
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))


def _cures(finding: ReportFinding, query: str) -> bool:
    """Tell whether changing this request cures a finding: one about an ID that has a right one, or about the query."""
    if finding.subject.kind.value in _KINDS:
        return finding.suggestion is not None or finding.details.get("actual_kind") == Kind.CONNECTION_JOB.value
    return finding.subject.id == query and finding.code in _OF_THE_QUERY


_OF_THE_QUERY: Final = frozenset(
    {"job-work-outside-window", "job-work-outside-filter", "query-omits-artifacts", "query-variables-invalid"}
)


def _showing(cause: Cause) -> str | None:
    """Return the evidence that lists the missing rows in the right place."""
    return next((step.evidence for step in cause.proof if step.claim is ProofClaim.LISTS), None)

"""Errors that the customer reports in their own words, where no saved answer shows them."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.plugin import Context, Finding, Severity, Subject, SubjectKind, Symptom, subject

_CODES = {
    Symptom.SIGNED_OUT: "response-unauthenticated",
    Symptom.FORBIDDEN: "response-forbidden",
    Symptom.NOT_FOUND: "response-error",
    Symptom.REFUSED: "response-error",
    Symptom.NO_ANSWER: "response-error",
    Symptom.ERROR: "response-error",
}


def told_errors(ctx: Context) -> Iterator[Finding]:
    """Yield a warning for each kind of error that the newest words surely report.

    Nothing where they complain of an empty list too: what they see now is that.
    """
    told = ctx.ticket.reading.told
    if any(complaint.symptom not in _CODES for complaint in told):
        return
    said = {_CODES[complaint.symptom]: complaint for complaint in reversed(told) if complaint.sure}
    for code, complaint in said.items():
        yield Finding(
            code=code,
            subject=Subject(kind=SubjectKind.REQUEST, id="request 1"),
            summary=f"The customer reports an error: {complaint.words} ({complaint.source}, line {complaint.line}).",
            expected="an answer without errors",
            observed=complaint.words,
            details={"source": complaint.source, "line": complaint.line, "messages": [complaint.words]},
            because_of=tuple(_because(ctx, complaint.symptom)),
            severity=Severity.WARNING,
        )


def _because(ctx: Context, symptom: Symptom) -> Iterator[Subject]:
    """Yield what explains the error, should something be wrong with it."""
    if symptom is not Symptom.FORBIDDEN:
        for exchange in ctx.ticket.exchanges:
            yield Subject(kind=SubjectKind.REQUEST, id=f"request {exchange.number}")
            if address := (exchange.request.endpoint or "").partition("?")[0]:
                yield Subject(kind=SubjectKind.ENDPOINT, id=address)
        yield from (Subject(kind=SubjectKind.QUERY, id=query.name) for query in ctx.ticket.queries)
    if symptom is not Symptom.SIGNED_OUT:
        yield from (subject(named) for named in ctx.ticket)

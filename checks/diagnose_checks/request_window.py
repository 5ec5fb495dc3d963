"""Does the customer's own limit, offset or filter leave the job works out?"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.context import Context
from diagnose.customer import Listing, response_ids
from diagnose.ids import Kind
from diagnose.live.facts import JobWork
from diagnose.plugin import (
    Code,
    Finding,
    Found,
    Passed,
    Result,
    Severity,
    Skipped,
    Subject,
    SubjectKind,
    Unknown,
    check,
)
from diagnose_checks._words import DOCS_JOB_WORKS, count, listed

_ON = (SubjectKind.JOB_WORK,)


@check(
    id="request-window",
    title="The customer's limit, offset and filters let the job works through",
    rule="offset skips records and defaults to 0, limit is the most that comes back; filters narrow the list down. The "
    "order of the list is not documented.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "job-work-outside-window",
            _ON,
            "limit and offset cut the list before or behind the job work; a warning where only its length tells.",
            "Page on by what really came back, until an empty page; or filter by IDs.",
        ),
        Code("job-work-outside-filter", _ON, "A filter of the request excludes the job work.", "Correct the filter."),
    ),
    requires=("endpoint", "authentication"),
    after=("job-work-ids",),
)
def request_window(ctx: Context) -> Result:
    """Hold each of the customer's listings against the job works that are live in its connection."""
    if not ctx.ticket.listings:
        return Skipped("the ticket shows no request that lists job works")
    if ctx.connection is None or not ctx.looked_at.job_works:
        return ctx.nothing_to_look_at()
    findings: list[Finding] = []
    unsure: list[str] = []
    for listing in ctx.ticket.listings:
        if listing.connection_ids and ctx.connection.id not in listing.connection_ids:
            continue  # another connection: connection-id says so
        findings += _filtered(ctx, listing)
        windowed = _windowed(ctx, listing)
        if isinstance(windowed, str):
            unsure.append(windowed)
        else:
            findings += windowed
    if findings:
        return Found(tuple(findings), unseen="; ".join(unsure) or None)
    if unsure:
        return Unknown("; ".join(unsure))
    return Passed(f"{count(len(ctx.ticket.listings), 'listing')} of the customer's let the job works through")


def _expected(ctx: Context) -> list[JobWork]:
    """The job works that the customer misses: those named, where they are in the connection."""
    known = [ctx.live.job_works.get(one.id) for one in ctx.ticket.job_works]
    return [one for one in known if one and ctx.connection and one.connection_id == ctx.connection.id]


def _keeps(listing: Listing, job_work: JobWork) -> str | None:
    """Return the filter key that excludes the job work, None if none does."""
    own = {"ids": job_work.id, "connectionJobIds": job_work.connection_job_id, "workIds": job_work.work_id}
    for key, value in own.items():
        if key in listing.filters and value not in listing.filters[key]:
            return key
    return None


def _filtered(ctx: Context, listing: Listing) -> Iterator[Finding]:
    for job_work in _expected(ctx):
        key = _keeps(listing, job_work)
        if key is None:
            continue
        asked = listing.filters[key]
        own = {"ids": job_work.id, "connectionJobIds": job_work.connection_job_id, "workIds": job_work.work_id}[key]
        wrong_jobs = key == "connectionJobIds"
        yield Finding(
            code="job-work-outside-filter",
            subject=Subject(kind=SubjectKind.JOB_WORK, id=job_work.id),
            summary=f"{listing.query} filters by {key} {listed(asked) if asked else '(an empty list)'}, "
            f"which leaves {job_work.id} out.",
            expected=f"{key} with {own}",
            observed=f"{key}: {listed(asked, 5) if asked else '[]'}",
            remedy=f"Add {own} to {key}, or leave that filter out.",
            suggestion=own if len(asked) == 1 else None,
            details={"request": listing.request, "filter": key},
            because_of=tuple(Subject(kind=SubjectKind.CONNECTION_JOB, id=one) for one in asked) if wrong_jobs else (),
            evidence=(job_work.evidence,),
        )


def _windowed(ctx: Context, listing: Listing) -> list[Finding] | str:
    """Return findings, or why nobody can tell."""
    expected = [one for one in _expected(ctx) if _keeps(listing, one) is None]
    if not listing.windowed or not expected or ctx.connection is None:
        return []
    saved = ctx.ticket.reading.responses[listing.response] if listing.response is not None else None
    came = response_ids(saved) if saved and saved.data is not None else None
    missed = [one for one in expected if came is None or one.id not in came]
    here = [one for one in ctx.live.job_works.values() if one.connection_id == ctx.connection.id]
    total = sum(1 for one in here if _keeps(listing, one) is None)
    complete = "ids" in listing.filters or ctx.live.ended(ctx.connection.id, *_filter(listing))
    offset, limit = listing.offset or 0, listing.limit
    if offset >= total and complete:
        return [_outside(listing, one, total, Severity.ERROR, "starts behind the end of the list") for one in missed]
    if limit is not None and limit <= 0:
        return [_outside(listing, one, total, Severity.ERROR, "asks for no records") for one in missed]
    if offset == 0 and limit is not None and limit >= total and complete:
        return []
    if offset or (limit is not None and limit < total):
        severity = Severity.ERROR if came is not None else Severity.WARNING
        how = "returned other records" if came is not None else "may be cut off before it"
        return [_outside(listing, one, total, severity, how) for one in missed]
    return f"how long the list behind {listing.query} is was not seen"


def _filter(listing: Listing) -> tuple[Kind | None, frozenset[str]]:
    for key, kind in (("connectionJobIds", Kind.CONNECTION_JOB), ("workIds", Kind.WORK)):
        if key in listing.filters:
            return kind, frozenset(listing.filters[key])
    return None, frozenset()


def _outside(listing: Listing, job_work: JobWork, total: int, severity: Severity, how: str) -> Finding:
    window = f"limit {listing.limit if listing.limit is not None else 'none'}, offset {listing.offset or 0}"
    return Finding(
        code="job-work-outside-window",
        subject=Subject(kind=SubjectKind.JOB_WORK, id=job_work.id),
        summary=f"{listing.query} ({window}) {how}: {job_work.id} is one of {count(total, 'job work')} in that list.",
        expected=f"a window that reaches {job_work.id}",
        observed=f"{window}, of {count(total, 'job work')}",
        remedy="Page on by what really came back, until an empty page; or filter by ids. The order of the list is not "
        "documented.",
        details={"request": listing.request, "limit": listing.limit, "offset": listing.offset, "seen": total},
        severity=severity,
        evidence=(job_work.evidence,),
    )

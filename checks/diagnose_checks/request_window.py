"""Does the customer's own limit, offset or filter leave the job works out?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from diagnose.plugin import (
    Certainty,
    Code,
    Connection,
    Context,
    Cure,
    Finding,
    Found,
    JobWork,
    Kind,
    Listing,
    Passed,
    Result,
    Severity,
    Skipped,
    Subject,
    SubjectKind,
    Unknown,
    check,
    count,
    identity,
    listed,
    opening,
    row_count,
)
from diagnose_checks._docs import DOCS_JOB_WORKS
from diagnose_checks._listings import (
    as_details,
    came_back,
    evidence_of,
    excluded_by,
    expected,
    in_words,
    live_in,
    own_ids,
)
from diagnose_checks._nothing import no_job_works, not_reached
from diagnose_checks._replies import AS_THE_REMEDY

_ON = (SubjectKind.QUERY,)
_FILTERS = {
    "ids": SubjectKind.JOB_WORK,
    "connectionJobIds": SubjectKind.CONNECTION_JOB,
    "workIds": SubjectKind.WORK,
}


@check(
    id="request-window",
    title="The customer's limit, offset and filters do not leave the job works out",
    rule="offset skips records and defaults to 0, limit is the most records returned; filters narrow the list down. "
    "The order of the list is not documented.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "job-work-outside-window",
            _ON,
            "limit and offset leave job works out; a warning where only the length of the list suggests it.",
            "Advance offset by the number of records that came back, until a page is empty; or filter by ids. The "
            "order of the list is not documented.",
            cure=Cure.WINDOW,
            reply=AS_THE_REMEDY,
        ),
        Code(
            "job-work-outside-filter",
            _ON,
            "A filter of the request excludes job works.",
            "Add {right} to {filter}, or leave that filter out.",
            cure=Cure.FILTER,
            reply=AS_THE_REMEDY,
        ),
    ),
    requires=("endpoint", "authentication"),
    after=("job-work-ids",),
)
def request_window(ctx: Context) -> Result:
    """Hold the customer's listings against the job works that are live in their connection."""
    if not ctx.ticket.listings:
        return Skipped("the ticket shows no request that lists job works")
    if ctx.connection is None or not ctx.looked_at.job_works:
        return no_job_works(ctx)
    mine = list(_put_right(ctx, ctx.connection))
    findings = [*_filtered(ctx, mine)]
    unsure = not_reached(ctx) if mine else []
    for pages in _lists(mine):
        windowed = _windowed(ctx, ctx.connection, pages)
        if isinstance(windowed, str):
            unsure.append(windowed)
        else:
            findings += windowed
    if findings:
        return Found(tuple(findings), unseen="; ".join(unsure) or None)
    if unsure:
        return Unknown("; ".join(unsure))
    if not mine:
        return Skipped(f"none of the customer's listings is of {ctx.connection.id}")
    if len(mine) == 1:
        return Passed("the customer's listing leaves no job work out")
    return Passed(f"none of the customer's {len(mine):,} listings leaves a job work out")


def _put_right(ctx: Context, connection: Connection) -> Iterator[Listing]:
    """Yield the listings of the connection; one of the connection that the ticket names by mistake, as if mended.

    What came back from the wrong connection tells nothing of the right one. Listings of others are not judged.
    """
    named = ctx.ticket.connection
    wrong = identity(named.id) if named and named.id != connection.id else None
    for listing in ctx.ticket.listings:
        asked = [identity(some_id) for some_id in listing.connection_ids]
        if not asked or identity(connection.id) in asked:
            yield listing
        elif wrong in asked:
            yield replace(listing, connection_ids=(connection.id,), response=None)


# -- filters


def _filtered(ctx: Context, mine: Sequence[Listing]) -> Iterator[Finding]:
    """Yield a finding for each filter that leaves something out, however many job works those are."""
    hidden: dict[tuple[str, tuple[str, ...]], tuple[Listing, list[JobWork]]] = {}
    for job_work in expected(ctx):
        let_through = any(excluded_by(listing, job_work) is None for listing in mine)
        for listing in mine:
            key = excluded_by(listing, job_work)
            # With another listing to find it, one that answered was after others.
            if key is None or (let_through and not _came_back_empty(ctx, listing)):
                continue
            _, left_out = hidden.setdefault((key, listing.filters[key]), (listing, []))
            if job_work not in left_out:
                left_out.append(job_work)
    for (key, _), (listing, left_out) in hidden.items():
        yield _outside_filter(ctx, listing, left_out, key)


def _came_back_empty(ctx: Context, listing: Listing) -> bool:
    return listing.response is not None and "jobWorks" in ctx.ticket.reading.responses[listing.response].empty


def _outside_filter(ctx: Context, listing: Listing, left_out: Sequence[JobWork], key: str) -> Finding:
    asked = listing.filters[key]
    own = list(dict.fromkeys(own_ids(job_work)[key] for job_work in left_out))
    return Finding(
        code="job-work-outside-filter",
        subject=Subject(kind=SubjectKind.QUERY, id=listing.query),
        summary=f"{opening(listing.query)} filters by {key} {listed(asked) if asked else '(an empty list)'}, "
        f"which leaves {in_words(left_out)} out.",
        expected=f"{key} with {listed(own)}",
        observed=f"{key}: {listed(asked, 5) if asked else 'an empty list'}",
        fields={"right": listed(own), "filter": key},
        # One for one: with more, which of them to exchange is not known. Never the very ID in another spelling.
        suggestion=own[0] if len(asked) == len(own) == 1 and own[0].casefold() != asked[0].casefold() else None,
        details={"request": listing.request, "filter": key, "job_work_ids": as_details(left_out)},
        # Where the ID in the filter is wrong itself, that explains it.
        because_of=tuple(Subject(kind=_FILTERS[key], id=some_id) for some_id in asked),
        evidence=evidence_of(left_out),
        proof=live_in(ctx, left_out),
        certainty=Certainty.PROVEN,
    )


# -- limit and offset


def _lists(mine: Sequence[Listing]) -> list[list[Listing]]:
    """Put the pages of one list together."""
    found: dict[tuple[object, ...], list[Listing]] = {}
    for listing in mine:
        filters = sorted((name, tuple(sorted(ids))) for name, ids in listing.filters.items())
        found.setdefault((listing.connection_ids, tuple(filters)), []).append(listing)
    return list(found.values())


def _windowed(ctx: Context, connection: Connection, pages: list[Listing]) -> list[Finding] | str:
    """Return findings, or why nobody can tell."""
    came = came_back(ctx, pages)
    let_through = [job_work for job_work in expected(ctx) if excluded_by(pages[0], job_work) is None]
    missed = [job_work for job_work in let_through if job_work.id not in came]
    if not missed or not all(page.windowed for page in pages):
        return []
    total, whole = _length(ctx, connection, pages[0])
    reached = _reached(pages)
    if reached is None or reached >= total:
        return [] if whole or reached is None else f"the length of the list behind {pages[0].query} is not known"
    words = f"{'' if whole else 'at least '}{count(total, 'job work')}"
    severity, how = _how(ctx, pages, missed, total, whole=whole)
    return [_outside_window(ctx, pages[0], missed, words, severity, how)]


def _length(ctx: Context, connection: Connection, listing: Listing) -> tuple[int, bool]:
    """Return how many job works the list behind a window has at least, and whether those are all."""
    here = [job_work for job_work in ctx.live.job_works.values() if job_work.connection_id == connection.id]
    total = sum(1 for job_work in here if excluded_by(listing, job_work) is None)
    if "ids" in listing.filters:
        live = ctx.live
        return total, all(
            asked in live.job_works or live.proven_absent(connection.id, Kind.JOB_WORK, asked)
            for asked in listing.filters["ids"]
        )
    return total, ctx.live.ended(connection.id, *_filter(listing))


def _reached(pages: Sequence[Listing]) -> int | None:
    """Return up to where the pages cover the list without a gap from its beginning; None for all of it."""
    covered = 0
    for offset, limit in sorted((max(0, page.offset or 0), page.limit) for page in pages if page.limit is not None):
        if offset <= covered:
            covered = max(covered, offset + max(0, limit or 0))
    endless = [page.offset or 0 for page in pages if page.limit is None]
    return None if endless and min(endless) <= covered else covered


def _filter(listing: Listing) -> tuple[Kind | None, frozenset[str]]:
    for key, kind in (("connectionJobIds", Kind.CONNECTION_JOB), ("workIds", Kind.WORK)):
        if key in listing.filters:
            return kind, frozenset(listing.filters[key])
    return None, frozenset()


def _how(
    ctx: Context, pages: Sequence[Listing], missed: Sequence[JobWork], total: int, *, whole: bool
) -> tuple[Severity, str]:
    """Return how sure it is that the window cuts ``missed`` off a list of ``{total}``, in words.

    The order of the list is not documented: of a window that reaches some of it, only its size can tell.
    """
    page, them = pages[0], in_words(missed)
    left_out = f"so that {them} {'is' if len(missed) == 1 else 'are'} left out"
    saved = ctx.ticket.reading.responses[page.response] if page.response is not None else None
    if page.limit is not None and page.limit <= 0:
        return Severity.ERROR, f"asks for limit {page.limit}, no records at all, {left_out}"
    if (page.offset or 0) >= total and whole:
        return Severity.ERROR, f"starts at offset {page.offset:,} of a list of {{total}}, {left_out}"
    if saved and page.limit is not None and row_count(saved) >= page.limit:
        return Severity.ERROR, f"got a full page of {page.limit:,} from a list of {{total}}, without {them}"
    skipped = f"after skipping {page.offset:,} " if page.offset else ""
    asked = f"{page.limit:,}" if page.limit is not None else "the rest"
    return Severity.WARNING, f"asks for {asked} {skipped}of a list of {{total}}, so that {them} may be left out"


def _outside_window(
    ctx: Context, listing: Listing, missed: Sequence[JobWork], total: str, severity: Severity, how: str
) -> Finding:
    window = f"limit {listing.limit if listing.limit is not None else 'none'}, offset {listing.offset or 0}"
    return Finding(
        code="job-work-outside-window",
        subject=Subject(kind=SubjectKind.QUERY, id=listing.query),
        summary=f"{opening(listing.query)} {how.format(total=total)}.",
        expected=f"a window that reaches {in_words(missed)}",
        observed=f"{window}, of {total}",
        details={
            "request": listing.request,
            "limit": listing.limit,
            "offset": listing.offset,
            "list": total,
            "job_work_ids": as_details(missed),
        },
        severity=severity,
        evidence=evidence_of(missed),
        proof=live_in(ctx, missed),
        certainty=Certainty.PROVEN if severity is Severity.ERROR else Certainty.LIKELY,
    )

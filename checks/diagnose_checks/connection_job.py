"""Do the connection jobs hold the job works?"""

from __future__ import annotations

from collections.abc import Iterable

from diagnose.plugin import (
    Agrees,
    Ask,
    Code,
    Context,
    Elsewhere,
    Finding,
    Follows,
    Found,
    Home,
    Kind,
    Mismatched,
    Mistyped,
    NamedId,
    Nowhere,
    Passed,
    Result,
    Subject,
    SubjectKind,
    Torn,
    Unknown,
    Unseen,
    Wrong,
    WrongKind,
    check,
    count,
    listed,
    subject,
    with_article,
)
from diagnose_checks._creations import IMPORT_TRIGGERED, not_created
from diagnose_checks._docs import DOCS_CONNECTION_JOB, DOCS_JOB_WORKS
from diagnose_checks._nothing import no_connection

_ON = (SubjectKind.CONNECTION_JOB,)
_ASK = Ask("connection_job_id", "Which ID did createConnectionJob return, and was createJobWorks called with it?")


@check(
    id="connection-job",
    title="The connection jobs named hold the job works",
    rule="jobWorks returns all job works across all connection jobs of the connection; connectionJobIds narrows that "
    "down to one import batch.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "connection-job-empty",
            _ON,
            "In this connection there is no job work under the connection job.",
            "Check that the ID is what createConnectionJob returned, that it belongs to this connection, and that the "
            "createJobWorks response has no errors.",
            otherwise={
                "meant": "Use {right}, after checking it against what createConnectionJob returned.",
                "elsewhere": "Query that connection job in {connections}.",
            },
            docs_url=DOCS_CONNECTION_JOB,
        ),
        Code(
            "connection-job-mismatch",
            _ON,
            "The job works named belong to another connection job.",
            "Filter by connectionJobIds: {right}, or check which connection job createJobWorks was given.",
            otherwise={"torn": "Ask the customer which connection is meant, {candidates}."},
        ),
    ),
    requires=("endpoint", "authentication"),
    after=("connection-id", "connection-status"),
)
def connection_job(ctx: Context) -> Result:
    """Put the connection jobs' standing into words, each on its own."""
    jobs = ctx.ticket.connection_jobs
    if not jobs:
        return ctx.not_served() or ctx.not_named(Kind.CONNECTION_JOB, _resolved(ctx))
    if ctx.connection is None and all(isinstance(ctx.standing(named), Unseen) for named in jobs):
        return no_connection(ctx)
    findings: list[Finding] = []
    unseen: list[str] = []
    for named in jobs:
        match ctx.standing(named):
            case Agrees():
                pass
            case Unseen(reason):
                unseen.append(f"{named.id} could not be looked at ({reason})")
            case wrong:
                findings.append(_finding(ctx, named, wrong))
    if findings:
        asks = (_ASK, IMPORT_TRIGGERED) if any(_unexplained(finding) for finding in findings) else ()
        return Found(tuple(findings), unseen="; ".join(unseen) or None, asks=asks)
    if unseen:
        return Unknown("; ".join(unseen))
    where = ctx.connection.id if ctx.connection else "the connection"
    return Passed(f"{listed([named.id for named in jobs])} in {where} has job works")


def _unexplained(finding: Finding) -> bool:
    return not finding.because_of and not finding.suggestion


def _resolved(ctx: Context) -> str | None:
    jobs = sorted({job_work.connection_job_id for job_work in ctx.looked_at.job_works})
    return listed(jobs) if jobs else None


def _finding(ctx: Context, named: NamedId, wrong: Wrong) -> Finding:
    match wrong:
        case Mismatched(right, near, evidence):
            return _mismatch(ctx, named, right, near=near, evidence=evidence)
        case WrongKind(actual, str(right), evidence=evidence) if ctx.ticket.job_works and _there(ctx, right):
            return _mismatch(ctx, named, right, actual=actual, evidence=evidence)
        case Mistyped(right, near) if ctx.ticket.job_works and _there(ctx, right):
            return _mismatch(ctx, named, right, near=near)
        case WrongKind(actual, right, homes, evidence=evidence):
            return _empty(ctx, named, homes=homes, actual=actual, right=right, evidence=evidence)
        case Mistyped(right, near):
            return _empty(ctx, named, right=right, near=near)
        case Follows(because_of, homes, evidence):
            where = ctx.ticket.connection.id if ctx.ticket.connection else None
            return _empty(ctx, named, homes=homes, because_of=(subject(because_of),), where=where, evidence=evidence)
        case Torn(candidates, homes, evidence=evidence) if _here(ctx, homes):
            return _torn(ctx, named, candidates, evidence)
        case Elsewhere(homes, evidence) | Torn(homes=homes, evidence=evidence):
            return _empty(ctx, named, homes=homes, evidence=evidence)
        case Nowhere(near, evidence=evidence):
            # What explains it: a failed creation, or a connection without any job work.
            because = (*not_created(ctx, Kind.JOB_WORK), *ctx.emptiness())
            return _empty(ctx, named, near=near, because_of=because, evidence=evidence)


def _here(ctx: Context, homes: Iterable[Home]) -> bool:
    return any(ctx.connection and home.connection_id == ctx.connection.id for home in homes)


def _there(ctx: Context, job: str) -> int:
    """How many of the job works looked at are in a connection job."""
    return sum(1 for job_work in ctx.looked_at.job_works if job_work.connection_job_id == job)


def _who(there: int, total: int) -> str:
    if there == total:
        return "The job works named are" if total > 1 else "The job work named is"
    return f"{there:,} of the {total:,} job works named {'is' if there == 1 else 'are'}"


def _mismatch(
    ctx: Context,
    named: NamedId,
    right: str,
    *,
    near: tuple[str, ...] = (),
    actual: Kind | None = None,
    evidence: tuple[str, ...] = (),
) -> Finding:
    there = _there(ctx, right)
    return Finding(
        code="connection-job-mismatch",
        subject=subject(named),
        summary=f"{_who(there, len(ctx.looked_at.job_works))} in connection job {right}, not in {named.id}.",
        expected=f"the job works named under {named.id}",
        observed=f"{count(there, 'job work')} of those named under {right}",
        fields={"right": right},
        suggestion=right,
        details={"near": list(near), "actual_kind": actual.value if actual else None},
        evidence=evidence,
    )


def _torn(ctx: Context, named: NamedId, candidates: tuple[str, ...], evidence: tuple[str, ...]) -> Finding:
    """The ticket names no connection, and its IDs are in different ones."""
    there = listed(candidates)
    here = ctx.connection.id if ctx.connection else ""
    return Finding(
        code="connection-job-mismatch",
        subject=subject(named),
        summary=f"Connection job {named.id} is in {here}, but the ticket's IDs are spread over {there}: which "
        "connection is meant cannot be told from the live data.",
        expected="all IDs of the ticket in one connection",
        observed=f"{named.id} in {here}",
        case="torn",
        fields={"candidates": there.replace(" and ", " or ")},
        details={"near": [], "actual_kind": None, "candidates": list(candidates)},
        evidence=evidence,
    )


def _empty(
    ctx: Context,
    named: NamedId,
    *,
    homes: tuple[Home, ...] = (),
    actual: Kind | None = None,
    right: str | None = None,
    near: tuple[str, ...] = (),
    because_of: tuple[Subject, ...] = (),
    where: str | None = None,
    evidence: tuple[str, ...] = (),
) -> Finding:
    """No job work under it: in ``where``, else in the connection that the ticket really hangs off."""
    where = where or (ctx.connection.id if ctx.connection else "")
    elsewhere = listed(sorted({home.connection_id for home in homes if home.connection_id} - {where}))
    meant = right if right and _here(ctx, ctx.live.homes(right)) else None
    identity = f"{named.id} is {with_article(actual.words)} ID, not a connection job's" if actual else ""
    so_far = f"Connection {where} has no job work" if where else "No connection that is visible has a job work"
    rest = f"; {identity}" if identity else f"; that job has some in {elsewhere}" if elsewhere else ""
    return Finding(
        code="connection-job-empty",
        subject=subject(named),
        summary=f"{so_far} under connection job {named.id}{rest}.",
        expected=f"job works under {named.id}",
        observed=f"job works under it in {elsewhere}" if elsewhere else identity or "an empty list",
        case="meant" if meant else "elsewhere" if elsewhere else "",
        fields={"right": meant or "", "connections": elsewhere},
        suggestion=meant,
        details={"near": list(near), "actual_kind": actual.value if actual else None},
        because_of=because_of,
        evidence=evidence,
        docs_url=DOCS_CONNECTION_JOB,
    )

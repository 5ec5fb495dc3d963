"""Do the connection jobs hold the job works?"""

from __future__ import annotations

from pydantic import JsonValue

from diagnose.plugin import (
    Ask,
    Code,
    Context,
    Finding,
    Found,
    Kind,
    Passed,
    Result,
    Standing,
    State,
    Subject,
    SubjectKind,
    Unknown,
    check,
    count,
    listed,
    subject,
    with_article,
)
from diagnose_checks._creations import not_created
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
            "Use the id that createConnectionJob returned, and check the createJobWorks response for errors.",
            docs_url=DOCS_CONNECTION_JOB,
        ),
        Code(
            "connection-job-mismatch",
            _ON,
            "The job works named belong to another connection job.",
            "Filter by the connection job that the job works are in.",
        ),
    ),
    requires=("endpoint", "authentication"),
    after=("connection-id", "connection-status"),
)
def connection_job(ctx: Context) -> Result:
    """Put the connection jobs' standing into words, each on its own."""
    named = ctx.ticket.connection_jobs
    if not named:
        return ctx.unlit() or ctx.not_named(Kind.CONNECTION_JOB, _resolved(ctx))
    if ctx.connection is None and all(ctx.standing(one).state is State.UNKNOWN for one in named):
        return no_connection(ctx)
    findings: list[Finding] = []
    unseen: list[str] = []
    for one in named:
        standing = ctx.standing(one)
        if standing.state is State.UNKNOWN:
            unseen.append(f"{one.id} could not be looked at ({standing.reason})")
        elif standing.state is not State.AGREES:
            findings.append(_finding(ctx, standing))
    if findings:
        asks = (_ASK,) if any(not finding.because_of and not finding.suggestion for finding in findings) else ()
        return Found(tuple(findings), unseen="; ".join(unseen) or None, asks=asks)
    if unseen:
        return Unknown("; ".join(unseen))
    where = ctx.connection.id if ctx.connection else "the connection"
    return Passed(f"{listed([one.id for one in named])} in {where} has job works")


def _resolved(ctx: Context) -> str | None:
    jobs = sorted({one.connection_job_id for one in ctx.looked_at.job_works})
    return listed(jobs) if jobs else None


def _finding(ctx: Context, standing: Standing) -> Finding:
    if standing.state is State.ELSEWHERE and not standing.because_of and _here(ctx, standing):
        return _mismatch(ctx, standing)
    if ctx.ticket.job_works and _there(ctx, standing):
        return _mismatch(ctx, standing)
    return _empty(ctx, standing)


def _here(ctx: Context, standing: Standing) -> bool:
    return any(ctx.connection and home.connection_id == ctx.connection.id for home in standing.homes)


def _there(ctx: Context, standing: Standing) -> int:
    """How many of the job works named are in the connection job that belongs in this one's place."""
    return sum(1 for one in ctx.looked_at.job_works if one.connection_job_id == standing.right_id)


def _who(there: int, total: int) -> str:
    if there == total:
        return "The job works named are" if total > 1 else "The job work named is"
    return f"{there:,} of the {total:,} job works named {'is' if there == 1 else 'are'}"


def _mismatch(ctx: Context, standing: Standing) -> Finding:
    named, right = standing.named, standing.right_id
    there = _there(ctx, standing)
    return Finding(
        code="connection-job-mismatch",
        subject=subject(named),
        summary=f"{_who(there, len(ctx.looked_at.job_works))} in connection job {right}, not in {named.id}.",
        expected=f"the job works named under {named.id}",
        observed=f"{count(there, 'job work')} of those named under {right}",
        remedy=f"Filter by connectionJobIds: {right}, or check which connection job createJobWorks was given.",
        suggestion=right,
        details=_details(standing),
        evidence=standing.evidence,
    )


def _empty(ctx: Context, standing: Standing) -> Finding:
    named = standing.named
    connection = ctx.ticket.connection.id if ctx.ticket.connection and standing.because_of else None
    where = connection or (ctx.connection.id if ctx.connection else "")
    elsewhere = sorted({home.connection_id for home in standing.homes if home.connection_id} - {where})
    right = standing.right_id if _in_connection(ctx, standing.right_id) else None
    actual = (
        f"{named.id} is {with_article(standing.actual_kind.words)} ID, not a connection job's"
        if standing.actual_kind
        else ""
    )
    return Finding(
        code="connection-job-empty",
        subject=subject(named),
        summary=f"{f'Connection {where}' if where else 'No connection that is visible'} has "
        f"{'no' if where else 'a'} job work under connection job {named.id}"
        + (f"; {actual}." if actual else f"; that job has some in {listed(elsewhere)}." if elsewhere else "."),
        expected=f"job works under {named.id}",
        observed=f"job works under it in {listed(elsewhere)}" if elsewhere else actual or "an empty list",
        remedy=_remedy(right, elsewhere),
        suggestion=right,
        details=_details(standing),
        because_of=ctx.because(standing) or _unmade(ctx, standing),
        evidence=standing.evidence,
        docs_url=DOCS_CONNECTION_JOB,
    )


def _unmade(ctx: Context, standing: Standing) -> tuple[Subject, ...]:
    """What explains that a connection job has no job works: a failed creation, or a connection without any."""
    if standing.state is not State.NOWHERE:
        return ()
    return (*not_created(ctx, Kind.JOB_WORK), *ctx.emptiness())


def _in_connection(ctx: Context, job: str | None) -> bool:
    homes = ctx.live.homes(job) if job and ctx.connection else ()
    return any(ctx.connection and home.connection_id == ctx.connection.id for home in homes)


def _remedy(right: str | None, elsewhere: list[str]) -> str:
    if right:
        return f"Use {right}, after checking it against what createConnectionJob returned."
    if elsewhere:
        return f"Query that connection job in {listed(elsewhere)}."
    return (
        "Check that the ID is what createConnectionJob returned, that it belongs to this connection, and that the "
        "createJobWorks response has no errors."
    )


def _details(standing: Standing) -> dict[str, JsonValue]:
    return {
        "near": list(standing.near),
        "actual_kind": standing.actual_kind.value if standing.actual_kind else None,
    }

"""Do the connection jobs hold the job works?"""

from __future__ import annotations

from collections.abc import Iterable

from diagnose.plugin import (
    Agrees,
    Ask,
    Certainty,
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
    ReplyWords,
    Result,
    Step,
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
    proving,
    subject,
)
from diagnose_checks._creations import IMPORT_TRIGGERED, not_created
from diagnose_checks._docs import DOCS_CONNECTION_JOB, DOCS_JOB_WORKS, NOT_DOCUMENTED
from diagnose_checks._ids import USE_THE_NEAR_ONE, ask_which, candidates_of, mistyped, rivals_of, sure, wrong_kind
from diagnose_checks._nothing import no_connection
from diagnose_checks._replies import AS_THE_REMEDY, MISTYPED_REPLY

_ON = (SubjectKind.CONNECTION_JOB,)
_ASK = Ask("connection_job_id", "Which ID did createConnectionJob return, and was createJobWorks called with it?")


@check(
    id="connection-job",
    title="The named connection jobs contain the job works",
    rule="jobWorks returns all job works across all connection jobs of the connection; connectionJobIds narrows that "
    "down to one import batch.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "connection-job-empty",
            _ON,
            "The connection job has no job works in this connection.",
            "Check that the ID is what createConnectionJob returned, that it belongs to this connection, and that the "
            "createJobWorks response has no errors.",
            otherwise={
                "elsewhere": "Query that connection job in {connections}.",
            },
            docs_url=DOCS_CONNECTION_JOB,
            reply=ReplyWords(
                "There are no job works under connection job {id}.",
                "Please check that this is the ID that createConnectionJob returned, and that the createJobWorks "
                "response has no errors.",
            ),
        ),
        Code(
            "connection-job-mismatch",
            _ON,
            "The named job works belong to another connection job.",
            "Filter with connectionJobIds: [{right}].",
            otherwise={"torn": "Ask the customer which connection is meant, {candidates}."},
            reply=ReplyWords("{summary}", "Please filter with connectionJobIds: [{right}]."),
        ),
        Code(
            "connection-job-id-mistyped",
            _ON,
            "There is no job work under this ID, and exactly one connection job that has some differs by a keystroke "
            f"or two {NOT_DOCUMENTED}.",
            USE_THE_NEAR_ONE,
            reply=MISTYPED_REPLY,
        ),
        Code(
            "connection-job-id-wrong-kind",
            _ON,
            "The ID is live, but identifies something else.",
            "Use {right}, as the connection job.",
            otherwise={"unknown": "Use the ID that createConnectionJob returned."},
            docs_url=DOCS_CONNECTION_JOB,
            reply=AS_THE_REMEDY,
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
                unseen.append(f"{named.id} could not be checked ({reason})")
            case wrong:
                findings.append(_finding(ctx, named, wrong))
    if findings:
        asks: tuple[Ask, ...] = (_ASK, IMPORT_TRIGGERED) if any(_unexplained(finding) for finding in findings) else ()
        asks += tuple(ask for named in jobs for ask in ask_which(named, rivals_of(ctx, named)))
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
            return _mismatch(ctx, named, right, near, evidence)
        case WrongKind():
            return wrong_kind(ctx, named, wrong, "connection-job-id-wrong-kind", proof=_members(ctx, wrong.right or ""))
        case Mistyped():
            return mistyped(named, wrong, "connection-job-id-mistyped", _members(ctx, wrong.right))
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


def _members(ctx: Context, job: str) -> tuple[Step, ...]:
    """Show that a connection job is in the connection, with the job works looked at that are under it."""
    if ctx.connection is None:
        return ()
    ids = [job_work.id for job_work in ctx.looked_at.job_works if job_work.connection_job_id == job]
    here = proving.lists(ctx.live, ctx.connection.id, Kind.CONNECTION_JOB, [job])
    return (*here, *proving.lists(ctx.live, ctx.connection.id, Kind.JOB_WORK, ids)) if ids else ()


def _there(ctx: Context, job: str) -> int:
    """How many of the job works looked at are in a connection job."""
    return sum(1 for job_work in ctx.looked_at.job_works if job_work.connection_job_id == job)


def _who(there: int, total: int) -> str:
    if there == total:
        return "The named job works are" if total > 1 else "The named job work is"
    return f"{there:,} of the {total:,} named job works {'is' if there == 1 else 'are'}"


def _mismatch(ctx: Context, named: NamedId, right: str, near: tuple[str, ...], evidence: tuple[str, ...]) -> Finding:
    there, rivals, members = _there(ctx, right), rivals_of(ctx, named), _members(ctx, right)
    return Finding(
        code="connection-job-mismatch",
        subject=subject(named),
        summary=f"{_who(there, len(ctx.looked_at.job_works))} in connection job {right}, not in {named.id}.",
        expected=f"the named job works under {named.id}",
        observed=f"{count(there, 'named job work')} under {right}",
        fields={"right": right},
        suggestion=right,
        details={"near": list(near)},
        evidence=evidence,
        proof=members,
        rivals=rivals,
        certainty=sure(rivals, members),
    )


def _torn(ctx: Context, named: NamedId, candidates: tuple[str, ...], evidence: tuple[str, ...]) -> Finding:
    """The ticket names no connection, and its IDs are in different ones."""
    there = listed(candidates)
    here = ctx.connection.id if ctx.connection else ""
    return Finding(
        code="connection-job-mismatch",
        subject=subject(named),
        summary=f"Connection job {named.id} is in {here}, but the ticket's IDs are spread over {there}. The "
        "live data does not show which connection is meant.",
        expected="all IDs of the ticket in one connection",
        observed=f"{named.id} in {here}",
        case="torn",
        fields={"candidates": there.replace(" and ", " or ")},
        details={"candidates": list(candidates)},
        evidence=evidence,
        rivals=candidates_of(ctx.ticket.connection, candidates) if ctx.ticket.connection else (),
        certainty=Certainty.TIED,
    )


def _empty(
    ctx: Context,
    named: NamedId,
    *,
    homes: tuple[Home, ...] = (),
    near: tuple[str, ...] = (),
    because_of: tuple[Subject, ...] = (),
    where: str | None = None,
    evidence: tuple[str, ...] = (),
) -> Finding:
    """No job work under it: in ``where``, else in the connection that the ticket really belongs to."""
    where = where or (ctx.connection.id if ctx.connection else "")
    elsewhere = listed(sorted({home.connection_id for home in homes if home.connection_id} - {where}))
    so_far = f"Connection {where} has no job work" if where else "No visible connection has a job work"
    rest = f"; it has some in {elsewhere}" if elsewhere else ""
    gone = proving.lists_not(ctx.live, where, Kind.CONNECTION_JOB, [named.id])
    there = [home.connection_id for home in homes if home.connection_id and home.connection_id != where]
    found = [
        step for home in dict.fromkeys(there) for step in proving.lists(ctx.live, home, Kind.CONNECTION_JOB, [named.id])
    ]
    return Finding(
        code="connection-job-empty",
        subject=subject(named),
        summary=f"{so_far} under connection job {named.id}{rest}.",
        expected=f"job works under {named.id}",
        observed=f"job works under it, in {elsewhere}" if elsewhere else "an empty list",
        case="elsewhere" if elsewhere else "",
        fields={"connections": elsewhere},
        details={"near": list(near)},
        because_of=because_of,
        evidence=evidence,
        # Where it lives instead proves nothing by itself: absence is claimed from a question for this very ID alone.
        proof=(*gone, *found) if gone else (),
        certainty=Certainty.PROVEN if gone and found else Certainty.LIKELY,
        docs_url=DOCS_CONNECTION_JOB,
    )

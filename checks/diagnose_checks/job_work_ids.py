"""Do the job works exist, and are they where the ticket says?"""

from __future__ import annotations

from typing import assert_never

from diagnose.plugin import (
    Absent,
    Ask,
    Code,
    Context,
    Finding,
    Found,
    Kind,
    NamedId,
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
    share,
    subject,
)
from diagnose_checks._creations import not_created, was_given
from diagnose_checks._docs import DOCS_CREATE_WORKS, DOCS_JOB_WORKS, NOT_DOCUMENTED
from diagnose_checks._ids import mistyped, wrong_kind
from diagnose_checks._nothing import no_connection

_ON = (SubjectKind.JOB_WORK, SubjectKind.WORK)
_RIGHT = "Use the ids that createJobWorks returned (id, not workId), and check that response for errors."
_ASK = Ask("create_job_works_response", "It shows whether the job works were created, and with which IDs.")


@check(
    id="job-work-ids",
    title="The job works exist in the connection",
    rule="Check that the job work IDs in your filter are correct; ensure the job works were successfully created.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code("job-work-not-found", _ON, "The connection has no job work with this ID (or of this work).", _RIGHT),
        Code(
            "job-work-in-other-connection",
            _ON,
            "The job work exists, but in another connection, or in none of the connection jobs named.",
            "Query it where it is, or leave it out.",
        ),
        Code(
            "job-work-id-mistyped",
            _ON,
            f"There is no such job work, and exactly one that exists differs by a keystroke or two {NOT_DOCUMENTED}.",
            "Use the ID that is nearly the same, after checking that it is meant.",
        ),
        Code("job-work-id-wrong-kind", _ON, "The ID is live, but identifies something else, such as the work.", _RIGHT),
        Code(
            "no-job-works",
            (SubjectKind.CONNECTION,),
            "The connection has no job works at all.",
            "Create them with createConnectionJob and createJobWorks, and check those responses for errors.",
            docs_url=DOCS_CREATE_WORKS,
        ),
    ),
    requires=("endpoint", "authentication"),
    after=("connection-id", "connection-status", "connection-job"),
)
def job_work_ids(ctx: Context) -> Result:
    """Put each job work's and work's standing into words; an empty connection explains them all."""
    named = (*ctx.ticket.job_works, *ctx.ticket.works)
    if ctx.connection is None and not any(_told(ctx.standing(one)) for one in named):
        return no_connection(ctx)
    empty = _empty(ctx)
    if not named and not empty:
        return _not_named(ctx)
    findings = list(empty)
    unseen: list[str] = []
    for one in named:
        standing = ctx.standing(one)
        if standing.state is State.UNKNOWN:
            unseen.append(f"{one.id} could not be looked at ({standing.reason})")
        elif standing.state is not State.AGREES and not _right_after_all(ctx, standing):
            findings.append(_finding(ctx, standing))
    if findings:
        lost = any(finding.code in {"job-work-not-found", "no-job-works"} for finding in findings)
        if not ctx.live.manners.work_filter and any(finding.code == "job-work-not-found" for finding in findings):
            unseen.append("whether it is a work's ID could not be asked, since the gateway takes no workIds filter")
        return Found(tuple(findings), unseen=_unseen(unseen), asks=(_ASK,) if lost else ())
    if unseen:
        return Unknown(_unseen(unseen) or "")
    return Passed(f"{_counted(ctx)} found in {ctx.connection.id if ctx.connection else 'the connection'}")


def _told(standing: Standing) -> bool:
    return standing.state is not State.UNKNOWN


def _unseen(unseen: list[str]) -> str | None:
    return listed(unseen) if unseen else None


def _not_named(ctx: Context) -> Result:
    looked_at = ctx.looked_at
    if looked_at.unseen and not looked_at.job_works:
        return Unknown(f"the job works were not shown: {next(iter(looked_at.unseen.values()))}")
    ids = [one.id for one in looked_at.job_works]
    return ctx.not_named(Kind.JOB_WORK, listed(ids) if ids else None)


def _counted(ctx: Context) -> str:
    named = ((len(ctx.ticket.job_works), "job work"), (len(ctx.ticket.works), "work"))
    return " and ".join(share(number, number, noun) for number, noun in named if number)


def _empty(ctx: Context) -> tuple[Finding, ...]:
    """The connection has no job works at all: said once, on the connection."""
    connection = ctx.connection
    if connection is None or not isinstance(sighting := ctx.live.any_under(connection.id), Absent):
        return ()
    on = Subject(kind=SubjectKind.CONNECTION, id=connection.id)
    return (
        Finding(
            code="no-job-works",
            subject=on,
            summary=f"Connection {connection.id} has no job works at all.",
            expected="at least one job work",
            observed="an empty list, without any filter",
            remedy="Create them: createConnectionJob for this connection, then createJobWorks with that connection "
            "job; check both responses for errors, and check that it is the right connection.",
            because_of=(on, *not_created(ctx, Kind.JOB_WORK)),
            evidence=(sighting.evidence,),
            docs_url=DOCS_CREATE_WORKS,
        ),
    )


def _right_after_all(ctx: Context, standing: Standing) -> bool:
    """A job work that is where the ticket's other IDs lead, though the connection named does not exist."""
    return (
        standing.state is State.ELSEWHERE
        and bool(standing.because_of)
        and ctx.ticket.connection is not None
        and ctx.ticket.connection.id not in ctx.live.connections
    )


def _finding(ctx: Context, standing: Standing) -> Finding:
    match standing.state:
        case State.WRONG_KIND:
            return _wrong_kind(ctx, standing)
        case State.MISTYPED:
            return mistyped(standing, "job-work-id-mistyped")
        case State.ELSEWHERE:
            return _elsewhere(ctx, standing)
        case State.NOWHERE:
            return _not_found(ctx, standing)
        case State.AGREES | State.UNKNOWN:
            raise AssertionError("handled by the caller")
        case _:
            assert_never(standing.state)


def _called(named: NamedId) -> str:
    return f"Job work {named.id}" if named.kind is Kind.JOB_WORK else f"The job work of work {named.id}"


def _whereabouts(ctx: Context, standing: Standing) -> str:
    """Say where the right one lives, if that is not where the ticket looks."""
    home = standing.homes[0]
    asked = ctx.ticket.connection.id if ctx.ticket.connection else ctx.connection.id if ctx.connection else None
    if home.connection_id in {None, asked}:
        return ""
    return f", in {home.connection_id}"


def _wrong_kind(ctx: Context, standing: Standing) -> Finding:
    trap = ""
    if standing.external:
        trap = " An external ID is the customer's own; the gateway filters by the IDs that createJobWorks returned."
    elif standing.actual_kind is Kind.WORK:
        trap = " createJobWorks returns both: id is the job work, workId the work."
    return wrong_kind(
        standing,
        "job-work-id-wrong-kind",
        otherwise=_RIGHT,
        whereabouts=_whereabouts(ctx, standing),
        trap=trap,
    )


def _elsewhere(ctx: Context, standing: Standing) -> Finding:
    named = standing.named
    here = ctx.connection.id if ctx.connection else None
    asked = ctx.ticket.connection.id if ctx.ticket.connection else here
    home = standing.homes[0]
    if standing.candidates:
        return _torn(standing)
    if home.connection_id == here and not standing.because_of:
        return _other_job(ctx, standing)
    return Finding(
        code="job-work-in-other-connection",
        subject=subject(named),
        summary=f"{_called(named)} is in {home.connection_id}, not in {asked}.",
        expected=f"{named.id} in {asked}",
        observed=f"{named.id} in {home.connection_id}, workspace {home.workspace_id}",
        remedy=f"Query {named.id} in {home.connection_id}, or leave it out of this query.",
        details={"connection_id": home.connection_id, "workspace_id": home.workspace_id},
        because_of=ctx.because(standing),
        evidence=standing.evidence,
    )


def _torn(standing: Standing) -> Finding:
    """The ticket names no connection, and its other IDs are in different ones."""
    named, home = standing.named, standing.homes[0]
    there = listed(standing.candidates)
    return Finding(
        code="job-work-in-other-connection",
        subject=subject(named),
        summary=f"{_called(named)} is in {home.connection_id}, but the ticket's IDs are spread over {there}: which "
        "connection is meant cannot be told from the live data.",
        expected="all IDs of the ticket in one connection",
        observed=f"{named.id} in {home.connection_id}, workspace {home.workspace_id}",
        remedy=f"Ask the customer which connection is meant, {there.replace(' and ', ' or ')}; then query each job "
        "work in its own connection.",
        details={"connection_id": home.connection_id, "candidates": list(standing.candidates)},
        evidence=standing.evidence,
    )


def _other_job(ctx: Context, standing: Standing) -> Finding:
    """In the right connection, but under none of the connection jobs that the ticket filters by."""
    named = standing.named
    there = [ctx.live.job_works[home.job_work_id].connection_job_id for home in standing.homes if home.job_work_id]
    job = there[0] if there else "another one"
    # A connection job that is to blame itself counts as the one that belongs in its place.
    jobs = listed([ctx.standing(one).right_id or one.id for one in ctx.ticket.connection_jobs])
    return Finding(
        code="job-work-in-other-connection",
        subject=subject(named),
        summary=f"{_called(named)} is under connection job {job}, not under {jobs}.",
        expected=f"{named.id} under {jobs}",
        observed=f"{named.id} under {job}, in the same connection",
        remedy=f"Add {job} to connectionJobIds, or leave {named.id} out of this query.",
        details={"connection_job_id": job, "connection_id": standing.homes[0].connection_id},
        evidence=standing.evidence,
    )


def _not_found(ctx: Context, standing: Standing) -> Finding:
    named = standing.named
    where = ctx.connection.id if ctx.connection else "any connection that is visible"
    seen = len(ctx.live.connections)
    no_others = f", and none of the {count(seen, 'connection')} seen has it" if seen > 1 else ""
    return Finding(
        code="job-work-not-found",
        subject=subject(named),
        summary=f"{_called(named)} does not exist in {where}{no_others}.",
        expected=f"{named.id} in {where}",
        observed="an empty list"
        + (f"; nearest are {listed(standing.near)}" if standing.near else "")
        + was_given(ctx, named.id, named.named),
        remedy=_RIGHT,
        details={"near": list(standing.near), "connections_seen": seen},
        because_of=(subject(named), *not_created(ctx, Kind.JOB_WORK, named.id, named.named), *ctx.emptiness()),
        evidence=standing.evidence,
    )

"""Do the job works exist, and are they where the ticket says?"""

from __future__ import annotations

from diagnose.plugin import (
    Absent,
    Acts,
    Agrees,
    Ask,
    Certainty,
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
    share,
    subject,
)
from diagnose_checks._creations import not_created, was_given
from diagnose_checks._docs import DOCS_JOB_WORKS
from diagnose_checks._ids import connections_meant, impossible, mistyped, wrong_kind
from diagnose_checks._job_work_codes import CODES
from diagnose_checks._nothing import no_connection

_ASK = Ask("create_job_works_response", "It shows whether the job works were created, and with which IDs.")


@check(
    id="job-work-ids",
    title="The job works exist in the connection",
    rule="Check that the job work IDs in your filter are correct; ensure the job works were successfully created.",
    docs_url=DOCS_JOB_WORKS,
    codes=CODES,
    requires=("endpoint", "authentication"),
    after=("connection-id", "connection-status", "connection-job"),
)
def job_work_ids(ctx: Context) -> Result:
    """Put each job work's and work's standing into words; an empty connection explains them all."""
    named = (*ctx.ticket.job_works, *ctx.ticket.works)
    if ctx.connection is None and all(isinstance(ctx.standing(some_id), Unseen) for some_id in named):
        return no_connection(ctx)
    findings = list(_empty(ctx))
    if not named and not findings:
        return _not_named(ctx)
    unseen: list[str] = []
    for some_id in named:
        match ctx.standing(some_id):
            case Agrees():
                pass
            case Unseen(reason):
                unseen.append(f"{some_id.id} could not be checked ({reason})")
            case Follows(because_of, homes) if because_of.id not in ctx.live.connections and _is_here(ctx, homes):
                pass  # it is where the ticket's other IDs lead, though the connection named does not exist
            case wrong:
                findings.append(_finding(ctx, some_id, wrong))
    if findings:
        lost = any(finding.code in {"job-work-not-found", "no-job-works"} for finding in findings)
        if not ctx.live.manners.work_filter and any(finding.code == "job-work-not-found" for finding in findings):
            unseen.append(
                "whether it is a work's ID could not be checked: the gateway does not accept the workIds filter"
            )
        return Found(tuple(findings), unseen=listed(unseen) or None, asks=(_ASK,) if lost else ())
    if unseen:
        return Unknown(listed(unseen))
    return Passed(f"{_counted(ctx)} found in {ctx.connection.id if ctx.connection else 'the connection'}")


def _is_here(ctx: Context, homes: tuple[Home, ...]) -> bool:
    """Tell whether one of the homes is in the connection that the rest of the ticket leads to, if it leads to one."""
    return ctx.connection is None or any(home.connection_id == ctx.connection.id for home in homes)


def _not_named(ctx: Context) -> Result:
    looked_at = ctx.looked_at
    if looked_at.unseen and not looked_at.job_works:
        return Unknown(f"the job works were not shown: {next(iter(looked_at.unseen.values()))}")
    ids = [job_work.id for job_work in looked_at.job_works]
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
            because_of=(on, *not_created(ctx, Kind.JOB_WORK)),
            evidence=(sighting.evidence,),
            proof=proving.has_no_job_works(connection.id, sighting.evidence),
            certainty=Certainty.PROVEN,
        ),
    )


def _finding(ctx: Context, named: NamedId, wrong: Wrong) -> Finding:
    match wrong:
        case WrongKind():
            return _wrong_kind(ctx, named, wrong)
        case Mistyped():
            return mistyped(named, wrong, "job-work-id-mistyped")
        case Torn():
            return _torn(ctx, named, wrong)
        case Follows(because_of, homes, evidence):
            return _elsewhere(ctx, named, homes[0], evidence, because_of=(subject(because_of),))
        case Elsewhere(homes, evidence) if ctx.connection and homes[0].connection_id == ctx.connection.id:
            return _other_job(ctx, named, homes, evidence)
        case Elsewhere(homes, evidence):
            return _elsewhere(ctx, named, homes[0], evidence)
        case Nowhere():
            return _not_found(ctx, named, wrong)
        case Mismatched():
            raise impossible(wrong)


def _called(named: NamedId) -> str:
    return f"Job work {named.id}" if named.kind is Kind.JOB_WORK else f"The job work of work {named.id}"


def _asked(ctx: Context) -> str | None:
    """The connection that the ticket looks in."""
    return ctx.ticket.connection.id if ctx.ticket.connection else ctx.connection.id if ctx.connection else None


def _wrong_kind(ctx: Context, named: NamedId, standing: WrongKind) -> Finding:
    home = standing.homes[0].connection_id
    where = "" if home in {None, _asked(ctx)} else f", in {home}"
    traps = {Kind.WORK: "work", Kind.CONNECTION_JOB: "job"}
    trap = "external" if standing.external else traps.get(standing.actual, "")
    proof = proving.lists(ctx.live, home or "", named.kind, [standing.right or ""])
    return wrong_kind(ctx, named, standing, "job-work-id-wrong-kind", where=where, trap=trap, proof=proof)


def _elsewhere(
    ctx: Context, named: NamedId, home: Home, evidence: tuple[str, ...], because_of: tuple[Subject, ...] = ()
) -> Finding:
    asked = _asked(ctx)
    return Finding(
        code="job-work-in-other-connection",
        subject=subject(named),
        summary=f"{_called(named)} is in {home.connection_id}, not in {asked}.",
        expected=f"{named.id} in {asked}",
        observed=f"{named.id} in {home.connection_id}, workspace {home.workspace_id}",
        fields={"id": named.id, "connection": home.connection_id or ""},
        details={"connection_id": home.connection_id, "workspace_id": home.workspace_id},
        because_of=because_of,
        evidence=evidence,
        proof=_places(ctx, named),
        certainty=Certainty.PROVEN,
    )


def _places(ctx: Context, named: NamedId) -> tuple[Step, ...]:
    return proving.of_leaf(ctx.live, named.kind, named.id, _asked(ctx))


def _torn(ctx: Context, named: NamedId, standing: Torn) -> Finding:
    """The ticket names no connection, and its other IDs are in different ones."""
    home = standing.homes[0]
    there = listed(standing.candidates)
    return Finding(
        code="job-work-in-other-connection",
        subject=subject(named),
        summary=f"{_called(named)} is in {home.connection_id}, but the ticket's IDs are spread over {there}. The "
        "live data does not show which connection is meant.",
        expected="all IDs of the ticket in one connection",
        observed=f"{named.id} in {home.connection_id}, workspace {home.workspace_id}",
        case="torn",
        acts=Acts.SUPPORT,
        fields={"candidates": there.replace(" and ", " or ")},
        details={"connection_id": home.connection_id, "candidates": list(standing.candidates)},
        evidence=standing.evidence,
        proof=_places(ctx, named),
        rivals=connections_meant(standing.candidates),
        certainty=Certainty.TIED,
    )


def _other_job(ctx: Context, named: NamedId, homes: tuple[Home, ...], evidence: tuple[str, ...]) -> Finding:
    """In the right connection, but under none of the connection jobs that the ticket filters by."""
    there = [ctx.live.job_works[home.job_work_id].connection_job_id for home in homes if home.job_work_id]
    job = there[0] if there else "another one"
    # A connection job that is to blame itself counts as the one that belongs in its place.
    jobs = listed([ctx.right_id(job) or job.id for job in ctx.ticket.connection_jobs])
    return Finding(
        code="job-work-in-other-connection",
        subject=subject(named),
        summary=f"{_called(named)} is under connection job {job}, not under {jobs}.",
        expected=f"{named.id} under {jobs}",
        observed=f"{named.id} under {job}, in the same connection",
        case="other-job",
        fields={"id": named.id, "job": job},
        details={"connection_job_id": job, "connection_id": homes[0].connection_id},
        evidence=evidence,
        proof=proving.lists(ctx.live, homes[0].connection_id or "", named.kind, [named.id]),
        certainty=Certainty.PROVEN,
    )


def _not_found(ctx: Context, named: NamedId, standing: Nowhere) -> Finding:
    where = ctx.connection.id if ctx.connection else "any connection that is visible"
    seen = len(ctx.live.connections)
    no_others = f", and none of the {count(seen, 'connection')} searched has it" if seen > 1 else ""
    return Finding(
        code="job-work-not-found",
        subject=subject(named),
        summary=f"{_called(named)} does not exist in {where}{no_others}.",
        expected=f"{named.id} in {where}",
        observed="an empty list"
        + (f"; the nearest: {listed(standing.near)}" if standing.near else "")
        + was_given(ctx, named.id, named.named),
        details={"near": list(standing.near), "connections_seen": seen},
        because_of=(
            *((subject(standing.because_of),) if standing.because_of else ()),
            subject(named),
            *not_created(ctx, Kind.JOB_WORK, named.id, named.named),
            *ctx.emptiness(),
        ),
        evidence=standing.evidence,
        proof=proving.lists_not(ctx.live, ctx.connection.id, named.kind, [named.id])
        if ctx.connection
        else proving.not_found(subject(named), standing.evidence),
    )

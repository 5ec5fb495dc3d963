"""Is it the right connection?"""

from __future__ import annotations

from collections import Counter

from diagnose.plugin import (
    Ask,
    Code,
    Context,
    Finding,
    Found,
    Kind,
    Passed,
    Result,
    Skipped,
    Standing,
    State,
    SubjectKind,
    Unknown,
    check,
    listed,
    share,
    subject,
)
from diagnose_checks._docs import DOCS_JOB_WORKS, NOT_DOCUMENTED
from diagnose_checks._ids import mistyped, wrong_kind

_ON = (SubjectKind.CONNECTION,)
_ASK = Ask("connection_id", "Which connection did startProviderConnection return for this customer?")
_RIGHT = "Use the connection ID returned from startProviderConnection."


@check(
    id="connection-id",
    title="The connection exists, and what was found of the ticket is in it",
    rule="Verify you're querying the correct connection ID.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code("connection-not-found", _ON, "The gateway shows no such connection in the workspace.", _RIGHT),
        Code(
            "connection-id-mistyped",
            _ON,
            f"There is no such connection, and exactly one that exists differs by a keystroke or two {NOT_DOCUMENTED}.",
            "Use the ID that is nearly the same, after checking that it is the customer's.",
        ),
        Code("connection-id-wrong-kind", _ON, "The ID is live, but identifies something else.", _RIGHT),
        Code(
            "connection-mismatch",
            _ON,
            "The job works are in another connection (or the connection in another workspace).",
            "Query the connection that holds the job works.",
        ),
    ),
    requires=("endpoint", "authentication"),
    after=("workspace-access",),
)
def connection_id(ctx: Context) -> Result:
    """Put the connection's standing into words."""
    named = ctx.ticket.connection
    if named is None:
        return ctx.unlit() or ctx.not_named(Kind.CONNECTION, ctx.connection.id if ctx.connection else None)
    standing = ctx.standing(named)
    match standing.state:
        case State.AGREES:
            where = ctx.connection.workspace_id if ctx.connection else "the workspace"
            return Passed(f"{named.id} exists in {where}{_holding(ctx)}")
        case State.WRONG_KIND:
            found = wrong_kind(standing, "connection-id-wrong-kind", otherwise=_RIGHT)
            return Found((found,), asks=() if standing.right_id else (_ASK,))
        case State.MISTYPED:
            return Found((mistyped(standing, "connection-id-mistyped"),))
        case State.ELSEWHERE if standing.because_of:
            return Found((_in_other_workspace(ctx, standing),))
        case State.ELSEWHERE:
            return Found((_mismatch(ctx, standing),), asks=(_ASK,) if standing.candidates else ())
        case State.NOWHERE | State.UNKNOWN if ctx.failed("workspace-access") and ctx.served:
            return Skipped("a workspace that is not visible shows no connections", ("workspace-access",))
        case State.NOWHERE:
            elsewhere = f"whether it is in another workspace could not be seen ({standing.reason})"
            unseen = elsewhere if standing.reason else None
            return Found((_not_found(ctx, standing),), unseen=unseen, asks=(_ASK,))
        case State.UNKNOWN:
            return ctx.unlit() or Unknown(f"the gateway did not show {named.id}: {standing.reason}")


def _holding(ctx: Context) -> str:
    here = _here(ctx)
    return f" and holds {share(here, len(ctx.ticket.job_works), 'job work')} named" if here else ""


def _here(ctx: Context) -> int:
    """How many of the named job works are in the connection that the ticket really hangs off."""
    known = (ctx.live.job_works.get(ctx.standing(one).right_id or one.id) for one in ctx.ticket.job_works)
    return sum(1 for one in known if one and ctx.connection and one.connection_id == ctx.connection.id)


def _mismatch(ctx: Context, standing: Standing) -> Finding:
    named = standing.named
    visible = named.id in ctx.live.connections
    if standing.candidates:
        return _torn(ctx, standing)
    right = standing.right_id
    who = _who(ctx)
    return Finding(
        code="connection-mismatch",
        subject=subject(named),
        summary=f"{who} in {right}, not in {named.id}.",
        expected=f"what the ticket names in {named.id}",
        observed=f"{_evidence_words(ctx)} in {right}"
        + ("" if visible else f"; no connection {named.id} is to be seen"),
        remedy=f"Query {right}, or check which connection createConnectionJob was given.",
        suggestion=right,
        details={"exists": visible, "near": list(standing.near)},
        evidence=standing.evidence,
    )


def _torn(ctx: Context, standing: Standing) -> Finding:
    """Equally many IDs point to different connections: name them all."""
    known = (ctx.live.job_works.get(one.id) for one in ctx.ticket.job_works)
    homes = Counter(one.connection_id for one in known if one)
    spread = [f"{number} in {home}" for home, number in sorted(homes.items())]
    there = listed(standing.candidates)
    return Finding(
        code="connection-mismatch",
        subject=subject(standing.named),
        summary=f"The job works are not in {standing.named.id} but spread over {there}: which of these is meant "
        "cannot be told from the live data.",
        expected=f"the job works in {standing.named.id}",
        observed=listed(spread, 5) if spread else f"what the ticket names in {there}",
        remedy=f"Ask the customer which connection is meant, {there.replace(' and ', ' or ')}; then query each job "
        "work in its own connection.",
        details={"candidates": list(standing.candidates)},
        evidence=standing.evidence,
    )


def _who(ctx: Context) -> str:
    total, here = len(ctx.ticket.job_works), _here(ctx)
    if total == 1:
        return f"Job work {ctx.ticket.job_works[0].id} is"
    if total:
        some = "The job works" if here == total else share(here, total, "job work")
        return f"{some} {'is' if here == 1 else 'are'}"
    works = ctx.ticket.works
    return f"The job work of work {works[0].id} is" if len(works) == 1 else "What the ticket names is"


def _evidence_words(ctx: Context) -> str:
    total = len(ctx.ticket.job_works)
    if total:
        return f"{share(_here(ctx), total, 'job work')} named"
    jobs = ctx.ticket.connection_jobs
    return f"the job works of {listed([one.id for one in jobs or ctx.ticket.works])}"


def _in_other_workspace(ctx: Context, standing: Standing) -> Finding:
    named, home = standing.named, ctx.live.connections[standing.named.id].workspace_id
    workspace = ctx.ticket.workspace
    asked = workspace.id if workspace else "the workspace named"
    return Finding(
        code="connection-mismatch",
        subject=subject(named),
        summary=f"{named.id} exists, but in workspace {home}, not in {asked}.",
        expected=f"{named.id} in {asked}",
        observed=f"{named.id} in {home}",
        remedy=f"Keep the connection and query workspace {home}.",
        details={"workspace_id": home},
        because_of=ctx.because(standing),
        evidence=standing.evidence,
    )


def _not_found(ctx: Context, standing: Standing) -> Finding:
    named, workspace = standing.named, ctx.workspace_id
    where = f"in workspace {workspace}" if workspace else "in any workspace that is visible"
    others = sorted(one.id for one in ctx.live.connections.values() if workspace in {None, one.workspace_id})
    return Finding(
        code="connection-not-found",
        subject=subject(named),
        summary=f"There is no connection {named.id} {where}.",
        expected=f"{named.id} {where}",
        observed=f"an empty list; seen {where} are {listed(others)}" if others else "an empty list, and no others",
        remedy=f"{_RIGHT} Check that it belongs to this workspace.",
        details={"near": list(standing.near), "connections": len(others)},
        evidence=standing.evidence,
    )

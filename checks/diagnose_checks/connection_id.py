"""Is it the right connection?"""

from __future__ import annotations

from collections import Counter

from diagnose.plugin import (
    Acts,
    Agrees,
    Ask,
    Certainty,
    Code,
    Context,
    Elsewhere,
    Finding,
    Follows,
    Found,
    Kind,
    Mismatched,
    Mistyped,
    NamedId,
    Nowhere,
    Passed,
    ReplyWords,
    Result,
    Rival,
    Skipped,
    SubjectKind,
    Torn,
    Unknown,
    Unseen,
    Wrong,
    WrongKind,
    check,
    listed,
    proving,
    share,
    subject,
)
from diagnose_checks._docs import DOCS_JOB_WORKS, NOT_DOCUMENTED
from diagnose_checks._ids import (
    USE_THE_NEAR_ONE,
    ask_which,
    below,
    candidates_of,
    impossible,
    mistyped,
    not_below,
    rivals_of,
    sure,
    wrong_kind,
)
from diagnose_checks._replies import AS_THE_REMEDY, MISTYPED_REPLY

_ON = (SubjectKind.CONNECTION,)
_ASK = Ask("connection_id", "Which connection did startProviderConnection return for this customer?")
_RIGHT = "Use the connection ID returned from startProviderConnection."


@check(
    id="connection-id",
    title="The connection exists and contains the ticket's IDs",
    rule="Verify you're querying the correct connection ID.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "connection-not-found",
            _ON,
            "The gateway shows no such connection in the workspace.",
            f"{_RIGHT} Check that it belongs to this workspace.",
            reply=ReplyWords(
                "We could not find connection {id} in that workspace.",
                "Please use the connection ID that startProviderConnection returned, and check that it belongs to this "
                "workspace.",
            ),
        ),
        Code(
            "connection-id-mistyped",
            _ON,
            f"There is no such connection, but exactly one with a nearly identical ID {NOT_DOCUMENTED}.",
            USE_THE_NEAR_ONE,
            reply=MISTYPED_REPLY,
        ),
        Code(
            "connection-id-wrong-kind",
            _ON,
            "The ID exists, but identifies something else.",
            "Use {right} as the connection ID.",
            otherwise={"unknown": _RIGHT},
            reply=AS_THE_REMEDY,
        ),
        Code(
            "connection-mismatch",
            _ON,
            "The job works are in another connection (or the connection in another workspace).",
            "Send the query with {right} as the connection ID.",
            otherwise={
                "torn": "Ask the customer which connection is meant, {candidates}; then query each job work in its own "
                "connection.",
                "other-workspace": "Keep the connection and query workspace {workspace}.",
            },
            reply=ReplyWords("{summary}", "Please send the query with {right} as the connection ID."),
        ),
    ),
    requires=("endpoint", "authentication"),
    after=("workspace-access",),
)
def connection_id(ctx: Context) -> Result:
    """Put the connection's standing into words."""
    named = ctx.ticket.connection
    if named is None:
        return ctx.not_served() or ctx.not_named(Kind.CONNECTION, ctx.connection.id if ctx.connection else None)
    match ctx.standing(named):
        case Agrees():
            where = ctx.connection.workspace_id if ctx.connection else "the workspace"
            return Passed(f"{named.id} exists in {where}{_holding(ctx)}")
        case Nowhere() | Unseen() if ctx.failed("workspace-access") and ctx.served:
            return Skipped("a workspace that is not visible shows no connections", ("workspace-access",))
        case Unseen(reason):
            return ctx.not_served() or Unknown(f"the gateway did not show {named.id}: {reason}")
        case wrong:
            return _wrong(ctx, named, wrong)


def _wrong(ctx: Context, named: NamedId, wrong: Wrong) -> Found:
    match wrong:
        case WrongKind(right=right):
            proof = below(ctx, right) if right else ()
            found = wrong_kind(ctx, named, wrong, "connection-id-wrong-kind", proof=proof)
            return Found((found,), asks=() if right else (_ASK,))
        case Mistyped(right=right):
            return Found((mistyped(named, wrong, "connection-id-mistyped", below(ctx, right)),))
        case Follows():
            return Found((_in_other_workspace(ctx, named, wrong),))
        case Mismatched():
            rivals = rivals_of(ctx, named)
            return Found((_mismatch(ctx, named, wrong, rivals),), asks=ask_which(named, rivals))
        case Torn():
            return Found((_torn(ctx, named, wrong),), asks=(_ASK,))
        case Nowhere(unsearched=why):
            unseen = f"whether it is in another workspace could not be checked ({why})" if why else None
            return Found((_not_found(ctx, named, wrong),), unseen=unseen, asks=(_ASK,))
        case Elsewhere():
            raise impossible(wrong)


def _holding(ctx: Context) -> str:
    here = _here(ctx)
    return f" and contains {share(here, len(ctx.ticket.job_works), 'named job work')}" if here else ""


def _here(ctx: Context) -> int:
    """How many of the named job works are in the connection that the ticket really belongs to."""
    known = (ctx.live.job_works.get(ctx.right_id(named) or named.id) for named in ctx.ticket.job_works)
    there = ctx.connection.id if ctx.connection else None
    return sum(1 for job_work in known if job_work and job_work.connection_id == there)


def _mismatch(ctx: Context, named: NamedId, standing: Mismatched, rivals: tuple[Rival, ...]) -> Finding:
    visible, right = named.id in ctx.live.connections, standing.right
    rival = rivals[0].subject if len(rivals) == 1 else None
    there = below(ctx, right)
    shown = {some_id for step in there for some_id in step.objects}
    # What is not listed here proves something only of what is listed there: an ID of another kind is nowhere.
    here = tuple(step for step in not_below(ctx, named.id) if shown & {*step.objects})
    missing = () if visible else proving.not_found(subject(named), standing.evidence)
    return Finding(
        code="connection-mismatch",
        subject=subject(named),
        summary=f"{_who(ctx)} in {right}, not in {named.id}"
        + (f": either the connection or the {Kind(rival.kind.value).words} is the wrong one." if rival else "."),
        expected=f"what the ticket names in {named.id}",
        observed=f"{_evidence_words(ctx)} in {right}" + ("" if visible else f"; connection {named.id} was not found"),
        fields={"right": right},
        suggestion=right,
        details={
            "exists": visible,
            "near": list(standing.near),
            "rivals": [{"kind": rival.kind.value, "id": rival.id}] if rival else [],
        },
        evidence=standing.evidence,
        proof=(*missing, *here, *there),
        rivals=rivals,
        certainty=sure(rivals, there),
    )


def _torn(ctx: Context, named: NamedId, standing: Torn) -> Finding:
    """Equally many IDs point to different connections: name them all."""
    known = (ctx.live.job_works.get(job_work.id) for job_work in ctx.ticket.job_works)
    homes = Counter(job_work.connection_id for job_work in known if job_work)
    spread = [f"{number} in {home}" for home, number in sorted(homes.items())]
    there = listed(standing.candidates)
    return Finding(
        code="connection-mismatch",
        subject=subject(named),
        summary=f"The job works are not in {named.id}: {_some_in_each(standing.candidates)}. "
        "The live data does not show which connection is meant.",
        expected=f"the job works in {named.id}",
        observed=listed(spread, 5) if spread else f"what the ticket names in {there}",
        case="torn",
        acts=Acts.SUPPORT,
        fields={"candidates": there.replace(" and ", " or ")},
        details={"candidates": list(standing.candidates)},
        evidence=standing.evidence,
        proof=tuple(step for other in standing.candidates for step in below(ctx, other)),
        rivals=candidates_of(named, standing.candidates),
        certainty=Certainty.TIED,
    )


def _some_in_each(connections: tuple[str, ...]) -> str:
    """Return ``some are in A and some in B``."""
    return f"some are in {listed([connections[0], *(f'some in {other}' for other in connections[1:])])}"


def _who(ctx: Context) -> str:
    total, here = len(ctx.ticket.job_works), _here(ctx)
    if total == 1:
        return f"Job work {ctx.ticket.job_works[0].id} is"
    if total:
        some = share(here, total, "job work")
        return f"{some[:1].upper()}{some[1:]} {'is' if here == 1 else 'are'}"
    works = ctx.ticket.works
    return f"The job work of work {works[0].id} is" if len(works) == 1 else "What the ticket names is"


def _evidence_words(ctx: Context) -> str:
    total = len(ctx.ticket.job_works)
    if total:
        return f"{share(_here(ctx), total, 'named job work')}"
    jobs = ctx.ticket.connection_jobs
    return f"the job works of {listed([named.id for named in jobs or ctx.ticket.works])}"


def _in_other_workspace(ctx: Context, named: NamedId, standing: Follows) -> Finding:
    home, asked = ctx.live.connections[named.id].workspace_id, standing.because_of.id
    return Finding(
        code="connection-mismatch",
        subject=subject(named),
        summary=f"{named.id} exists, but in workspace {home}, not in {asked}.",
        expected=f"{named.id} in {asked}",
        observed=f"{named.id} in {home}",
        case="other-workspace",
        fields={"workspace": home},
        details={"workspace_id": home},
        because_of=(subject(standing.because_of),),
        evidence=standing.evidence,
    )


def _not_found(ctx: Context, named: NamedId, standing: Nowhere) -> Finding:
    workspace = ctx.workspace_id
    where = f"in workspace {workspace}" if workspace else "in any visible workspace"
    connections = ctx.live.connections.values()
    others = sorted(other.id for other in connections if workspace in {None, other.workspace_id})
    return Finding(
        code="connection-not-found",
        subject=subject(named),
        summary=f"Connection {named.id} was not found {where}.",
        expected=f"{named.id} {where}",
        observed=f"an empty list; found {where}: {listed(others)}" if others else "an empty list, and no others",
        details={"near": list(standing.near), "connections": len(others)},
        evidence=standing.evidence,
        proof=proving.not_found(subject(named), standing.evidence),
    )

"""Is the workspace visible, and is it the one that the rest of the ticket is in?"""

from __future__ import annotations

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
    Step,
    SubjectKind,
    Torn,
    Unknown,
    Unseen,
    WrongKind,
    check,
    listed,
    proving,
    subject,
)
from diagnose_checks._docs import DOCS_JOB_WORKS, NOT_DOCUMENTED
from diagnose_checks._ids import (
    USE_THE_NEAR_ONE,
    ask_which,
    candidates_of,
    impossible,
    mistyped,
    rivals_of,
    sure,
    wrong_kind,
)
from diagnose_checks._replies import AS_THE_REMEDY, MISTYPED_REPLY

_ON = (SubjectKind.WORKSPACE,)
_ASK = Ask("workspace_id", "The connection was not found in the named workspace: which workspace is the customer's?")


@check(
    id="workspace-access",
    title="The workspace is visible and contains the ticket's IDs",
    rule="Confirm you have access to the workspace containing the connection.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "workspace-not-visible",
            _ON,
            "The gateway shows no such workspace to these credentials.",
            "Check the workspace ID, and sign in with credentials that have access to that workspace: a partner's key "
            "reaches the workspaces which that partner created.",
            reply=ReplyWords(
                "We could not find workspace {id}.",
                "Please check the workspace ID, and that the account of your request has access to it.",
            ),
        ),
        Code(
            "workspace-id-mistyped",
            _ON,
            f"No such workspace is visible, but exactly one with a nearly identical ID is {NOT_DOCUMENTED}.",
            USE_THE_NEAR_ONE,
            reply=MISTYPED_REPLY,
        ),
        Code(
            "workspace-id-wrong-kind",
            _ON,
            "The ID exists, but identifies something else.",
            "Use {right} as the workspace ID.",
            otherwise={"unknown": "Ask for the workspace's ID."},
            reply=AS_THE_REMEDY,
        ),
        Code(
            "workspace-mismatch",
            _ON,
            "The connection, or what belongs to it, is in another visible workspace.",
            "Send the query with {right} as the workspace ID.",
            otherwise={"torn": "Ask the customer which workspace is meant, {candidates}."},
            reply=ReplyWords("{summary}", "Please send the query with {right} as the workspace ID."),
        ),
    ),
    requires=("endpoint", "authentication"),
    after=("id-hygiene",),
)
def workspace_access(ctx: Context) -> Result:
    """Put the workspace's standing into words."""
    named = ctx.ticket.workspace
    if named is None:
        return ctx.not_served() or ctx.not_named(Kind.WORKSPACE, ctx.workspace_id)
    match ctx.standing(named):
        case Agrees():
            return Passed(f"{named.id} is visible with these credentials")
        case WrongKind() as standing:
            found = wrong_kind(ctx, named, standing, "workspace-id-wrong-kind", proof=_holds(ctx, standing.right))
            return Found((found,), asks=() if standing.right else (_ASK,))
        case Mistyped() as standing:
            proof = _holds(ctx, standing.right)
            return Found((mistyped(named, standing, "workspace-id-mistyped", proof),), asks=(_ASK,))
        case Mismatched() as standing:
            rivals = rivals_of(ctx, named)
            return Found((_mismatch(ctx, named, standing, rivals),), asks=ask_which(named, rivals))
        case Torn() as standing:
            return Found((_torn(ctx, named, standing),))
        case Nowhere() as standing:
            return Found((_not_visible(ctx, named, standing),), asks=(_ASK,))
        case Unseen(reason):
            return ctx.not_served() or Unknown(f"the gateway did not show {named.id}: {reason}")
        case Elsewhere() | Follows() as standing:
            raise impossible(standing)


def _holds(ctx: Context, workspace_id: str | None) -> tuple[Step, ...]:
    """Show that the ticket's connection is in this workspace."""
    if workspace_id is None or ctx.connection is None:
        return ()
    return proving.lists(ctx.live, workspace_id, Kind.CONNECTION, [ctx.connection.id])


def _mismatch(ctx: Context, named: NamedId, standing: Mismatched, rivals: tuple[Rival, ...]) -> Finding:
    visible, what = named.id in ctx.live.workspaces, _what(ctx)
    there = _holds(ctx, standing.right)
    if visible:
        here = proving.lists_not(ctx.live, named.id, Kind.CONNECTION, [ctx.connection.id] if ctx.connection else [])
    else:
        here = proving.not_found(subject(named), standing.evidence)
    return Finding(
        code="workspace-mismatch",
        subject=subject(named),
        summary=f"{what} is in workspace {standing.right}, not in {named.id}.",
        expected=f"{what} in {named.id}",
        observed=f"{what} in {standing.right}{_visibility(named, visible=visible)}",
        fields={"right": standing.right},
        suggestion=standing.right,
        details={"visible": visible, "candidates": [], "near": list(standing.near)},
        evidence=standing.evidence,
        proof=(*here, *there),
        rivals=rivals,
        certainty=sure(rivals, there),
    )


def _torn(ctx: Context, named: NamedId, standing: Torn) -> Finding:
    """Equally many IDs point to different workspaces: name them all."""
    visible, what, there = named.id in ctx.live.workspaces, _what(ctx), listed(standing.candidates)
    return Finding(
        code="workspace-mismatch",
        subject=subject(named),
        summary=f"The ticket's IDs are not in workspace {named.id} but spread over {there}. The live data does not "
        "show which workspace is meant.",
        expected=f"{what} in {named.id}",
        observed=f"what the ticket names in {there}{_visibility(named, visible=visible)}",
        case="torn",
        acts=Acts.SUPPORT,
        fields={"candidates": there.replace(" and ", " or ")},
        details={"visible": visible, "candidates": list(standing.candidates), "near": list(standing.near)},
        evidence=standing.evidence,
        rivals=candidates_of(named, standing.candidates),
        certainty=Certainty.TIED,
    )


def _what(ctx: Context) -> str:
    return ctx.connection.id if ctx.connection else "the rest of the ticket"


def _visibility(named: NamedId, *, visible: bool) -> str:
    return "" if visible else f"; {named.id} is not visible with these credentials"


def _not_visible(ctx: Context, named: NamedId, standing: Nowhere) -> Finding:
    others = sorted(ctx.live.workspaces)
    observed = f"the gateway says: {standing.refusal}" if standing.refusal else "the gateway lists no such workspace"
    return Finding(
        code="workspace-not-visible",
        subject=subject(named),
        summary=f"These credentials do not see workspace {named.id}: the ID is wrong, or access to it is missing.",
        expected=f"{named.id} among the visible workspaces",
        observed=observed + (f"; visible: {listed(others)}" if others else ""),
        details={"near": list(standing.near), "visible_workspaces": len(others)},
        evidence=standing.evidence,
        proof=proving.not_found(subject(named), standing.evidence, standing.refusal),
    )

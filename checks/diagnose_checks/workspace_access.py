"""Is the workspace visible, and is it the one that the rest of the ticket is in?"""

from __future__ import annotations

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
    SubjectKind,
    Unknown,
    check,
    listed,
    subject,
)
from diagnose_checks._docs import DOCS_JOB_WORKS, NOT_DOCUMENTED
from diagnose_checks._ids import mistyped, wrong_kind

_ON = (SubjectKind.WORKSPACE,)
_ASK = Ask("workspace_id", "The workspace named does not lead to the connection: which workspace is the customer's?")
_ACCESS = (
    "Check the workspace ID, and sign in with credentials that have access to that workspace: a partner's key reaches "
    "the workspaces which that partner created."
)


@check(
    id="workspace-access",
    title="The workspace is visible, and what was found of the ticket is in it",
    rule="Confirm you have access to the workspace containing the connection.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code("workspace-not-visible", _ON, "The gateway shows no such workspace to these credentials.", _ACCESS),
        Code(
            "workspace-id-mistyped",
            _ON,
            f"No such workspace is visible, and exactly one that is differs by a keystroke or two {NOT_DOCUMENTED}.",
            "Use the ID that is nearly the same, after checking that it is the customer's.",
        ),
        Code(
            "workspace-id-wrong-kind", _ON, "The ID is live, but identifies something else.", "Use the workspace's ID."
        ),
        Code(
            "workspace-mismatch",
            _ON,
            "The connection, or what hangs off it, is in another workspace that is visible.",
            "Query the workspace that holds the connection.",
        ),
    ),
    requires=("endpoint", "authentication"),
    after=("id-hygiene",),
)
def workspace_access(ctx: Context) -> Result:
    """Put the workspace's standing into words."""
    named = ctx.ticket.workspace
    if named is None:
        return ctx.unlit() or ctx.not_named(Kind.WORKSPACE, ctx.workspace_id)
    standing = ctx.standing(named)
    match standing.state:
        case State.AGREES:
            return Passed(f"{named.id} is visible with these credentials")
        case State.WRONG_KIND:
            found = wrong_kind(standing, "workspace-id-wrong-kind", otherwise="Ask for the workspace's ID.")
            return Found((found,), asks=() if standing.right_id else (_ASK,))
        case State.MISTYPED:
            return Found((mistyped(standing, "workspace-id-mistyped"),), asks=(_ASK,))
        case State.ELSEWHERE:
            return Found((_mismatch(ctx, standing),))
        case State.NOWHERE:
            return Found((_not_visible(ctx, standing),), asks=(_ASK,))
        case State.UNKNOWN:
            return ctx.unlit() or Unknown(f"the gateway did not show {named.id}: {standing.reason}")


def _mismatch(ctx: Context, standing: Standing) -> Finding:
    named, right = standing.named, standing.right_id
    visible = named.id in ctx.live.workspaces
    what = ctx.connection.id if ctx.connection else "the rest of the ticket"
    there = right or listed(standing.candidates)
    return Finding(
        code="workspace-mismatch",
        subject=subject(named),
        summary=f"{what} is in workspace {there}, not in {named.id}.",
        expected=f"{what} in {named.id}",
        observed=f"{what} in {there}" + ("" if visible else f"; {named.id} is not visible with these credentials"),
        remedy=f"Query workspace {there}, or check which workspace the connection was started in.",
        suggestion=right,
        details={"visible": visible, "candidates": list(standing.candidates), "near": list(standing.near)},
        evidence=standing.evidence,
    )


def _not_visible(ctx: Context, standing: Standing) -> Finding:
    named = standing.named
    others = sorted(ctx.live.workspaces)
    observed = f"the gateway says: {standing.reason}" if standing.reason else "the gateway lists no such workspace"
    return Finding(
        code="workspace-not-visible",
        subject=subject(named),
        summary=f"These credentials do not see workspace {named.id}: the ID is wrong, or access to it is missing.",
        expected=f"{named.id} among the visible workspaces",
        observed=observed + (f"; visible are {listed(others)}" if others else ""),
        remedy=_ACCESS,
        details={"near": list(standing.near), "visible_workspaces": len(others)},
        evidence=standing.evidence,
    )

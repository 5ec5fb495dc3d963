"""Findings about mistyped IDs and IDs of the wrong kind, for every slot."""

from __future__ import annotations

from diagnose.plugin import (
    Ask,
    Certainty,
    Context,
    Finding,
    Kind,
    Mistyped,
    NamedId,
    Rival,
    Standing,
    Step,
    Subject,
    SubjectKind,
    WrongKind,
    either,
    proving,
    subject,
    with_article,
)

USE_THE_NEAR_ONE = "Use {right}, if that is the one that was meant."
"""The remedy of every ``…-mistyped``."""


def sure(rivals: tuple[Rival, ...], proof: tuple[Step, ...]) -> Certainty:
    """Tell how sure a change is: one rival ties it, several leave it likely, and rows under the right ID prove it."""
    if rivals:
        return Certainty.TIED if len(rivals) == 1 else Certainty.LIKELY
    return Certainty.PROVEN if proof else Certainty.LIKELY


def rivals_of(ctx: Context, named: NamedId) -> tuple[Rival, ...]:
    """Return the IDs that may be wrong in place of this one, each with the question that tells them apart."""
    return tuple(
        Rival(subject=subject(rival), tells_apart=_which(named, rival.kind, rival.id)) for rival in ctx.rivals(named)
    )


def ask_which(named: NamedId, rivals: tuple[Rival, ...]) -> tuple[Ask, ...]:
    """Ask which of two IDs is the wrong one; of several, the rest of the ticket tells."""
    return tuple(Ask(f"{rival.subject.kind.value}_id", rival.tells_apart) for rival in rivals if len(rivals) == 1)


def _which(named: NamedId, kind: Kind, rival: str) -> str:
    return (
        f"Either the {named.kind.words} {named.id} or the {kind.words} {rival} is the wrong one: which of the two did "
        "the customer mean?"
    )


def candidates_of(named: NamedId, candidates: tuple[str, ...]) -> tuple[Rival, ...]:
    """Return the IDs of which each may belong in the place of this one."""
    which = f"Which {named.kind.words} did the customer mean: {either(candidates[:5], 5)}?"
    return tuple(Rival(subject=subject(named), suggestion=other, tells_apart=which) for other in candidates[:5])


def connections_meant(connections: tuple[str, ...]) -> tuple[Rival, ...]:
    """Each connection that may be meant leaves the job works of the others to change."""
    which = f"Which connection did the customer mean: {either(connections[:5], 5)}?"
    kind = SubjectKind.CONNECTION
    return tuple(Rival(subject=Subject(kind=kind, id=other), tells_apart=which) for other in connections[:5])


def below(ctx: Context, connection_id: str) -> tuple[Step, ...]:
    """Show which of the ticket's IDs below the connection are in this one."""
    steps: tuple[Step, ...] = ()
    for kind in (Kind.CONNECTION_JOB, Kind.JOB_WORK, Kind.WORK):
        ids = [ctx.right_id(named) or named.id for named in ctx.ticket.of(kind)]
        steps += proving.lists(ctx.live, connection_id, kind, ids)
    return steps


def not_below(ctx: Context, connection_id: str) -> tuple[Step, ...]:
    """Show which of the ticket's IDs below the connection this one was asked for, and does not have."""
    steps: tuple[Step, ...] = ()
    for kind in (Kind.CONNECTION_JOB, Kind.JOB_WORK, Kind.WORK):
        steps += proving.lists_not(ctx.live, connection_id, kind, [named.id for named in ctx.ticket.of(kind)])
    return steps


def mistyped(named: NamedId, standing: Mistyped, code: str, proof: tuple[Step, ...] = ()) -> Finding:
    """There is no such ID, but exactly one that was found differs by a keystroke or two.

    ``proof`` shows what hangs off the one that was probably meant; without any, it stays a guess.
    """
    kind, right = named.kind.words, standing.right
    return Finding(
        code=code,
        subject=subject(named),
        summary=f"{kind.capitalize()} {named.id} was not found. {right} is nearly identical: "
        "the ID is probably mistyped.",
        expected=f"{right}, the only {kind} found with a similar ID",
        observed=f"{named.id}, which was not found",
        fields={"right": right},
        suggestion=right,
        details={"near": list(standing.near)},
        proof=proof,
        certainty=Certainty.PROVEN if proof else Certainty.LIKELY,
    )


def wrong_kind(
    ctx: Context,
    named: NamedId,
    standing: WrongKind,
    code: str,
    *,
    where: str = "",
    trap: str = "",
    proof: tuple[Step, ...] = (),
) -> Finding:
    """The ID exists, but identifies something else.

    ``where`` says where the right one is, if the ticket looks elsewhere; it follows ``{right}`` in the
    remedies of ``code``. Their case is ``unknown`` where the right ID cannot be derived. ``trap`` names how the two
    are taken for one another, and begins the case: ``work``, ``work-unknown``.
    """
    kind, right = named.kind.words, standing.right
    # The job work that shows what the ID really is came with the ID of its connection job; other IDs need a step.
    shown = right is None or bool(proof) or named.kind is Kind.CONNECTION_JOB
    proof = (*proving.is_kind(ctx.live, subject(named), standing), *proof)
    actual = with_article("external" if standing.external else standing.actual.words)
    return Finding(
        code=code,
        subject=subject(named),
        summary=f"{named.id} is {actual} ID, not {with_article(kind)} ID"
        + (f"; the {kind} is {right}{where}." if right else "."),
        expected=f"the ID of {with_article(kind)}",
        observed=f"{actual} ID",
        case="-".join(part for part in (trap, "" if right else "unknown") if part),
        fields={"right": f"{right}{where}", "kind": kind, "id": named.id},
        suggestion=right,
        details={"actual_kind": "external_id" if standing.external else standing.actual.value},
        evidence=standing.evidence,
        proof=proof,
        certainty=Certainty.PROVEN if proof and shown else Certainty.LIKELY,
    )


def impossible(standing: Standing) -> AssertionError:
    """Return the error to raise for a standing that an ID of this kind cannot have, given its place in the chain."""
    return AssertionError(f"the standing {type(standing).__name__} is impossible for an ID of this kind")

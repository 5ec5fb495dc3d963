"""Findings about mistyped IDs and IDs of the wrong kind, for every slot."""

from __future__ import annotations

from diagnose.plugin import Finding, Mistyped, NamedId, Standing, WrongKind, subject, with_article

USE_THE_NEAR_ONE = "Check with the customer that {right} is meant, then use it."
"""The remedy of every ``…-mistyped``."""


def mistyped(named: NamedId, standing: Mistyped, code: str) -> Finding:
    """There is no such ID, but exactly one that was found differs by a keystroke or two."""
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
    )


def wrong_kind(named: NamedId, standing: WrongKind, code: str, *, where: str = "", trap: str = "") -> Finding:
    """The ID exists, but identifies something else.

    ``where`` says where the right one is, if the ticket looks elsewhere; it follows ``{right}`` in the
    remedies of ``code``. Their case is ``unknown`` where the right ID cannot be derived. ``trap`` names how the two
    are taken for one another, and begins the case: ``work``, ``work-unknown``.
    """
    kind, right = named.kind.words, standing.right
    actual = with_article("external" if standing.external else standing.actual.words)
    return Finding(
        code=code,
        subject=subject(named),
        summary=f"{named.id} is {actual} ID, not {with_article(kind)} ID"
        + (f"; the {kind} is {right}{where}." if right else "."),
        expected=f"the ID of {with_article(kind)}",
        observed=f"{actual} ID",
        case="-".join(part for part in (trap, "" if right else "unknown") if part),
        fields={"right": f"{right}{where}", "kind": kind},
        suggestion=right,
        details={"actual_kind": "external_id" if standing.external else standing.actual.value},
        evidence=standing.evidence,
    )


def impossible(standing: Standing) -> AssertionError:
    """Return the error to raise for a standing that an ID of this kind cannot have, given its place in the chain."""
    return AssertionError(f"the standing {type(standing).__name__} is impossible for an ID of this kind")

"""What a mistyped ID and one of the wrong kind have to say, whichever slot they stand in."""

from __future__ import annotations

from diagnose.plugin import Finding, Mistyped, NamedId, Standing, WrongKind, subject, with_article

USE_THE_NEAR_ONE = "Use {right}, after checking with the customer that it is the one meant."
"""The remedy of every ``…-mistyped``."""


def mistyped(named: NamedId, standing: Mistyped, code: str) -> Finding:
    """There is no such ID, and exactly one that was seen differs by a keystroke or two."""
    kind, right = named.kind.words, standing.right
    return Finding(
        code=code,
        subject=subject(named),
        summary=f"There is no {kind} {named.id} to be seen, but {right} exists, which differs by a keystroke or two: "
        "the ID is probably mistyped.",
        expected=f"{right}, the only {kind} with an ID like it among those seen",
        observed=f"{named.id}, which the gateway does not show",
        fields={"right": right},
        suggestion=right,
        details={"near": list(standing.near)},
    )


def wrong_kind(named: NamedId, standing: WrongKind, code: str, *, where: str = "", trap: str = "") -> Finding:
    """The ID is live, but identifies something else.

    ``where`` says where the right one lives, if that is not where the ticket looks; it follows ``{right}`` in the
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
    """Return what to raise for an ID that cannot stand like this: its place in the chain rules it out."""
    return AssertionError(f"an ID of this kind never stands as {type(standing).__name__}")

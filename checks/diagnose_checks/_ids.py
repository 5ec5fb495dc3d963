"""What a mistyped ID and one of the wrong kind have to say, whichever slot they stand in."""

from __future__ import annotations

from diagnose.plugin import Finding, Kind, Standing, subject, with_article


def mistyped(standing: Standing, code: str) -> Finding:
    """There is no such ID, and exactly one that was seen differs by a keystroke or two."""
    named, right = standing.named, standing.right_id
    kind = named.kind.words
    return Finding(
        code=code,
        subject=subject(named),
        summary=f"There is no {kind} {named.id} to be seen, but {right} exists, which differs by a keystroke or two: "
        "the ID is probably mistyped.",
        expected=f"{right}, the only {kind} with an ID like it among those seen",
        observed=f"{named.id}, which the gateway does not show",
        remedy=f"Use {right}, after checking with the customer that it is the one meant.",
        suggestion=right,
        details={"near": list(standing.near)},
        evidence=standing.evidence,
    )


def wrong_kind(standing: Standing, code: str, *, otherwise: str, whereabouts: str = "", trap: str = "") -> Finding:
    """The ID is live, but identifies something else.

    ``otherwise`` is the remedy where the right ID cannot be derived, ``whereabouts`` says where the right one lives
    if that is not where the ticket looks, ``trap`` how the two are taken for one another.
    """
    named, right = standing.named, standing.right_id
    kind = named.kind.words
    actual = "external" if standing.external else (standing.actual_kind or Kind.WORK).words
    return Finding(
        code=code,
        subject=subject(named),
        summary=f"{named.id} is {with_article(actual)} ID, not {with_article(kind)} ID"
        + (f"; the {kind} is {right}{whereabouts}." if right else "."),
        expected=f"the ID of {with_article(kind)}",
        observed=f"{with_article(actual)} ID",
        remedy=(f"Use {right}{whereabouts}, as the {kind}." if right else otherwise) + trap,
        suggestion=right,
        details={"actual_kind": "external_id" if standing.external else _value(standing)},
        evidence=standing.evidence,
    )


def _value(standing: Standing) -> str | None:
    return standing.actual_kind.value if standing.actual_kind else None

"""What the customer's saved creation responses explain: failures that nothing came of, and IDs that were given."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.plugin import Context, Creation, Kind, Subject, SubjectKind


def failure_subject(ctx: Context, creation: Creation) -> Subject:
    """Return what a failed creation is about: the input that its error points at, else the first ID that is missed."""
    _, path = creation.errors[0]
    index = next((step for step in path if isinstance(step, int)), None)
    named = ctx.ticket.job_works if creation.kind is Kind.JOB_WORK else ctx.ticket.artifacts
    missed = [one.id for one in named if not was_given(ctx, one.id, one.named)]
    at = creation.asked[index] if index is not None and 0 <= index < len(creation.asked) else None
    some_id = at or next(iter([*missed, *creation.asked]), creation.operation)
    return Subject(kind=SubjectKind(creation.kind.value), id=some_id)


def overcome(ctx: Context, creation: Creation) -> bool:
    """True when a later response in the ticket created what this one did not."""
    later = ctx.ticket.creations[ctx.ticket.creations.index(creation) + 1 :]
    return any(
        one.kind is creation.kind
        and not one.errors
        and not one.empty
        and (not one.asked or set(creation.asked) <= set(one.asked))
        for one in later
    )


def failed_creations(ctx: Context, kind: Kind) -> Iterator[Creation]:
    """Yield the failures that nothing came of, then or later."""
    for one in ctx.ticket.creations:
        if one.kind is kind and one.errors and one.empty and not overcome(ctx, one):
            yield one


def not_created(ctx: Context, kind: Kind, *ids: str) -> tuple[Subject, ...]:
    """Return the subjects of the failures that explain why an ID cannot be found; none if it was given all the same."""
    if was_given(ctx, *ids):
        return ()
    return tuple(failure_subject(ctx, one) for one in failed_creations(ctx, kind))


def was_given(ctx: Context, *ids: str) -> str:
    """Say that the customer was given this ID, as the rest of a sentence; empty if no saved response shows it."""
    for one in ctx.ticket.creations:
        if not one.given.isdisjoint(ids):
            return f"; {one.operation} gave it ({one.where}), so that it was there once, or is where it cannot be seen"
    return ""

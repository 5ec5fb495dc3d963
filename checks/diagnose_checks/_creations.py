"""What the customer's saved creation responses explain: failures that nothing came of, and IDs that were given."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.plugin import Ask, Context, Creation, Kind, NamedId, Subject, SubjectKind, Unseen

IMPORT_TRIGGERED = Ask(
    "import_triggered",
    "Was the import triggered after createJobWorkArtifacts? That is the last documented step; how is not documented.",
)


def failure_subject(ctx: Context, creation: Creation) -> Subject:
    """Return what a failed creation is about: the input that its error points at, else the first ID that is missed."""
    _, path = creation.errors[0]
    index = next((step for step in path if isinstance(step, int)), None)
    named = ctx.ticket.job_works if creation.kind is Kind.JOB_WORK else ctx.ticket.artifacts
    missed = [
        some_id.id for some_id in named if not (was_given(ctx, some_id.id, some_id.named) or _is_live(ctx, some_id))
    ]
    at = creation.asked[index] if index is not None and 0 <= index < len(creation.asked) else None
    first = next(iter([*missed, *creation.asked]), creation.operation)
    return Subject(kind=SubjectKind(creation.kind.value), id=at or first)


def _is_live(ctx: Context, named: NamedId) -> bool:
    """What is there was created, whatever failed; what nobody could look at is not called missing."""
    if named.kind is Kind.ARTIFACT:
        return bool(ctx.live.holders(named.named, named.id))
    return ctx.live.lives(named.kind, named.id) or (ctx.served and isinstance(ctx.standing(named), Unseen))


def overcome(ctx: Context, creation: Creation) -> bool:
    """True when a later response in the ticket created what this one did not."""
    after = ctx.ticket.creations[ctx.ticket.creations.index(creation) + 1 :]
    return any(
        later.kind is creation.kind
        and not later.errors
        and not later.empty
        and (not later.asked or set(creation.asked) <= set(later.asked))
        for later in after
    )


def failed_creations(ctx: Context, kind: Kind) -> Iterator[Creation]:
    """Yield the failures that nothing came of, then or later."""
    for creation in ctx.ticket.creations:
        if creation.kind is kind and creation.errors and creation.empty and not overcome(ctx, creation):
            yield creation


def not_created(ctx: Context, kind: Kind, *ids: str) -> tuple[Subject, ...]:
    """Return the subjects of the failures that explain why an ID cannot be found; none if it was returned anyway."""
    if was_given(ctx, *ids):
        return ()
    partly = (
        creation
        for creation in ctx.ticket.creations
        if creation.kind is kind and not creation.empty and {*creation.refused} & {*ids} and not overcome(ctx, creation)
    )
    return tuple(failure_subject(ctx, creation) for creation in (*failed_creations(ctx, kind), *partly))


def was_given(ctx: Context, *ids: str) -> str:
    """Say that the customer was given this ID, as the rest of a sentence; empty if no saved response shows it."""
    for creation in ctx.ticket.creations:
        if not creation.given.isdisjoint(ids):
            gave = f"{creation.operation} returned it ({creation.where})"
            return f"; {gave}, so it existed once, or is somewhere that these credentials do not see"
    return ""

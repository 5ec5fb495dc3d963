"""What to answer when there is nothing, or not all of it, to look at, and which of the earlier checks says why."""

from __future__ import annotations

from diagnose.plugin import Ask, Context, Kind, Skipped, Unknown, Unseen

_BEFORE_ARTIFACTS = ("workspace-access", "connection-id", "connection-job", "job-work-ids")
_ASK = Ask("connection_id", "With it, or with the ID of one job work, the rest can be checked.")


def no_connection(ctx: Context) -> Skipped | Unknown:
    """Return the answer of a check that needs the connection, when there is no way to find it."""
    if nothing := ctx.not_served():
        return nothing
    blockers = tuple(check for check in ("workspace-access", "connection-id") if ctx.failed(check))
    if blockers:
        return Skipped("the connection is not visible", blockers)
    if ctx.ticket.connection is None and all(named.kind is Kind.WORKSPACE for named in ctx.ticket):
        return Skipped("the ticket names no ID from which the connection could be found", asks=(_ASK,))
    if _lead_nowhere(ctx):
        blockers = tuple(check for check in ("connection-job", "job-work-ids") if ctx.failed(check))
        return Skipped("no connection holds the ticket's IDs", blockers, asks=(_ASK,))
    return Unknown("no connection could be found from the ticket's IDs", asks=(_ASK,))


def _lead_nowhere(ctx: Context) -> bool:
    """True when the gateway let us look for every ID that leads to a connection, and none does: nothing is unknown."""
    leading = [named for named in ctx.ticket if named.kind not in {Kind.WORKSPACE, Kind.ARTIFACT}]
    return bool(leading) and not any(isinstance(ctx.standing(named), Unseen) for named in leading)


def no_job_works(ctx: Context) -> Skipped | Unknown:
    """Return the answer of a check that needs job works, when there are none to look at."""
    if nothing := ctx.not_served():
        return nothing
    blockers = tuple(check for check in _BEFORE_ARTIFACTS if ctx.failed(check))[:1]
    if ctx.looked_at.unseen and not blockers:
        return Unknown(f"the job works were not shown: {next(iter(ctx.looked_at.unseen.values()))}")
    if ctx.connection is None and not blockers:
        return no_connection(ctx)
    # Where that check was not selected, nobody looked why: the runner makes this unknown.
    return Skipped("there is no job work to check", blockers or ("job-work-ids",))


def not_reached(ctx: Context) -> list[str]:
    """Say of each ID that could not be looked at why: beside what was seen, "could not tell" is still no pass."""
    return [f"{some_id} could not be looked at ({reason})" for some_id, reason in ctx.looked_at.unseen.items()]


def no_artifacts(ctx: Context) -> Skipped:
    """Return the answer of a check that needs artifacts, when the job works have none."""
    blockers = ("artifact-presence",) if ctx.failed("artifact-presence") else ()
    return Skipped("there is no artifact to check", blockers)

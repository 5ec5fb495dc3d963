"""The job works that a customer's listing would have to show, and which of its filters keeps them away."""

from __future__ import annotations

from collections.abc import Sequence

from diagnose.plugin import Context, JobWork, Json, Kind, Listing, Step, identity, listed, proving, response_ids


def expected(ctx: Context) -> list[JobWork]:
    """The job works that the customer misses: those named, where they are in the connection."""
    known = [ctx.live.job_works.get(named.id) for named in ctx.ticket.job_works]
    here = ctx.connection.id if ctx.connection else None
    return [job_work for job_work in known if job_work and job_work.connection_id == here]


def came_back(ctx: Context, listings: Sequence[Listing]) -> frozenset[str]:
    """Every ID that the saved responses to these listings show."""
    responses = ctx.ticket.reading.responses
    saved = [responses[listing.response] for listing in listings if listing.response is not None]
    return frozenset().union(*(response_ids(response) for response in saved))


def own_ids(job_work: JobWork) -> dict[str, str]:
    """The IDs that each filter key would have to hold."""
    return {"ids": job_work.id, "connectionJobIds": job_work.connection_job_id, "workIds": job_work.work_id}


def excluded_by(listing: Listing, job_work: JobWork) -> str | None:
    """Return the filter key that excludes the job work, None if none does."""
    for key, own in own_ids(job_work).items():
        if key in listing.filters and identity(own) not in map(identity, listing.filters[key]):
            return key
    return None


def in_words(job_works: Sequence[JobWork]) -> str:
    """Name them, as a sentence does."""
    return listed([job_work.id for job_work in job_works])


def as_details(job_works: Sequence[JobWork]) -> list[Json]:
    """Their IDs, for a finding's details."""
    return [job_work.id for job_work in job_works]


def evidence_of(job_works: Sequence[JobWork]) -> tuple[str, ...]:
    """The answers that show them: the first few."""
    return tuple(dict.fromkeys(job_work.evidence for job_work in job_works))[:5]


def live_in(ctx: Context, job_works: Sequence[JobWork]) -> tuple[Step, ...]:
    """Show that the connection has the job works that the request leaves out."""
    here = ctx.connection.id if ctx.connection else ""
    return proving.lists(ctx.live, here, Kind.JOB_WORK, [job_work.id for job_work in job_works])

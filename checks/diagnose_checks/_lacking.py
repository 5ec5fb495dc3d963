"""What the customer's saved answer lacks of the rows that the same question brings now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from diagnose.plugin import (
    Context,
    CustomerAnswer,
    JobWork,
    Json,
    Listing,
    identity,
    listed,
    member,
    objects_in,
    row_count,
    with_texts,
)

_FAILED = 400
"""HTTP statuses from here on say by themselves that something failed."""


@dataclass(frozen=True)
class Lacking:
    """The rows that an answer lacks: ``since`` is True when all of them were created after it."""

    job_works: tuple[str, ...] = ()
    artifacts: tuple[str, ...] = ()
    since: bool = False


def lacking(ctx: Context, answer: CustomerAnswer) -> Lacking | None:
    """Return what an answer lacks; None when it lacks nothing, or when its question cannot be asked of this run."""
    response = answer.response
    if not ctx.served or response.data is None or response.errors:
        return None
    text, missing = _text(response.data), dict[str, JobWork]()
    for asked, expected in _expected(ctx, answer):
        # An answer that shows none of them is only compared where its list is empty: it may not select the id.
        if "jobWorks" in response.empty or any(_shows(text, some_id) for some_id in asked):
            missing |= {job_work.id: job_work for job_work in expected if not _shows(text, job_work.id)}
    artifacts = dict(_artifacts(ctx, response.data))
    if not missing and not artifacts:
        return None
    dates = [*(job_work.created_at for job_work in missing.values()), *artifacts.values()]
    at = _moment(response.at)
    since = at is not None and all(date is not None and date > at for date in dates)
    return Lacking((*missing,), (*artifacts,), since)


def not_compared(ctx: Context, answer: CustomerAnswer) -> str | None:
    """Say why an answer cannot be compared: it is none of GraphQL, or an empty list of a connection not looked at."""
    response = answer.response
    if not ctx.served or response.errors:
        return None
    if response.data is None and not response.left_out and (response.status or 0) < _FAILED and answer.refusal is None:
        return "the saved answer is no answer of GraphQL, so that it does not say what the gateway gave"
    empty = [member(row, "id") for row in objects_in(response.data) if row.get("jobWorks") == []]
    known = {identity(some_id) for some_id in ctx.live.connections}
    known |= {identity(some_id) for named in ctx.ticket for some_id in (named.id, named.named)}
    strange = [some_id for some_id in empty if isinstance(some_id, str) and identity(some_id) not in known]
    if not strange:
        return None
    return f"the saved answer has an empty list for {listed(strange)}, which is not what this run looked at"


def _text(data: Json) -> str:
    """What an answer shows, as text: every UUID in its usual spelling."""
    return json.dumps(with_texts(data, identity), ensure_ascii=False)


def _shows(text: str, some_id: str) -> bool:
    return json.dumps(identity(some_id), ensure_ascii=False) in text


def _expected(ctx: Context, answer: CustomerAnswer) -> Iterator[tuple[tuple[str, ...], list[JobWork]]]:
    """Yield, for each of the answer's lists, the IDs that were asked for and the live job works that it would hold."""
    named = tuple(some_id.id for some_id in ctx.ticket.job_works)
    if answer.request is None or answer.request.document is None:
        yield named, _as_named(ctx, answer.response.data)
    for listing in ctx.ticket.listings:
        if listing.request == answer.number and not _cut(listing, row_count(answer.response)):
            yield listing.filters.get("ids", named), _as_listed(ctx, listing)


def _cut(listing: Listing, rows: int) -> bool:
    """True when a limit or an offset may keep rows away: the check of the window judges that."""
    return bool(listing.offset) or (listing.limit is not None and rows >= listing.limit)


def _as_listed(ctx: Context, listing: Listing) -> list[JobWork]:
    """Return the live job works that a listing asks for; none where it filters by what nobody here can judge."""
    named = [ctx.ticket.connection.id] if ctx.ticket.connection else []
    connections = {*(listing.connection_ids or named)}
    if not {*listing.filters} <= {"ids", "connectionJobIds", "workIds"} or not all(listing.filters.values()):
        return []
    wanted = {job_work.id for job_work in ctx.looked_at.job_works}
    return [
        job_work
        for job_work in ctx.live.job_works.values()
        if job_work.connection_id in connections
        and (job_work.id in wanted or job_work.id in listing.filters.get("ids", ()))
        and job_work.id in listing.filters.get("ids", (job_work.id,))
        and job_work.connection_job_id in listing.filters.get("connectionJobIds", (job_work.connection_job_id,))
        and job_work.work_id in listing.filters.get("workIds", (job_work.work_id,))
    ]


def _as_named(ctx: Context, data: Json) -> list[JobWork]:
    """Without the question itself: the job works looked at, where the answer is about the connection that is named."""
    named = ctx.ticket.connection.id if ctx.ticket.connection else ctx.connection.id if ctx.connection else None
    ids = (member(row, "id") for row in objects_in(data) if "jobWorks" in row)
    about = {identity(some_id) for some_id in ids if isinstance(some_id, str)}
    if about and (named is None or identity(named) not in about):
        return []
    return [job_work for job_work in ctx.looked_at.job_works if job_work.connection_id == named]


def _artifacts(ctx: Context, data: Json) -> Iterator[tuple[str, datetime | None]]:
    """Yield the artifacts, with their dates, that job works have now and the answer's lists for them lack."""
    known = {identity(job_work.id): job_work for job_work in ctx.live.job_works.values()}
    for row in objects_in(data):
        own, shown = row.get("id"), row.get("jobWorkArtifacts")
        job_work = known.get(identity(own)) if isinstance(own, str) else None
        if job_work is None or not isinstance(shown, list) or len(shown) >= len(job_work.artifacts or ()):
            continue
        text = _text(shown)
        for artifact in job_work.artifacts or ():
            if not any(_shows(text, some_id) for some_id in (artifact.id, artifact.artifact_id)):
                yield artifact.artifact_id, artifact.created_at


def _moment(text: str | None) -> datetime | None:
    """Read the time of a recording (ISO 8601), or of a Date header; one without a zone is none."""
    if text is None:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text.strip())
        except ValueError:
            continue
        return moment.astimezone(UTC) if moment.tzinfo else None
    return None

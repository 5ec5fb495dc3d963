"""Is every external ID used once?"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime

from diagnose.plugin import (
    Certainty,
    Code,
    Context,
    Finding,
    Found,
    JobWork,
    Kind,
    Passed,
    ReplyWords,
    Result,
    Severity,
    Subject,
    SubjectKind,
    Unknown,
    check,
    count,
    listed,
    proving,
)
from diagnose_checks._docs import DOCS_CREATE_WORKS
from diagnose_checks._nothing import no_job_works, not_reached

_REMEDY = (
    "Give each job work an external ID of its own, with a suffix or a time stamp where a client has several, and do "
    "not reuse those of earlier imports."
)


@check(
    id="external-ids",
    title="No two job works share an external ID",
    rule="Each externalId should be unique within your platform, and not reused from earlier imports.",
    docs_url=DOCS_CREATE_WORKS,
    codes=(
        Code(
            "external-id-reused",
            (SubjectKind.WORK,),
            "Two or more job works of the connection share one external ID.",
            _REMEDY,
            Severity.WARNING,
            reply=ReplyWords("{summary}", "Please give each job work an external ID of its own."),
        ),
    ),
    requires=("endpoint", "authentication"),
    after=("job-work-ids",),
)
def external_ids(ctx: Context) -> Result:
    """Compare the external IDs of all job works of the connection that the run has seen."""
    if ctx.connection is None or not ctx.looked_at.job_works:
        return no_job_works(ctx)
    here = [job_work for job_work in ctx.live.job_works.values() if job_work.connection_id == ctx.connection.id]
    by_external: dict[str, list[JobWork]] = defaultdict(list)
    for job_work in here:
        if job_work.external_id:
            by_external[job_work.external_id].append(job_work)
    hidden = [job_work for job_work in here if job_work.work_trouble]
    unseen = listed([*([_hidden(hidden)] if hidden else []), *not_reached(ctx)])
    reused = {external: job_works for external, job_works in by_external.items() if len(job_works) > 1}
    if reused:
        return Found(
            tuple(_finding(ctx, external, job_works) for external, job_works in reused.items()), unseen=unseen or None
        )
    if unseen:
        return Unknown(unseen)
    return Passed(f"{count(len(by_external), 'external ID')} among the {count(len(here), 'job work')} seen, each once")


def _hidden(job_works: list[JobWork]) -> str:
    ids = listed([job_work.id for job_work in job_works])
    return f"the external IDs of {ids} were not shown ({job_works[0].work_trouble})"


def _finding(ctx: Context, external: str, job_works: list[JobWork]) -> Finding:
    beginning = datetime.min.replace(tzinfo=UTC)
    oldest_first = sorted(job_works, key=lambda job_work: (job_work.created_at or beginning, job_work.id))
    ids = [job_work.id for job_work in oldest_first]
    return Finding(
        code="external-id-reused",
        subject=Subject(kind=SubjectKind.WORK, id=oldest_first[-1].work_id),
        summary=f"{count(len(ids), 'job work')} share the external ID {external}: {listed(ids)}.",
        expected="one job work with this external ID",
        observed=f"{count(len(ids), 'job work')}: {listed(ids, 5)}",
        details={
            "external_id": external,
            "job_work_ids": [*ids[:50]],
            "work_ids": [job_work.work_id for job_work in oldest_first[:50]],
        },
        evidence=tuple(dict.fromkeys(job_work.evidence for job_work in oldest_first))[:5],
        proof=proving.lists(ctx.live, oldest_first[0].connection_id, Kind.JOB_WORK, ids),
        certainty=Certainty.PROVEN,
    )

"""Do the job works have artifacts, and the ones that the ticket expects?"""

from __future__ import annotations

from diagnose.plugin import (
    Ask,
    Code,
    Context,
    Detail,
    Finding,
    Found,
    JobWork,
    Kind,
    NamedId,
    Passed,
    Result,
    Subject,
    SubjectKind,
    Unknown,
    check,
    count,
    listed,
    near,
    subject,
)
from diagnose_checks._creations import failed_creations, failure_subject, not_created, was_given
from diagnose_checks._docs import DOCS_CREATE_ARTIFACTS, DOCS_JOB_WORKS
from diagnose_checks._nothing import no_job_works

_CREATE = (
    "Verify with createJobWorkArtifacts: it takes the job work's ID, and its response lists the artifacts created or "
    "the errors."
)
_ASK = Ask("create_job_work_artifacts_response", "It shows whether the artifacts were created, and on which job work.")


@check(
    id="artifact-presence",
    title="The job works have their artifacts",
    rule="Artifacts may not have been created yet: verify with createJobWorkArtifacts.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "artifacts-absent",
            (SubjectKind.JOB_WORK,),
            "The job work has no artifacts at all.",
            _CREATE,
            docs_url=DOCS_CREATE_ARTIFACTS,
        ),
        Code(
            "artifact-not-attached",
            (SubjectKind.ARTIFACT,),
            "An artifact that the ticket expects is attached to none of the job works looked at.",
            _CREATE,
            docs_url=DOCS_CREATE_ARTIFACTS,
        ),
        Code(
            "artifact-on-other-job-work",
            (SubjectKind.ARTIFACT,),
            "An artifact that the ticket expects is attached to another job work.",
            "Query that job work, or create the artifact on the right one with createJobWorkArtifacts.",
            docs_url=DOCS_CREATE_ARTIFACTS,
        ),
    ),
    requires=("endpoint", "authentication"),
    after=("job-work-ids",),
)
def artifact_presence(ctx: Context) -> Result:
    """Look for empty artifact lists first, then for each artifact that the ticket expects."""
    looked_at = ctx.looked_at
    if not looked_at.job_works:
        return _nowhere(ctx)
    unread = [one for one in looked_at.job_works if one.artifacts is None]
    findings = [_absent(ctx, one) for one in looked_at.job_works if one.artifacts == ()]
    unseen = [f"the artifacts of {one.id} were not shown ({one.trouble or ctx.why_not_shown})" for one in unread]
    unseen += [f"{some_id} could not be looked at ({reason})" for some_id, reason in looked_at.unseen.items()]
    for expected in ctx.ticket.artifacts:
        judged = _expected(ctx, expected, [one.id for one in looked_at.job_works])
        if isinstance(judged, str):
            unseen.append(judged)
        elif judged:
            findings.append(judged)
    if findings:
        return Found(tuple(findings), unseen=listed(unseen) if unseen else None, asks=(_ASK,))
    if unseen:
        return Unknown(listed(unseen))
    return Passed(_seen(ctx))


def _nowhere(ctx: Context) -> Result:
    """Nothing to look at: where only artifacts are named, that is more than not applicable."""
    above = {SubjectKind.WORKSPACE, SubjectKind.ARTIFACT}
    alone = ctx.ticket.artifacts and all(SubjectKind(one.kind.value) in above for one in ctx.ticket)
    if alone and ctx.served and not ctx.failed("workspace-access"):
        seen = count(len(ctx.live.job_works), "job work")
        return Unknown(f"none of the {seen} that were seen has {listed([one.named for one in ctx.ticket.artifacts])}")
    return no_job_works(ctx)


def _seen(ctx: Context) -> str:
    text = f"{count(len(ctx.artifacts), 'artifact')} on {count(len(ctx.looked_at.job_works), 'job work')}"
    if ctx.ticket.artifacts:
        text += f", among them {listed([one.named for one in ctx.ticket.artifacts])}"
    return text + ("; there may be more job works" if ctx.looked_at.more else "")


def _absent(ctx: Context, job_work: JobWork) -> Finding:
    return Finding(
        code="artifacts-absent",
        subject=Subject(kind=SubjectKind.JOB_WORK, id=job_work.id),
        summary=f"Job work {job_work.id} has no artifacts.",
        expected="at least one artifact",
        observed="an empty jobWorkArtifacts list",
        remedy=f"They may not have been created yet. {_CREATE}",
        details={"connection_id": job_work.connection_id},
        because_of=tuple(
            failure_subject(ctx, one)
            for one in failed_creations(ctx, Kind.ARTIFACT)
            if one.under in {None, job_work.id}
        ),
        evidence=(job_work.evidence,),
        docs_url=DOCS_CREATE_ARTIFACTS,
    )


def _expected(ctx: Context, named: NamedId, looked_at: list[str]) -> Finding | str | None:
    """Return a finding, the reason why nobody can tell, or None if the artifact is there."""
    holders = ctx.live.holders(named.named, named.id)
    if {one.id for one in holders} & set(looked_at):
        return None
    unnamed = not any((ctx.ticket.job_works, ctx.ticket.works, ctx.ticket.connection_jobs))
    if unnamed and ctx.connection and ctx.connection.id in {one.connection_id for one in holders}:
        return None
    if holders:
        return _on_other(named, holders[0], looked_at)
    shown = [ctx.live.job_works[one] for one in looked_at]
    if any(one.artifacts is None or one.detail is not Detail.FULL or _veiled(one) for one in shown):
        return f"whether {named.named} is attached could not be seen"
    if ctx.looked_at.more or ctx.looked_at.unseen:
        return f"{named.named} is on none of the {count(len(shown), 'job work')} looked at, and there may be more"
    return _not_attached(ctx, named, shown)


def _veiled(job_work: JobWork) -> bool:
    return any(artifact.trouble and artifact.external_id is None for artifact in job_work.artifacts or ())


def _on_other(named: NamedId, holder: JobWork, looked_at: list[str]) -> Finding:
    return Finding(
        code="artifact-on-other-job-work",
        subject=subject(named),
        summary=f"Artifact {named.named} is attached to job work {holder.id}, not to {listed(looked_at)}.",
        expected=f"{named.named} on {listed(looked_at)}",
        observed=f"{named.named} on {holder.id}, in {holder.connection_id}",
        remedy=f"Query job work {holder.id}, or create the artifact on the right job work with createJobWorkArtifacts.",
        details={"job_work_id": holder.id, "connection_id": holder.connection_id},
        evidence=(holder.evidence,),
        docs_url=DOCS_CREATE_ARTIFACTS,
    )


def _bare(shown: list[JobWork]) -> tuple[Subject, ...]:
    """The job works, if none of them has any artifact: that explains each one that is missing."""
    if any(one.artifacts for one in shown):
        return ()
    return tuple(Subject(kind=SubjectKind.JOB_WORK, id=one.id) for one in shown[:1])


def _not_attached(ctx: Context, named: NamedId, shown: list[JobWork]) -> Finding:
    known = [text for _, one in ctx.artifacts for text in (one.artifact_id, one.external_id, one.id) if text]
    close = near(named.id, known)
    where = listed([one.id for one in shown])
    return Finding(
        code="artifact-not-attached",
        subject=subject(named),
        summary=f"Artifact {named.named} is not attached to {where}.",
        expected=f"{named.named} among the artifacts of {where}",
        observed=f"{count(len(ctx.artifacts), 'artifact')}, none with this ID or external ID"
        + (f"; nearest is {close.ids[0]}" if close.ids else "")
        + was_given(ctx, named.id, named.named),
        remedy=f"It may not have been created. {_CREATE}",
        suggestion=close.only,
        details={"near": list(close.ids), "job_works": len(shown)},
        because_of=(subject(named), *not_created(ctx, Kind.ARTIFACT, named.id, named.named), *_bare(shown)),
        evidence=tuple(dict.fromkeys(one.evidence for one in shown))[:5],
        docs_url=DOCS_CREATE_ARTIFACTS,
    )

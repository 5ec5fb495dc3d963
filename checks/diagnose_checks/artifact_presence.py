"""Do the job works have artifacts, and the ones that the ticket expects?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from diagnose.plugin import (
    Artifact,
    Ask,
    Certainty,
    Code,
    Context,
    Detail,
    Finding,
    Found,
    JobWork,
    Kind,
    NamedId,
    Near,
    Passed,
    ReplyWords,
    Result,
    Subject,
    SubjectKind,
    Unknown,
    check,
    count,
    listed,
    near,
    proving,
    subject,
)
from diagnose_checks._creations import failed_creations, failure_subject, not_created, was_given
from diagnose_checks._docs import DOCS_CREATE_ARTIFACTS, DOCS_JOB_WORKS
from diagnose_checks._nothing import no_job_works, not_reached
from diagnose_checks._replies import AS_THE_REMEDY, CHECK_CREATED

_CREATE = (
    "Verify with createJobWorkArtifacts: it takes the job work's ID, and its response lists the artifacts created or "
    "the errors."
)
_SHORT = 4
"""Digits of a number that tells documents apart, rather than being a number of its own."""
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
            f"They may not have been created yet. {_CREATE}",
            docs_url=DOCS_CREATE_ARTIFACTS,
            reply=ReplyWords("Job work {id} has no artifacts yet.", CHECK_CREATED),
        ),
        Code(
            "artifact-not-attached",
            (SubjectKind.ARTIFACT,),
            "An artifact that the ticket expects is not attached to any of the job works that were checked.",
            f"It may not have been created. {_CREATE}",
            docs_url=DOCS_CREATE_ARTIFACTS,
            reply=ReplyWords("{summary}", CHECK_CREATED),
        ),
        Code(
            "artifact-on-other-job-work",
            (SubjectKind.ARTIFACT,),
            "An artifact that the ticket expects is attached to another job work.",
            "Query job work {holder}, or create the artifact on the right job work with createJobWorkArtifacts.",
            docs_url=DOCS_CREATE_ARTIFACTS,
            reply=AS_THE_REMEDY,
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
    findings = [_absent(ctx, job_work) for job_work in looked_at.job_works if job_work.artifacts == ()]
    unseen = [
        f"the artifacts of {job_work.id} were not shown ({job_work.trouble or ctx.why_not_shown})"
        for job_work in looked_at.job_works
        if job_work.artifacts is None
    ]
    unseen += not_reached(ctx)
    for expected in ctx.ticket.artifacts:
        judged = _expected(ctx, expected, [job_work.id for job_work in looked_at.job_works])
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
    alone = ctx.ticket.artifacts and all(SubjectKind(named.kind.value) in above for named in ctx.ticket)
    if alone and ctx.served and not ctx.failed("workspace-access"):
        seen = count(len(ctx.live.job_works), "job work")
        return Unknown(f"none of the {seen} that were checked has {_expected_ids(ctx)}")
    return no_job_works(ctx)


def _expected_ids(ctx: Context) -> str:
    return listed([named.named for named in ctx.ticket.artifacts])


def _seen(ctx: Context) -> str:
    text = f"{count(len(ctx.artifacts), 'artifact')} on {count(len(ctx.looked_at.job_works), 'job work')}"
    if ctx.ticket.artifacts:
        text += f", among them {_expected_ids(ctx)}"
    return text + ("; there may be more job works" if ctx.looked_at.more else "")


def _absent(ctx: Context, job_work: JobWork) -> Finding:
    return Finding(
        code="artifacts-absent",
        subject=Subject(kind=SubjectKind.JOB_WORK, id=job_work.id),
        summary=f"Job work {job_work.id} has no artifacts.",
        expected="at least one artifact",
        observed="an empty jobWorkArtifacts list",
        details={"connection_id": job_work.connection_id},
        because_of=tuple(
            failure_subject(ctx, creation)
            for creation in failed_creations(ctx, Kind.ARTIFACT)
            if creation.under in {None, job_work.id}
        ),
        evidence=(job_work.evidence,),
        proof=proving.has_no_artifacts(job_work),
        certainty=Certainty.PROVEN,
        docs_url=DOCS_CREATE_ARTIFACTS,
    )


def _expected(ctx: Context, named: NamedId, looked_at: list[str]) -> Finding | str | None:
    """Return a finding, the reason why nobody can tell, or None if the artifact is there."""
    holders = ctx.live.holders(named.named, named.id)
    if {holder.id for holder in holders} & set(looked_at):
        return None
    unnamed = not any((ctx.ticket.job_works, ctx.ticket.works, ctx.ticket.connection_jobs))
    if unnamed and ctx.connection and ctx.connection.id in {holder.connection_id for holder in holders}:
        return None
    if holders:
        return _on_other(ctx, named, holders[0], looked_at)
    shown = [ctx.live.job_works[job_work_id] for job_work_id in looked_at]
    if any(_veiled(job_work) for job_work in shown):
        return f"whether {named.named} is attached could not be checked"
    if ctx.looked_at.more or ctx.looked_at.unseen:
        return f"{named.named} is on none of the {count(len(shown), 'job work')} checked, and there may be more"
    return _not_attached(ctx, named, shown)


def _veiled(job_work: JobWork) -> bool:
    """True when an artifact may hang on it without having been shown."""
    if job_work.artifacts is None or not job_work.detail & Detail.STATUSES:
        return True
    return any(artifact.trouble and artifact.external_id is None for artifact in job_work.artifacts)


def _on_other(ctx: Context, named: NamedId, holder: JobWork, looked_at: list[str]) -> Finding:
    return Finding(
        code="artifact-on-other-job-work",
        subject=subject(named),
        summary=f"Artifact {named.named} is attached to job work {holder.id}, not to {listed(looked_at)}.",
        expected=f"{named.named} on {listed(looked_at)}",
        observed=f"{named.named} on {holder.id}, in {holder.connection_id}",
        fields={"holder": holder.id},
        details={"job_work_id": holder.id, "connection_id": holder.connection_id},
        evidence=(holder.evidence,),
        proof=proving.lists(ctx.live, holder.connection_id, Kind.JOB_WORK, [holder.id]),
        certainty=Certainty.PROVEN,
        docs_url=DOCS_CREATE_ARTIFACTS,
    )


def _bare(shown: list[JobWork]) -> tuple[Subject, ...]:
    """The job works, if none of them has any artifact: that explains each one that is missing."""
    if any(job_work.artifacts for job_work in shown):
        return ()
    return tuple(Subject(kind=SubjectKind.JOB_WORK, id=job_work.id) for job_work in shown[:1])


def _numbers(text: str) -> list[str]:
    """The short numbers in an ID: the 1 of k1, the 2 of w2, a form's, a year's. Longer ones may have a slip in them."""
    return [digits for digits in re.findall(r"\d+", text) if len(digits) <= _SHORT]


def _meant(named: NamedId, close: Near, artifacts: Sequence[Artifact]) -> str | None:
    """Return the artifact that was probably meant: nearly the same ID, or the only one of the document type it names.

    A K-1 is no W-2 with a slip in it, however few characters differ.
    """
    if close.only and _numbers(close.only) == _numbers(named.named):
        return close.only
    parts = re.findall(r"[a-z0-9]+", named.named.casefold())
    # W-2 is one word with a hyphen in it.
    words = {*parts, *(first + second for first, second in pairwise(parts))}
    alike = [artifact for artifact in artifacts if artifact.type and _plain(artifact.type) in words]
    return (alike[0].external_id or alike[0].artifact_id) if len(alike) == 1 else None


def _plain(kind: str) -> str:
    return "".join(character for character in kind.casefold() if character.isalnum())


def _not_attached(ctx: Context, named: NamedId, shown: list[JobWork]) -> Finding:
    artifacts = [artifact for _, artifact in ctx.artifacts]
    ids = ((artifact.artifact_id, artifact.external_id, artifact.id) for artifact in artifacts)
    known = [text for texts in ids for text in texts if text]
    close = near(named.id, known)
    where = listed([job_work.id for job_work in shown])
    return Finding(
        code="artifact-not-attached",
        subject=subject(named),
        summary=f"Artifact {named.named} is not attached to {where}.",
        expected=f"{named.named} among the artifacts of {where}",
        observed=f"{count(len(ctx.artifacts), 'artifact')}, none with this ID or external ID"
        + (f"; the nearest is {close.ids[0]}" if close.ids else "")
        + was_given(ctx, named.id, named.named),
        suggestion=_meant(named, close, artifacts),
        details={"near": list(close.ids), "job_works": len(shown)},
        because_of=(subject(named), *not_created(ctx, Kind.ARTIFACT, named.id, named.named), *_bare(shown)),
        evidence=tuple(dict.fromkeys(job_work.evidence for job_work in shown))[:5],
        docs_url=DOCS_CREATE_ARTIFACTS,
    )

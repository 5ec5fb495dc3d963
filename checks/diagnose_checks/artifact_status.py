"""Are the artifacts processed?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from diagnose.plugin import (
    Artifact,
    Certainty,
    Context,
    Finding,
    Found,
    JobWork,
    Json,
    Passed,
    Result,
    Subject,
    SubjectKind,
    Told,
    Unknown,
    age,
    check,
    clause,
    cut,
    every,
    listed,
    proving,
    saved_statuses,
)
from diagnose_checks._artifact_codes import CODES
from diagnose_checks._creations import IMPORT_TRIGGERED
from diagnose_checks._docs import DOCS_ARTIFACTS
from diagnose_checks._nothing import no_artifacts, no_job_works, not_reached

_ERROR_WORDS = ("error", "message", "reason", "detail", "code", "cause")
_MOST_REASON = 300
_REASONS = (
    ("gone", re.compile(r"\b(?:404|410|not found|no such (?:file|key|object)|expired?)\b", re.IGNORECASE)),
    ("denied", re.compile(r"\b(?:401|403|forbidden|unauthori[sz]ed|(?:access|permission) ?denied)\b", re.IGNORECASE)),
    ("damaged", re.compile(r"\b(?:corrupt\w*|damaged|truncated|encrypted|password\w*|unreadable)\b", re.IGNORECASE)),
    ("format", re.compile(r"\b(?:unsupported|not supported|(?:file|content|media|mime) ?-?types?)\b", re.IGNORECASE)),
)
"""Reasons that say what to do, the first that fits. Takes ``Source URL answered 403 Forbidden`` as denied and
``AccessDenied: Request has expired`` as gone; leaves ``line 4031`` and ``could not be processed``."""
_NO_FIELDS: Mapping[str, str] = {}


@check(
    id="artifact-status",
    title="The artifacts are processed",
    rule="Check artifact status to see if files are still being processed. Four states are documented (created and not "
    "yet processed, downloaded, failed with the error in metadata, cancelled), but only one status word: completed.",
    docs_url=DOCS_ARTIFACTS,
    codes=CODES,
    requires=("endpoint", "authentication"),
    after=("artifact-presence",),
)
def artifact_status(ctx: Context) -> Result:
    """Judge the status of every artifact of the job works looked at, whatever its letter case."""
    if not ctx.looked_at.job_works:
        return no_job_works(ctx)
    hidden = [job_work.id for job_work in ctx.looked_at.job_works if job_work.artifacts is None]
    unseen = [f"the artifacts of {listed(hidden)} were not shown"] if hidden else []
    unseen += not_reached(ctx)
    findings: list[Finding] = []
    hidden_statuses: dict[str, list[str]] = {}
    for job_work, artifact in ctx.artifacts:
        if artifact.status is None:
            hidden_statuses.setdefault(artifact.trouble or ctx.why_not_shown, []).append(artifact.artifact_id)
        elif finding := _judge(ctx, job_work, artifact, artifact.status.strip().casefold()):
            findings.append(_as_saved(ctx, artifact, finding))
    unseen += [f"the status of {listed(ids)} was not shown ({why})" for why, ids in hidden_statuses.items()]
    if findings:
        waiting = any(finding.code in {"artifact-pending", "artifact-stuck"} for finding in findings)
        asks = (IMPORT_TRIGGERED,) if waiting else ()
        return Found(tuple(findings), unseen=listed(unseen) if unseen else None, asks=asks)
    if unseen:
        return Unknown(listed(unseen))
    if not ctx.artifacts:
        return no_artifacts(ctx)
    return Passed(f"{every(len(ctx.artifacts), 'artifact')} completed{_moved_on(ctx)}")


def _as_saved(ctx: Context, artifact: Artifact, finding: Finding) -> Finding:
    """Add what the customer saw, where that was another status."""
    before = saved_statuses(ctx.ticket.reading).get(artifact.artifact_id)
    if before is None or artifact.status is None or before.casefold() == artifact.status.casefold():
        return finding
    return replace(finding, observed=f"{finding.observed}; {before} in the response that the customer saved")


def _moved_on(ctx: Context) -> str:
    """Say which artifacts the customer saw in another state: the ticket may have settled itself."""
    saved = saved_statuses(ctx.ticket.reading)
    moved = [
        f"{artifact.artifact_id} was {before}"
        for _, artifact in ctx.artifacts
        if (before := saved.get(artifact.artifact_id)) is not None
        and artifact.status
        and before.casefold() != artifact.status.casefold()
    ]
    return f"; in the response that the customer saved, {listed(moved)}" if moved else ""


def _judge(ctx: Context, job_work: JobWork, artifact: Artifact, status: str) -> Finding | None:
    match status:
        case "completed" if artifact.has_url is False:
            return _finding(
                job_work,
                artifact,
                "artifact-completed-without-url",
                f"Artifact {artifact.artifact_id} is completed, but has no uploadedUrl.",
                "uploadedUrl filled",
                "uploadedUrl empty",
            )
        case "completed":
            return None
        case "pending":
            return _waiting(ctx, job_work, artifact)
        case "failed":
            return _failed(job_work, artifact)
        case "cancelled" | "canceled":
            return _finding(
                job_work,
                artifact,
                "artifact-cancelled",
                f"Processing of artifact {artifact.artifact_id} was cancelled.",
                "status completed",
                f"status {artifact.status}",
            )
        case _:
            return _finding(
                job_work,
                artifact,
                "artifact-status-unknown",
                f"Artifact {artifact.artifact_id} has the status {artifact.status!r}, which is not documented.",
                "a documented status",
                f"status {artifact.status}",
            )


def _waiting(ctx: Context, job_work: JobWork, artifact: Artifact) -> Finding:
    since = artifact.created_at or artifact.updated_at
    waited = ctx.now - since if since else None
    threshold = ctx.sight.stale_after
    span = f" for {age(waited)}" if waited is not None else ""
    bound = age(threshold)
    if waited is not None and waited >= threshold:
        return _finding(
            job_work,
            artifact,
            "artifact-stuck",
            f"Artifact {artifact.artifact_id} has been pending{span}; this tool calls it stuck after {bound}.",
            f"processed within {bound} (--stale-after; no time is documented)",
            f"status {artifact.status}{span}",
            waited=waited,
        )
    return _finding(
        job_work,
        artifact,
        "artifact-pending",
        f"Artifact {artifact.artifact_id} is not processed yet: pending{span}.",
        "status completed",
        f"status {artifact.status}{span}",
        waited=waited,
        fields={"bound": bound},
    )


def _failed(job_work: JobWork, artifact: Artifact) -> Finding:
    reason = Told(cut("; ".join(_reasons(artifact.metadata)), _MOST_REASON))
    return _finding(
        job_work,
        artifact,
        "artifact-failed",
        f"Artifact {artifact.artifact_id} failed" + (f": {clause(reason)}." if reason else "; no reason is given."),
        "status completed",
        f"status {artifact.status}" + (f", metadata: {reason}" if reason else ", no error in metadata"),
        reason=reason or None,
        case=next((case for case, words in _REASONS if words.search(reason)), ""),
    )


def _reasons(metadata: Json, depth: int = 3) -> Iterator[str]:
    """Texts in metadata under words for errors: which keys the gateway uses is not documented."""
    if isinstance(metadata, str):
        yield metadata
    if not isinstance(metadata, dict) or depth == 0:
        return
    for key, value in metadata.items():
        if any(word in key.casefold() for word in _ERROR_WORDS):
            if isinstance(value, str | int | float) and not isinstance(value, bool):
                yield str(value)
            else:
                yield from _reasons(value, depth - 1)


def _finding(
    job_work: JobWork,
    artifact: Artifact,
    code: str,
    summary: str,
    expected: str,
    observed: str,
    *,
    waited: timedelta | None = None,
    reason: str | None = None,
    case: str = "",
    fields: Mapping[str, str] = _NO_FIELDS,
) -> Finding:
    return Finding(
        code=code,
        subject=Subject(kind=SubjectKind.ARTIFACT, id=artifact.artifact_id),
        summary=summary,
        expected=expected,
        observed=observed,
        case=case,
        fields=fields,
        details={
            "job_work_id": job_work.id,
            "external_id": artifact.external_id,
            "type": artifact.type,
            "status": artifact.status,
            **({"pending_seconds": int(waited.total_seconds())} if waited is not None else {}),
            **({"reason": reason} if reason else {}),
        },
        evidence=(job_work.evidence,),
        proof=(
            *proving.has_status(
                Subject(kind=SubjectKind.ARTIFACT, id=artifact.artifact_id), job_work.evidence, artifact.status or ""
            ),
            *(proving.has_waited(artifact, job_work.evidence, waited) if waited is not None else ()),
        ),
        certainty=Certainty.PROVEN,
    )

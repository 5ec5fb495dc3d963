"""The kind of problem in plain words, for people who do not know the finding codes: a title, and the one-line fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diagnose.plugin import with_article
from diagnose.report import Certainty, SubjectKind
from diagnose_reports.words import kind_words, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diagnose.report import Cause, ReportFinding, Run

TITLES: Mapping[str, str] = {
    "api-key-rejected": "The gateway rejected the API key",
    "artifact-cancelled": "Artifact cancelled",
    "artifact-completed-without-url": "Completed artifact without a URL",
    "artifact-creation-failed": "Artifacts were not created",
    "artifact-failed": "Artifact failed",
    "artifact-not-attached": "Artifact not attached",
    "artifact-on-other-job-work": "Artifact on another job work",
    "artifact-pending": "Artifact not processed yet",
    "artifact-status-unknown": "Artifact in an undocumented status",
    "artifact-stuck": "Artifact stuck",
    "artifacts-absent": "No artifacts on the job work",
    "authorization-expired": "The customer's access token had expired",
    "authorization-malformed": "Malformed Authorization header",
    "connection-id-mistyped": "Mistyped connection ID",
    "connection-id-wrong-kind": "Not a connection ID",
    "connection-job-empty": "Empty connection job",
    "connection-job-id-mistyped": "Mistyped connection job ID",
    "connection-job-id-wrong-kind": "Not a connection job ID",
    "connection-job-mismatch": "Wrong connection job ID",
    "connection-mismatch": "Wrong connection ID",
    "connection-not-active": "Connection not active",
    "connection-not-found": "Connection not found",
    "content-type-wrong": "Wrong Content-Type header",
    "endpoint-not-graphql": "The address is not a GraphQL gateway",
    "endpoint-unreachable": "The gateway did not answer",
    "endpoint-wrong-surface": "The address is the newer router",
    "external-id-reused": "External ID used more than once",
    "id-not-clean": "Stray characters in the {kind} ID",
    "id-not-placed": "Unknown ID in the ticket",
    "job-work-creation-failed": "Job works were not created",
    "job-work-id-mistyped": "Mistyped job work ID",
    "job-work-id-not-in-response": "An ID that was never given out",
    "job-work-id-wrong-kind": "Not a job work ID",
    "job-work-in-other-connection": "Job work in another connection",
    "job-work-not-found": "Job work not found",
    "job-work-outside-filter": "The filter leaves job works out",
    "job-work-outside-window": "The window leaves job works out",
    "method-wrong": "Wrong HTTP method",
    "no-job-works": "No job works in the connection",
    "query-invalid": "Invalid query",
    "query-omits-artifacts": "The query does not ask for artifacts",
    "query-variables-invalid": "The variables do not fit the query",
    "response-error": "An error in the customer's answer",
    "response-forbidden": "The customer's credentials lack access",
    "response-not-reproduced": "The customer got another answer",
    "response-unauthenticated": "The customer's credentials were refused",
    "source-platform-missing": "No source-platform header",
    "ticket-ambiguous": "More than one ID in the ticket",
    "ticket-contains-secret": "A secret in the ticket",
    "token-expired": "The access token expired",
    "token-rejected": "The gateway rejected the access token",
    "workspace-id-mistyped": "Mistyped workspace ID",
    "workspace-id-wrong-kind": "Not a workspace ID",
    "workspace-mismatch": "Wrong workspace ID",
    "workspace-not-visible": "Workspace not visible",
}
"""What kind of problem each code is, without any value; one of another package is titled by its own words."""

_IF_UNSURE: Mapping[str, str] = {
    "connection-mismatch": "Which connection ID was passed to createConnectionJob?",
    "connection-job-mismatch": "Which connection job was createJobWorks called with?",
    "workspace-mismatch": "Which workspace was the connection started in?",
}


def title(finding: ReportFinding) -> str:
    """Return what kind of problem it is: ``Wrong connection ID``; of the run's own credentials, since when."""
    if finding.subject.kind is SubjectKind.TOKEN and ", so " in finding.summary:
        return finding.summary.partition(", so ")[0]
    words = TITLES.get(finding.code) or sentence(finding.code.replace("-", " "))
    return words.replace("{kind}", kind_words(finding.subject.kind))


def stops_the_run(finding: ReportFinding, run: Run) -> bool:
    """Tell whether it is about the run's own address or credentials: the engineer's to mend."""
    subject = finding.subject
    return subject.kind is SubjectKind.TOKEN or (subject.kind is SubjectKind.ENDPOINT and subject.id == run.endpoint)


def tied_title(cause: Cause) -> str:
    """Return the title of a cause that another explains as well: neither side is stated."""
    kinds = [kind_words(each.subject.kind) for each in cause.rivals]
    own = kind_words(cause.subject.kind)
    other = next((kind for kind in kinds if kind != own), None)
    if other and cause.certainty is Certainty.TIED and len(kinds) == 1:
        return f"Either the {own} or the {other} is the wrong one"
    return f"Which {kinds[0] if kinds else own} is meant?"


def if_unsure(finding: ReportFinding) -> str | None:
    """Return the question that settles it, should the customer doubt the cause."""
    return _IF_UNSURE.get(finding.code) if finding.suggestion else None


def fact(finding: ReportFinding) -> str:
    """Return what was seen in one sentence, without the IDs that are shown beside it anyway."""
    if finding.code.endswith("-id-mistyped"):
        return f"There is no {kind_words(finding.subject.kind)} with this ID, but one whose ID is nearly identical."
    actual = finding.details.get("actual_kind")
    if finding.code.endswith("-id-wrong-kind") and isinstance(actual, str):
        wanted = with_article(kind_words(finding.subject.kind))
        own = "an external ID, the customer's own" if actual == "external_id" else ""
        return f"The ID is {own or f'that of {with_article(kind_words(actual))}'}, not that of {wanted}."
    if finding.code == "id-not-clean":
        return f"{finding.summary.partition('; the ID itself is ')[0]}."
    if finding.subject.kind is SubjectKind.TOKEN and ", so " in finding.summary:
        return sentence(finding.summary.partition(", so ")[2])
    return _as_the_customer_names_it(_without_the_wrong_one(finding), finding)


def _without_the_wrong_one(finding: ReportFinding) -> str:
    """Where the right ID is shown beside it, ``are in A, not in B.`` says no more than ``are in A.``."""
    tail = f", not in {finding.subject.id}."
    return f"{finding.summary.removesuffix(tail)}." if finding.suggestion and tail in finding.summary else (
        finding.summary
    )  # fmt: skip


def _as_the_customer_names_it(summary: str, finding: ReportFinding) -> str:
    """Name an artifact by its type, the customer's external ID and its job work, where those are known."""
    told = [finding.details.get(key) for key in ("type", "external_id", "job_work_id")]
    kind, external, job_work = (each if isinstance(each, str) and each else None for each in told)
    if finding.subject.kind is not SubjectKind.ARTIFACT or not external or external == finding.subject.id:
        return summary
    name = " ".join(filter(None, (form_words(kind) if kind else "artifact", external)))
    where = f"{name} on {job_work}" if job_work else name
    of_it = re.compile(rf"\b[Aa]rtifact {re.escape(finding.subject.id)}(?!\w)")
    named = of_it.sub(lambda _: where, summary, count=1)
    return sentence(named)


_FORM = re.compile(r"(w|k)-?(\d{1,2}\w?)", re.IGNORECASE | re.ASCII)


def form_words(kind: str) -> str:
    """Return an artifact's type as tax people write it: ``W-2`` for ``w2``, ``K-1`` for ``k1``; others as they are."""
    found = _FORM.fullmatch(kind)
    return f"{found[1]}-{found[2]}".upper() if found else kind

"""The rich example: the wrong connection named, with five consequences, and a little of everything else."""

from __future__ import annotations

from diagnose.outcome import Outcome
from diagnose.report import (
    Chain,
    CheckOutcome,
    CheckRow,
    CustomerQuestion,
    Link,
    LinkState,
    NotLookedAt,
    Plugin,
    ProofClaim,
    ProofStep,
    Report,
    ReportFinding,
    Severity,
    Status,
    Subject,
    SubjectKind,
    TicketIds,
    TicketSource,
    Tool,
    Verdict,
    Where,
)
from tests.reports.example_parts import (
    ARTIFACT_DOCS,
    DOCS,
    JOB_WORKS,
    UUID_WORK,
    cause,
    corrected,
    coverage,
    evidence,
    row,
    run,
    step,
)


def elsewhere(number: int, job_work: str) -> ReportFinding:
    return ReportFinding(
        id=f"F{number}",
        check="job-work-ids",
        code="job-work-in-other-connection",
        severity=Severity.ERROR,
        subject=Subject(kind=SubjectKind.JOB_WORK, id=job_work),
        summary=f"{job_work} is in connection_790, not in connection_789.",
        expected="in connection_789, which the ticket names",
        observed="in connection_790",
        remedy="Query connection_790.",
        docs_url=DOCS,
        suggestion=None,
        caused_by="F1",
        evidence=("E2",),
    )


def mismatch() -> ReportFinding:
    return ReportFinding(
        id="F1",
        check="connection-id",
        code="connection-mismatch",
        severity=Severity.ERROR,
        subject=Subject(kind=SubjectKind.CONNECTION, id="connection_789"),
        summary="The five job works are in connection_790, not in connection_789, which the ticket names.",
        expected="the job works of the ticket in connection_789",
        observed="all five in connection_790, in the same workspace; connection_789 has no job works",
        remedy="Query connection_790, or check which connection ID createConnectionJob was given: the job works hang "
        "off the job that was created there.",
        docs_url=DOCS,
        suggestion="connection_790",
        details={"job_works_there": 5, "job_works_here": 0},
        evidence=("E1", "E2"),
        where=(Where(source="ticket.eml", line=14, column=20, quote='"connectionId": "connection_789",', caret=17),),
    )


def _proof() -> tuple[ProofStep, ...]:
    wrong, right = (Subject(kind=SubjectKind.CONNECTION, id=each) for each in ("connection_789", "connection_790"))
    return (
        step(ProofClaim.LISTS_NOT, wrong, "E1", "connection_789 lists none of the 5 job works"),
        step(ProofClaim.LISTS, right, "E2", "connection_790 lists all 5 job works"),
    )


def failed_artifact() -> ReportFinding:
    return ReportFinding(
        id="F7",
        check="artifact-status",
        code="artifact-failed",
        severity=Severity.ERROR,
        subject=Subject(kind=SubjectKind.ARTIFACT, id="artifact_0093"),
        summary='artifact_0093 could not be fetched: "source URL answered 403 Forbidden".',
        expected="status completed",
        observed="status failed; metadata.error is “source URL answered 403 Forbidden”",
        remedy="Make the file's source URL reachable with the connection's credentials and create the artifact again "
        "with createJobWorkArtifacts.",
        docs_url=ARTIFACT_DOCS,
        details={"status": "failed", "metadata": {"error": "source URL answered 403 Forbidden", "tries": 3}},
        evidence=("E2",),
    )


def reused() -> ReportFinding:
    return ReportFinding(
        id="F8",
        check="external-ids",
        code="external-id-reused",
        severity=Severity.WARNING,
        subject=Subject(kind=SubjectKind.WORK, id=UUID_WORK),
        summary="Two job works share the external ID CLIENT-2025-0042.",
        expected="each external ID once",
        observed="job_work_451 and job_work_460 both have CLIENT-2025-0042",
        remedy="Give every work an external ID of its own, for instance with the tax year as a suffix.",
        docs_url="https://docs.filed.com/apis/endpoint/create-works",
        details={"external_id": "CLIENT-2025-0042"},
        evidence=("E2",),
    )


def pasted() -> ReportFinding:
    return ReportFinding(
        id="F9",
        check="ticket",
        code="ticket-contains-secret",
        severity=Severity.WARNING,
        subject=Subject(kind=SubjectKind.TICKET, id="TICKET-4711"),
        summary="The ticket contains what looks like an access token (ticket.eml, line 12).",
        expected="no credentials in a ticket",
        observed="1 secret: an access token",
        remedy="Have it revoked, and take it out of the ticket.",
        docs_url="https://docs.filed.com/apis/endpoint/login-via-personal-api-token",
    )


def rich_rows() -> tuple[CheckRow, ...]:
    outcome = CheckOutcome
    elsewhere = [f"F{number}" for number in range(2, 7)]
    return (
        row("endpoint", "The address answers GraphQL", outcome.PASS, "gateway.filed.com answered in 42 ms."),
        row("authentication", "The credentials are accepted", outcome.PASS, "The access token was accepted."),
        row("id-hygiene", "The IDs hold no stray characters", outcome.PASS, "All eight IDs are clean."),
        row("workspace-access", "The workspace is visible", outcome.PASS, "workspace_123456 is visible."),
        row(
            "connection-id",
            "The connection is the right one",
            outcome.FAIL,
            "The job works are in another connection.",
            ["F1"],
        ),
        row(
            "connection-status",
            "The connection is active",
            outcome.UNKNOWN,
            "The gateway answered with an error at me.workspaces.0.connections.0.status, so the status was not seen.",
        ),
        row(
            "connection-job",
            "The connection job holds the job works",
            outcome.SKIP,
            "The ticket names no connection job; job_123456 was found from the job works.",
        ),
        row(
            "job-work-ids",
            "The job works exist in the connection",
            outcome.FAIL,
            "None of the five job works is in connection_789.",
            elsewhere,
        ),
        row(
            "artifact-presence", "Every job work has its artifacts", outcome.PASS, "Seven artifacts on five job works."
        ),
        row("artifact-status", "The artifacts are completed", outcome.FAIL, "One of seven artifacts failed.", ["F7"]),
        row("external-ids", "External IDs are used once", outcome.WARN, "One external ID is used twice.", ["F8"]),
        row(
            "request-window",
            "The customer's query reaches the job works",
            outcome.SKIP,
            "Blocked: the job works are elsewhere.",
            blocked_by=["connection-id"],
        ),
        row(
            "acme-prefix",
            "Connection IDs start with acme_",
            outcome.ERROR,
            "The check broke: KeyError in acme_prefix.py, line 12. The other checks went on.",
        ),
    )


def _rich_chain() -> Chain:
    state = LinkState
    job_works = tuple(
        Link(kind=SubjectKind.JOB_WORK, id=each, state=state.CONFIRMED, note="in connection_790") for each in JOB_WORKS
    )
    artifacts = tuple(
        Link(kind=SubjectKind.ARTIFACT, id=f"artifact_{number:04}", state=state.RESOLVED, note="completed")
        for number in range(91, 93)
    )
    return Chain(
        links=(
            Link(kind=SubjectKind.WORKSPACE, id="workspace_123456", state=state.CONFIRMED, note="Cedar & Finch Tax"),
            Link(
                kind=SubjectKind.CONNECTION,
                id="connection_789",
                state=state.WRONG,
                right_id="connection_790",
                note="has no job works",
                finding="F1",
            ),
            Link(
                kind=SubjectKind.CONNECTION_JOB, id="job_123456", state=state.RESOLVED, note="found from the job works"
            ),
            *job_works,
            Link(
                kind=SubjectKind.WORK, id=UUID_WORK, state=state.TROUBLED, note="shares its external ID", finding="F8"
            ),
            Link(kind=SubjectKind.ARTIFACT, id="artifact_0093", state=state.TROUBLED, note="failed", finding="F7"),
            *artifacts,
        ),
        omitted={"artifact": 4},
    )


def rich() -> Report:
    """The wrong connection named, with five consequences, and a little of everything else."""
    rows = rich_rows()
    others = tuple(elsewhere(number, each) for number, each in enumerate(JOB_WORKS, 2))
    return Report(
        tool=Tool(version="0.1.0", plugins=(Plugin(name="acme-diagnose", version="2.1"),)),
        run=run(),
        ticket=TicketIds(
            reference="TICKET-4711",
            workspace_id="workspace_123456",
            connection_id="connection_789",
            job_work_ids=JOB_WORKS,
            artifact_ids=("artifact_0093",),
            sources=(TicketSource(name="ticket.eml", kind="e-mail"),),
        ),
        verdict=Verdict(
            status=Status.PROBLEM,
            headline="The five job works are in connection_790, not connection_789; "
            "and one artifact could not be fetched.",
            causes=(
                cause(mismatch(), [each.id for each in others], _proof()),
                cause(failed_artifact()),
            ),
        ),
        coverage=coverage(rows),
        checks=rows,
        corrected=(corrected(),),
        findings=(mismatch(), *others, failed_artifact(), reused(), pasted()),
        questions=(
            CustomerQuestion(
                ask_for="connection_job_ids",
                why="It tells which import batch the job works came from.",
                unlocks=("connection-job",),
            ),
            CustomerQuestion(
                ask_for="the createJobWorks response",
                why="It shows whether the gateway reported errors then.",
                unlocks=("creation-response",),
            ),
        ),
        evidence=(
            evidence(1, "TicketChain", Outcome.PARTIAL, summary="One error, at me.workspaces.0.connections.0.status."),
            evidence(2, "Search", Outcome.OK, attempts=2),
            evidence(
                3,
                "JobWorksShallow",
                Outcome.TIMEOUT,
                status=None,
                request_id=None,
                attempts=1,
                summary="No answer within 10 s.",
            ),
        ),
        chain=_rich_chain(),
        reply="Thank you for your message. The five job works are in connection_790. Please send the query with "
        "connection_790 as the connection ID.",
        notices=("F9",),
        not_looked_at=(
            NotLookedAt(
                what="the headers of the customer's request",
                why="the ticket does not show them",
                ask_for="the curl command or the HAR of the failing call",
            ),
        ),
        notes=("1,000 job works of connection_790 were looked at; more exist.",),
    )

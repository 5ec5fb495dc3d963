"""The small parts that the example reports are made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from diagnose.outcome import Outcome
from diagnose.report import (
    Cause,
    Certainty,
    CheckOutcome,
    CheckRow,
    Corrected,
    Coverage,
    Edit,
    EditOf,
    Evidence,
    ProofClaim,
    ProofStep,
    ReportFinding,
    Run,
    Subject,
    TrialOutcome,
    Tried,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
DOCS = "https://docs.filed.com/apis/endpoint/get-job-works"
ARTIFACT_DOCS = "https://docs.filed.com/apis/endpoint/get-job-work-artifacts"
JOB_WORKS = tuple(f"job_work_{number}" for number in range(451, 456))
UUID_WORK = "0192f3a4-7c1e-7d20-9b4f-2f6a1c8e5d03"


def run(requests: int = 3, round_trips: int = 2, *, interrupted: bool = False) -> Run:
    return Run(
        id="run-7f3a",
        started_at=NOON,
        finished_at=NOON + timedelta(milliseconds=412),
        endpoint="https://gateway.filed.com/graphql",
        source_platform="filed-diagnose",
        requests=requests,
        round_trips=round_trips,
        retries=1 if requests > 1 else 0,
        interrupted=interrupted,
    )


def row(
    check: str,
    title: str,
    outcome: CheckOutcome,
    reason: str,
    findings: Sequence[str] = (),
    *,
    blocked_by: Sequence[str] = (),
) -> CheckRow:
    return CheckRow(
        id=check,
        title=title,
        outcome=outcome,
        reason=reason,
        blocked_by=tuple(blocked_by),
        duration_ms=0.4,
        docs_url=ARTIFACT_DOCS if check.startswith("artifact") else DOCS,
        findings=tuple(findings),
    )


def coverage(rows: Sequence[CheckRow]) -> Coverage:
    """Count the rows."""
    counts = {outcome.value: sum(row.outcome is outcome for row in rows) for outcome in CheckOutcome}
    return Coverage.model_validate({"selected": len(rows), **counts})


def _curl(operation: str, variables: str) -> str:
    return "\n".join(
        (
            "curl 'https://gateway.filed.com/graphql' \\",
            "  --header 'Content-Type: application/json' \\",
            '  --header "Authorization: Bearer $FILED_ACCESS_TOKEN" \\',
            "  --header 'source-platform: filed-diagnose' \\",
            f'  --data-raw \'{{"query":"query {operation} {{ me {{ id }} }}","variables":{variables}}}\'',
        )
    )


def evidence(number: int, operation: str, outcome: Outcome, **fields: object) -> Evidence:
    base: dict[str, object] = {
        "id": f"E{number}",
        "operation": operation,
        "at": NOON + timedelta(milliseconds=70 * number),
        "duration_ms": 41.25 + number,
        "status": 200,
        "attempts": 1,
        "request_id": f"req-88{number}",
        "variables": {"workspaceIds": ["workspace_123456"]},
        "outcome": outcome,
        "curl": _curl(operation, '{"workspaceIds":["workspace_123456"]}'),
        "summary": "",
    }
    return Evidence.model_validate({**base, **fields})


def step(claim: ProofClaim, subject: Subject, proved_by: str, text: str) -> ProofStep:
    return ProofStep(claim=claim, subject=subject, evidence=proved_by, text=text)


def cause(finding: ReportFinding, explains: Sequence[str] = (), proof: Sequence[ProofStep] = ()) -> Cause:
    return Cause(
        finding=finding.id,
        code=finding.code,
        check=finding.check,
        severity=finding.severity,
        subject=finding.subject,
        explains=tuple(explains),
        proof=tuple(proof),
        certainty=Certainty.PROVEN if proof else Certainty.LIKELY,
    )


def corrected() -> Corrected:
    """The customer's request with the right connection."""
    return Corrected(
        request="GetJobWorks",
        cures=("F1",),
        changes=(Edit(of=EditOf.ID, text="connection_789 is now connection_790"),),
        document="query GetJobWorks($connectionId: ID!) {\n  me {\n    id\n  }\n}",
        variables={"connectionId": "connection_790"},
        curl="curl https://gateway.filed.com/graphql --data-raw '{}'",
        shown_by=("E2",),
        tried=Tried(
            outcome=TrialOutcome.RETURNED,
            text="returns both job works",
            evidence="E2",
            job_works=2,
            differences=("only IDs are asked for",),
        ),
    )

"""The reports that every renderer is tested with: made-up tickets, the rich one holding a bit of everything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from diagnose.gateway.exchange import Outcome
from diagnose.report import (
    Cause,
    Chain,
    CheckOutcome,
    CheckRow,
    Coverage,
    Evidence,
    Finding,
    Link,
    LinkState,
    Plugin,
    Question,
    Report,
    Run,
    Severity,
    Status,
    Subject,
    SubjectKind,
    TicketIds,
    TicketSource,
    Tool,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
DOCS = "https://docs.filed.com/apis/endpoint/get-job-works"
ARTIFACT_DOCS = "https://docs.filed.com/apis/endpoint/get-job-work-artifacts"
JOB_WORKS = tuple(f"job_work_{number}" for number in range(451, 456))
UUID_WORK = "0192f3a4-7c1e-7d20-9b4f-2f6a1c8e5d03"


def _run(requests: int = 3, round_trips: int = 2, *, interrupted: bool = False) -> Run:
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


def _row(
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


def _evidence(number: int, operation: str, outcome: Outcome, **fields: object) -> Evidence:
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


def _elsewhere(number: int, job_work: str) -> Finding:
    return Finding(
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


def _mismatch() -> Finding:
    return Finding(
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
    )


def _failed_artifact() -> Finding:
    return Finding(
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


def _reused() -> Finding:
    return Finding(
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


def _rich_rows() -> tuple[CheckRow, ...]:
    outcome = CheckOutcome
    elsewhere = [f"F{number}" for number in range(2, 7)]
    return (
        _row("endpoint", "The address answers GraphQL", outcome.PASS, "gateway.filed.com answered in 42 ms."),
        _row("authentication", "The credentials are accepted", outcome.PASS, "The access token was accepted."),
        _row("id-hygiene", "The IDs hold no stray characters", outcome.PASS, "All eight IDs are clean."),
        _row("workspace-access", "The workspace is visible", outcome.PASS, "workspace_123456 is visible."),
        _row(
            "connection-id",
            "The connection is the right one",
            outcome.FAIL,
            "The job works are in another connection.",
            ["F1"],
        ),
        _row(
            "connection-status",
            "The connection is active",
            outcome.UNKNOWN,
            "The gateway answered with an error at me.workspaces.0.connections.0.status, so the status was not seen.",
        ),
        _row(
            "connection-job",
            "The connection job holds the job works",
            outcome.SKIP,
            "The ticket names no connection job; job_123456 was found from the job works.",
        ),
        _row(
            "job-work-ids",
            "The job works exist in the connection",
            outcome.FAIL,
            "None of the five job works is in connection_789.",
            elsewhere,
        ),
        _row(
            "artifact-presence", "Every job work has its artifacts", outcome.PASS, "Seven artifacts on five job works."
        ),
        _row("artifact-status", "The artifacts are completed", outcome.FAIL, "One of seven artifacts failed.", ["F7"]),
        _row("external-ids", "External IDs are used once", outcome.WARN, "One external ID is used twice.", ["F8"]),
        _row(
            "request-window",
            "The customer's query reaches the job works",
            outcome.SKIP,
            "Blocked: the job works are elsewhere.",
            blocked_by=["connection-id"],
        ),
        _row(
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
    rows = _rich_rows()
    elsewhere = tuple(_elsewhere(number, each) for number, each in enumerate(JOB_WORKS, 2))
    return Report(
        tool=Tool(version="0.1.0", plugins=(Plugin(name="acme-diagnose", version="2.1"),)),
        run=_run(),
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
                _cause(_mismatch(), [each.id for each in elsewhere]),
                _cause(_failed_artifact()),
            ),
        ),
        coverage=coverage(rows),
        checks=rows,
        findings=(_mismatch(), *elsewhere, _failed_artifact(), _reused()),
        questions=(
            Question(
                ask_for="connection_job_ids",
                why="It tells which import batch the job works came from.",
                unlocks=("connection-job",),
            ),
            Question(
                ask_for="the createJobWorks response",
                why="It shows whether the gateway reported errors then.",
                unlocks=("creation-response",),
            ),
        ),
        evidence=(
            _evidence(1, "TicketChain", Outcome.PARTIAL, summary="One error, at me.workspaces.0.connections.0.status."),
            _evidence(2, "Search", Outcome.OK, attempts=2),
            _evidence(
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
        notes=("1,000 job works of connection_790 were looked at; more exist.",),
    )


def _cause(finding: Finding, explains: Sequence[str] = ()) -> Cause:
    return Cause(
        finding=finding.id,
        code=finding.code,
        check=finding.check,
        severity=finding.severity,
        subject=finding.subject,
        explains=tuple(explains),
    )


def healthy() -> Report:
    """Everything named, everything there."""
    rows = tuple(
        row.model_copy(
            update={
                "outcome": CheckOutcome.PASS,
                "reason": "The good state was seen.",
                "findings": (),
                "blocked_by": (),
            }
        )
        for row in _rich_rows()[:9]
    )
    kinds = (
        (SubjectKind.WORKSPACE, "workspace_123456", None),
        (SubjectKind.CONNECTION, "connection_790", "active"),
        (SubjectKind.JOB_WORK, "job_work_451", "2 artifacts"),
        (SubjectKind.ARTIFACT, "artifact_0091", "completed"),
    )
    links = tuple(Link(kind=kind, id=each, state=LinkState.CONFIRMED, note=note) for kind, each, note in kinds)
    return Report(
        tool=Tool(version="0.1.0"),
        run=_run(1, 1),
        ticket=TicketIds(
            workspace_id="workspace_123456",
            connection_id="connection_790",
            job_work_ids=("job_work_451",),
            artifact_ids=("artifact_0091",),
        ),
        verdict=Verdict(status=Status.HEALTHY, headline="Everything that the ticket names is there and in order."),
        coverage=coverage(rows),
        checks=rows,
        findings=(),
        evidence=(_evidence(1, "TicketChain", Outcome.OK),),
        chain=Chain(links=links),
    )


def inconclusive() -> Report:
    """The token was rejected: a cause is known, but nothing of the ticket was seen."""
    finding = Finding(
        id="F1",
        check="authentication",
        code="token-expired",
        severity=Severity.ERROR,
        subject=Subject(kind=SubjectKind.TOKEN, id="access-token"),
        summary="The access token expired 14 minutes before the run.",
        expected="a token that is valid now",
        observed="exp 2026-03-09T11:46:00Z, and UNAUTHENTICATED from the gateway",
        remedy="Exchange the API key for a new token with loginViaPersonalApiToken and run again.",
        docs_url="https://docs.filed.com/apis/endpoint/login-via-personal-api-token",
        evidence=("E1",),
    )
    rich_rows = _rich_rows()
    rows = (
        rich_rows[0],
        rich_rows[1].model_copy(
            update={"outcome": CheckOutcome.FAIL, "reason": "The token expired.", "findings": ("F1",)}
        ),
        *(
            row.model_copy(
                update={
                    "outcome": CheckOutcome.SKIP,
                    "reason": "Nothing can be seen without credentials.",
                    "findings": (),
                    "blocked_by": ("authentication",),
                }
            )
            for row in rich_rows[3:6]
        ),
    )
    return Report(
        tool=Tool(version="0.1.0"),
        run=_run(1, 1, interrupted=True),
        ticket=TicketIds(connection_id="connection_789"),
        verdict=Verdict(
            status=Status.INCONCLUSIVE,
            headline="The gateway did not accept the access token, so nothing of the ticket could be looked at.",
            causes=(_cause(finding),),
        ),
        coverage=coverage(rows),
        checks=rows,
        findings=(finding,),
        questions=(Question(ask_for="workspace_id", why="It narrows the search.", unlocks=("workspace-access",)),),
        evidence=(_evidence(1, "TicketChain", Outcome.GRAPHQL_ERROR, summary="UNAUTHENTICATED: jwt expired"),),
        chain=Chain(links=(Link(kind=SubjectKind.CONNECTION, id="connection_789", state=LinkState.UNKNOWN),)),
    )


def huge(count: int = 10_000) -> Report:
    """As many findings, links and exchanges as a very long ticket gives, with two causes."""
    base = rich()
    works = [f"job_work_{number:06}" for number in range(count)]
    findings = tuple(
        _elsewhere(number, each).model_copy(update={"id": f"F{number}"}) for number, each in enumerate(works, 10)
    )
    loose = tuple(each.model_copy(update={"id": f"G{at}", "caused_by": None}) for at, each in enumerate(findings))
    causes = (base.verdict.causes[0], *(_cause(each) for each in loose))
    links = tuple(Link(kind=SubjectKind.JOB_WORK, id=each, state=LinkState.WRONG, finding="F1") for each in works)
    exchanges = tuple(_evidence(number, "JobWorks", Outcome.OK) for number in range(1, count // 10))
    return base.model_copy(
        update={
            "ticket": base.ticket.model_copy(update={"job_work_ids": tuple(works)}),
            "verdict": base.verdict.model_copy(update={"causes": causes}),
            "findings": (*base.findings, *findings, *loose),
            "evidence": exchanges,
            "questions": base.questions * count,
            "chain": Chain(links=(*base.chain.links[:3], *links), omitted={"job_work": 5}),
        }
    )


HOSTILE = (
    "</script><script>window.pwned=1</script><img src=x onerror='window.pwned=1'>\x1b]52;c;cHduZWQ=\x07\x1b[2J\x9b31m"
    "\u202egnp.exe\u2066\u200b [red]bold[/red] {{ 7*7 }} {% x %} | `code` ``` @team #123 [a](javascript:alert(1)) "
    "![i](http://evil.example/x.png) http://evil.example www.evil.example <b>& \n# heading\n\n| a |\n- item \ufffe\x00"
)


def hostile(text: str = HOSTILE) -> Report:
    """The rich report with every text that can come from outside replaced by a hostile one."""
    base = rich()
    link = Link(kind=SubjectKind.CONNECTION, id=text, state=LinkState.WRONG, right_id=text, note=text, finding=text)
    findings = tuple(
        each.model_copy(
            update={
                "subject": Subject(kind=each.subject.kind, id=text),
                **dict.fromkeys(("check", "code", "summary", "expected", "observed", "remedy", "suggestion"), text),
                "docs_url": f"javascript:alert(1)//{text}",
                "details": {text: [text, {text: text}, float("inf")]},
            }
        )
        for each in base.findings
    )
    strings = dict.fromkeys(("id", "title", "reason"), text)
    return base.model_copy(
        update={
            "tool": Tool(name=text, version=text, plugins=(Plugin(name=text, version=text),)),
            "run": base.run.model_copy(update=dict.fromkeys(("id", "endpoint", "source_platform"), text)),
            "ticket": TicketIds(
                reference=text,
                workspace_id=text,
                connection_id=text,
                job_work_ids=(text,),
                sources=(TicketSource(name=text, kind=text, details={text: text}),),
            ),
            "verdict": Verdict(
                status=Status.PROBLEM,
                headline=text,
                causes=tuple(
                    each.model_copy(
                        update={"subject": Subject(kind=each.subject.kind, id=text), "code": text, "check": text}
                    )
                    for each in base.verdict.causes
                ),
            ),
            "checks": tuple(
                each.model_copy(update={**strings, "blocked_by": (text,), "docs_url": text}) for each in base.checks
            ),
            "findings": findings,
            "questions": (Question(ask_for=text, why=text, unlocks=(text,)),),
            "evidence": tuple(
                each.model_copy(
                    update={
                        **dict.fromkeys(("operation", "curl", "summary", "request_id"), text),
                        "variables": {text: text},
                    }
                )
                for each in base.evidence
            ),
            "chain": Chain(links=(link,) * 3, omitted={text: 3}),
            "notes": (text,),
        }
    )

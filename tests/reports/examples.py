"""The reports that every renderer is tested with; all of them made up."""

from __future__ import annotations

from functools import cache

from diagnose.outcome import Outcome
from diagnose.report import (
    Certainty,
    Chain,
    CheckOutcome,
    CustomerQuestion,
    Link,
    LinkState,
    NotLookedAt,
    Plugin,
    Report,
    ReportFinding,
    Rival,
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
from tests.reports.example_parts import ARTIFACT_DOCS, DOCS, cause, coverage, evidence, run
from tests.reports.example_rich import elsewhere, rich, rich_rows

__all__ = ["ARTIFACT_DOCS", "DOCS", "HOSTILE", "healthy", "hostile", "huge", "inconclusive", "rich", "tied"]


_NOT_LOOKED_AT = (
    NotLookedAt(
        what="whether the customer's own credentials see the workspace",
        why="this run used yours, not theirs, and the ticket holds no answer of theirs with a workspace in it",
        ask_for="the answer that they got, saved as JSON or as a HAR",
    ),
    NotLookedAt(what="picture.png", why="it is no text"),
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
        for row in rich_rows()[:9]
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
        run=run(1, 1),
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
        evidence=(evidence(1, "TicketChain", Outcome.OK),),
        chain=Chain(links=links),
        not_looked_at=_NOT_LOOKED_AT,
    )


def inconclusive() -> Report:
    """The token was rejected: a cause is known, but nothing of the ticket was seen."""
    finding = ReportFinding(
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
    usual = rich_rows()
    rows = (
        usual[0],
        usual[1].model_copy(update={"outcome": CheckOutcome.FAIL, "reason": "The token expired.", "findings": ("F1",)}),
        *(
            row.model_copy(
                update={
                    "outcome": CheckOutcome.SKIP,
                    "reason": "Nothing can be seen without credentials.",
                    "findings": (),
                    "blocked_by": ("authentication",),
                }
            )
            for row in usual[3:6]
        ),
    )
    return Report(
        tool=Tool(version="0.1.0"),
        run=run(1, 1, interrupted=True),
        ticket=TicketIds(connection_id="connection_789"),
        verdict=Verdict(
            status=Status.INCONCLUSIVE,
            headline="The gateway did not accept the access token, so nothing of the ticket could be looked at.",
            causes=(cause(finding),),
        ),
        coverage=coverage(rows),
        checks=rows,
        findings=(finding,),
        questions=(
            CustomerQuestion(ask_for="workspace_id", why="It narrows the search.", unlocks=("workspace-access",)),
        ),
        evidence=(evidence(1, "TicketChain", Outcome.GRAPHQL_ERROR, summary="UNAUTHENTICATED: jwt expired"),),
        chain=Chain(links=(Link(kind=SubjectKind.CONNECTION, id="connection_789", state=LinkState.UNKNOWN),)),
    )


def tied() -> Report:
    """One job work, in another connection than the one named: either of the two IDs may be wrong."""
    finding = (
        rich()
        .findings[0]
        .model_copy(
            update={
                "summary": "Job work job_work_451 is in connection_790, not in connection_789: either the connection "
                "or the job work is the wrong one.",
                "where": (),
            }
        )
    )
    question = "Either the connection connection_789 or the job work job_work_451 is the wrong one: which one?"
    rival = Rival(subject=Subject(kind=SubjectKind.JOB_WORK, id="job_work_451"), tells_apart=question)
    one = cause(finding, ["F2"]).model_copy(update={"certainty": Certainty.TIED, "rivals": (rival,)})
    base = rich()
    rows = tuple(row for row in base.checks if row.id in {"endpoint", "connection-id", "job-work-ids"})
    rows = tuple(row.model_copy(update={"findings": row.findings[:1]}) for row in rows)
    return base.model_copy(
        update={
            "verdict": Verdict(status=Status.PROBLEM, headline=finding.summary, causes=(one,)),
            "findings": (finding, base.findings[1]),
            "checks": rows,
            "coverage": coverage(rows),
            "questions": (CustomerQuestion(ask_for="job_work_id", why=question),),
            "reply": f"Thank you for your message. Job work job_work_451 is in connection_790. {question}",
            "notices": (),
        }
    )


@cache
def huge(count: int = 10_000) -> Report:
    """As many findings, links and exchanges as a very long ticket gives, with two causes."""
    base = rich()
    works = [f"job_work_{number:06}" for number in range(count)]
    findings = tuple(
        elsewhere(number, each).model_copy(update={"id": f"F{number}"}) for number, each in enumerate(works, 10)
    )
    loose = tuple(each.model_copy(update={"id": f"G{at}", "caused_by": None}) for at, each in enumerate(findings))
    causes = (base.verdict.causes[0], *(cause(each) for each in loose))
    links = tuple(Link(kind=SubjectKind.JOB_WORK, id=each, state=LinkState.WRONG, finding="F1") for each in works)
    exchanges = tuple(evidence(number, "JobWorks", Outcome.OK) for number in range(1, count // 10))
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
                "details": {text: [text, {text: text}, float("inf")], **dict.fromkeys(("type", "external_id"), text)},
                "where": (Where(source=text, line=7, quote=text, caret=3),),
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
                        update={
                            "subject": Subject(kind=each.subject.kind, id=text),
                            "code": text,
                            "check": text,
                            "proof": tuple(
                                one.model_copy(update={"text": text, "evidence": text}) for one in each.proof
                            ),
                        }
                    )
                    for each in base.verdict.causes
                ),
            ),
            "checks": tuple(
                each.model_copy(update={**strings, "blocked_by": (text,), "docs_url": text}) for each in base.checks
            ),
            "findings": findings,
            "questions": (CustomerQuestion(ask_for=text, why=text, unlocks=(text,)),),
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
            "reply": text,
            "not_looked_at": (NotLookedAt(what=text, why=text, ask_for=text),),
        }
    )

"""Is the customer's query one that the documented gateway understands, and does it ask for what they miss?"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.context import Context
from diagnose.customer import query_name, surface
from diagnose.documented import Problem, inferred_uses, problems_of, variable_problems
from diagnose.intake.model import CustomerRequest
from diagnose.plugin import Code, Finding, Found, Passed, Result, Severity, Skipped, Subject, SubjectKind, check
from diagnose_checks._words import DOCS_ARTIFACTS, DOCS_JOB_WORKS, count, listed

_ON = (SubjectKind.QUERY,)
_ARTIFACTS = "Include the jobWorkArtifacts field in your query to fetch artifact details."


@check(
    id="query-document",
    title="The customer's query is valid, and asks for what they miss",
    rule=f"{_ARTIFACTS} The query is held against the schema as far as it is documented.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "query-invalid",
            _ON,
            "The query does not fit the documented schema; a warning where the documentation may only be incomplete.",
            "Correct the query at the place named.",
        ),
        Code(
            "query-omits-artifacts",
            _ON,
            "The query lists job works without their artifacts.",
            _ARTIFACTS,
            Severity.WARNING,
        ),
        Code(
            "query-variables-invalid",
            _ON,
            "The variables do not fit what the query declares.",
            "Correct the variables.",
        ),
    ),
    offline=True,
)
def query_document(ctx: Context) -> Result:
    """Judge each query by itself; one that the gateway has answered with data is valid, whatever is documented."""
    queries = [(number, one) for number, one in enumerate(ctx.ticket.reading.requests, 1) if one.document]
    if not queries:
        return Skipped("the ticket shows no query")
    findings = [finding for number, request in queries for finding in _findings(ctx, number, request)]
    if findings:
        return Found(tuple(findings))
    guessed = sorted({use for _, request in queries for use in inferred_uses(request.document or "")})
    note = f"; {listed(guessed)} can only be inferred to exist, the documentation does not state it" if guessed else ""
    return Passed(
        f"{count(len(queries), 'query').replace('querys', 'queries')} read, valid as far as is documented{note}"
    )


def _findings(ctx: Context, number: int, request: CustomerRequest) -> Iterator[Finding]:
    name = query_name(request, number)
    if surface(request) == "router":
        return  # the other surface has another schema: endpoint says so
    if not _answered(ctx, request):
        problems = problems_of(request.document or "")
        if problems:
            yield _invalid(name, request, problems)
            return
        wrong = variable_problems(request.document or "", request.operation_name, request.variables)
        if wrong:
            yield _variables(name, request, wrong)
    mine = [one for one in ctx.ticket.listings if one.request == number]
    if mine and not any(one.selects_artifacts for one in mine) and not _asked_elsewhere(ctx, number):
        yield _omits_artifacts(ctx, name, request)


def _answered(ctx: Context, request: CustomerRequest) -> bool:
    if request.response is None:
        return False
    response = ctx.ticket.reading.responses[request.response]
    return response.data is not None


def _asked_elsewhere(ctx: Context, number: int) -> bool:
    return any(one.selects_artifacts for one in ctx.ticket.listings if one.request != number)


def _subject(name: str) -> Subject:
    return Subject(kind=SubjectKind.QUERY, id=name)


def _invalid(name: str, request: CustomerRequest, problems: tuple[Problem, ...]) -> Finding:
    certain = [one for one in problems if one.certain]
    first = (certain or list(problems))[0]
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return Finding(
        code="query-invalid",
        subject=_subject(name),
        summary=f"{name} {'is not valid' if certain else 'asks for what is not documented'}: "
        f"{_clause(first.text, more)}",
        expected="a query that fits the documented schema",
        observed=listed([f"{one.text} ({one.where})" for one in problems], 5),
        remedy=f"Correct it at {first.where} of the query ({request.source}, line {request.line})."
        if certain
        else "Check it against the documentation: the gateway may know it all the same.",
        details={
            "source": request.source,
            "line": request.line,
            "problems": [
                {
                    "text": one.text,
                    "line": one.line,
                    "column": one.column,
                    "certain": one.certain,
                    "meant": one.suggestion,
                }
                for one in problems[:50]
            ],
        },
        severity=Severity.ERROR if certain else Severity.WARNING,
    )


def _clause(text: str, more: str) -> str:
    """End a sentence that may already end in a question."""
    return f"{text}{more}" if text.endswith("?") and not more else f"{text}{more}."


def _variables(name: str, request: CustomerRequest, wrong: tuple[str, ...]) -> Finding:
    return Finding(
        code="query-variables-invalid",
        subject=_subject(name),
        summary=f"The variables of {name} do not fit what it declares: {wrong[0]}"
        + (f" (and {len(wrong) - 1} more)." if len(wrong) > 1 else "."),
        expected="a value of the declared type for every required variable",
        observed=listed(wrong, 5),
        remedy="Correct the variables: their names are those behind the $ of the query, without it.",
        details={"source": request.source, "line": request.line, "problems": list(wrong[:50])},
    )


def _omits_artifacts(ctx: Context, name: str, request: CustomerRequest) -> Finding:
    return Finding(
        code="query-omits-artifacts",
        subject=_subject(name),
        summary=f"{name} lists job works without their artifacts, so none can come back.",
        expected="jobWorkArtifacts among the fields of jobWorks",
        observed="jobWorks without it",
        remedy=_ARTIFACTS,
        details={"source": request.source, "line": request.line},
        docs_url=DOCS_ARTIFACTS,
        # With artifacts expected, the query cannot show them; without, it may be meant so.
        severity=Severity.ERROR if ctx.ticket.artifacts else Severity.WARNING,
    )

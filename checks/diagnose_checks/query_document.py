"""Is the customer's query one that the documented gateway understands, and does it ask for what they miss?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from diagnose.plugin import (
    Code,
    Context,
    CustomerRequest,
    Finding,
    Found,
    NotJudged,
    Passed,
    Problem,
    Result,
    Severity,
    Skipped,
    Subject,
    SubjectKind,
    Unknown,
    VariableProblem,
    answered,
    check,
    inferred_uses,
    listed,
    opening,
    operation_problem,
    problems_of,
    query_name,
    refusal_texts,
    sentence,
    surface,
    variable_problems,
)
from diagnose_checks._docs import DOCS_ARTIFACTS, DOCS_JOB_WORKS

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
            docs_url=DOCS_ARTIFACTS,
        ),
        Code(
            "query-variables-invalid",
            _ON,
            "The variables do not fit what the query declares; a warning for one that it does not declare.",
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
    findings: list[Finding] = []
    unread: list[str] = []
    for number, request in queries:
        try:
            findings += _findings(ctx, number, request)
        except NotJudged as why:
            unread.append(f"{query_name(request, number)} was not read: {why}")
    if findings:
        return Found(tuple(_once(findings)), unseen=listed(unread) if unread else None)
    if unread:
        return Unknown(listed(unread))
    guessed = sorted({use for _, one in queries for use in inferred_uses(one.document or "", one.variables)})
    read = "1 query" if len(queries) == 1 else f"{len(queries):,} queries"
    return Passed(f"{read} read, valid as far as is documented{_inferred(guessed)}")


def _inferred(guessed: list[str]) -> str:
    if not guessed:
        return ""
    verb = "is" if len(guessed) == 1 else "are"
    return f"; {listed(guessed)} {verb} only inferred to exist, no page states {'it' if len(guessed) == 1 else 'them'}"


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The same mistake in the same query is said once, however often the query was sent."""
    seen: set[tuple[str, str, str]] = set()
    for finding in findings:
        key = (finding.code, finding.subject.id, finding.observed)
        if key not in seen:
            seen.add(key)
            yield finding


def _findings(ctx: Context, number: int, request: CustomerRequest) -> Iterator[Finding]:
    name = query_name(request, number)
    if surface(request) == "router":
        return  # the other surface has another schema: endpoint says so
    if not answered(ctx.ticket.reading, request):
        problems = _problems(ctx, request)
        if problems:
            yield _invalid(name, request, problems)
            return
        wrong = variable_problems(request.document or "", request.operation_name, request.variables)
        if wrong and request.form != "graphql":
            yield _variables(name, request, wrong)
    mine = [one for one in ctx.ticket.listings if one.request == number]
    if mine and not any(one.selects_artifacts for one in mine) and not _asked_elsewhere(ctx, number):
        yield _omits_artifacts(ctx, name, request)


def _problems(ctx: Context, request: CustomerRequest) -> list[Problem]:
    text = request.document or ""
    choice = operation_problem(text, request.operation_name)
    # A bare document may well be a whole file of operations, of which one was chosen elsewhere.
    chosen = [choice] if choice and (request.form != "graphql" or request.operation_name) else []
    refusals = refusal_texts(ctx.ticket.reading, request)
    found = [replace(one, certain=one.certain or _named_in(one, refusals)) for one in problems_of(text)]
    return sorted((*found, *chosen), key=lambda one: not one.certain)


def _named_in(problem: Problem, refusals: tuple[str, ...]) -> bool:
    """True when the gateway itself complained about that name: then no gap in the documentation excuses it."""
    quoted = re.compile(rf"""['"`]\$?{re.escape(problem.name)}['"`]""") if problem.name else None
    return quoted is not None and any(quoted.search(text) for text in refusals)


def _asked_elsewhere(ctx: Context, number: int) -> bool:
    return any(one.selects_artifacts for one in ctx.ticket.listings if one.request != number)


def _subject(name: str) -> Subject:
    return Subject(kind=SubjectKind.QUERY, id=name)


def _invalid(name: str, request: CustomerRequest, problems: list[Problem]) -> Finding:
    first, sure = problems[0], problems[0].certain
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return Finding(
        code="query-invalid",
        subject=_subject(name),
        summary=f"{opening(name)} {'is not valid' if sure else 'does not match what is documented'}: "
        f"{sentence(first.text + more)}",
        expected="a query that fits the documented schema",
        observed=listed([f"{one.text} ({one.where})" for one in problems], 5),
        remedy=f"Correct it at {first.where} of the query, which begins in {request.source}, line {request.line}."
        if sure
        else "Check the response for errors: the documentation has gaps, and the gateway may know it all the same.",
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
        severity=Severity.ERROR if sure else Severity.WARNING,
    )


def _variables(name: str, request: CustomerRequest, wrong: tuple[VariableProblem, ...]) -> Finding:
    sure = wrong[0].certain
    more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
    return Finding(
        code="query-variables-invalid",
        subject=_subject(name),
        summary=f"The variables of {name} do not fit what it declares: {sentence(wrong[0].text + more)}",
        expected="the variables that the query declares, each with a value of its type",
        observed=listed([one.text for one in wrong], 5),
        remedy="Correct the variables: each has the name behind the $ in the query, without the $."
        if sure
        else "Check that every variable has the name that the query declares: one that it does not is likely ignored.",
        details={"source": request.source, "line": request.line, "problems": [one.text for one in wrong]},
        severity=Severity.ERROR if sure else Severity.WARNING,
    )


def _omits_artifacts(ctx: Context, name: str, request: CustomerRequest) -> Finding:
    return Finding(
        code="query-omits-artifacts",
        subject=_subject(name),
        summary=f"{opening(name)} lists job works without their artifacts, so none can come back.",
        expected="jobWorkArtifacts among the fields of jobWorks",
        observed="jobWorks without it",
        remedy=_ARTIFACTS,
        details={"source": request.source, "line": request.line},
        docs_url=DOCS_ARTIFACTS,
        # With artifacts expected, the query cannot show them; without, it may be meant so.
        severity=Severity.ERROR if ctx.ticket.artifacts else Severity.WARNING,
    )

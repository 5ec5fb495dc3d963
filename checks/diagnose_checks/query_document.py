"""Is the customer's query one that the documented gateway understands, and does it ask for what they miss?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from diagnose.plugin import (
    Certainty,
    Code,
    Context,
    Cure,
    CustomerExchange,
    Finding,
    Found,
    Json,
    Kind,
    NotJudged,
    Passed,
    Problem,
    ReplyWords,
    Result,
    Severity,
    Skipped,
    Subject,
    SubjectKind,
    Symptom,
    Unknown,
    VariableProblem,
    check,
    listed,
    opening,
    proving,
    sentence,
)
from diagnose_checks._docs import DOCS_ARTIFACTS, DOCS_JOB_WORKS

if TYPE_CHECKING:
    from diagnose.plugin import CustomerQuery

_ON = (SubjectKind.QUERY,)
_ARTIFACTS = "Include the jobWorkArtifacts field in your query to fetch artifact details."


@check(
    id="query-document",
    title="The customer's query is valid and asks for what they are missing",
    rule=f"{_ARTIFACTS} The query is checked against the documented part of the schema.",
    docs_url=DOCS_JOB_WORKS,
    codes=(
        Code(
            "query-invalid",
            _ON,
            "The query does not fit the documented schema; a warning where the documentation may only be incomplete.",
            "Correct it at {place} of the query, which begins in {source}, line {line}.",
            otherwise={
                "doubtful": "Check the response for errors: the documentation has gaps, and the gateway may accept the "
                "query all the same."
            },
            cure=Cure.SPELLING,
            reply=ReplyWords("{summary}", "Please correct the query, and send it again."),
        ),
        Code(
            "query-omits-artifacts",
            _ON,
            "The query lists job works without their artifacts, or @skip or @include leaves the artifacts out.",
            _ARTIFACTS,
            Severity.WARNING,
            otherwise={
                "left-out": "Change the condition of @skip or @include, or the variable behind it, so that "
                "jobWorkArtifacts stays in the query."
            },
            docs_url=DOCS_ARTIFACTS,
            cure=Cure.SELECTION,
            reply=ReplyWords("{summary}", "Please add the jobWorkArtifacts field to your query."),
        ),
        Code(
            "query-variables-invalid",
            _ON,
            "The variables do not match what the query declares; a warning for one that it does not declare.",
            "Correct the variables: each is named as in the query, without the $.",
            otherwise={
                "undeclared": "Check that every variable has the name that the query declares: a variable that is "
                "not declared is probably ignored."
            },
            cure=Cure.VARIABLES,
            reply=ReplyWords(
                "{summary}", "Please correct the variables: each is named as in the query, without the $."
            ),
        ),
    ),
    offline=True,
)
def query_document(ctx: Context) -> Result:
    """Judge each query by itself; one that the gateway has answered with data is valid, whatever is documented."""
    queries = ctx.ticket.queries
    findings = [_unshown(exchange, wrong) for exchange in ctx.ticket.exchanges if (wrong := exchange.variable_problems)]
    if not queries and not findings:
        return Skipped("the ticket shows no query")
    unread: list[str] = []
    for query in queries:
        problems = _problems(query)
        if isinstance(problems, NotJudged):
            unread.append(f"{query.name} was not read: {problems.why}")
        else:
            findings += _findings(ctx, query, problems)
    if findings:
        return Found(tuple(_once(findings)), unseen=listed(unread) if unread else None)
    if unread:
        return Unknown(listed(unread))
    guessed = sorted({use for query in queries for use in query.inferred})
    read = "1 query" if len(queries) == 1 else f"{len(queries):,} queries"
    return Passed(f"{read} read, valid as far as documented{_inferred(guessed)}")


def _inferred(guessed: list[str]) -> str:
    if not guessed:
        return ""
    verb = "is" if len(guessed) == 1 else "are"
    return f"; {listed(guessed)} {verb} only inferred to exist: no page states {'it' if len(guessed) == 1 else 'them'}"


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The same mistake in the same query is said once, however often the query was sent."""
    seen: set[tuple[str, str, str]] = set()
    for finding in findings:
        key = (finding.code, finding.subject.id, finding.observed)
        if key not in seen:
            seen.add(key)
            yield finding


def _problems(query: CustomerQuery) -> list[Problem] | NotJudged:
    """Return what is wrong with a query; nothing where the gateway understood it, or another schema is meant."""
    if query.surface == "router" or query.exchange.answered:
        return []  # the router has another schema: endpoint says so
    found = query.problems
    if isinstance(found, NotJudged):
        return found
    request, choice = query.request, query.operation_problem
    # A bare document may well be a whole file of operations, of which one was chosen elsewhere.
    chosen = [choice] if choice and (request.form != "graphql" or request.operation_name) else []
    sure = [replace(problem, certain=problem.certain or _named_in(problem, query.exchange)) for problem in found]
    return sorted((*sure, *chosen), key=lambda problem: not problem.certain)


def _named_in(problem: Problem, exchange: CustomerExchange) -> bool:
    """True when the gateway itself complained about that name: then no gap in the documentation excuses it."""
    # Takes 'taxYear', "taxYear" and `$taxYear`; leaves the bare word, which may be any other.
    quoted = re.compile(rf"""['"`]\$?{re.escape(problem.name)}['"`]""") if problem.name else None
    return quoted is not None and any(quoted.search(text) for text in exchange.refusals)


def _findings(ctx: Context, query: CustomerQuery, problems: list[Problem]) -> Iterator[Finding]:
    if query.surface == "router":
        return
    if problems:
        yield _invalid(query, problems)
        return
    # A bare document shows no variables by itself; those that stood apart from it are judged.
    shown = query.request.form != "graphql" or bool(query.request.variables)
    if shown and query.variable_problems and not query.exchange.answered:
        yield _variables(query, query.variable_problems)
    if query.listings and not any(listing.selects_artifacts for listing in ctx.ticket.listings):
        yield _omits_artifacts(ctx, query)


def _subject(query: CustomerQuery) -> Subject:
    return Subject(kind=SubjectKind.QUERY, id=query.name)


def _more(problems: list[Problem] | tuple[VariableProblem, ...]) -> str:
    """The first problem, and how many more there are, as a sentence."""
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return sentence(problems[0].text + more)


def _invalid(query: CustomerQuery, problems: list[Problem]) -> Finding:
    first, request = problems[0], query.request
    verb = "is not valid" if first.certain else "does not match what is documented"
    return Finding(
        code="query-invalid",
        subject=_subject(query),
        summary=f"{opening(query.name)} {verb}: {_more(problems)}",
        expected="a query that fits the documented schema",
        observed=listed([f"{problem.text} ({problem.where})" for problem in problems], 5),
        case="" if first.certain else "doubtful",
        fields={"place": first.where, "source": request.source, "line": f"{request.line}"},
        details={
            "source": request.source,
            "line": request.line,
            "problems": [_detail(problem) for problem in problems[:50]],
        },
        severity=Severity.ERROR if first.certain else Severity.WARNING,
    )


def _detail(problem: Problem) -> dict[str, Json]:
    return {
        "text": problem.text,
        "line": problem.line,
        "column": problem.column,
        "certain": problem.certain,
        "meant": problem.suggestion,
    }


def _variables(query: CustomerQuery, wrong: tuple[VariableProblem, ...]) -> Finding:
    sure, request = wrong[0].certain, query.request
    return Finding(
        code="query-variables-invalid",
        subject=_subject(query),
        summary=f"The variables of {query.name} do not match what it declares: {_more(wrong)}",
        expected="the variables that the query declares, each with a value of its type",
        observed=listed([problem.text for problem in wrong], 5),
        case="" if sure else "undeclared",
        details={
            "source": request.source,
            "line": request.line,
            "problems": [problem.text for problem in wrong],
        },
        severity=Severity.ERROR if sure else Severity.WARNING,
    )


def _unshown(exchange: CustomerExchange, wrong: tuple[VariableProblem, ...]) -> Finding:
    request, name = exchange.request, f"query {exchange.number}"
    return Finding(
        code="query-variables-invalid",
        subject=Subject(kind=SubjectKind.QUERY, id=name),
        summary=f"The variables of {name} are not what a query takes: {_more(wrong)}",
        expected="variables as an object, each ID in a string of its own",
        observed=listed([problem.text for problem in wrong], 5),
        details={
            "source": request.source,
            "line": request.line,
            "problems": [problem.text for problem in wrong],
        },
    )


def _omits_artifacts(ctx: Context, query: CustomerQuery) -> Finding:
    request, dropped = query.request, any(listing.drops_artifacts for listing in query.listings)
    missed = ctx.ticket.artifacts or Symptom.NO_ARTIFACTS in ctx.ticket.symptoms
    # Artifacts that this run sees, and the query could not have shown.
    holders = {job_work.id: job_work for job_work, _ in ctx.artifacts}
    attached = tuple(
        step
        for home in dict.fromkeys(job_work.connection_id for job_work in holders.values())
        for step in proving.lists(ctx.live, home, Kind.JOB_WORK, holders)
    )
    how = "leaves the artifacts out by @skip or @include" if dropped else "lists job works without their artifacts"
    return Finding(
        code="query-omits-artifacts",
        subject=_subject(query),
        summary=f"{opening(query.name)} {how}, so none can come back.",
        expected="jobWorkArtifacts among the fields of jobWorks",
        observed="jobWorkArtifacts, left out by its condition" if dropped else "jobWorks without it",
        case="left-out" if dropped else "",
        details={"source": request.source, "line": request.line},
        docs_url=DOCS_ARTIFACTS,
        proof=attached,
        certainty=Certainty.PROVEN if attached else Certainty.LIKELY,
        # Where artifacts are missed, the query is why; else it may be meant so.
        severity=Severity.ERROR if missed else Severity.WARNING,
    )

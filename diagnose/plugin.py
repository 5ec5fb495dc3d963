"""The contract for plugins: what a check and a renderer are.

A check is one declaration and one function that decides from what the context hands it; it never fetches. Built-in
checks and third-party ones enter by the same entry-point group, ``diagnose.checks``, whose entry points at a tuple
of :class:`Check`. Renderers enter by ``diagnose.reports``, at a mapping from format name to :class:`Renderer`.

A whole third-party check::

    from diagnose.plugin import Code, Context, Finding, Found, Passed, Result, Subject, SubjectKind, check

    @check(
        id="acme-prefix",
        title="Connection IDs start with acme_",
        rule="Acme's own platform prefixes its connections.",
        docs_url="https://acme.example/docs",
        codes=(Code("acme-prefix-missing", on=(SubjectKind.CONNECTION,), meaning="…", remedy="…"),),
    )
    def acme_prefix(ctx: Context) -> Result:
        ...
"""

from __future__ import annotations

from diagnose.checking.check import Check, Code, check
from diagnose.checking.context import Context, subject
from diagnose.checking.results import Ask, Finding, Found, Passed, Result, Skipped, Unknown
from diagnose.customer.requests import (
    GATEWAY_HOST,
    ROUTER_HOST,
    Creation,
    Listing,
    answered,
    query_name,
    refusal_texts,
    refused,
    response_ids,
    row_count,
    saved_statuses,
    surface,
)
from diagnose.customer.validation import (
    NotJudged,
    Problem,
    VariableProblem,
    inferred_uses,
    operation_problem,
    problems_of,
    variable_problems,
)
from diagnose.gateway.exchange import Answer, Reception
from diagnose.ids import Kind
from diagnose.intake.model import Ambiguity, CustomerRequest, FoundSecret, Reading, SecretKind
from diagnose.investigation.known.facts import Artifact, Connection, Detail, JobWork
from diagnose.investigation.known.knowledge import Absent
from diagnose.investigation.reasoning.near import near
from diagnose.investigation.reasoning.standing import Standing, State
from diagnose.json_value import Json
from diagnose.phrases import age, clause, count, every, listed, opening, sentence, share, with_article
from diagnose.rendering import Renderer, RenderOptions, TerminalRender, TerminalRenderer
from diagnose.report import Report, Severity, Subject, SubjectKind
from diagnose.ticket.ticket import NamedId

__all__ = [
    "GATEWAY_HOST",
    "ROUTER_HOST",
    "Absent",
    "Ambiguity",
    "Answer",
    "Artifact",
    "Ask",
    "Check",
    "Code",
    "Connection",
    "Context",
    "Creation",
    "CustomerRequest",
    "Detail",
    "Finding",
    "Found",
    "FoundSecret",
    "JobWork",
    "Json",
    "Kind",
    "Listing",
    "NamedId",
    "NotJudged",
    "Passed",
    "Problem",
    "Reading",
    "Reception",
    "RenderOptions",
    "Renderer",
    "Report",
    "Result",
    "SecretKind",
    "Severity",
    "Skipped",
    "Standing",
    "State",
    "Subject",
    "SubjectKind",
    "TerminalRender",
    "TerminalRenderer",
    "Unknown",
    "VariableProblem",
    "age",
    "answered",
    "check",
    "clause",
    "count",
    "every",
    "inferred_uses",
    "listed",
    "near",
    "opening",
    "operation_problem",
    "problems_of",
    "query_name",
    "refusal_texts",
    "refused",
    "response_ids",
    "row_count",
    "saved_statuses",
    "sentence",
    "share",
    "subject",
    "surface",
    "variable_problems",
    "with_article",
]

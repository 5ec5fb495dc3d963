r"""The door for plugins: all that a check or a renderer needs is handed on here, and nothing is defined here.

A check is one declaration and one function that decides from what the context hands it; it never fetches. Built-in
checks and third-party ones enter by the same entry-point group, ``diagnose.checks``, whose entry points at a tuple
of :class:`Check`. Renderers enter by ``diagnose.reports``, at a mapping from format name to :class:`Renderer`.

Plugins are trusted code: they run with all that the process may do, secrets included. What they are guarded against
is accidents: one that cannot be loaded, that raises or that answers with something else is reported by name, and
everything else goes on.

A whole third-party check, ``acme_checks.py``::

    from diagnose.plugin import Code, Context, Finding, Found, Passed, Result, Subject, SubjectKind, check

    @check(
        id="acme-prefix",
        title="Connection IDs start with acme_",
        rule="Acme's own platform prefixes its connections.",
        docs_url="https://acme.example/docs",
        codes=(
            Code(
                "acme-prefix-missing",
                on=(SubjectKind.CONNECTION,),
                meaning="The connection was not made by Acme's platform.",
                remedy="Look for {right} instead.",
            ),
        ),
        after=("connection-id",),
    )
    def acme_prefix(ctx: Context) -> Result:
        if ctx.connection is None or ctx.connection.id.startswith("acme_"):
            return Passed("no connection lacks the prefix")
        right = f"acme_{ctx.connection.id}"
        finding = Finding(
            code="acme-prefix-missing",
            subject=Subject(kind=SubjectKind.CONNECTION, id=ctx.connection.id),
            summary=f"{ctx.connection.id} has no prefix.",
            expected="an ID that starts with acme_",
            observed=ctx.connection.id,
            fields={"right": right},
        )
        return Found((finding,))

    CHECKS = (acme_prefix,)

A whole third-party renderer, ``acme_reports.py``; ``--format acme-csv`` writes it::

    from diagnose.plugin import Renderer, RenderOptions, Report

    def render(report: Report, options: RenderOptions) -> bytes:
        rows = [f"{check.id},{check.outcome}" for check in report.checks]
        return "\n".join(["check,outcome", *rows, ""]).encode()

    RENDERERS = {"acme-csv": Renderer("acme-csv", ".csv", "text/csv", render)}

And how they enter, in the package's ``pyproject.toml``::

    [project.entry-points."diagnose.checks"]
    acme = "acme_checks:CHECKS"

    [project.entry-points."diagnose.reports"]
    acme = "acme_reports:RENDERERS"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagnose.carried_report import Carried, packed
from diagnose.checking import proving
from diagnose.checking.check import Check, Code, check
from diagnose.checking.context import Context, subject
from diagnose.checking.results import (
    Ask,
    Cure,
    Finding,
    Found,
    Passed,
    ReplyWords,
    Result,
    Skipped,
    Step,
    Unknown,
)
from diagnose.customer.creations import Creation, created_kind
from diagnose.customer.exchanges import (
    CustomerAnswer,
    CustomerExchange,
    Refused,
    member,
    response_ids,
    row_count,
    saved_statuses,
)
from diagnose.customer.listings import Listing
from diagnose.customer.problems import NotJudged, Problem, VariableProblem
from diagnose.foreign_text import cut
from diagnose.gateway.exchange import Answer, Reception
from diagnose.ids import Kind, identity, spellings
from diagnose.intake.model import Ambiguity, CustomerRequest, FoundSecret, SecretKind
from diagnose.investigation.known.facts import Artifact, Connection, Detail, JobWork
from diagnose.investigation.known.presence import Absent, Home, Seen, Unseen
from diagnose.investigation.reasoning.near import Near, near
from diagnose.investigation.reasoning.standing import (
    Agrees,
    Elsewhere,
    Follows,
    Mismatched,
    Mistyped,
    Nowhere,
    Standing,
    Torn,
    Wrong,
    WrongKind,
)
from diagnose.invisible import UNSEEN
from diagnose.json_value import Json, objects_in, with_texts
from diagnose.outside import Told
from diagnose.phrases import (
    age,
    clause,
    count,
    either,
    every,
    listed,
    masked_words,
    opening,
    sentence,
    share,
    with_article,
)
from diagnose.rendering import Late, Renderer, RenderOptions, TerminalRenderer
from diagnose.report import Acts, Certainty, Report, Rival, Severity, Subject, SubjectKind, Symptom
from diagnose.report_alike import folded, is_long
from diagnose.report_digest import digest_of
from diagnose.secrets import Secret
from diagnose.ticket.lookups import unplaced
from diagnose.ticket.ticket import NamedId
from diagnose.vendor import GATEWAY_HOST, GATEWAY_URL, ROUTER_HOST

if TYPE_CHECKING:  # for annotations alone: importing it loads graphql-core, which only a ticket with a query needs
    from diagnose.customer.query import CustomerQuery as CustomerQuery  # noqa: PLC0414 - handed on

__all__ = [
    "GATEWAY_HOST",
    "GATEWAY_URL",
    "ROUTER_HOST",
    "UNSEEN",
    "Absent",
    "Acts",
    "Agrees",
    "Ambiguity",
    "Answer",
    "Artifact",
    "Ask",
    "Carried",
    "Certainty",
    "Check",
    "Code",
    "Connection",
    "Context",
    "Creation",
    "Cure",
    "CustomerAnswer",
    "CustomerExchange",
    "CustomerRequest",
    "Detail",
    "Elsewhere",
    "Finding",
    "Follows",
    "Found",
    "FoundSecret",
    "Home",
    "JobWork",
    "Json",
    "Kind",
    "Late",
    "Listing",
    "Mismatched",
    "Mistyped",
    "NamedId",
    "Near",
    "NotJudged",
    "Nowhere",
    "Passed",
    "Problem",
    "Reception",
    "Refused",
    "RenderOptions",
    "Renderer",
    "ReplyWords",
    "Report",
    "Result",
    "Rival",
    "Secret",
    "SecretKind",
    "Seen",
    "Severity",
    "Skipped",
    "Standing",
    "Step",
    "Subject",
    "SubjectKind",
    "Symptom",
    "TerminalRenderer",
    "Told",
    "Torn",
    "Unknown",
    "Unseen",
    "VariableProblem",
    "Wrong",
    "WrongKind",
    "age",
    "check",
    "clause",
    "count",
    "created_kind",
    "cut",
    "digest_of",
    "either",
    "every",
    "folded",
    "identity",
    "is_long",
    "listed",
    "masked_words",
    "member",
    "near",
    "objects_in",
    "opening",
    "packed",
    "proving",
    "response_ids",
    "row_count",
    "saved_statuses",
    "sentence",
    "share",
    "spellings",
    "subject",
    "unplaced",
    "with_article",
    "with_texts",
]

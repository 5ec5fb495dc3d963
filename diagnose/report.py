"""The report: the contract's JSON, as frozen models. Renderers see this and nothing else.

The published JSON Schema is generated from here. Keys may be added within ``schema_version`` 1; none is removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import ConfigDict, Field, JsonValue

from diagnose.attribute_docs import attribute_docs
from diagnose.outcome import Outcome as EvidenceOutcome
from diagnose.report_alike import LIKE_CAUSE, LIKE_EVIDENCE, LIKE_FINDING
from diagnose.report_chain import Chain, Link
from diagnose.report_corrected import Corrected, Edit, Tried
from diagnose.report_proof import Facts, Masked, Model, ProofStep, Rival, Subject, UtcTime, Where
from diagnose.report_run import Plugin, Run, Tool
from diagnose.report_words import (
    Acts,
    Certainty,
    CheckOutcome,
    EditOf,
    LinkState,
    ProofClaim,
    Severity,
    Status,
    SubjectKind,
    Symptom,
    TrialOutcome,
)

__all__ = [
    "SCHEMA_VERSION",
    "Acts",
    "Cause",
    "Certainty",
    "Chain",
    "CheckOutcome",
    "CheckRow",
    "Corrected",
    "Coverage",
    "CustomerQuestion",
    "Edit",
    "EditOf",
    "Evidence",
    "Facts",
    "Link",
    "LinkState",
    "Masked",
    "Model",
    "NotLookedAt",
    "Plugin",
    "ProofClaim",
    "ProofStep",
    "Report",
    "ReportFinding",
    "Rival",
    "Run",
    "Severity",
    "Status",
    "Subject",
    "SubjectKind",
    "Symptom",
    "TicketIds",
    "TicketSource",
    "Tool",
    "TrialOutcome",
    "Tried",
    "UtcTime",
    "Verdict",
    "Where",
    "report_schema",
]

SCHEMA_VERSION: Literal["1"] = "1"


class TicketSource(Model):
    """A source that the ticket was read from."""

    name: str
    kind: str
    details: dict[str, JsonValue] = Field(default_factory=dict)


class TicketIds(Model):
    """The IDs exactly as the ticket names them."""

    reference: str | None = None
    workspace_id: str | None = None
    connection_id: str | None = None
    connection_job_ids: tuple[str, ...] = ()
    job_work_ids: tuple[str, ...] = ()
    work_ids: tuple[str, ...] = ()
    artifact_ids: tuple[str, ...] = ()
    sources: tuple[TicketSource, ...] = ()


class Cause(Model):
    """A root cause: a finding that no other finding explains."""

    finding: str
    code: str
    check: str
    severity: Severity
    subject: Subject
    explains: tuple[str, ...] = ()
    certainty: Certainty = Certainty.LIKELY
    rivals: tuple[Rival, ...] = ()
    """Other explanations that change as few things; of a tie always at least one."""
    proof: tuple[ProofStep, ...] = ()
    """Why it is so, step by step; empty where it rests on the ticket's text alone, or behind the first causes."""


class Verdict(Model):
    """The answer to the ticket."""

    status: Status
    headline: str
    causes: tuple[Cause, ...] = ()
    symptoms: tuple[Symptom, ...] = ()
    """What the customer saw, as far as the ticket shows it; causes that could not have shown it come last."""


class Coverage(Model):
    """How many checks came out how; always adds up to ``selected``."""

    selected: int
    passed: int = Field(alias="pass")
    warn: int
    fail: int
    unknown: int
    skip: int
    error: int

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True, serialize_by_alias=True)


class CheckRow(Model):
    """One selected check and what became of it."""

    id: str
    title: str
    outcome: CheckOutcome
    reason: str
    blocked_by: tuple[str, ...] = ()
    duration_ms: float
    docs_url: str
    findings: tuple[str, ...] = ()


class ReportFinding(Model):
    """Something that is not as it should be."""

    id: str
    check: str
    code: str
    severity: Severity
    subject: Subject
    summary: str
    expected: str
    observed: str
    remedy: str
    docs_url: str
    suggestion: str | None = None
    details: dict[str, JsonValue] = Field(default_factory=dict)
    caused_by: str | None = None
    evidence: tuple[str, ...] = ()
    where: tuple[Where, ...] = ()
    """The ticket's own words that it is about."""
    acts: Acts = Acts.CUSTOMER
    """Who has to do what the remedy says."""


class CustomerQuestion(Model):
    """What to ask the customer next, and which checks that would unlock."""

    ask_for: str
    why: str
    unlocks: tuple[str, ...] = ()


class NotLookedAt(Model):
    """Something that was not judged, so that nobody takes it for healthy."""

    what: str
    """A clause, such as "the customer's own request"."""
    why: str
    """Why nobody looked, a clause too."""
    ask_for: str | None = None
    """What to ask the customer for; None where asking them would not help."""
    command: str | None = None
    """A command line that would look at it, quoted for a POSIX shell."""


class Evidence(Model):
    """One exchange with the gateway."""

    id: str
    operation: str
    at: UtcTime
    duration_ms: float
    status: int | None
    attempts: int
    request_id: str | None
    variables: dict[str, JsonValue]
    outcome: EvidenceOutcome
    curl: str
    """The same request as a command; the token is a shell variable."""
    summary: str = ""
    """How it was received, in words."""
    shown: str = ""
    """What came back, counted: ``workspaces 1 · connections 1 · jobWorks []``."""
    facts: Facts = Facts()
    """The values of this answer that proofs rest on, bounded."""


class Report(Model):
    """One diagnosis, whole."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    tool: Tool
    run: Run
    ticket: TicketIds
    verdict: Verdict
    coverage: Coverage
    checks: tuple[CheckRow, ...]
    findings: tuple[ReportFinding, ...]
    questions: tuple[CustomerQuestion, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    chain: Chain = Chain()
    """For the picture of the chain."""
    reply: str = ""
    """The draft of an answer to the customer, a paragraph."""
    corrected: tuple[Corrected, ...] = ()
    """The customer's own requests with the fix in."""
    notices: tuple[str, ...] = ()
    """IDs of findings that do not bear on what the customer came with; never a cause."""
    not_looked_at: tuple[NotLookedAt, ...] = ()
    """What was not judged; a healthy verdict always names something."""
    notes: tuple[str, ...] = ()
    """How far the run looked, in sentences ("1000 job works looked at, more exist")."""
    masked: Masked | None = None
    """What was masked for the attachment; None in the report that stays at home."""
    digest: str | None = None
    """Put in when it is written: :mod:`diagnose.report_digest`."""

    def finding(self, finding_id: str) -> ReportFinding:
        """Return the finding with this ID; KeyError if there is none."""
        return {finding.id: finding for finding in reversed(self.findings)}[finding_id]


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema of a report as written, each key with the text below its field."""
    schema = Report.model_json_schema(mode="serialization", by_alias=True)
    for model in _models(Model):
        described = schema if model is Report else schema["$defs"].get(model.__name__)
        for name, text in attribute_docs(model).items() if described else ():
            described["properties"][model.model_fields[name].alias or name]["description"] = text
    schema["$defs"] |= {like["title"]: like for like in (LIKE_FINDING, LIKE_CAUSE, LIKE_EVIDENCE)}
    verdict = schema["$defs"]["Verdict"]
    folded = (schema, "findings", LIKE_FINDING), (verdict, "causes", LIKE_CAUSE), (schema, "evidence", LIKE_EVIDENCE)
    for holder, name, like in folded:
        items = holder["properties"][name]
        items["items"] = {"anyOf": [items["items"], {"$ref": f"#/$defs/{like['title']}"}]}
    told = {"title": "filed-diagnose report, schema version 1"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **told, **schema, **told}


def _models(above: type[Model]) -> Iterator[type[Model]]:
    for model in above.__subclasses__():
        yield model
        yield from _models(model)

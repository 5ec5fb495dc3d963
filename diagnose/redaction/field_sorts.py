"""The allowlist of the attachment: what each field of a report holds. A field that is not here is masked whole.

``OWN`` are the tool's own words, numbers and names, ``SENTENCE`` is a sentence of the tool's whose values carry marks;
the others are values of a sort (:mod:`diagnose.outside`).
"""

from __future__ import annotations

from enum import Enum
from typing import Final, TypeAlias

from pydantic import BaseModel

from diagnose.outside import (
    ExternalId,
    FileName,
    ForeignWord,
    OperationName,
    Outside,
    OutsideId,
    Platform,
    Reference,
    Told,
)
from diagnose.report import (
    Cause,
    CheckRow,
    CustomerQuestion,
    Evidence,
    NotLookedAt,
    Plugin,
    ProofStep,
    Report,
    ReportFinding,
    Rival,
    Run,
    Subject,
    TicketIds,
    TicketSource,
    Tool,
    Verdict,
    Where,
)
from diagnose.report_chain import Chain, Link
from diagnose.report_corrected import Corrected, Edit, Tried
from diagnose.report_proof import ErrorFact, IdFact, ListFact, StateFact


class FieldText(Enum):
    """What a field holds that is no value from outside."""

    OWN = "own"
    """The tool's own words."""
    SENTENCE = "sentence"
    """A sentence of the tool's, with values in it."""


FieldSort: TypeAlias = "FieldText | type[Outside]"
OWN: Final = FieldText.OWN
SENTENCE: Final = FieldText.SENTENCE

_FIELDS: Final[dict[type[BaseModel], dict[str, FieldSort]]] = {
    Report: {"schema_version": OWN, "notices": OWN, "notes": SENTENCE, "reply": SENTENCE, "digest": OWN},
    Tool: {"name": OWN, "version": OWN},
    Plugin: {"name": OWN, "version": OWN},
    Run: {"id": OWN, "endpoint": OWN, "source_platform": Platform, "signed_in_with": OWN},
    TicketIds: {
        "reference": Reference,
        "workspace_id": OutsideId,
        "connection_id": OutsideId,
        "connection_job_ids": OutsideId,
        "job_work_ids": OutsideId,
        "work_ids": OutsideId,
        "artifact_ids": OutsideId,
    },
    TicketSource: {"name": FileName, "kind": OWN},
    Verdict: {"headline": SENTENCE},
    Cause: {"finding": OWN, "code": OWN, "check": OWN, "explains": OWN},
    CheckRow: {"id": OWN, "title": OWN, "reason": SENTENCE, "blocked_by": OWN, "docs_url": OWN, "findings": OWN},
    ReportFinding: {
        "id": OWN,
        "check": OWN,
        "code": OWN,
        "summary": SENTENCE,
        "expected": SENTENCE,
        "observed": SENTENCE,
        "remedy": SENTENCE,
        "docs_url": OWN,
        "suggestion": OutsideId,
        "caused_by": OWN,
        "evidence": OWN,
    },
    CustomerQuestion: {"ask_for": OWN, "why": SENTENCE, "unlocks": OWN},
    NotLookedAt: {"what": SENTENCE, "why": SENTENCE, "ask_for": SENTENCE, "command": SENTENCE},
    Evidence: {
        "id": OWN,
        "operation": OWN,
        "request_id": OutsideId,
        "summary": Told,
        "shown": SENTENCE,
        "curl": OWN,
    },
    Link: {"id": OutsideId, "right_id": OutsideId, "note": SENTENCE, "finding": OWN},
    Chain: {},
    Corrected: {
        "request": OperationName,
        "cures": OWN,
        "document": OWN,
        "curl": OWN,
        "sent_document": OWN,
        "reproduction": OWN,
        "shown_by": OWN,
    },
    Edit: {"text": SENTENCE},
    Tried: {"text": SENTENCE, "evidence": OWN, "missing": OutsideId, "differences": SENTENCE},
    Subject: {"id": OutsideId},
    Where: {"source": FileName, "quote": OWN},  # a quotation is rebuilt with its caret, like the command
    Rival: {"suggestion": OutsideId, "tells_apart": SENTENCE},
    ProofStep: {"others": OutsideId, "value": Told, "evidence": OWN, "text": SENTENCE},
    ListFact: {"under": OutsideId, "asked": OutsideId, "ids": OutsideId, "trouble": Told},
    IdFact: {
        "id": OutsideId,
        "workspace_id": OutsideId,
        "connection_id": OutsideId,
        "connection_job_id": OutsideId,
        "work_id": OutsideId,
        "external_id": ExternalId,
    },
    StateFact: {"id": OutsideId, "status": ForeignWord, "job_work_id": OutsideId},
    ErrorFact: {"message": Told, "code": Told, "path": Told},
}

_DETAILS: Final[dict[str, FieldSort]] = {
    **dict.fromkeys(
        ("actual_kind", "kind", "slot", "filter", "evidence", "forms", "code_point", "replaced_by", "written_for"), OWN
    ),
    **dict.fromkeys(("expires_at", "visible", "bytes", "line", "place", "severity", "read"), OWN),
    **dict.fromkeys(("external_id", "external_ids"), ExternalId),
    **dict.fromkeys(("type", "status", "provider_key"), ForeignWord),
    **dict.fromkeys(("reason", "messages", "errors", "why", "notes", "problems", "text", "undeclared"), Told),
    **dict.fromkeys(("source", "file", "name"), FileName),
    **dict.fromkeys(("list", "unknown", "words"), SENTENCE),
    **dict.fromkeys(("query", "operation"), OperationName),
    **dict.fromkeys(
        ("id", "ids", "near", "given", "cleaned", "chosen", "others", "candidates", "cause", "torn", "rivals", "work"),
        OutsideId,
    ),
}
"""By the key in a finding's ``details``, or in a source's; ``…_id`` and ``…_ids`` are IDs whatever comes before."""


def sort_of(model: type[BaseModel], name: str) -> FieldSort:
    """Return what a field holds; free text for one that nobody thought of."""
    return _FIELDS.get(model, {}).get(name, Told)


def texts_known(model: type[BaseModel]) -> frozenset[str]:
    """Return the fields of a part of the report that the allowlist names."""
    return frozenset(_FIELDS.get(model, {}))


def sort_of_detail(key: str) -> FieldSort:
    """Return what stands under a key of a finding's details; free text for one that nobody thought of."""
    if key in _DETAILS:
        return _DETAILS[key]
    return OutsideId if key.endswith(("_id", "_ids")) else Told

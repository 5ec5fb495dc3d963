"""A source while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from diagnose.intake.content.sightings import LooseVariables, OperationTold, RequestSeen, ResponseSeen, SentSeen
from diagnose.intake.source.voices import Voice


@dataclass
class OpenSource:
    """One source while it is read; ``exchanges`` waits for what answers it."""

    name: str
    place: int = 0
    voice: Voice = Voice.NOW
    forms: dict[str, None] = field(default_factory=dict)
    requests: list[RequestSeen] = field(default_factory=list)
    responses: list[ResponseSeen] = field(default_factory=list)
    loose: list[LooseVariables] = field(default_factory=list)
    sendings: list[SentSeen] = field(default_factory=list)
    operations: list[OperationTold] = field(default_factory=list)


@dataclass(frozen=True)
class AnswerPlace:
    """Where a response stood, and whether there is room to keep its data as evidence."""

    source: str
    kept: bool

"""What a progress display may know while questions are under way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from diagnose.gateway.exchange import Answer, Question

__all__ = ["AnswerReceived", "Event", "RequestSent", "RetryPlanned"]


@dataclass(frozen=True)
class RequestSent:
    """A request goes out; ``attempt`` counts from 1."""

    question: Question
    attempt: int


@dataclass(frozen=True)
class RetryPlanned:
    """A try failed and the next one follows after ``wait_s`` seconds; ``why`` is one clause in our own words."""

    question: Question
    wait_s: float
    why: str


@dataclass(frozen=True)
class AnswerReceived:
    """A question has its answer."""

    answer: Answer


Event: TypeAlias = RequestSent | RetryPlanned | AnswerReceived

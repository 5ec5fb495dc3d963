"""Writes down which questions a run asked, in which rounds, so that a bare loop can send the very same."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path

from diagnose.diagnosis import Listener
from diagnose.gateway.documents.sendable import document
from diagnose.gateway.events import AnswerReceived, Event
from diagnose.gateway.exchange import Question
from diagnose.investigation.asking.investigate import Investigation


@dataclass
class Recording:
    """The rounds of questions, and when the last answer came."""

    rounds: list[tuple[Question, ...]] = field(default_factory=list)
    last: float = 0.0

    @property
    def listener(self) -> Listener:
        """What to hand to the run."""
        return Listener(on_event=self._event, on_round=self._round)

    def _round(self, found: Investigation) -> None:
        self.rounds.append(found.pending)

    def _event(self, event: Event) -> None:
        if isinstance(event, AnswerReceived):
            self.last = time.perf_counter()

    def requests(self) -> list[list[dict[str, object]]]:
        """Return the requests, round by round."""
        return [[_request(question) for question in questions] for questions in self.rounds]

    def save(self, path: Path) -> None:
        """Write the bodies of the requests, round by round."""
        bodies = [[json.dumps(each, separators=(",", ":")) for each in requests] for requests in self.requests()]
        path.write_text(json.dumps(bodies), encoding="utf-8")


def _request(question: Question) -> dict[str, object]:
    return {
        "operationName": question.operation,
        "query": document(question.operation),
        "variables": dict(question.variables),
    }

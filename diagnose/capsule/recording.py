"""Listening to a run: every answer as it came, before what it showed is all that is left of it."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from diagnose.capsule.contents import Exchanged, RecordedRun, RecordedTicket
from diagnose.checking.runner import Selection
from diagnose.diagnosis import Diagnosis, Listener
from diagnose.gateway.events import AnswerReceived, Event
from diagnose.gateway.exchange import LOGIN, Answer
from diagnose.ticket.ticket import Ticket


@dataclass
class Recording:
    """The answers of one run, by the key of their question: of two to one question, the later is what the run had."""

    answers: dict[str, Answer] = field(default_factory=dict)
    logins: list[Answer] = field(default_factory=list)
    trials: list[Answer] = field(default_factory=list)

    def listening(self, listener: Listener) -> Listener:
        """Return a listener that records what it hears, and hands it on."""
        return replace(listener, on_event=self._hearing(listener.on_event))

    def _hearing(self, others: Callable[[Event], None] | None) -> Callable[[Event], None]:
        def on_event(event: Event) -> None:
            if isinstance(event, AnswerReceived):
                self._keep(event.answer)
            if others:
                others(event)

        return on_event

    def _keep(self, answer: Answer) -> None:
        if answer.question.operation == LOGIN:
            self.logins.append(replace(answer, data=None))
        elif answer.question.text:  # none of our documents: a corrected request
            self.trials.append(answer)
        else:
            self.answers[answer.question.key] = answer

    def exchanged(self, done: Diagnosis) -> Exchanged:
        """Return the answers that the run had learned from when it was judged."""
        asked = done.sight.live.asked
        answers = tuple(answer for key, answer in self.answers.items() if key in asked)
        return Exchanged(answers, tuple(self.logins), tuple(self.trials))


def recorded_ticket(ticket: Ticket) -> RecordedTicket:
    """Return the ticket as it was when the run began."""
    return RecordedTicket(tuple(ticket), ticket.reference, ticket.unsorted, ticket.reading)


def recorded_run(done: Diagnosis, selection: Selection, *, tries: bool) -> RecordedRun:
    """Return the options, the clock and the costs of a run; what running a corrected request cost comes on top."""
    sight, run = done.sight, done.report.run
    return RecordedRun(
        id=run.id,
        started_at=sight.now,
        finished_at=run.finished_at,
        endpoint=sight.endpoint,
        source_platform=run.source_platform,
        stale_after=sight.stale_after,
        reach=sight.reach,
        selection=selection,
        sign_in=sight.credential,
        offline=sight.offline,
        interrupted=run.interrupted,
        signed_in_with=done.attachment.run.signed_in_with,
        tries=tries,
        requests=run.requests - run.tried,
        round_trips=run.round_trips,
        retries=run.retries - max(run.tried - 1, 0),
        mutations=run.mutations,
        connections=run.connections,
        personal_data=done.resolver is None,
        python=platform.python_version(),
    )

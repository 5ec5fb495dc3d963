"""Learning from answers, one after the other; what is known by then is handed out as a value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from diagnose.gateway.exchange import Answer
from diagnose.investigation.known.bounds import Manners
from diagnose.investigation.known.facts import Connection, JobWork, JobWorkPart, Look, Workspace
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.known.looks import Looks
from diagnose.investigation.known.own_spelling import in_own_spelling
from diagnose.investigation.known.reading_answers import Fact, facts_of


class Learning:
    """Grows by :meth:`learn` only; :attr:`knowledge` is a snapshot that later answers do not change."""

    def __init__(self) -> None:
        self._answers: list[tuple[str, Answer]] = []
        self._workspaces: dict[str, Workspace] = {}
        self._connections: dict[str, Connection] = {}
        self._job_works: dict[str, JobWork] = {}
        self._rows: list[JobWork] = []
        self._parts: dict[str, list[JobWorkPart]] = {}
        self._looks: list[Look] = []
        self._manners = Manners()
        self._asked: set[str] = set()
        self._snapshot: Knowledge | None = None

    def learn(self, answer: Answer) -> str:
        """Add what an answer shows; return the evidence ID that it got."""
        evidence = f"E{len(self._answers) + 1}"
        self._manners = self._manners.after(answer)
        self._asked.add(answer.question.key)
        # The data lives on in the facts; a recording is made where answers arrive, not here.
        self._answers.append((evidence, replace(answer, data=None)))
        if answer.question.operation != "LoginViaPersonalApiToken":
            for fact in facts_of(answer, evidence):
                self._add(fact)
        self._snapshot = None
        return evidence

    @property
    def knowledge(self) -> Knowledge:
        """Everything that the answers so far have shown: the same value until the next one is learned."""
        if self._snapshot is None:
            everything = Knowledge(
                answers=tuple(self._answers),
                workspaces=dict(self._workspaces),
                connections=dict(self._connections),
                job_works=dict(self._job_works),
                rows=tuple(self._rows),
                looks=Looks(tuple(self._looks)),
                manners=self._manners,
                asked=frozenset(self._asked),
            )
            self._snapshot = in_own_spelling(everything)
        return self._snapshot

    def _add(self, fact: Fact) -> None:
        match fact:
            case Workspace():
                self._workspaces.setdefault(fact.id, fact)
            case Connection():
                known = self._connections.setdefault(fact.id, fact)
                if known.status is None and fact.status is not None:
                    self._connections[fact.id] = fact
            case JobWork():
                self._add_job_work(fact)
            case JobWorkPart():
                self._parts.setdefault(fact.id, []).append(fact)
                if fact.id in self._job_works:
                    self._add_job_work(self._job_works[fact.id].with_part(fact))
            case Look():
                self._looks.append(fact)

    def _add_job_work(self, row: JobWork) -> None:
        """Keep the fuller row; one that came without its parts gets those that came before it."""
        known = self._job_works.get(row.id)
        if known is None:
            for part in self._parts.get(row.id, ()):
                row = row.with_part(part)
        if known is None or row.detail > known.detail or (known.trouble and not row.trouble):
            self._job_works[row.id] = row
            self._rows.append(row)


def learned_from(answers: Iterable[Answer]) -> Knowledge:
    """Return what a recording shows."""
    learning = Learning()
    for answer in answers:
        learning.learn(answer)
    return learning.knowledge

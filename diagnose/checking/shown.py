"""The values of each answer that the proofs of a report rest on, and what came back in counts: both bounded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from diagnose.foreign_text import cut
from diagnose.gateway.exchange import Answer, GraphQLError
from diagnose.ids import Kind
from diagnose.investigation.known.facts import Connection, JobWork, Look
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.phrases import listed
from diagnose.report import Facts, ProofClaim, ProofStep, SubjectKind
from diagnose.report_proof import ErrorFact, IdFact, ListFact, StateFact

_MOST_ERRORS = 5
_MOST_TEXT = 300
_LISTS = {Kind.WORKSPACE: "workspaces", Kind.CONNECTION: "connections", Kind.JOB_WORK: "jobWorks"}
"""What the gateway calls the lists of each kind; https://docs.filed.com/apis/endpoint/get-job-works."""


class Shown:
    """What the answers of a run showed, by evidence.

    ``steps`` are all steps of proof in its report, ``suggestions`` the IDs that its causes suggest.
    """

    def __init__(self, live: Knowledge, steps: Iterable[ProofStep], suggestions: Iterable[str] = ()) -> None:
        self._live = live
        self._steps: dict[str, list[ProofStep]] = defaultdict(list)
        self._named = set(suggestions)
        for step in steps:
            self._steps[step.evidence].append(step)
            self._named |= {step.subject.id, *_objects(step)}
        self._looks: dict[str, list[Look]] = defaultdict(list)
        for look in live.looks:
            self._looks[look.evidence].append(look)
        self._artifacts: dict[str, int] = defaultdict(int)
        for row in live.rows:
            self._artifacts[row.evidence] += len(row.artifacts or ())

    def in_counts(self, evidence: str, answer: Answer) -> str:
        """Say what came back: ``workspaces 1 · connections 1 · jobWorks []``, then the errors; empty for neither."""
        rows: dict[Kind, int] = {}
        for look in self._looks[evidence]:
            if look.trouble is None or look.rows:
                rows[look.of] = rows.get(look.of, 0) + look.rows
        parts = [f"{_LISTS[kind]} {number:,}" if number else f"{_LISTS[kind]} []" for kind, number in rows.items()]
        parts.sort(key=lambda part: list(_LISTS.values()).index(part.split()[0]))
        if self._artifacts.get(evidence):
            parts.append(f"jobWorkArtifacts {self._artifacts[evidence]:,}")
        if answer.errors:
            told = [error.code or error.message for error in answer.errors]
            parts.append(f"errors {len(answer.errors):,} ({listed(list(dict.fromkeys(told)))})")
        return cut(" · ".join(parts), _MOST_TEXT)

    def facts(self, evidence: str, answer: Answer) -> Facts:
        """Return the values of an answer that steps rest on; its errors always."""
        steps = self._steps.get(evidence, [])
        return Facts(
            lists=tuple(self._lists(evidence, steps)) if steps else (),
            job_works=tuple(self._job_works(evidence, steps)),
            states=tuple(self._states(steps)),
            errors=(*_told(answer, steps), *map(error_fact, answer.errors[:_MOST_ERRORS])),
        )

    def _lists(self, evidence: str, steps: Sequence[ProofStep]) -> Iterator[ListFact]:
        about = _mentioned(steps)
        places = {step.subject.id for step in steps if step.object or step.claim is ProofClaim.COUNT}
        sought = {step.subject.id for step in steps if step.claim is ProofClaim.NOT_FOUND}
        proven = {step.subject.id for step in steps if step.claim is ProofClaim.IS_KIND}
        kinds = {step.object.kind for step in steps if step.object}
        for look in self._looks[evidence]:
            place = look.workspace_id if look.of is Kind.CONNECTION else look.connection_id
            sought_so = look.by is None or SubjectKind(look.by.value) in kinds or not about.isdisjoint(look.ids)
            rests = place in places and sought_so
            if rests or not sought.isdisjoint(look.asked) or not proven.isdisjoint(look.ids):
                yield self._list_fact(look, place, about | sought)

    def _list_fact(self, look: Look, place: str | None, about: set[str]) -> ListFact:
        ids = tuple(some_id for some_id in look.ids if some_id in about)
        # Rows that came by an ID of another kind came by that one, mentioned or not.
        rows = (self._live.job_works.get(some_id) for some_id in ids if look.by is not look.of)
        led = {row.id_as(look.by) for row in rows if row and look.by}
        return ListFact(
            of=SubjectKind(look.of.value),
            under=place,
            by=SubjectKind(look.by.value) if look.by else None,
            asked=tuple(sorted((about | led) & look.asked)),
            ids=ids,
            rows=look.rows,
            trouble=cut(look.trouble.reason, _MOST_TEXT) if look.trouble else None,
        )

    def _job_works(self, evidence: str, steps: Sequence[ProofStep]) -> Iterator[IdFact]:
        found: dict[str, JobWork] = {}
        for step in steps:
            for row in self._rows_behind(step):
                if row.evidence == evidence:
                    found.setdefault(row.id, row)
        counted = {step.subject.id for step in steps if step.claim is ProofClaim.COUNT}
        external = {step.subject.id for step in steps if step.value == "external_id"}
        for row in found.values():
            yield IdFact(
                id=row.id,
                connection_id=row.connection_id,
                connection_job_id=row.connection_job_id if row.connection_job_id in self._named else None,
                work_id=row.work_id if row.work_id in self._named else None,
                external_id=row.external_id if row.external_id in external else None,
                artifacts=len(row.artifacts) if row.id in counted and row.artifacts is not None else None,
            )

    def _rows_behind(self, step: ProofStep) -> Iterator[JobWork]:
        live = self._live
        match step.claim:
            case ProofClaim.LISTS if step.object and step.object.kind is not SubjectKind.CONNECTION:
                kind = Kind(step.object.kind.value)
                for some_id in (step.object.id, *step.others):
                    rows = (row for row in live.rows_of(kind, some_id) if row.connection_id == step.subject.id)
                    yield from _first(rows)
            case ProofClaim.COUNT if step.subject.kind is SubjectKind.JOB_WORK:
                yield from _first(live.rows_of(Kind.JOB_WORK, step.subject.id))
            case ProofClaim.IS_KIND if step.value == "external_id":
                yield from live.by_external_id(step.subject.id)[:1]
            case ProofClaim.IS_KIND:
                for kind in (Kind.JOB_WORK, Kind.WORK, Kind.CONNECTION_JOB, Kind.ARTIFACT):
                    yield from _first(live.rows_of(kind, step.subject.id))
            case _:
                pass

    def _states(self, steps: Sequence[ProofStep]) -> Iterator[StateFact]:
        told = {step.subject.id for step in steps if step.claim is ProofClaim.STATUS}
        for some_id in dict.fromkeys(
            step.subject.id for step in steps if step.claim in {ProofClaim.STATUS, ProofClaim.AGE, ProofClaim.IS_KIND}
        ):
            if (connection := self._live.connections.get(some_id)) and some_id in told:
                yield _connection_fact(connection)
            yield from self._artifact_facts(some_id)

    def _artifact_facts(self, some_id: str) -> Iterator[StateFact]:
        for row in self._live.holders(some_id)[:1]:
            for artifact in row.artifacts or ():
                if some_id in {artifact.artifact_id, artifact.id}:
                    yield StateFact(
                        kind=SubjectKind.ARTIFACT,
                        id=some_id,
                        status=artifact.status,
                        created_at=artifact.created_at,
                        job_work_id=row.id,
                    )


def _told(answer: Answer, steps: Iterable[ProofStep]) -> tuple[ErrorFact, ...]:
    """What came back in place of an answer, where a step rests on that."""
    return (ErrorFact(message=answer.summary),) if any(step.claim is ProofClaim.ERROR for step in steps) else ()


def error_fact(error: GraphQLError) -> ErrorFact:
    """Return an error as a report has it."""
    path = ".".join(str(part) for part in error.path or ())
    return ErrorFact(message=cut(error.message, _MOST_TEXT), code=error.code, path=path)


def _mentioned(steps: Iterable[ProofStep]) -> set[str]:
    """The IDs that steps are about."""
    objects = {some_id for step in steps for some_id in _objects(step)}
    return objects | {step.subject.id for step in steps if step.claim is ProofClaim.IS_KIND}


def _objects(step: ProofStep) -> tuple[str, ...]:
    return (step.object.id, *step.others) if step.object else ()


def _first(rows: Iterator[JobWork]) -> Iterator[JobWork]:
    for row in rows:
        yield row
        return


def _connection_fact(connection: Connection) -> StateFact:
    return StateFact(kind=SubjectKind.CONNECTION, id=connection.id, status=connection.status)

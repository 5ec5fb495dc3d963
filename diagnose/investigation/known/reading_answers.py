"""Folding answers into facts.

Every document has the same spine (``me > workspaces > connections > job works``), and each listing's filter stands in
the variable of the same name as its response key (``byWork`` is filtered by ``$byWork``). One walk therefore reads
them all. A null, or a row that lies, becomes a :class:`~.known.facts.Trouble` on its look: unknown, not absent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from sys import intern

from diagnose.gateway.exchange import Answer, Reception
from diagnose.ids import Kind
from diagnose.investigation.known.asked import (
    CONNECTION_LISTS,
    JOB_WORK_LISTS,
    Asked,
    asked,
    asked_connections,
    asked_workspaces,
)
from diagnose.investigation.known.facts import (
    Artifact,
    Connection,
    Detail,
    JobWork,
    JobWorkPart,
    Look,
    Trouble,
    Workspace,
)
from diagnose.investigation.known.rows import MAX_TEXT, MalformedRow, as_id, as_object, as_text, as_time, describe
from diagnose.investigation.known.shapes import DETAIL_OF, PARTS
from diagnose.investigation.known.troubles import Path, Troubles
from diagnose.json_value import Json, with_texts
from diagnose.outside import ExternalId, ForeignWord, Told

Fact = Workspace | Connection | JobWork | JobWorkPart | Look


def facts_of(answer: Answer, evidence: str) -> Iterator[Fact]:
    """Yield every fact and every look that an answer holds."""
    yield from _Reader(answer, evidence).read()


class _Reader:
    """Walks one answer, keeping the path for the errors."""

    def __init__(self, answer: Answer, evidence: str) -> None:
        self.answer = answer
        self.variables = answer.question.variables
        self.evidence = evidence
        self.troubles = Troubles(answer.errors)
        self.detail = DETAIL_OF.get(answer.question.operation, Detail.FULL)
        self.in_part = answer.question.operation in PARTS

    def read(self) -> Iterator[Fact]:
        if not self.answer.usable:
            yield from self.unreached(Trouble(self.answer.summary, self.answer.reception))
            return
        try:
            data = as_object(self.answer.data, "data")
        except MalformedRow as lie:
            yield from self.unreached(Trouble(Told(str(lie)), Reception.MALFORMED))
            return
        me = data.get("me")
        if not isinstance(me, dict):
            yield from self.unreached(self.troubles.of_value(("me",), me, "an object"))
            return
        yield from self.workspaces(me.get("workspaces"), ("me", "workspaces"))

    # -- the spine

    def workspaces(self, value: Json, path: Path) -> Iterator[Fact]:
        question = asked_workspaces(self.variables)
        if not isinstance(value, list):
            yield from self.unreached(self.troubles.of_value(path, value, "a list"))
            return
        seen: list[str] = []
        trouble: Trouble | None = None
        for index, row in enumerate(value):
            try:
                here = as_object(row, "a workspace")
                workspace = Workspace(as_id(here, "id"), self.evidence)
            except MalformedRow as lie:
                trouble = self.troubles.of_row((*path, index), row, lie)
                continue
            seen.append(workspace.id)
            yield workspace
            for listing in CONNECTION_LISTS:
                if listing in here or (listing in self.variables and listing == "named"):
                    yield from self.connections(here.get(listing), (*path, index, listing), workspace.id)
        yield Look(
            Kind.WORKSPACE,
            question.by,
            question.ids,
            self.evidence,
            rows=len(value),
            ids=tuple(dict.fromkeys(seen)),
            trouble=trouble,
        )

    def connections(self, value: Json, path: Path, workspace: str) -> Iterator[Fact]:
        listing = str(path[-1])
        question = asked_connections(self.variables, listing)
        look = Look(
            Kind.CONNECTION, question.by, question.ids, self.evidence, workspace,
            offset=question.offset, limit=question.limit,
        )  # fmt: skip
        if not isinstance(value, list):
            unread = self.troubles.of_value(path, value, "a list")
            yield replace(look, trouble=unread)
            if listing == "connections":
                yield from self.unreached_job_works(unread, workspace)
            return
        seen: list[str] = []
        trouble: Trouble | None = None
        for index, row in enumerate(value):
            try:
                here = as_object(row, "a connection")
                connection = self.connection(here, workspace)
            except MalformedRow as lie:
                trouble = self.troubles.of_row((*path, index), row, lie)
                continue
            seen.append(connection.id)
            yield connection
            for name in self.lists_under(listing):
                question_here = asked(self.variables, name, Kind.JOB_WORK)
                if question_here:
                    yield from self.job_works(here.get(name), (*path, index, name), connection, question_here)
        yield replace(look, rows=len(value), ids=tuple(dict.fromkeys(seen)), trouble=trouble)

    def job_works(self, value: Json, path: Path, connection: Connection, question: Asked) -> Iterator[Fact]:
        rows: list[Json] = value if isinstance(value, list) else []
        trouble = None if isinstance(value, list) else self.troubles.of_value(path, value, "a list")
        seen: list[str] = []
        for index, row in enumerate(rows):
            try:
                row_path = (*path, index)
                here = as_object(row, "a job work")
                job_work = self.part(here, row_path) if self.in_part else self.job_work(here, row_path, connection)
            except MalformedRow as lie:
                trouble = self.troubles.of_row((*path, index), row, lie)
                continue
            seen.append(job_work.id)
            yield job_work
        yield Look(
            Kind.JOB_WORK, question.by, question.ids, self.evidence, connection.workspace_id, connection.id,
            question.offset, question.limit, len(rows), tuple(dict.fromkeys(seen)), trouble,
        )  # fmt: skip

    def lists_under(self, listing: str) -> tuple[str, ...]:
        """The lists of job works that connections have here: a search asks those it was named for their own."""
        if self.answer.question.operation != "Search":
            return JOB_WORK_LISTS if listing == "connections" else ()
        return ("jobWorks",) if listing == "named" else JOB_WORK_LISTS[1:]

    # -- the rows

    def connection(self, row: dict[str, Json], workspace: str) -> Connection:
        return Connection(as_id(row, "id"), workspace, _word(row, "providerKey"), _word(row, "status"), self.evidence)

    def job_work(self, row: dict[str, Json], path: Path, connection: Connection) -> JobWork:
        head = (as_id(row, "id"), connection.workspace_id, connection.id)
        head_ids = (intern(as_id(row, "connectionJobId")), as_id(row, "workId"))  # one connection job has many rows
        created = as_time(row, "createdAt")
        if self.detail is Detail.BARE or ("jobWorkArtifacts" not in row and "work" not in row):
            if "createdAt" in row and self.detail is not Detail.BARE:
                raise MalformedRow("work and jobWorkArtifacts are missing from a job work")
            return JobWork(*head, *head_ids, Detail.BARE, self.evidence, created_at=created)
        external, hidden = self.external_id(row, path)
        artifacts, trouble = self.artifacts(row.get("jobWorkArtifacts"), (*path, "jobWorkArtifacts"))
        return JobWork(
            *head, *head_ids, self.detail, self.evidence, external, created, artifacts, trouble, hidden
        )  # fmt: skip

    def part(self, row: dict[str, Json], path: Path) -> JobWorkPart:
        part = JobWorkPart(as_id(row, "id"), self.detail, self.evidence)
        if self.detail is Detail.WORK:
            external, hidden = self.external_id(row, path)
            return replace(part, external_id=external, work_trouble=hidden)
        artifacts, trouble = self.artifacts(row.get("jobWorkArtifacts"), (*path, "jobWorkArtifacts"))
        return replace(part, artifacts=artifacts, trouble=trouble)

    def external_id(self, row: dict[str, Json], path: Path) -> tuple[str | None, str | None]:
        """The customer's own ID of the work, and why it was not shown."""
        work = row.get("work")
        if not isinstance(work, dict):
            return None, self.troubles.of_value((*path, "work"), work, "an object").reason
        external = _external_id(work)
        if external is None and self.troubles.error_at((*path, "work", "externalId")):
            return None, self.troubles.of_value((*path, "work", "externalId"), None, "a text").reason
        return external, None

    def artifacts(self, value: Json, path: Path) -> tuple[tuple[Artifact, ...] | None, str | None]:
        if not isinstance(value, list):
            return None, self.troubles.of_value(path, value, "a list").reason
        found: list[Artifact] = []
        for index, row in enumerate(value):
            try:
                found.append(self.artifact(as_object(row, "an artifact"), (*path, index)))
            except MalformedRow as lie:
                return None, self.troubles.of_row((*path, index), row, lie).reason
        return tuple(found), None

    def artifact(self, row: dict[str, Json], path: Path) -> Artifact:
        head = (as_id(row, "id"), as_id(row, "artifactId") if "artifactId" in row or not self.in_part else "")
        created = as_time(row, "createdAt")
        if not self.detail & (Detail.STATUSES | Detail.DETAILS):
            return Artifact(*head, created_at=created)
        work_artifact = row.get("workArtifact")
        here = (*path, "workArtifact")
        if not isinstance(work_artifact, dict):
            return Artifact(*head, trouble=self.troubles.of_value(here, work_artifact, "an object").reason)
        try:
            status = _word(work_artifact, "status")
            external, kind = _external_id(work_artifact), _word(work_artifact, "type")
            url = as_text(work_artifact, "uploadedUrl")
        except MalformedRow as lie:
            return Artifact(*head, trouble=Told(str(lie)))
        told = bool(self.detail & Detail.STATUSES)
        trouble = self.troubles.of_value((*here, "status"), None, "a text").reason if told and status is None else None
        hidden_url = url is None and (not told or self.troubles.error_at((*here, "uploadedUrl")) is not None)
        return Artifact(
            *head, external, kind, status,
            None if hidden_url else bool(url), _bounded(work_artifact.get("metadata")),
            as_time(work_artifact, "createdAt") or created, as_time(work_artifact, "updatedAt"), trouble,
        )  # fmt: skip

    # -- what was not reached

    def unreached(self, trouble: Trouble) -> Iterator[Look]:
        """Looks for everything that the question asked, none of which came back."""
        workspaces = asked_workspaces(self.variables)
        workspace = next(iter(workspaces.ids)) if len(workspaces.ids) == 1 else None
        yield Look(Kind.WORKSPACE, workspaces.by, workspaces.ids, self.evidence, trouble=trouble)
        for listing in CONNECTION_LISTS:
            question = asked(self.variables, listing, Kind.CONNECTION)
            if question:
                yield Look(Kind.CONNECTION, question.by, question.ids, self.evidence, workspace, trouble=trouble)
        yield from self.unreached_job_works(trouble, workspace)

    def unreached_job_works(self, trouble: Trouble, workspace: str | None) -> Iterator[Look]:
        connections = asked(self.variables, "connections", Kind.CONNECTION)
        connection = next(iter(connections.ids)) if connections and len(connections.ids) == 1 else None
        for listing in JOB_WORK_LISTS:
            question = asked(self.variables, listing, Kind.JOB_WORK)
            if question:
                yield Look(
                    Kind.JOB_WORK, question.by, question.ids, self.evidence, workspace, connection,
                    question.offset, question.limit, trouble=trouble,
                )  # fmt: skip


def _bounded(metadata: Json) -> Json:
    """Keep metadata only at a size that can be shown; how it carries error details is not documented."""
    kept = metadata if len(repr(metadata)) <= MAX_TEXT else f"{describe(metadata)}, too large to keep"
    return with_texts(kept, Told)


def _word(row: dict[str, Json], key: str) -> str | None:
    text = as_text(row, key)
    return None if text is None else _said(text)


@lru_cache(maxsize=1024)
def _said(word: str) -> ForeignWord:
    """The same word is said of ten thousand rows: it is kept once."""
    return ForeignWord(word)


def _external_id(row: dict[str, Json]) -> str | None:
    text = as_text(row, "externalId")
    return None if text is None else ExternalId(text)

"""The responses to createJobWorks and createJobWorkArtifacts that the customer saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from diagnose.customer.exchanges import error_of, member, texts
from diagnose.ids import Kind
from diagnose.intake.model import CustomerRequest, Reading, SavedResponse
from diagnose.json_value import Json

_KINDS = {"createJobWorks": Kind.JOB_WORK, "createJobWorkArtifacts": Kind.ARTIFACT}
_PARENTS = ("jobWorkId", "connectionJobId")


@dataclass(frozen=True)
class Creation:
    """A saved response to createJobWorks or createJobWorkArtifacts.

    ``given`` has every ID in it that identifies what was created, ``work_ids`` maps a job work's ``workId`` to its
    ``id``; ``asked`` are the external IDs of the request's inputs; ``errors`` the messages, each with its path.
    ``identifies`` is True when every row shows what a ticket may name it by, so that an ID can be missed among them.
    """

    kind: Kind
    given: frozenset[str]
    work_ids: Mapping[str, str]
    asked: tuple[str, ...]
    errors: tuple[tuple[str, tuple[Json, ...]], ...]
    source: str
    line: int
    empty: bool
    identifies: bool = True
    under: str | None = None
    """The job work or connection job that the request was to create them under, where the ticket has it."""

    @property
    def operation(self) -> str:
        """The mutation that it answers."""
        return "createJobWorks" if self.kind is Kind.JOB_WORK else "createJobWorkArtifacts"

    @property
    def where(self) -> str:
        """Where it is in the ticket."""
        return f"{self.source}, line {self.line}"


def creations(reading: Reading) -> tuple[Creation, ...]:
    """Return every saved creation response."""
    asked = {request.response: request for request in reading.requests if request.response is not None}
    return tuple(
        _creation(response, _KINDS[response.operation], asked.get(index))
        for index, response in enumerate(reading.responses)
        if response.operation in _KINDS
    )


def _creation(response: SavedResponse, kind: Kind, request: CustomerRequest | None) -> Creation:
    created = member(response.data, response.operation or "")
    rows = [row for row in created if isinstance(row, dict)] if isinstance(created, list) else []
    variables: Mapping[str, Json] = request.variables if request else {}
    inputs = variables.get("inputs")
    return Creation(
        kind=kind,
        given=frozenset(text for row in rows for text in _ids(kind, row)),
        work_ids=dict(_work_ids(rows)),
        asked=texts([member(item, "externalId") for item in inputs]) if isinstance(inputs, list) else (),
        errors=tuple(error_of(error) for error in response.errors),
        source=response.source,
        line=response.line,
        empty=not rows,
        identifies=bool(rows) and all(_identified(kind, row, inputs) for row in rows),
        under=next((parent for key in _PARENTS if isinstance(parent := variables.get(key), str)), None),
    )


def _ids(kind: Kind, row: Mapping[str, Json]) -> Iterator[str]:
    inner = row.get("workArtifact")
    names = [row.get("id"), member(inner, "id"), member(inner, "externalId")]
    names += [row.get("artifactId")] if kind is Kind.ARTIFACT else []
    yield from texts(names)


def _work_ids(rows: Sequence[Mapping[str, Json]]) -> Iterator[tuple[str, str]]:
    for row in rows:
        work, own = row.get("workId"), row.get("id")
        if isinstance(work, str) and isinstance(own, str):
            yield work, own


def _identified(kind: Kind, row: Mapping[str, Json], inputs: Json) -> bool:
    if kind is Kind.JOB_WORK:
        return isinstance(row.get("id"), str)
    inner = row.get("workArtifact")
    own = row.get("artifactId") or member(inner, "id")
    return isinstance(own, str) and (isinstance(inputs, list) or isinstance(member(inner, "externalId"), str))

"""The responses to createJobWorks and createJobWorkArtifacts that the customer saved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from diagnose.customer.exchanges import CustomerAnswer, answers, error_of, member, texts
from diagnose.ids import Kind
from diagnose.intake.model import CustomerRequest, Reading, SavedResponse
from diagnose.json_value import Json

_KINDS = {"createJobWorks": Kind.JOB_WORK, "createJobWorkArtifacts": Kind.ARTIFACT}
_PARENTS = ("jobWorkId", "connectionJobId")
_NO_DATA = "the response has neither data nor an error"


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
    refused: tuple[str, ...] = ()
    """Those of ``asked`` that an error or a null in the list is about."""
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
    return tuple(
        _creation(answer.response, kind, answer.request)
        for answer in answers(reading)
        if (kind := created_kind(answer)) is not None
    )


def created_kind(answer: CustomerAnswer) -> Kind | None:
    """Tell what an answer was to create: by its data, by the path of its errors, else by the request or the messages.

    GraphQL sends ``"data": null``, or no data at all, for a field that may not be null and failed.
    """
    response = answer.response
    if response.operation is not None and response.operation in _KINDS:
        return _KINDS[response.operation]
    document = (answer.request.document if answer.request else None) or ""
    if response.operation is not None:
        return _aliased(response.operation, document)
    if answer.path:
        return _KINDS.get(answer.path[0]) or _aliased(answer.path[0], document)
    return _named_in(document) or (None if document else _named_in(" ".join(answer.messages)))


def _aliased(name: str, document: str) -> Kind | None:
    found = re.search(rf"\b{re.escape(name)}\s{{0,100}}:\s{{0,100}}(\w+)", document)
    return _KINDS.get(found[1]) if found else None


def _named_in(text: str) -> Kind | None:
    """The one operation that a text names; None where it names both or neither."""
    found = {name for name in _KINDS if re.search(rf"\b{name}\b", text)}
    return _KINDS[found.pop()] if len(found) == 1 else None


def _creation(response: SavedResponse, kind: Kind, request: CustomerRequest | None) -> Creation:
    created = member(response.data, response.operation or "")
    places = created if isinstance(created, list) else []
    rows = [row for row in places if isinstance(row, dict)]
    variables: Mapping[str, Json] = request.variables if request else {}
    inputs = variables.get("inputs")
    asked = texts([member(item, "externalId") for item in inputs]) if isinstance(inputs, list) else ()
    errors = tuple(error_of(error) for error in response.errors)
    if not errors and created is None and not response.left_out:
        errors = ((_NO_DATA, ()),)
    failed = {step for _, path in errors for step in path if isinstance(step, int)}
    failed |= {index for index, row in enumerate(places) if row is None}
    return Creation(
        kind=kind,
        given=frozenset(text for row in rows for text in _ids(kind, row)),
        work_ids=dict(_work_ids(rows)),
        asked=asked,
        errors=errors,
        source=response.source,
        line=response.line,
        empty=not rows,
        identifies=bool(rows) and all(_identified(kind, row, inputs) for row in rows),
        refused=tuple(external_id for index, external_id in enumerate(asked) if index in failed),
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

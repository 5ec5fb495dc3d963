"""A reading whose texts say that they are from outside: done once, where a reading becomes a ticket.

The forms and the gathering work with plain texts; what the checks see knows where it came from
(:mod:`diagnose.outside`), so that no sentence of theirs can lose it. IDs are marked where they become the ticket's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from diagnose.intake.model import Ambiguity, CustomerRequest, FoundSecret, Note, Reading, SavedResponse, SourceInfo
from diagnose.json_value import Json
from diagnose.outside import (
    Address,
    ExternalId,
    FileName,
    ForeignWord,
    HeaderValue,
    OperationName,
    Outside,
    OutsideId,
    Told,
)

_WORDS = frozenset({"status", "type", "providerKey", "category", "kind"})
_Placed = TypeVar("_Placed", FoundSecret, Note)


def from_outside(reading: Reading) -> Reading:
    """Return the reading with its texts marked by where they came from."""
    return replace(
        reading,
        sources=tuple(map(_source, reading.sources)),
        requests=tuple(map(_request, reading.requests)),
        responses=tuple(map(_response, reading.responses)),
        secrets=tuple(map(_placed, reading.secrets)),
        notes=tuple(replace(_placed(note), text=Told(note.text)) for note in reading.notes),
        ambiguities=tuple(map(_ambiguity, reading.ambiguities)),
        set_aside=tuple(map(OutsideId, reading.set_aside)),
    )


def texts_from_outside(value: Json) -> Json:
    """Return a copy of a JSON value in which every text knows its sort, by the key that it stands under."""
    whole: dict[str, Json] = {"": value}
    unfinished: list[tuple[str, dict[str, Json] | list[Json]]] = [("", whole)]
    while unfinished:
        name, holder = unfinished.pop()
        places = list(holder.items()) if isinstance(holder, dict) else list(enumerate(holder))
        for place, part in places:
            key = place if isinstance(place, str) else name
            copied = _copied(part, key)
            holder[place] = copied  # type: ignore[index] # a key of a dict, a place of a list
            if isinstance(copied, dict | list):
                unfinished.append((key, copied))
    return whole[""]


def _copied(part: Json, key: str) -> Json:
    match part:
        case str():
            return _sort_of(key)(part)
        case dict():
            return {**part}
        case list():
            return [*part]
        case _:
            return part


def _sort_of(key: str) -> type[Outside]:
    if key == "externalId":
        return ExternalId
    if key in _WORDS:
        return ForeignWord
    return OutsideId if key.casefold().endswith(("id", "ids")) else Told


def _source(source: SourceInfo) -> SourceInfo:
    return replace(source, name=FileName(source.name))


def _placed(found: _Placed) -> _Placed:
    return replace(found, source=FileName(found.source))


def _request(request: CustomerRequest) -> CustomerRequest:
    variables = texts_from_outside(dict(request.variables))
    return replace(
        request,
        source=FileName(request.source),
        variables=variables if isinstance(variables, dict) else {},
        operation_name=None if request.operation_name is None else OperationName(request.operation_name),
        method=None if request.method is None else ForeignWord(request.method),
        endpoint=None if request.endpoint is None else Address(request.endpoint),
        headers=_headers(request.headers),
        problems=tuple(map(Told, request.problems)),
    )


def _headers(headers: Mapping[str, str] | None) -> Mapping[str, str] | None:
    return None if headers is None else {name: HeaderValue(value) for name, value in headers.items()}


def _response(response: SavedResponse) -> SavedResponse:
    errors = texts_from_outside(list(response.errors))
    return replace(
        response,
        source=FileName(response.source),
        operation=None if response.operation is None else OperationName(response.operation),
        data=texts_from_outside(response.data),
        errors=tuple(errors) if isinstance(errors, list) else (),
    )


def _ambiguity(found: Ambiguity) -> Ambiguity:
    others = tuple(map(OutsideId, found.others))
    return replace(found, chosen=OutsideId(found.chosen), others=others, why=Told(found.why))

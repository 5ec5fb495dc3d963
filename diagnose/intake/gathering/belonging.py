"""Which document variables belong to that stood apart from it, and which documents are one request written twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from diagnose.intake.content.graphql_document import read_document
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import LooseVariables, RequestSeen, VariablesSeen
from diagnose.intake.source.lenient_json import Path
from diagnose.json_value import Json

_NEAR = 200
"""Requests around that variables may belong to."""
_STRAY = 1
"""Keys of variables that a document need not declare, as a mistyped one; an object with more of them is a log line."""


def belongings(
    loose: Sequence[LooseVariables], requests: Sequence[RequestSeen], taken: Collection[RequestSeen]
) -> tuple[dict[RequestSeen, VariablesSeen], list[LooseVariables]]:
    """Give each object to the nearest document, above or below, that declares its keys; return those of none too.

    Objects that name different variables of one document are put together.
    """
    waiting = [seen for seen in requests if seen not in taken and _waits(seen)][:_NEAR]
    given: dict[RequestSeen, list[LooseVariables]] = {}
    left: list[LooseVariables] = []
    for variables in loose:
        fitting = [seen for seen in waiting if _fits(variables, seen, given.get(seen, ()))]
        if fitting:
            nearest = min(fitting, key=lambda seen: abs(seen.request.line - variables.lines.line))
            given.setdefault(nearest, []).append(variables)
        else:
            left.append(variables)
    return {seen: _put_together(seen, several) for seen, several in given.items()}, left


def _waits(seen: RequestSeen) -> bool:
    return bool(seen.request.document) and not seen.request.variables and bool(_declared(seen))


def _declared(seen: RequestSeen) -> frozenset[str]:
    return read_document(seen.request.document or "").variables


def _fits(variables: LooseVariables, seen: RequestSeen, others: Sequence[LooseVariables]) -> bool:
    keys = variables.variables.keys() & _declared(seen)
    return bool(keys) and not any(keys & other.variables.keys() for other in others)


def _put_together(seen: RequestSeen, several: Sequence[LooseVariables]) -> VariablesSeen:
    declared = _declared(seen)
    found: dict[str, Json] = {}
    places: dict[Path, int] = {}
    for loose in several:
        stray = loose.variables.keys() - declared
        for key, value in loose.variables.items():
            if key in declared or len(stray) <= _STRAY:
                found[key] = value
                places.update({path: loose.lines.at(*path) for path in _strings((key,), value)})
    left_out = () if all(loose.lines.complete for loose in several) else ((),)
    return VariablesSeen(seen, found, Lines(several[0].lines.line, places, left_out=left_out))


def _strings(path: Path, value: Json) -> Iterator[Path]:
    stack: list[tuple[Path, Json]] = [(path, value)]
    while stack:
        path, item = stack.pop()
        if isinstance(item, dict):
            stack.extend(((*path, key), member) for key, member in item.items())
        elif isinstance(item, list):
            stack.extend(((*path, index), member) for index, member in enumerate(item))
        else:
            yield path


def copies(requests: Sequence[RequestSeen]) -> dict[RequestSeen, RequestSeen]:
    """Tell which documents were given to a name and sent further on: each with the request that it was sent in."""
    whole_last = sorted(requests, key=_rank)
    sent = {_squeezed(seen): seen for seen in whole_last if seen.request.document and _rank(seen)}
    return {seen: other for seen in requests if (other := sent.get(_squeezed(seen))) and _is_copy(seen, other)}


def _is_copy(seen: RequestSeen, sent: RequestSeen) -> bool:
    """Tell whether a request shows nothing that the one that was sent does not."""
    if _rank(seen) >= _rank(sent):
        return False
    return not seen.request.variables or seen.request.variables == sent.request.variables


def _rank(seen: RequestSeen) -> int:
    """Say how much of a request is shown: 0 for a bare document, 1 for a body, 2 for one with its address."""
    return 2 if _addressed(seen) else int(seen.request.form != "graphql")


def _addressed(seen: RequestSeen) -> bool:
    return seen.request.endpoint is not None or seen.request.method is not None


def _squeezed(seen: RequestSeen) -> str:
    return "".join((seen.request.document or "").split())

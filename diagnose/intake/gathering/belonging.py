"""Which document variables belong to that stood apart from it, and which documents are one request written twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from diagnose.intake.content.given_variables import variables_among
from diagnose.intake.content.graphql_document import DocumentReading, read_document
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import LooseVariables, RequestSeen
from diagnose.intake.model import CustomerRequest
from diagnose.intake.source.id_text import ids_in_one
from diagnose.intake.source.lenient_json import Path
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_MOST = 200
"""Requests of a source that variables may belong to."""
_CLOSE = 3
"""Of these, the nearest ones to which they may belong by nearly the same names."""


@dataclass(frozen=True)
class Belongings:
    """The variables of a request that stood apart from it, put together, and the lines of their strings."""

    variables: dict[str, Json]
    lines: Lines
    as_text: bool = False


def belongings(
    loose: Sequence[LooseVariables], requests: Sequence[RequestSeen], taken: Collection[RequestSeen]
) -> tuple[dict[RequestSeen, Belongings], list[LooseVariables]]:
    """Give each object to the nearest document, above or below, that declares its keys; return those of none too.

    Objects that name different variables of one document are put together. What else an object holds is returned
    like an object of none.
    """
    waiting = [seen for seen in requests if seen not in taken and _waits(seen)][:_MOST]
    given: dict[RequestSeen, list[LooseVariables]] = {}
    left: list[LooseVariables] = []
    for variables in loose:
        around = sorted(waiting, key=lambda seen: _distance(seen, variables.lines.line))
        home = _home(variables, around, given)
        if home is None:
            left.append(variables)
            continue
        given.setdefault(home, []).append(variables)
        if strays := variables.variables.keys() - _taken(variables, home):
            others = {key: value for key, value in variables.variables.items() if key in strays}
            left.append(replace(variables, variables=others))
    return {seen: _put_together(seen, several) for seen, several in given.items()}, left


def _waits(seen: RequestSeen) -> bool:
    return bool(seen.request.document) and not seen.request.variables and bool(_document(seen).variables)


def _document(seen: RequestSeen) -> DocumentReading:
    return read_document(seen.request.document or "")


def _distance(seen: RequestSeen, line: int) -> int:
    """Count the lines between a document and a line above or below it."""
    begin, end = seen.request.line, max(seen.request.line, seen.traced.line_at(max(len(seen.traced.text) - 1, 0)))
    return max(begin - line, line - end, 0)


def _home(
    loose: LooseVariables, around: Sequence[RequestSeen], given: Mapping[RequestSeen, Sequence[LooseVariables]]
) -> RequestSeen | None:
    """Choose the document for an object of variables, the nearest first: by its very keys, else by nearly the same."""
    for seen in around:
        if _is_free(seen, loose.variables.keys() & _document(seen).variables, given):
            return seen
    return next((seen for seen in around[:_CLOSE] if _is_free(seen, _taken(loose, seen), given)), None)


def _is_free(seen: RequestSeen, keys: Collection[str], given: Mapping[RequestSeen, Sequence[LooseVariables]]) -> bool:
    return bool(keys) and not any(key in other.variables for other in given.get(seen, ()) for key in keys)


def _taken(loose: LooseVariables, seen: RequestSeen) -> frozenset[str]:
    """Return the keys of an object that count as a document's variables."""
    known = variables_among(loose.variables, _document(seen))
    return frozenset(loose.variables) if known and loose.labelled else known


def _put_together(seen: RequestSeen, several: Sequence[LooseVariables]) -> Belongings:
    found: dict[str, Json] = {}
    places: dict[Path, int] = {}
    whole = True
    for loose in several:
        keys = _taken(loose, seen)
        # Of a log line's fields nobody can tell which of the variables it leaves out.
        whole = whole and loose.lines.complete and len(keys) == len(loose.variables)
        for key in (key for key in loose.variables if key in keys):
            found[key] = loose.variables[key]
            places.update({path: loose.lines.at(*path) for path in _strings((key,), found[key])})
    lines = Lines(several[0].lines.line, places, left_out=() if whole else ((),))
    return Belongings(found, lines, any(loose.as_text for loose in several))


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


def sent_alone(loose: LooseVariables) -> RequestSeen | None:
    """Return variables without a document as a request where they show what is wrong with it: ``{"ids": "a,b"}``."""
    filters = loose.variables.get("filters")
    ids = filters.get("ids") if isinstance(filters, dict) else None
    if not isinstance(ids, str) or len(ids_in_one(ids)) == 1:
        return None
    line = loose.lines.line
    request = CustomerRequest(None, loose.variables, "", line, "variables")
    return RequestSeen(request, Traced.on_line("", line), loose.lines)


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

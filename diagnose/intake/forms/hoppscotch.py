"""Hoppscotch: collections of REST and of GraphQL requests, single or in a list, and environments.

Source: the published types of its ``@hoppscotch/data`` package (collections, REST and GraphQL requests).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from diagnose.intake.content.exported import (
    JSON_TYPE,
    MAX_ITEMS,
    as_list,
    as_object,
    as_text,
    bearer,
    headers_of,
    listed_values,
    query_body,
    with_authorization,
)
from diagnose.intake.content.form import JsonForm, JsonPart
from diagnose.intake.content.http_exchange import HttpAnswer, exchange_seen
from diagnose.intake.content.http_request import Header, HttpRequest
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.placeholders import Values, fill_sent
from diagnose.intake.content.sightings import FormSeen, Sighting, ValuesGiven
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json


@dataclass(frozen=True)
class _Folder:
    """What a request inherits: the folder's own authorization, headers and values."""

    auth: dict[str, Json]
    headers: tuple[Header, ...]
    values: Values
    lines: Lines


def looks_like_collection(part: JsonPart) -> bool:
    """Tell a collection, or a list of them, by its folders and requests."""
    return all(map(_is_collection, as_list(part.value))) if as_list(part.value) else _is_collection(part.value)


def _is_collection(value: Json) -> bool:
    return (
        isinstance(value, dict)
        and all(isinstance(value.get(key), list) for key in ("folders", "requests"))
        and ("clientName" not in value)
    )


def read_collection(part: JsonPart) -> Iterator[Sighting]:
    """Read every request of the collections."""
    yield FormSeen("hoppscotch")
    stack: list[tuple[Json, _Folder]] = [(part.value, _Folder({}, (), {}, part.lines))]
    left = MAX_ITEMS
    while stack and left:
        value, around = stack.pop()
        left -= 1
        if isinstance(value, list):
            stack.extend(
                (value[index], replace(around, lines=around.lines.below(index)))
                for index in range(min(len(value), MAX_ITEMS) - 1, -1, -1)
            )
        elif isinstance(value, dict):
            inner = _inside(value, around)
            for index, request in enumerate(as_list(value.get("requests"))):
                yield from _read_request(as_object(request), inner, inner.lines.below("requests", index))
            stack.append((value.get("folders"), replace(inner, lines=inner.lines.below("folders"))))


def _inside(value: dict[str, Json], around: _Folder) -> _Folder:
    auth = as_object(value.get("auth"))
    headers = tuple(headers_of(value.get("headers"), around.lines.below("headers")))
    return replace(
        around,
        auth=around.auth if as_text(auth.get("authType")) in {"inherit", ""} else auth,
        headers=(*around.headers, *headers),
        values={**around.values, **listed_values(value.get("variables"))},
    )


def _read_request(request: dict[str, Json], around: _Folder, lines: Lines) -> Iterator[Sighting]:
    values = {**around.values, **listed_values(request.get("requestVariables"))}
    body, content_type = _body(request, lines, values)
    auth = as_object(request.get("auth"))
    inherits = as_text(auth.get("authType")) in {"inherit", ""}
    headers = (*around.headers, *headers_of(request.get("headers"), lines.below("headers")))
    sent = HttpRequest(
        "hoppscotch",
        lines.from_first_string_of(request).line,
        url=as_text(request.get("endpoint")) or as_text(request.get("url")) or None,
        method=as_text(request.get("method")).upper()[:32] or ("POST" if body else None),
        headers=with_authorization(headers, _authorization(around.auth if inherits else auth, lines)),
        body=body,
        default_content_type=content_type,
    )
    yield from exchange_seen(fill_sent(sent, values), _answers(request, lines)[-1:])


def _authorization(auth: dict[str, Json], lines: Lines) -> tuple[Header, ...]:
    if auth.get("authActive") is False or as_text(auth.get("authType")) != "bearer":
        return ()
    return bearer(auth.get("token"), lines.at("auth", "token"))


def _body(request: dict[str, Json], lines: Lines, values: Values) -> tuple[Traced | None, str | None]:
    """Return the body and its type: of a GraphQL request the document and variables, of a REST request the text."""
    if isinstance(request.get("query"), str):
        return query_body(request["query"], request.get("variables"), lines.at("query"), values), JSON_TYPE
    body = as_object(request.get("body"))
    text = as_text(body.get("body"))
    content_type = as_text(body.get("contentType")) or None
    return (Traced.on_line(text, lines.at("body", "body")) if text else None), content_type


def _answers(request: dict[str, Json], lines: Lines) -> list[HttpAnswer]:
    found = []
    for name, response in as_object(request.get("responses")).items():
        saved = as_object(response)
        text, code = as_text(saved.get("body")), saved.get("code", saved.get("status"))
        line = lines.at("responses", name, "body")
        status = code if isinstance(code, int) and not isinstance(code, bool) else None
        body = Traced.on_line(text, line) if text else None
        found.append(HttpAnswer(line, body, status, where="an example of the collection"))
    return found


def looks_like_environment(part: JsonPart) -> bool:
    """Tell an environment, or a list of them, by its list of variables."""
    items = part.value if isinstance(part.value, list) else [part.value]
    return bool(items) and all(
        isinstance(item, dict) and isinstance(item.get("variables"), list) and "query" not in item for item in items
    )


def read_environment(part: JsonPart) -> Iterator[Sighting]:
    """Read environments: their values fill in the requests of other files."""
    yield FormSeen("hoppscotch")
    for item in part.value if isinstance(part.value, list) else [part.value]:
        yield ValuesGiven(listed_values(as_object(item).get("variables")))


HOPPSCOTCH = JsonForm("hoppscotch", looks_like_collection, read_collection, kind="hoppscotch")
HOPPSCOTCH_ENVIRONMENT = JsonForm("hoppscotch-environment", looks_like_environment, read_environment, kind="hoppscotch")

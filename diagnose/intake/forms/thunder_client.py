"""Thunder Client: a collection as exported, and its environments. Source: the extension's export format, 1.2."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.foreign_text import cut
from diagnose.intake.content.exported import (
    JSON_TYPE,
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
from diagnose.intake.content.http_request import Header, HttpRequest, deliver
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.placeholders import Values, fill_sent
from diagnose.intake.content.sightings import FormSeen, Sighting, ValuesGiven
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json


def looks_like_thunder(part: JsonPart) -> bool:
    """Tell an export by the client's name, or by its requests' own ID of their collection."""
    value = as_object(part.value)
    return value.get("clientName") == "Thunder Client" or any(
        isinstance(item, dict) and "colId" in item and "url" in item for item in as_list(value.get("requests"))
    )


def read_thunder(part: JsonPart) -> Iterator[Sighting]:
    """Read the requests of a collection, or the values of an environment."""
    yield FormSeen("thunder-client")
    value = as_object(part.value)
    settings = as_object(as_object(value.get("settings")).get("auth"))
    values = listed_values(value.get("variables")) | listed_values(value.get("data"))
    for environment in as_list(value.get("environments")):
        values |= listed_values(as_object(environment).get("data"))
    if values:
        yield ValuesGiven(values)
    for index, request in enumerate(as_list(value.get("requests"))):
        if isinstance(request, dict):
            yield from deliver(_sent(request, settings, values, part.lines.below("requests", index)))


def _sent(request: dict[str, Json], inherited: dict[str, Json], values: Values, lines: Lines) -> HttpRequest:
    headers = tuple(headers_of(request.get("headers"), lines.below("headers")))
    auth = as_object(request.get("auth")) or inherited
    body, content_type = _body(as_object(request.get("body")), lines.below("body"), values)
    sent = HttpRequest(
        "thunder-client",
        lines.from_first_string_of(request).line,
        url=as_text(request.get("url")) or None,
        method=cut(as_text(request.get("method")).upper(), 32) or "GET",
        headers=with_authorization(headers, _authorization(auth, lines)),
        body=body,
        default_content_type=content_type,
    )
    return fill_sent(sent, values)


def _authorization(auth: dict[str, Json], lines: Lines) -> tuple[Header, ...]:
    return bearer(auth.get("bearer"), lines.at("auth", "bearer")) if auth.get("type") == "bearer" else ()


def _body(body: dict[str, Json], lines: Lines, values: Values) -> tuple[Traced | None, str | None]:
    if body.get("type") == "graphql":
        parts = as_object(body.get("graphql"))
        line = lines.at("graphql", "query")
        return query_body(parts.get("query"), parts.get("variables"), line, values), JSON_TYPE
    text = as_text(body.get("raw"))
    content_type = JSON_TYPE if body.get("type") == "json" else "text/plain"
    return (Traced.on_line(text, lines.at("raw")), content_type) if text else (None, None)


THUNDER_CLIENT = JsonForm("thunder-client", looks_like_thunder, read_thunder, kind="thunder-client")

"""A request as one object, the way clients of code and automation take it: its address beside headers and body.

``axios({ url, method, headers, data })``, ``$.ajax``, ``request({ url, document, variables, requestHeaders })``, PHP's
``CURLOPT_…``, ``requests.post(url=…, json=…)``, the nodes of n8n, the modules of Make and the steps of Zapier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.intake.content.code_block import CodeSpan
from diagnose.intake.content.code_headers import code_headers
from diagnose.intake.content.exported import JSON_TYPE, as_list, as_object, as_text, headers_of
from diagnose.intake.content.form import JsonForm, JsonPart
from diagnose.intake.content.graphql_json import Envelope, read_requests, read_variables_alone, request_seen
from diagnose.intake.content.http_request import (
    Header,
    HttpRequest,
    envelope_of,
    is_graphql_address,
    query_of,
    read_body,
)
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.secret_places import address_secrets, header_secret
from diagnose.intake.content.sightings import RequestSeen, SentSeen, Sighting
from diagnose.intake.source import lenient_json
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_ADDRESS = ("url", "uri", "URL", "endpoint", "CURLOPT_URL", "RequestUri", "requestUrl", "address", "href", "apiUrl")
_HEADERS = (
    "headers", "requestHeaders", "CURLOPT_HTTPHEADER", "header", "headerParameters", "headerParametersUi",
    "httpHeaders", "Headers",
)  # fmt: skip
_BODY = (
    "data", "body", "payload", "json", "CURLOPT_POSTFIELDS", "postData", "jsonBody", "content", "requestBody",
    "bodyParametersJson", "bodyContent", "inputData",
)  # fmt: skip
_METHOD = ("method", "type", "CURLOPT_CUSTOMREQUEST", "httpMethod", "requestMethod", "Method")
_VERB = re.compile(r"(?i)(?:HttpMethod\.|Method\.)?(post|get|put|patch|delete)")
_CALLED = re.compile(r"(?i)[.>:](post|get|put|patch)(?:_json|Async)?$")
_NEAR = 100
"""Lines around an object in code, where the body may stand that it only names."""


def looks_like_options(part: JsonPart) -> bool:
    """Tell an object with an address where GraphQL is spoken, beside headers or a body."""
    value = part.value
    if not isinstance(value, dict) or "log" in value:
        return False
    address = _address(value)
    return address is not None and is_graphql_address(address) and bool(_said(value))


def _said(value: dict[str, Json]) -> set[str]:
    sent = {"query", "document", "variables", *_BODY, *_HEADERS}
    return {key for key in sent & value.keys() if isinstance(value[key], str | dict | list) and value[key]}


def _address(value: dict[str, Json]) -> str | None:
    return next((text for key in _ADDRESS if (text := as_text(value.get(key)).lstrip("=").strip())), None)


def read_options(part: JsonPart) -> Iterator[Sighting]:
    """Read the request; of one in code the body may stand elsewhere."""
    value, lines = as_object(part.value), part.lines
    url = _address(value) or ""
    headers = tuple(_headers_in_code(part) if part.literal else _headers(value, lines))
    sent = HttpRequest(
        "options",
        lines.line,
        url=url,
        method=_method(value, part.caller),
        headers=headers,
        headers_complete=False,  # clients and automation keep credentials apart
        default_content_type=JSON_TYPE if _is_sent_as_json(value, part.caller) else None,
        headers_shown=bool(headers),
    )
    for header in headers:
        yield from header_secret(*header)
    yield from address_secrets(url, query_of(url), lines.line)
    envelope = envelope_of(sent, with_body=True)
    seen = tuple(_body(value, lines, envelope))
    yield from seen
    if not any(isinstance(sighting, RequestSeen) for sighting in seen):
        yield from _alone(envelope, literal=part.literal)


def _alone(envelope: Envelope, *, literal: bool) -> Iterator[Sighting]:
    """Yield a request that shows no body, or how code sends one that stands near it."""
    line = envelope.line
    for seen in request_seen(envelope, None, Traced.on_line("", line)):
        if literal and isinstance(seen, RequestSeen):
            yield SentSeen(seen, (max(line - _NEAR, 1), line + _NEAR), (line, line))
        else:
            yield seen


def _method(value: dict[str, Json], caller: str | None) -> str | None:
    said = next((verb for key in _METHOD if (verb := _VERB.fullmatch(as_text(value.get(key)).strip()))), None)
    if said or (said := _CALLED.search(caller or "")):
        return said[1].upper()
    if _is_graphql_request(value, caller) or "CURLOPT_POSTFIELDS" in value or value.get("CURLOPT_POST"):
        return "POST"
    return None


def _is_sent_as_json(value: dict[str, Json], caller: str | None) -> bool:
    axios = "axios" in (caller or "") and isinstance(value.get("data"), dict)
    return axios or _is_graphql_request(value, caller) or isinstance(value.get("json"), dict)


def _is_graphql_request(value: dict[str, Json], caller: str | None) -> bool:
    """Tell graphql-request, n8n's node and Altair, which POST JSON by their documentation, by keys of their own."""
    named = {"requestHeaders", "requestFormat", "headerParametersUi", "apiUrl"} & value.keys()
    return bool(named) or (caller in {"request", "rawRequest"} and "query" in value)


def _headers_in_code(part: JsonPart) -> Iterator[Header]:
    """Yield headers with what only running the code would tell, which an object's plain values leave out."""
    source = part.lines.traced
    if source is None:
        return
    for header in code_headers(source.text, CodeSpan(*part.place), {}):
        yield header.name, header.value, source.line_at(header.start)


def _headers(value: dict[str, Json], lines: Lines) -> Iterator[Header]:
    for key in _HEADERS:
        listed, below = value.get(key), lines.below(key)
        if isinstance(listed, str) and listed.lstrip("= \n")[:1] == "{":
            listed, below = lenient_json.parse_kindly(listed.lstrip("= \n")).value, Lines(below.at())
        for inner in ("parameters", "parameter"):
            if isinstance(listed, dict) and isinstance(listed.get(inner), list):
                listed, below = listed[inner], below.below(inner)
        for name, content, line in headers_of(listed, below):
            yield name, content.removeprefix("="), line  # the mark of an expression of n8n
        for index, written in enumerate(as_list(listed)):
            name, colon, content = as_text(written).partition(":")
            if colon:
                yield name.strip(), content.strip(), below.at(index)
    if kind := as_text(value.get("contentType")):
        yield "Content-Type", kind if "/" in kind else f"application/{kind}", lines.at("contentType")


def _body(value: dict[str, Json], lines: Lines, envelope: Envelope) -> Iterator[Sighting]:
    """Read the body under one of the keys for it, or the object itself where query and variables stand in it."""
    for key in _BODY:
        seen = _body_under(value.get(key), lines.below(key), envelope)
        yield from seen
        if any(isinstance(sighting, RequestSeen) for sighting in seen):
            return
    own: dict[str, Json] = {key: value[key] for key in ("query", "operationName", "variables") if key in value}
    if document := as_text(value.get("document")):
        own["query"] = document
    if (text := as_text(own.get("query"))).startswith("="):  # an expression of n8n
        text = text[1:].lstrip()
        own["query"] = None if text.startswith("{{") else text  # of a bare one only running it tells
    if "apiUrl" in value and isinstance(own.get("variables"), str):  # as Altair keeps them
        own["variables"] = lenient_json.parse_kindly(as_text(own["variables"])).value
    if isinstance(variables := own.get("variables"), str) and variables.startswith("="):
        own["variables"] = lenient_json.parse_kindly(variables[1:].lstrip()).value
    yield from read_requests(own, lines, envelope) or read_variables_alone(own, lines, envelope)


def _body_under(body: Json, lines: Lines, envelope: Envelope) -> tuple[Sighting, ...]:
    if isinstance(body, str):
        seen, secrets = read_body(Traced.on_line(body.strip().removeprefix("="), lines.at()), envelope)
        return *seen, *secrets
    return read_requests(body, lines, envelope) or tuple(read_variables_alone(body, lines, envelope))


CALL_OPTIONS = JsonForm("options", looks_like_options, read_options, inside=True)

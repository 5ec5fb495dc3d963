"""Postman: a collection (v2.0, v2.1), one request out of it, or an environment, as exported.

Source: the published JSON Schema of collections, schema.getpostman.com/json/collection/v2.1.0.
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
    """What a request inherits from the folders around it."""

    values: Values
    auth: dict[str, Json]
    lines: Lines


def looks_like_collection(part: JsonPart) -> bool:
    """Tell a collection by its items, or one item that was cut out by its request."""
    value = part.value
    if not isinstance(value, dict):
        return False
    return _is_folder(value) or _is_item(value)


def _is_folder(value: dict[str, Json]) -> bool:
    items = value.get("item")
    return isinstance(items, list) and any(
        isinstance(item, dict) and (_is_item(item) or "item" in item) for item in items
    )


def _is_item(value: dict[str, Json]) -> bool:
    request = value.get("request")
    return (
        isinstance(request, dict)
        and "url" in request
        and ("header" in request or "method" in request)
        and not {"headers", "data"} & request.keys()
        and ("startedDateTime" not in value and "content" not in as_object(value.get("response")))
    )


def read_collection(part: JsonPart) -> Iterator[Sighting]:
    """Read every request of a collection, with the answers that were saved as examples."""
    yield FormSeen("postman")
    left = MAX_ITEMS
    stack = [(part.value, _Folder({}, {}, part.lines))]
    while stack and left:
        value, around = stack.pop()
        left -= 1
        if not isinstance(value, dict):
            continue
        inner = _inside(value, around)
        if _is_item(value):
            yield from _read_item(value, inner)
        items = as_list(value.get("item"))
        stack.extend(
            (items[index], replace(inner, lines=inner.lines.below("item", index)))
            for index in range(len(items) - 1, -1, -1)
        )


def _inside(value: dict[str, Json], around: _Folder) -> _Folder:
    own = listed_values(value.get("variable"))
    auth = value.get("auth")
    return replace(
        around,
        values={**around.values, **own} if own else around.values,
        auth=auth if isinstance(auth, dict) else around.auth,
    )


def _read_item(item: dict[str, Json], around: _Folder) -> Iterator[Sighting]:
    request, lines = as_object(item.get("request")), around.lines.below("request")
    sent = _sent(request, around, lines)
    answers = [
        (response, _answer(response, around.lines.below("response", index)))
        for index, response in enumerate(as_list(item.get("response")))
        if isinstance(response, dict)
    ]
    same, others = [], []
    for response, answer in answers:
        asked = as_object(response.get("originalRequest"))
        asked_lines = replace(lines, line=answer.line)
        original = _sent({"auth": request.get("auth"), **asked}, around, asked_lines) if asked else sent
        if _text_of(original.body) == _text_of(sent.body):
            same.append(answer)
        else:
            others.append((original, answer))
    yield from exchange_seen(sent, same[-1:])
    for original, answer in others:
        yield from exchange_seen(original, [answer])


def _text_of(body: Traced | None) -> str:
    return "".join(body.text.split()) if body else ""


def _sent(request: dict[str, Json], around: _Folder, lines: Lines) -> HttpRequest:
    auth = request.get("auth")
    headers = tuple(headers_of(request.get("header"), lines.below("header")))
    body, content_type = _body(as_object(request.get("body")), lines.below("body"), around.values)
    sent = HttpRequest(
        "postman",
        lines.from_first_string_of(request).line,
        url=_url(request.get("url")) or None,
        method=as_text(request.get("method")).upper()[:32] or "GET",
        headers=with_authorization(headers, _authorization(auth if isinstance(auth, dict) else around.auth, lines)),
        body=body,
        default_content_type=content_type,
    )
    return fill_sent(sent, around.values)


def _url(url: Json) -> str:
    if isinstance(url, str):
        return url
    parts = as_object(url)
    if raw := as_text(parts.get("raw")):
        return raw
    host, path = parts.get("host"), parts.get("path")
    named = ".".join(map(str, host)) if isinstance(host, list) else as_text(host)
    scheme = as_text(parts.get("protocol"))
    return f"{scheme}://{named}" * bool(scheme) + named * (not scheme) + "/" + "/".join(map(str, as_list(path)))


def _authorization(auth: dict[str, Json], lines: Lines) -> tuple[Header, ...]:
    """Return the header of an ``auth``, whose parts are a list of pairs (2.1) or an object (2.0)."""
    kind = as_text(auth.get("type"))
    given = auth.get(kind)
    parts = listed_values(given) or {key: value for key, value in as_object(given).items() if isinstance(value, str)}
    line = lines.below("auth", kind).at(0, "value")
    if kind == "bearer":
        return bearer(parts.get("token"), line)
    if kind == "oauth2":
        return bearer(parts.get("accessToken"), line, parts.get("headerPrefix", "Bearer"))
    if kind == "apikey" and parts.get("in", "header") == "header" and parts.get("key"):
        return ((parts["key"], parts.get("value", ""), line),)
    return ()


def _body(body: dict[str, Json], lines: Lines, values: Values) -> tuple[Traced | None, str | None]:
    """Return the body and the type that Postman declares of itself."""
    mode = body.get("mode")
    if mode == "graphql":
        parts = as_object(body.get("graphql"))
        line = lines.at("graphql", "query")
        query = query_body(parts.get("query"), parts.get("variables"), line, values, parts.get("operationName"))
        return query, JSON_TYPE
    if mode == "raw" and (text := as_text(body.get("raw"))):
        language = as_object(as_object(body.get("options")).get("raw")).get("language")
        return Traced.on_line(text, lines.at("raw")), JSON_TYPE if language == "json" else "text/plain"
    if mode == "urlencoded":
        pairs = "&".join(f"{name}={value}" for name, value in listed_values(body.get("urlencoded")).items())
        return Traced.on_line(pairs, lines.line), "application/x-www-form-urlencoded"
    return None, None


def _answer(response: dict[str, Json], lines: Lines) -> HttpAnswer:
    text, code = as_text(response.get("body")), response.get("code")
    line = lines.at("body") if text else lines.at("name")
    at = next((value for name, value, _ in headers_of(response.get("header"), lines) if name.lower() == "date"), None)
    status = code if isinstance(code, int) and not isinstance(code, bool) and code else None
    return HttpAnswer(line, Traced.on_line(text, line) if text else None, status, at, "an example of the collection")


def looks_like_environment(part: JsonPart) -> bool:
    """Tell an environment, or the globals, by their list of values."""
    value = part.value
    if not isinstance(value, dict) or not isinstance(value.get("values"), list):
        return False
    named = [item for item in as_list(value["values"]) if isinstance(item, dict)]
    return bool(named) and all("key" in item and "value" in item for item in named)


def read_environment(part: JsonPart) -> Iterator[Sighting]:
    """Read an environment: its values fill in the requests of other files."""
    yield FormSeen("postman")
    yield ValuesGiven(listed_values(as_object(part.value).get("values")))


POSTMAN = JsonForm("postman", looks_like_collection, read_collection, inside=True, kind="postman")
POSTMAN_ENVIRONMENT = JsonForm("postman-environment", looks_like_environment, read_environment, kind="postman")

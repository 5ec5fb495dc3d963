"""Insomnia: an export in format 4 (JSON), or a collection of version 5 (YAML, read as the same value of JSON).

Source: Insomnia's import and export documentation, and the schema of its ``insomnia-importers`` package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diagnose.foreign_text import cut
from diagnose.intake.content.exported import (
    JSON_TYPE,
    as_list,
    as_object,
    as_text,
    bearer,
    headers_of,
    with_authorization,
)
from diagnose.intake.content.form import Claim, JsonForm, JsonPart, WholeForm
from diagnose.intake.content.http_exchange import HttpAnswer, exchange_seen
from diagnose.intake.content.http_request import Header, HttpRequest
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.placeholders import Values, fill_sent, flat_values
from diagnose.intake.content.sightings import FormSeen, Sighting
from diagnose.intake.source.plain_yaml import NotPlainYamlError, read_yaml
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_YAML = re.compile(r"(?m)^type: [\"']?collection\.insomnia\.rest/")
_MAX_ABOVE = 50
"""Folders above one request."""


def looks_like_export(part: JsonPart) -> bool:
    """Tell an export of format 4 by its marks."""
    value = part.value
    return isinstance(value, dict) and isinstance(value.get("resources"), list) and "__export_format" in value


def read_export(part: JsonPart) -> Iterator[Sighting]:
    """Read every request of an export, with the environments above it filled in."""
    yield FormSeen("insomnia")
    listed = as_list(as_object(part.value).get("resources"))
    resources = {as_text(item.get("_id")): item for item in listed if isinstance(item, dict)}
    answers = _answers(listed, part.lines)
    environments: dict[str, dict[str, str]] = {}
    for resource in resources.values():
        if resource.get("_type") == "environment":
            found = environments.setdefault(as_text(resource.get("parentId")), {})
            found.update(flat_values(resource.get("data")))
    for index, item in enumerate(listed):
        if isinstance(item, dict) and item.get("_type") == "request":
            values = _values_above(item, resources, environments)
            lines = part.lines.below("resources", index)
            yield from exchange_seen(_sent(item, values, lines), answers.get(as_text(item.get("_id")), [])[-1:])


def _values_above(
    request: dict[str, Json], resources: dict[str, dict[str, Json]], environments: dict[str, dict[str, str]]
) -> Values:
    """Return the values that hold for a request: the nearer folder's win, and sub-environments over their base."""
    levels: list[dict[str, str]] = []
    above = as_text(request.get("parentId"))
    while above and len(levels) < _MAX_ABOVE:
        folder = resources.get(above, {})
        base = environments.get(above, {})
        for key, item in resources.items():
            if item.get("_type") == "environment" and item.get("parentId") == above:
                base = {**base, **environments.get(key, {})}
        levels.append({**base, **flat_values(folder.get("environment"))})
        above = as_text(folder.get("parentId"))
    return {name: value for level in reversed(levels) for name, value in level.items()}


def _answers(listed: list[Json], lines: Lines) -> dict[str, list[HttpAnswer]]:
    """Return the answers that an export may hold, by the request that they belong to."""
    found: dict[str, list[HttpAnswer]] = {}
    for index, item in enumerate(listed):
        if isinstance(item, dict) and item.get("_type") == "response":
            line = lines.below("resources", index).at("body")
            text, status = as_text(item.get("body")), item.get("statusCode")
            answer = HttpAnswer(
                line,
                Traced.on_line(text, line) if text else None,
                status if isinstance(status, int) else None,
                where="a response of the export",
            )
            found.setdefault(as_text(item.get("parentId")), []).append(answer)
    return found


def _sent(request: dict[str, Json], values: Values, lines: Lines) -> HttpRequest:
    headers = tuple(headers_of(request.get("headers"), lines.below("headers")))
    body = as_object(request.get("body"))
    text = as_text(body.get("text"))
    authentication = as_object(request.get("authentication"))
    kind = as_text(body.get("mimeType"))
    sent = HttpRequest(
        "insomnia",
        lines.from_first_string_of(request).line,
        url=as_text(request.get("url")) or None,
        method=cut(as_text(request.get("method")).upper(), 32) or "GET",
        headers=with_authorization(headers, _authorization(authentication, lines)),
        body=Traced.on_line(text, lines.at("body", "text")) if text else None,
        # Insomnia sends what it calls application/graphql as JSON.
        default_content_type=JSON_TYPE if kind == "application/graphql" else kind or None,
    )
    return fill_sent(sent, values)


def _authorization(authentication: dict[str, Json], lines: Lines) -> tuple[Header, ...]:
    if authentication.get("disabled") or as_text(authentication.get("type")).lower() != "bearer":
        return ()
    prefix = as_text(authentication.get("prefix")) or "Bearer"
    return bearer(authentication.get("token"), lines.at("authentication", "token"), prefix)


def looks_like_collection_5(part: JsonPart) -> bool:
    """Tell a collection of version 5 by its type."""
    return as_text(as_object(part.value).get("type")).startswith("collection.insomnia.rest/")


def read_collection_5(part: JsonPart) -> Iterator[Sighting]:
    """Read every request of a collection of version 5, whose folders have children."""
    yield FormSeen("insomnia")
    value = as_object(part.value)
    environments = as_object(value.get("environments"))
    values = flat_values(environments.get("data"))
    for environment in as_list(environments.get("subEnvironments")):
        values |= flat_values(as_object(environment).get("data"))
    stack: list[tuple[Json, Lines, Values]] = [(value.get("collection"), part.lines.below("collection"), values)]
    while stack:
        items, lines, known = stack.pop()
        for index, item in enumerate(as_list(items)):
            if not isinstance(item, dict):
                continue
            own = lines.below(index)
            inner = {**known, **flat_values(item.get("environment"))} if "environment" in item else known
            if "url" in item:
                yield from exchange_seen(_sent(item, inner, replace(own, line=own.at("url"))), [])
            stack.append((item.get("children"), own.below("children"), inner))


def looks_like_yaml(text: str) -> bool:
    """Tell a collection of version 5 as a file by its first lines."""
    return _YAML.search(text, 0, 2_000) is not None


def read_yaml_collection(source: Traced) -> Claim | None:
    """Read the YAML of a collection; None when it has more of YAML than exports have."""
    try:
        read = read_yaml(source)
    except NotPlainYamlError:
        return None
    return Claim(len(source.text), (JsonPart(read.value, Lines(1, read.lines), len(source.text)),))


INSOMNIA_YAML = WholeForm("insomnia", looks_like_yaml, read_yaml_collection)
INSOMNIA_4 = JsonForm("insomnia", looks_like_export, read_export, kind="insomnia")
INSOMNIA_5 = JsonForm("insomnia-5", looks_like_collection_5, read_collection_5, kind="insomnia")

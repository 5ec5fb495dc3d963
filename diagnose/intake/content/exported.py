"""What the exports of API clients have in common: lists of headers, bearer tokens, a body of query and variables."""

from __future__ import annotations

import json
from collections.abc import Iterator

from diagnose.intake.content.http_request import Header
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.placeholders import Values, fill
from diagnose.intake.source import lenient_json
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

JSON_TYPE = "application/json"
MAX_ITEMS = 20_000
"""Requests, headers or folders looked at in one export."""


def as_object(value: Json) -> dict[str, Json]:
    """Return an object, an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def as_list(value: Json) -> list[Json]:
    """Return a list, an empty one in place of anything else."""
    return value[:MAX_ITEMS] if isinstance(value, list) else []


def as_text(value: Json) -> str:
    """Return a text, an empty one in place of anything else."""
    return value if isinstance(value, str) else ""


def is_switched_off(item: dict[str, Json]) -> bool:
    """Tell whether an export marks a header or value as not sent."""
    return bool(item.get("disabled") or item.get("isDisabled")) or any(
        item.get(key) is False for key in ("enabled", "active")
    )


def headers_of(listed: Json, lines: Lines) -> Iterator[Header]:
    """Yield the headers of a list of ``{key or name, value}`` or of pairs, of an object, or of a text of lines."""
    if isinstance(listed, str):
        for written in listed.splitlines()[:MAX_ITEMS]:
            name, colon, content = written.partition(":")
            if colon and name.strip():
                yield name.strip(), content.strip(), lines.line
    elif isinstance(listed, dict):
        for name, member in listed.items():
            value = member[0] if isinstance(member, list) and len(member) == 1 else member
            if isinstance(value, str):
                yield name, value, lines.at(name)
    for index, item in enumerate(as_list(listed)):
        yield from _listed_header(item, lines.below(index))


def _listed_header(item: Json, lines: Lines) -> Iterator[Header]:
    if isinstance(item, dict) and not is_switched_off(item):
        key = "key" if isinstance(item.get("key"), str) else "name"
        if name := as_text(item.get(key)).strip():
            yield name, as_text(item.get("value")), lines.at("value")
    elif isinstance(item, list) and len(item) == 2 and all(isinstance(part, str) for part in item):  # noqa: PLR2004
        yield as_text(item[0]), as_text(item[1]), lines.at(1)


def bearer(token: Json, line: int, scheme: str = "Bearer") -> tuple[Header, ...]:
    """Return the header that a client makes of a token that was typed in alone."""
    return (("Authorization", f"{scheme} {token}".strip(), line),) if isinstance(token, str) and token.strip() else ()


def with_authorization(headers: tuple[Header, ...], authorization: tuple[Header, ...]) -> tuple[Header, ...]:
    """Add a client's own authorization, unless a header of that name was written by hand."""
    by_hand = any(name.lower() == "authorization" for name, _, _ in headers)
    return headers if by_hand else (*headers, *authorization)


def query_body(query: Json, variables: Json, line: int, values: Values, operation: Json = None) -> Traced | None:
    """Return the body that a client makes of a document and its variables, which it keeps as text."""
    if not isinstance(query, str) or not query.strip():
        return None
    body: dict[str, Json] = {"query": fill(query, values)}
    if isinstance(operation, str) and operation:
        body["operationName"] = operation
    given = fill(variables, values) if isinstance(variables, str) else variables
    if isinstance(given, str) and given.strip():
        parsed = lenient_json.parse_kindly(given, len(given) - len(given.lstrip()), placed=False)
        body["variables"] = parsed.value if isinstance(parsed.value, dict) else given
    elif isinstance(given, dict):
        body["variables"] = given
    return Traced.on_line(json.dumps(body, ensure_ascii=False), line)


def listed_values(listed: Json) -> dict[str, str]:
    """Return the values of a list of ``{key or name, value}``; of two for one name the last."""
    found: dict[str, str] = {}
    for item in as_list(listed):
        if isinstance(item, dict) and not is_switched_off(item):
            name = as_text(item.get("key")) or as_text(item.get("name"))
            value = next((item[key] for key in ("value", "currentValue", "initialValue") if item.get(key)), None)
            if name and isinstance(value, str | int | float) and not isinstance(value, bool):
                found[name] = str(value)
    return found

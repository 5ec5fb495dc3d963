"""JSON of any shape: a request, a response, a ticket file, or something that has such things inside it."""

from __future__ import annotations

from diagnose.intake.forms import graphql_json
from diagnose.intake.forms.ticket_file import is_ticket, read_ticket
from diagnose.intake.gathering.journal import Page
from diagnose.intake.source import lenient_json
from diagnose.json_value import Json

_MAX_INSIDE = 2_000
"""Requests and responses looked for inside one JSON value of another shape."""


def explore(
    page: Page,
    value: Json,
    lines: graphql_json.Lines,
    line: int,
    *,
    size: int,
    problems: tuple[str, ...] = (),
    form: str = "json-request",
) -> bool:
    """Read a JSON value for what it is; False when nothing in it is known."""
    envelope = graphql_json.Envelope(form, line, problems=problems)
    if graphql_json.read_requests(page, value, lines, envelope):
        return True
    if graphql_json.read_response(page, value, lines, line, size=size) is not None:
        return True
    if isinstance(value, list) and _responses(page, value, lines, line, size):
        return True
    if is_ticket(value):
        read_ticket(page, value, lines, line)
        return True
    return _inside(page, value, lines, line, size)


def _responses(page: Page, value: list[Json], lines: graphql_json.Lines, line: int, size: int) -> bool:
    """Read the responses to a batch."""
    if not value or not all(graphql_json.is_response(item) for item in value):
        return False
    for index, item in enumerate(value[:_MAX_INSIDE]):
        own = graphql_json.under(lines, index)
        graphql_json.read_response(page, item, own, min(own.values(), default=line), size=size // len(value))
    return True


def _inside(page: Page, value: Json, lines: graphql_json.Lines, line: int, size: int) -> bool:
    """Look for requests and responses further down, also in strings that hold JSON."""
    known, left = False, _MAX_INSIDE
    stack: list[tuple[lenient_json.Path, Json]] = [((), value)]
    while stack and left:
        path, item = stack.pop()
        if isinstance(item, str):
            item = _json_in(item)
            own: graphql_json.Lines = {}
        else:
            own = graphql_json.under(lines, *path) if path and isinstance(item, dict) else {}
        at = lines.get(path, min(own.values(), default=line))
        if path and _known(page, item, own, at, size):
            known, left = True, left - 1
        elif isinstance(item, dict):
            stack.extend(((*path, key), member) for key, member in reversed(item.items()))
        elif isinstance(item, list):
            stack.extend(((*path, index), item[index]) for index in range(len(item) - 1, -1, -1))
    return known


def _known(page: Page, item: Json, lines: graphql_json.Lines, line: int, size: int) -> bool:
    if not isinstance(item, dict | list):
        return False
    if graphql_json.read_requests(page, item, lines, graphql_json.Envelope("json-request", line)):
        return True
    return graphql_json.read_response(page, item, lines, line, size=size) is not None


def _json_in(text: str) -> Json:
    """Return the JSON that a string holds, when it looks like a request or a response."""
    if text[:1] not in "{[" or not any(word in text for word in ('"query"', '"data"', '"errors"')):
        return None
    return lenient_json.parse(text).value

"""GraphQL over HTTP as JSON: requests (single and batches), responses (likewise), variables on their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diagnose.intake.content.form import JsonForm, JsonPart
from diagnose.intake.content.graphql_json import (
    Envelope,
    is_batch,
    is_request,
    is_response,
    list_of,
    loose_variables,
    read_requests,
    response_seen,
    variables_for,
)
from diagnose.intake.content.http_exchange import RESPONSE
from diagnose.intake.content.sightings import Sighting
from diagnose.intake.kinds import CREATING
from diagnose.json_value import Json

_OPERATION = ("operation", "operationName", "operation_name", "mutation", "field", "method", "action", "name")
_MOST = 2_000
"""Responses read of one batch."""


def looks_like_variables(part: JsonPart) -> bool:
    """Tell whether a value holds the variables of the request before it."""
    # Literals in code wait for the whole source: there may be several of one request, and a body further on.
    if part.literal or part.before is None:
        return False
    return variables_for(part.before, part.value, part.lines) is not None


def read_variables(part: JsonPart) -> Iterator[Sighting]:
    """Read the variables of the request before it."""
    if part.before and (variables := variables_for(part.before, part.value, part.lines)):
        yield variables


def looks_like_request(part: JsonPart) -> bool:
    """Tell whether a value is a request body, or a batch of them."""
    return is_request(part.value) or is_batch(part.value)


def read_request(part: JsonPart) -> Iterator[Sighting | JsonPart]:
    """Read a request body, or a batch of them; beside a body a log may keep what came back."""
    envelope = Envelope("json-request", part.lines.line, problems=part.problems)
    yield from read_requests(part.value, part.lines, envelope)
    for key in RESPONSE:
        if isinstance(part.value, dict) and is_response(answer := part.value.get(key)):
            yield replace(part, value=answer, lines=part.lines.below(key), before=None)


def looks_like_response(part: JsonPart) -> bool:
    """Tell whether a value is a response, or something cut out of one; an empty list that code begins with is none."""
    if (
        part.literal
        and part.caller
        and isinstance(part.value, dict)
        and not any(map(_holds_anything, part.value.values()))
    ):
        return False
    return list_of(part.value) is not None or is_response(part.value)


def _holds_anything(value: Json) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value))


def read_response(part: JsonPart) -> Iterator[Sighting]:
    """Read a response; beside one a log may keep the name of what was asked, and the variables.

    A creation's name counts where it was refused: a log entry without errors that keeps no data is no answer.
    """
    value = part.value if isinstance(part.value, dict) else {}
    if isinstance(value.get("variables"), dict):
        yield loose_variables(value, part.lines)
    refused = bool(value.get("errors")) or ("data" in value and value["data"] is None)
    keeps = value.get("data") or list_of(part.value) is not None
    if not refused and not keeps and "errors" in value and any(key in value for key in _OPERATION):
        return
    if seen := response_seen(part.value, part.lines, size=part.size):
        told = next((name for key in _OPERATION if refused and (name := value.get(key)) in CREATING), None)
        operation = seen.response.operation or (told if isinstance(told, str) else None)
        yield replace(seen, response=replace(seen.response, operation=operation))


def looks_like_responses(part: JsonPart) -> bool:
    """Tell whether a value is a list of responses."""
    return isinstance(part.value, list) and bool(part.value) and all(map(is_response, part.value))


def read_responses(part: JsonPart) -> Iterator[Sighting]:
    """Read the responses to a batch."""
    items = part.value if isinstance(part.value, list) else []
    for index, item in enumerate(items[:_MOST]):
        lines = part.lines.below(index).from_first_string_of(item)
        if seen := response_seen(item, lines, size=part.size // len(items)):
            yield seen


GRAPHQL_VARIABLES = JsonForm("graphql-variables", looks_like_variables, read_variables, kind="variables")
GRAPHQL_REQUEST = JsonForm("json-request", looks_like_request, read_request, inside=True)
GRAPHQL_RESPONSE = JsonForm("json-response", looks_like_response, read_response, inside=True)
GRAPHQL_RESPONSES = JsonForm("json-responses", looks_like_responses, read_responses)

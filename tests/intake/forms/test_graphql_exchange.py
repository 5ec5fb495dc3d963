"""JSON that is GraphQL over HTTP: which of the forms a value is, and what it gives."""

from __future__ import annotations

import pytest

from diagnose.intake.content.form import JsonPart
from diagnose.intake.content.graphql_json import Envelope, request_seen
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import LooseVariables, RequestSeen, ResponseSeen
from diagnose.intake.forms.graphql_exchange import (
    GRAPHQL_REQUEST,
    GRAPHQL_RESPONSE,
    GRAPHQL_RESPONSES,
    GRAPHQL_VARIABLES,
)
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json
from tests.intake.offering import read_value

_REQUEST: Json = {"query": "{ me { id } }"}
_RESPONSE: Json = {"data": {"me": None}}


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (_REQUEST, {"json-request"}),
        ([_REQUEST, _REQUEST], {"json-request"}),
        (_RESPONSE, {"json-response"}),
        ({"errors": [{"message": "no"}]}, {"json-response"}),
        ([{"id": "jw", "workId": "w"}], {"json-response"}),
        ([_RESPONSE, _RESPONSE], {"json-responses"}),
        ([], set()),
        ({"limit": 10}, set()),
        ("text", set()),
    ],
)
def test_a_value_is_of_one_form(value: Json, names: set[str]) -> None:
    """A request or a batch of them, a response or the responses to a batch, or none of these."""
    forms = (GRAPHQL_REQUEST, GRAPHQL_RESPONSE, GRAPHQL_RESPONSES, GRAPHQL_VARIABLES)
    assert {form.name for form in forms if form.looks_like(JsonPart(value, Lines(1), 10))} == names


def test_each_of_a_batch_is_one() -> None:
    """As many requests and responses as there are."""
    assert [type(seen) for seen in read_value(GRAPHQL_REQUEST, [_REQUEST, _REQUEST])] == [RequestSeen, RequestSeen]
    assert [type(seen) for seen in read_value(GRAPHQL_RESPONSES, [_RESPONSE] * 3)] == [ResponseSeen] * 3
    assert [type(seen) for seen in read_value(GRAPHQL_RESPONSE, _RESPONSE)] == [ResponseSeen]


def test_variables_are_those_of_the_request_before_them() -> None:
    """Any object may be; only what that request declares says that it is."""
    document = "query($c: ID!) { me { id } }"
    (before,) = request_seen(Envelope("graphql", 1), document, Traced.of(document))
    assert isinstance(before, RequestSeen)
    part = JsonPart({"c": "connection_1"}, Lines(2), 10, before=before)
    assert GRAPHQL_VARIABLES.looks_like(part)
    (seen,) = GRAPHQL_VARIABLES.read(part)
    assert isinstance(seen, LooseVariables)
    assert seen.variables == {"c": "connection_1"}
    assert not GRAPHQL_VARIABLES.looks_like(
        JsonPart({"c": "x", "took": 12, "level": "info"}, Lines(2), 10, before=before)
    )
    assert not GRAPHQL_VARIABLES.looks_like(JsonPart({"d": "x"}, Lines(2), 10, before=before))
    assert not GRAPHQL_VARIABLES.looks_like(JsonPart({"c": "x"}, Lines(2), 10))


@pytest.mark.parametrize(
    ("entry", "operation"),
    [
        ({"data": None, "errors": [{"message": "no"}]}, "createJobWorks"),
        ({"errors": [{"message": "no"}]}, "createJobWorks"),
        ({"status": "ok", "errors": []}, None),
        ({"data": {}, "errors": []}, None),
    ],
)
def test_a_logged_creation_counts_where_it_was_refused(entry: dict[str, Json], operation: str | None) -> None:
    """An entry without errors that keeps no data is of a creation that went well, and no answer."""
    value: Json = {"operation": "createJobWorks", "variables": {"connectionId": "co-202"}, **entry}
    responses = [seen for seen in read_value(GRAPHQL_RESPONSE, value) if isinstance(seen, ResponseSeen)]
    assert [seen.response.operation for seen in responses] == [operation] * (operation is not None)

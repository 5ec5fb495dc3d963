"""What a JSON value is to GraphQL."""

from __future__ import annotations

import pytest

from diagnose.intake.content.graphql_json import (
    Envelope,
    empty_parts,
    is_batch,
    is_request,
    is_response,
    list_of,
    operation_of,
    read_requests,
    response_seen,
    variables_for,
)
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.response_rows import ResponseRows, rows_of
from diagnose.intake.content.sightings import Remark, RequestSeen
from diagnose.json_value import Json

_PERSISTED: Json = {"variables": {}, "extensions": {"persistedQuery": {"sha256Hash": "00"}}}


@pytest.mark.parametrize(
    ("value", "request_", "response"),
    [
        ({"query": "{ me { id } }"}, True, False),
        (_PERSISTED, True, False),
        ({"query": {"match": "all"}}, False, False),
        ({"data": None}, False, True),
        ({"data": {"me": {}}}, False, True),
        ({"data": [1]}, False, False),
        ({"errors": []}, False, True),
        ({"createJobWorks": []}, False, True),
        ({"id": 1}, False, False),
    ],
)
def test_requests_and_responses(value: Json, request_: bool, response: bool) -> None:
    """A query text or a persisted one makes a request; data, errors or a known root a response."""
    assert (is_request(value), is_response(value)) == (request_, response)
    assert is_batch([value, value]) is request_


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ([{"id": "a", "workId": "b"}], "jobWorks"),
        ({"id": "a", "providerKey": "b"}, "connections"),
        ([{"id": "a", "workId": "b"}, {"id": "c"}], None),
        ([], None),
    ],
)
def test_rows_cut_out_of_a_response(value: Json, name: str | None) -> None:
    """Known by the fields that all of them have."""
    assert list_of(value) == name


def requests(value: Json) -> list[RequestSeen | Remark]:
    seen = read_requests(value, Lines(3), Envelope("json-request", 3))
    return [item for item in seen if isinstance(item, RequestSeen | Remark)]


def test_variables_in_a_string_are_read_and_told() -> None:
    """A string that holds an object is that object, and a problem; anything else is a remark."""
    (seen,) = requests({"query": "{ me { id } }", "variables": '{"a": 1}'})
    assert isinstance(seen, RequestSeen)
    assert seen.request.variables == {"a": 1}
    assert seen.request.variables_as_text
    assert isinstance(requests({"query": "{ me { id } }", "variables": [1]})[0], Remark)


def test_variables_of_a_document_before_them() -> None:
    """Only of one that declares them."""
    (seen,) = read_requests({"query": "query($c: ID!) { me { id } }"}, Lines(1), Envelope("graphql", 1))
    assert isinstance(seen, RequestSeen)
    assert variables_for(seen, {"c": "x"}, Lines(5)) is not None
    assert variables_for(seen, {"variables": {"c": "x"}}, Lines(5)) is not None
    assert variables_for(seen, {"d": "x"}, Lines(5)) is None


def test_what_a_response_answers_and_what_is_empty_in_it() -> None:
    """The deepest list of the chain; the lists that came back empty; roots that are null."""
    data: Json = {"me": {"workspaces": [{"connections": []}]}}
    assert operation_of(data) == "connections"
    assert empty_parts(data, rows_of(data)) == ("connections",)
    assert empty_parts({"me": None}, ResponseRows()) == ("me",)
    seen = response_seen([{"id": "a", "workId": "b"}], Lines(2), size=9)
    assert seen is not None
    assert seen.response.operation == "jobWorks"

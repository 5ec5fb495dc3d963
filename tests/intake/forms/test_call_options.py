"""A request as one object: the options of a client's call, or a node of an automation."""

from __future__ import annotations

import json

import pytest

from diagnose.intake.forms.call_options import CALL_OPTIONS
from diagnose.json_value import Json
from tests.intake.offering import read_value, request_in
from tests.intake.sent import BODY, DOCUMENT, ENDPOINT, VARIABLES, only_request, read

_PARTS: dict[str, Json] = {"query": DOCUMENT, "variables": VARIABLES}


@pytest.mark.parametrize(
    "options",
    [
        {"method": "post", "url": ENDPOINT, "headers": {"source-platform": "x"}, "data": _PARTS},
        {"httpMethod": "POST", "uri": ENDPOINT, "headers": ["source-platform: x"], "body": BODY},
        {"requestMethod": "POST", "endpoint": f"={ENDPOINT}", "headers": '{"source-platform": "x"}', **_PARTS},
        {
            "method": "POST",
            "url": ENDPOINT,
            "headerParameters": {"parameters": [{"name": "source-platform", "value": "x"}]},
            "jsonBody": f"={BODY}",
        },
    ],
)
def test_each_set_of_names(options: Json) -> None:
    """axios, a PHP client, a GraphQL node and an HTTP node: the same request."""
    request = request_in(tuple(read_value(CALL_OPTIONS, options)))
    assert (request.method, request.endpoint) == ("POST", ENDPOINT)
    assert (request.document, request.variables) == (DOCUMENT, VARIABLES)
    assert request.headers == {"source-platform": "x"}
    assert not request.headers_complete


def test_a_window_of_altair_and_a_node_of_n8n_post_json() -> None:
    """By their documentation; Altair keeps its variables as a text, and n8n marks expressions."""
    window: Json = {"apiUrl": ENDPOINT, "query": DOCUMENT, "variables": json.dumps(VARIABLES), "headers": []}
    node: Json = {
        "endpoint": ENDPOINT,
        "requestFormat": "json",
        "query": f"={DOCUMENT}",
        "variables": f"={json.dumps(VARIABLES)}",
    }
    for options in (window, node):
        request = request_in(tuple(read_value(CALL_OPTIONS, options)))
        assert (request.method, request.document, request.variables) == ("POST", DOCUMENT, VARIABLES)
        assert request.problems == ()


def test_a_node_deep_inside_an_export_is_read() -> None:
    """n8n keeps nodes in a list, each with its parameters."""
    node: Json = {"name": "HTTP", "parameters": {"method": "POST", "url": ENDPOINT, "jsonBody": BODY}}
    assert only_request(read({"nodes": [node], "connections": {}})).headers is None


def test_an_expression_in_the_query_s_place_is_no_query() -> None:
    """The variables still say what is asked for."""
    written = '={\n "w": "ws-101",\n "connectionId": "co-202"}'
    request = request_in(
        tuple(read_value(CALL_OPTIONS, {"url": ENDPOINT, "query": "={{ $json.q }}", "variables": written}))
    )
    assert (request.document, request.variables) == (None, {"w": "ws-101", "connectionId": "co-202"})


@pytest.mark.parametrize(
    "value",
    [
        {"url": "https://crm.example/api", "headers": {"a": "b"}},
        {"url": ENDPOINT, "status": 200, "method": "POST"},
        {"id": "a-1", "url": "https://files.filed.com/a.pdf", "data": "x"},
    ],
)
def test_what_is_no_request(value: Json) -> None:
    """Another host, a line of a log, a row with a link."""
    assert not read(json.dumps(value)).requests

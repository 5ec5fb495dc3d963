"""Environments of ``.http`` files."""

from __future__ import annotations

import json

import pytest

from diagnose.json_value import Json
from tests.intake.sent import DOCUMENT, ENDPOINT, only_request, read

_REQUEST = (
    "POST {{endpoint}}\nContent-Type: application/json\n\n"
    + json.dumps({"query": DOCUMENT, "variables": {"w": "{{ws}}", "c": "co-202"}})
    + "\n"
)


def test_values_of_production_fill_the_request() -> None:
    """Whichever of the files comes first."""
    environments: Json = {
        "dev": {"endpoint": "http://localhost:4000/graphql", "ws": "ws-999"},
        "production": {"endpoint": ENDPOINT, "ws": "ws-101"},
    }
    assert only_request(read(_REQUEST, environments)).headers == {"content-type": "application/json"}
    only_request(read(environments, _REQUEST))


def test_ids_in_it_are_read() -> None:
    """It may be all that the customer sends."""
    slots = read(
        {"prod": {"host": "https://gateway.filed.com", "connectionId": "co-202", "workspaceId": "ws-101"}}
    ).slots
    assert (slots.workspace_id, slots.connection_id) == ("ws-101", "co-202")


@pytest.mark.parametrize(
    "value",
    [
        {"data": {"url": "https://a.example/x"}},
        {"prod": {"b": {"c": "https://a.example"}}},
        {"Data in": {"url": "https://a.example/x"}},
    ],
)
def test_other_objects_are_none(value: Json) -> None:
    """A response, what is nested deeper, and a step of some tool."""
    assert read(value).sources[0].kind != "http-environment"

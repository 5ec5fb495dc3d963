"""Thunder Client's collections."""

from __future__ import annotations

import json

from diagnose.json_value import Json
from tests.intake.sent import BODY, DOCUMENT, ENDPOINT, TOKEN, VARIABLES, only_request, read


def _collection(body: Json, url: str = ENDPOINT) -> Json:
    request: Json = {
        "_id": "0b7d2c1a-55e3-4d9f-8a10-c3e9f1b2d4a6", "colId": "7d3f9a52-1c8e-4b60-9f27-e6a4d0c81b35", "url": url,
        "method": "POST", "headers": [{"name": "source-platform", "value": "a", "isDisabled": True}],
        "auth": {"type": "bearer", "bearer": TOKEN}, "body": body,
    }  # fmt: skip
    data: Json = [{"name": "base", "value": "https://gateway.filed.com"}]
    return {"clientName": "Thunder Client", "folders": [], "requests": [request], "environments": [{"data": data}]}


def test_a_graphql_body() -> None:
    """Its own UUIDs are no IDs of the ticket; a header that is switched off was not sent."""
    graphql: Json = {"query": DOCUMENT, "variables": json.dumps(VARIABLES)}
    reading = read(_collection({"type": "graphql", "raw": "", "graphql": graphql}))
    assert only_request(reading).headers == {"content-type": "application/json"}
    assert not reading.unsorted


def test_a_json_body_and_an_environment() -> None:
    """The address comes from the environment in the same file."""
    request = only_request(read(_collection({"type": "json", "raw": BODY}, "{{base}}/graphql")))
    assert request.authorization is not None
    assert request.authorization.problem is None

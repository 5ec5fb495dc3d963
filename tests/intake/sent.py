"""What the tests of forms that show requests have in common: a query, its variables, and reading a text."""

from __future__ import annotations

import json

from diagnose.intake import CustomerRequest, Reading, Source, read_sources
from diagnose.json_value import Json

DOCUMENT = (
    "query Q($w: ID!, $c: ID!) { me { workspaces(filters: { ids: [$w] }) { connections(filters: { ids: [$c] }) "
    '{ jobWorks(filters: { ids: ["jw-901"] }) { id } } } } }'
)
VARIABLES: dict[str, Json] = {"w": "ws-101", "c": "co-202"}
BODY = json.dumps({"query": DOCUMENT, "variables": VARIABLES})
ANSWER = '{"data":{"me":{"workspaces":[{"id":"ws-101","connections":[{"id":"co-202","jobWorks":[]}]}]}}}'
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0ZXN0ZXIifQ.c2lnbmF0dXJl"  # noqa: S105 - made up
ENDPOINT = "https://gateway.filed.com/graphql"


def read(*texts: str | Json) -> Reading:
    """Read texts, or values as JSON, each as a source of its own."""
    written = (text if isinstance(text, str) else json.dumps(text, indent=2) for text in texts)
    return read_sources([Source.of_bytes(f"file-{n}", text.encode()) for n, text in enumerate(written, start=1)])


def only_request(reading: Reading) -> CustomerRequest:
    """Return the one request of a reading, which must be whole: with its chain, its address and method."""
    (request,) = reading.requests
    assert (request.document, request.variables) == (DOCUMENT, VARIABLES)
    assert (request.method, request.endpoint) == ("POST", ENDPOINT)
    slots = reading.slots
    assert (slots.workspace_id, slots.connection_id, slots.job_work_ids) == ("ws-101", "co-202", ("jw-901",))
    return request


def answer_of(reading: Reading) -> tuple[int | None, tuple[str, ...]]:
    """Return status and empty lists of the answer to the one request of a reading."""
    (request,) = reading.requests
    assert request.response is not None
    response = reading.responses[request.response]
    return response.status, response.empty

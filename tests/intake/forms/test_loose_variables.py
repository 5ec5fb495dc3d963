"""Objects with IDs in other JSON, as log lines and exports have them."""

from __future__ import annotations

import json

import pytest

from diagnose.intake import Source, read_sources
from tests.intake.sent import DOCUMENT, VARIABLES, read


def test_variables_in_a_log_line() -> None:
    """The variables beside an operation's name, in an object of another shape, name the ticket's IDs."""
    line = {
        "level": "info",
        "extra": {"variables": {"workspaceId": "w-1", "connectionId": "c-1", "filters": {"ids": ["j-1"]}}},
    }
    slots = read_sources([Source.of_bytes("a.log", json.dumps(line).encode())]).slots
    assert (slots.workspace_id, slots.connection_id, slots.job_work_ids) == ("w-1", "c-1", ("j-1",))


@pytest.mark.parametrize("label", ["Variables:\n{}", "**Variablen**\n\n{}", "Variables:\n\n```json\n{}\n```"])
def test_variables_above_the_document_are_told_by_their_label(label: str) -> None:
    """Their own names tell nothing."""
    told = label.format(json.dumps(VARIABLES))
    (request,) = read(f"Hello,\n\n{told}\n\nQuery:\n\n{DOCUMENT}\n").requests
    assert (request.document, request.variables) == (DOCUMENT, VARIABLES)


def test_a_field_that_is_called_tells_what_its_filters_are_of() -> None:
    """As query builders write it, field by field; the argument's name alone would tell job works."""
    slots = read(
        "ws = op.me.workspaces(filters={'ids': ['w-101']})\n"
        "co = ws.connections(filters={'ids': ['c-202']}, limit=1)\n"
        "jw = co.job_works(filters={'ids': ['jw-901', 'jw-902']})\n"
    ).slots
    assert (slots.workspace_id, slots.connection_id, slots.job_work_ids) == ("w-101", "c-202", ("jw-901", "jw-902"))


@pytest.mark.parametrize(
    ("call", "as_text"),
    [
        ('post(url, {query: QUERY, variables: JSON.stringify({workspaceId: "ws-101"})})', True),
        ('client.post(URL, json={"query": QUERY, "variables": json.dumps({"workspaceId": "ws-101"})})', True),
        ('console.log({variables: JSON.stringify({workspaceId: "ws-101"})})', False),
        ('post(url, JSON.stringify({query: QUERY, variables: {workspaceId: "ws-101"}}))', False),
    ],
)
def test_code_that_makes_text_of_variables_sends_text(call: str, as_text: bool) -> None:
    """Beside the query, wherever that stands; what is written to a log says nothing of it."""
    reading = read(
        f"{call}\n\nquery Q($workspaceId: ID!) {{ me {{ workspaces(filters: {{ids: [$workspaceId]}}) {{ id }} }} }}\n"
    )
    (request,) = [request for request in reading.requests if request.document]
    assert (request.variables, request.variables_as_text) == ({"workspaceId": "ws-101"}, as_text)

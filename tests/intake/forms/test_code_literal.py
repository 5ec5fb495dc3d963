"""Literals in a text: requests, answers and IDs in them; never GraphQL, and prose stays prose."""

from __future__ import annotations

import json

import pytest

from diagnose.intake import Reading, Source, read_sources
from tests.intake.sent import DOCUMENT, VARIABLES

CHAIN = "id: 'workspace_204417', connections: [ { id: 'connection_860', jobWorks: [] } ]"
KEYS = "workspaceId: 'workspace_204417', connectionId: 'connection_860'"
ANSWER = {
    "data": {
        "me": {"workspaces": [{"id": "workspace_204417", "connections": [{"id": "connection_860", "jobWorks": []}]}]}
    }
}


def read(text: str) -> Reading:
    return read_sources([Source.of_bytes("ticket.txt", text.encode())])


@pytest.mark.parametrize(
    "text",
    [
        f"{{ data: {{ me: {{ workspaces: [ {{ {CHAIN} }} ] }} }} }}",
        f"{{ me: {{ workspaces: [ {{ {CHAIN} }} ] }} }}",
        repr(ANSWER),
        json.dumps(ANSWER).replace(": ", "=>"),
        f"log body={json.dumps(json.dumps(ANSWER))} status=200",
    ],
)
def test_an_answer_in_any_notation(text: str) -> None:
    """What a console prints is a saved answer, and no query."""
    reading = read(f"It says\n\n{text}\n\nand that is all.")
    assert not reading.requests
    assert [response.empty for response in reading.responses] == [("jobWorks",)]
    assert reading.slots.connection_id == "connection_860"


@pytest.mark.parametrize(
    "text",
    [
        "at Loader.load(workspaceId=workspace_204417, connectionId=connection_860, filters={ids=[job_work_33001]})",
        f"{{ op: 'GetJobWorks', {KEYS}, filters: {{ ids: ['job_work_33001'] }} }}",
        f"new {{ {KEYS.replace(': ', ' = ')}, filters = new {{ ids = new[] {{ 'job_work_33001' }} }} }}",
    ],
)
def test_ids_by_their_keys(text: str) -> None:
    """IDs are named by the keys that lead to them."""
    slots = read(text).slots
    assert (slots.workspace_id, slots.connection_id, slots.job_work_ids) == (
        "workspace_204417",
        "connection_860",
        ("job_work_33001",),
    )


@pytest.mark.parametrize("text", ["(see: the docs)", "we tried {a, b} and (x = 1)", "Re: [EXT] (note: call me at 555)"])
def test_prose_is_left_alone(text: str) -> None:
    """Brackets in a sentence are nothing to read."""
    reading = read(f"{text} workspace workspace_204417")
    assert reading.slots.workspace_id == "workspace_204417"
    assert not reading.requests
    assert not reading.notes


@pytest.mark.parametrize(
    "code",
    [
        'variables = dict(w=\'ws-101\', c=\'co-202\')\nr = send(QUERY, variables)\nQUERY = """<DOCUMENT>"""\n',
        'Map<String, Object> vars = Map.of(\n  "w", "ws-101","c", "co-202");\nString q = """\n<DOCUMENT>\n""";\n',
        'req := graphql.NewRequest(`\n<DOCUMENT>\n`)\nreq.Var("w", "ws-101")\nreq.Var("c", "co-202")\n',
        'client.document("""\n<DOCUMENT>\n""").variable("w", "ws-101").variable("c", "co-202").execute();\n',
        "await run({ query: ROWS, variables: { w: 'ws-101', c: 'co-202' } });\nconst ROWS = `<DOCUMENT>`;\n",
    ],
    ids=["python", "java", "go", "spring", "javascript"],
)
def test_variables_by_the_name_that_they_are_given_to(code: str) -> None:
    """Their own names tell nothing; the document that declares them stands before or behind them."""
    (request,) = read(code.replace("<DOCUMENT>", DOCUMENT)).requests
    assert request.variables == VARIABLES

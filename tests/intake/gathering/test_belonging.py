"""Variables apart from their document, and a document that is written down and then sent."""

from __future__ import annotations

import pytest

from diagnose.intake import Reading, Source, read_sources

GIVEN = "workspaceId: 'w-1', connectionId: 'c-2'"
DOCUMENT = "query Q($workspaceId: ID!, $connectionId: ID!) { me { workspaces(filters: {ids: [$workspaceId]}) { id } } }"


def read(text: str) -> Reading:
    return read_sources([Source.of_bytes("ticket.txt", text.encode())])


@pytest.mark.parametrize(
    "text",
    [
        f"{DOCUMENT}\n\nVariables:\n\n{{ workspaceId: 'w-1', connectionId: 'c-2' }}",
        f"variables = {{ 'workspaceId' => 'w-1', 'connectionId' => 'c-2' }}\n\nquery = <<~GQL\n{DOCUMENT}\nGQL",
        f'req := NewRequest(`{DOCUMENT}`)\nreq.Var("workspaceId", "w-1")\nreq.Var("connectionId", "c-2")',
        f"const Q = gql`{DOCUMENT}`;\nclient.query({{ query: Q, variables: {{ {GIVEN} }} }})",
        f"Q = '''{DOCUMENT}'''\nv = dict({GIVEN.replace(': ', '=')})\npost(json={{'query': Q, 'variables': v}})",
    ],
)
def test_one_request(text: str) -> None:
    """Above, below, in several calls, or by name: document and variables are one request."""
    (request,) = read(text).requests
    assert request.document
    assert request.document.strip() == DOCUMENT
    assert request.variables == {"workspaceId": "w-1", "connectionId": "c-2"}


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        (f"{DOCUMENT}\n\n{{ workspaceId: 'w-1', connectionId: connection.id }}", False),
        (f"{DOCUMENT}\n\n{{ workspaceId: 'w-1', connectionId: 'c-2' }}", True),
        (f"Q = '''{DOCUMENT}'''\npost(json={{'query': Q, 'variables': {{'workspaceId': env['W']}}}})", False),
        (f"Q = '''{DOCUMENT}'''\npost(json={{'query': Q, 'variables': {{'workspaceId': 'w-1'}}}}, auth=sign())", True),
    ],
)
def test_variables_that_code_does_not_show(text: str, complete: bool) -> None:
    """Those given by names or calls are there all the same, so nobody may say that they are missing."""
    (request,) = read(text).requests
    assert request.variables_complete is complete


def test_a_log_line_gives_only_what_is_declared() -> None:
    """An object with keys of its own lends the document's variables; the rest is not held against the request."""
    (request,) = read(f"{DOCUMENT}\n\n{{ op: 'Q', rows: 0, workspaceId: 'w-1', connectionId: 'c-2', ms: 12 }}").requests
    assert request.variables == {"workspaceId": "w-1", "connectionId": "c-2"}


def test_another_key_is_kept() -> None:
    """One key that is not declared stays: it may be what is wrong with the request."""
    (request,) = read(f"{DOCUMENT}\n\n{{ workspaceID: 'w-1', connectionId: 'c-2' }}").requests
    assert request.variables == {"workspaceID": "w-1", "connectionId": "c-2"}


def test_what_a_log_line_holds_besides_names_ids_all_the_same() -> None:
    """Its job work is no variable of the query; nor does the line say that the query got none."""
    reading = read(f"{DOCUMENT}\n\n{{ level: 'info', ms: 12, workspaceId: 'w-1', jobWorkId: 'j-1' }}")
    assert reading.slots.job_work_ids == ("j-1",)
    assert reading.requests[0].variables == {"workspaceId": "w-1"}
    assert not reading.requests[0].variables_complete


ANOTHER = (
    "query R($workspaceId: ID!) {\n  me {\n    workspaces(filters: {ids: [$workspaceId]}) {\n      id\n    }\n  }\n}"
)
ONE, TWO = '{"workspaceId": "w-1"}', '{"workspaceId": "w-2"}'


@pytest.mark.parametrize(
    "text",
    [
        f"Erstens\n\n{ANOTHER}\n\n{ONE}\n\nZweitens\n\n{ANOTHER.replace('R', 'S')}\n\n{TWO}",
        f"D'abord\n{ONE}\n\n{ANOTHER}\n\nEnsuite\n{TWO}\n\n{ANOTHER.replace('R', 'S')}",
    ],
)
def test_each_document_has_its_own(text: str) -> None:
    """Whether the variables stand behind each document or before it."""
    assert [request.variables["workspaceId"] for request in read(text).requests] == ["w-1", "w-2"]


def test_variables_in_a_text_are_no_ticket_file() -> None:
    """Before the query and with a number among them, they are what was sent, and nothing is left unread."""
    document = DOCUMENT.replace("$connectionId: ID!", "$connectionId: ID!, $limit: Int")
    reading = read(f'We send:\n{{"workspaceId": "w-1", "connectionId": "c-2", "limit": "ten"}}\n\n{document}')
    assert reading.requests[0].variables == {"workspaceId": "w-1", "connectionId": "c-2", "limit": "ten"}
    assert reading.notes == ()

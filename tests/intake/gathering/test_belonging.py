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

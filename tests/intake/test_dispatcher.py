"""Where the dispatcher looks: in files inside files, JSON inside strings, and for secrets everywhere."""

from __future__ import annotations

import json

import pytest

from diagnose.intake import Reading, Source, read_sources

_DOCUMENT = 'query Q { me { workspaces(filters: { ids: ["workspace_1"] }) { id } } }'
_TOKEN = "made-up-token-0123456789"  # noqa: S105


def read(text: str, *more: str) -> Reading:
    return read_sources(
        [Source.of_bytes(f"source-{number}", part.encode()) for number, part in enumerate((text, *more))]
    )


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_a_request_is_found_however_deep_in_strings(depth: int) -> None:
    """JSON in a string in JSON in a string: the request is read, with the line of the outermost string."""
    value: object = {"query": _DOCUMENT}
    for _ in range(depth):
        value = {"data-of": json.dumps({"query-log": 1, "data": 0, "inner": value})}
    reading = read("\n\n" + json.dumps([{"entry": value}], indent=1))
    assert [request.document for request in reading.requests] == [_DOCUMENT]
    assert reading.requests[0].line > 2


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"headers": {"authorization": f"Bearer {_TOKEN}"}, "other": 1}),
        json.dumps({"headers": [{"name": "Authorization", "value": f"Bearer {_TOKEN}"}]}),
        json.dumps({"query": _DOCUMENT, "extensions": {"accessToken": _TOKEN}}),
        json.dumps({"body": json.dumps({"accessToken": _TOKEN})}),
        json.dumps({"errors": [{"message": f"Bearer {_TOKEN} is not valid"}]}),
        json.dumps({"data": {"me": None}, "log": f'{{"Authorization": "Bearer {_TOKEN}"}}'}),
        f"$token = '{_TOKEN}'\nInvoke-WebRequest -Uri https://gateway.filed.com/graphql",
        f"$h = @{{ Authorization = 'Bearer {_TOKEN}' }}",
        f"query Q {{ me {{ id }} }} # authorization: Bearer {_TOKEN}",
        f"connection_id = 'connection_1'\naccess_token = '{_TOKEN}'",
        f"curl https://other.example/rest -u user:{_TOKEN}",
        f"fetch('https://other.example/rest', {{ headers: {{ 'x-api-key': '{_TOKEN}' }} }})",
        f"From: a@example.com\nTo: b@example.com\nSubject: Bearer {_TOKEN}\n\nhello",
    ],
)
def test_a_secret_is_found_in_every_form(text: str) -> None:
    """Whatever a text is read as, the token in it is found once, and stands nowhere in the reading."""
    reading = read(text)
    assert [found.secret.reveal() for found in reading.secrets] == [_TOKEN]
    assert _TOKEN not in repr(reading)


def test_an_attachment_is_a_source_of_its_own() -> None:
    """Its lines count from its own first line, and its name is behind that of the e-mail."""
    mail = (
        "From: a@example.com\nTo: b@example.com\nSubject: c\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nsee below\n'
        '--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename="ids.txt"\n\n\n'
        "Connection: connection_789\n--x--\n"
    )
    reading = read(mail)
    assert [info.name for info in reading.sources] == ["source-0", "source-0/ids.txt"]
    assert [(found.source, found.line) for found in reading.ids] == [("source-0/ids.txt", 2)]


def test_variables_in_a_source_of_their_own_belong_to_the_query_before() -> None:
    """A query in one file and its variables in the next are one request."""
    reading = read(
        "query Q($w: ID!) { me { workspaces(filters: { ids: [$w] }) { id } } }", json.dumps({"w": "workspace_7"})
    )
    assert [request.variables for request in reading.requests] == [{"w": "workspace_7"}]
    assert reading.sources[1].kind == "variables"
    assert [(found.value, found.source) for found in reading.ids] == [("workspace_7", "source-1")]


def test_a_har_that_was_pasted_is_read_as_one() -> None:
    """Other keys before its log, or words around it: each entry is an exchange."""
    entry = {
        "request": {"method": "POST", "url": "https://gateway.filed.com/graphql", "headers": [],
                    "postData": {"text": json.dumps({"query": _DOCUMENT})}},
        "response": {"status": 200, "content": {"text": json.dumps({"data": {"me": {"workspaces": []}}})}},
    }  # fmt: skip
    reading = read("Here it is:\n" + json.dumps({"note": {"by": "us"}, "log": {"entries": [entry]}}))
    assert [request.form for request in reading.requests] == ["har"]
    assert reading.responses[0].status == 200

"""What the customer saw go wrong: what they were shown, else what they say."""

from __future__ import annotations

import json

import pytest

from diagnose.intake import Source, read_sources
from diagnose.json_value import Json
from diagnose.report import Symptom
from diagnose.ticket.from_reading import Options, ticket_from
from tests.checks.tickets import LIST, body, curl, listing

WORDS = "In connection_790 our job works are missing, and the artifacts too."


def symptoms(text: str) -> list[Symptom]:
    return [*ticket_from(Options(), read_sources([Source.of_bytes("ticket.txt", text.encode())])).symptoms]


def chain(connections: Json) -> Json:
    return {"data": {"me": {"workspaces": [{"id": "workspace_1", "connections": connections}]}}}


def error(message: str, code: str | None = None) -> Json:
    return {"errors": [{"message": message, **({"extensions": {"code": code}} if code else {})}], "data": None}


@pytest.mark.parametrize(
    ("answer", "symptom"),
    [
        ({"data": {"me": {"workspaces": []}}}, Symptom.NOTHING),
        (chain([]), Symptom.NOTHING),
        (chain([{"id": "connection_790", "jobWorks": []}]), Symptom.NOTHING),
        (
            chain([{"id": "connection_790", "jobWorks": [{"id": "job_work_1", "jobWorkArtifacts": []}]}]),
            Symptom.NO_ARTIFACTS,
        ),
        ({"data": {"me": None}}, Symptom.SIGNED_OUT),
        (error("The access token has expired", "UNAUTHENTICATED"), Symptom.SIGNED_OUT),
        (error("Not yours", "FORBIDDEN"), Symptom.FORBIDDEN),
        (error("Connection not found"), Symptom.NOT_FOUND),
        (error('Cannot query field "jobs" on type "Me".'), Symptom.REFUSED),
        (error("Something broke"), Symptom.ERROR),
    ],
)
def test_what_they_were_shown(answer: Json, symptom: Symptom) -> None:
    """By the lists that are empty, else by the error; what they write beside it counts no more."""
    request = curl(body(LIST, listing("job_work_1")))
    assert symptoms(f"{WORDS}\n\n{request}\n\n{json.dumps(answer)}\n") == [symptom]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("401 Unauthorized", [Symptom.SIGNED_OUT]),
        ("403 Forbidden", [Symptom.FORBIDDEN]),
        ("405 Method Not Allowed", [Symptom.REFUSED]),
        ("404 Not Found", [Symptom.NO_ANSWER, Symptom.NOT_FOUND]),
        ("502 Bad Gateway", [Symptom.NO_ANSWER]),
    ],
)
def test_a_status_without_a_body_tells_too(status: str, expected: list[Symptom]) -> None:
    """As tools print the head of an answer."""
    content = body(LIST, listing("job_work_1"))
    head = "POST /graphql HTTP/1.1\nHost: gateway.filed.com\nContent-Type: application/json"
    assert symptoms(f"{head}\n\n{content}\n\nHTTP/1.1 {status}\nContent-Length: 0\n\n") == expected


def test_their_words_tell_where_no_answer_does() -> None:
    """Everything that they complain of."""
    assert symptoms("In connection_790 the list is empty. The artifacts are missing as well.") == [
        Symptom.NOTHING,
        Symptom.NO_ARTIFACTS,
    ]
    assert symptoms("Please have a look at connection_790.") == []

"""A request as a browser's network panel or Postman's console shows it."""

from __future__ import annotations

import json

import pytest

from tests.intake.sent import ANSWER, BODY, ENDPOINT, answer_of, only_request, read

_CHROME = f"""Request URL: {ENDPOINT}
Request Method: POST
Status Code: 200 OK
Remote Address: 203.0.113.7:443

Response Headers
date: Fri, 20 Nov 2026 13:00:01 GMT

Request Headers
:authority: gateway.filed.com
authorization: Bearer ***
content-type: application/json

Request Payload
{BODY}

Response
{ANSWER}
"""
_LINES = f"""Allgemein
Anfrage-URL
{ENDPOINT}
Anfragemethode
POST
Statuscode
200 OK
Anfrageheader
authorization:
Bearer ***
content-type:
application/json
Nutzlast
{BODY}
Antwort
{ANSWER}
"""
_FIREFOX = f"""POST {ENDPOINT}
Status 200
OK
Version HTTP/2

Request Headers (640 B)
Content-Type: application/json
Authorization: Bearer ***

Request Body
{BODY}

Response Body
{ANSWER}
"""
_POSTMAN = f"POST {ENDPOINT}: " + json.dumps(
    {
        "Request Headers": {
            "content-type": "application/json",
            "authorization": "Bearer ***",
            "connection": "keep-alive",
        },
        "Request Body": BODY,
        "Response Body": ANSWER,
    },
    indent=2,
)


@pytest.mark.parametrize(
    ("panel", "status"),
    [(_CHROME, 200), (_LINES, 200), (_FIREFOX, 200), (_POSTMAN, None)],
    ids=["chrome", "lines", "firefox", "postman"],
)
def test_request_and_answer_of_each_panel(panel: str, status: int | None) -> None:
    """With the headers; what follows in words is left to the words."""
    reading = read(f"Hello,\n\n{panel}\nOur reference is in the subject.\n")
    request = only_request(reading)
    assert request.headers is not None
    assert request.headers["content-type"] == "application/json"
    assert request.authorization is not None
    assert request.authorization.problem == "placeholder"
    assert answer_of(reading) == (status, ("jobWorks",))


def test_provisional_headers_are_not_all() -> None:
    """Chrome says so itself."""
    text = _CHROME.replace(":authority: gateway.filed.com", "Provisional headers are shown. Learn more")
    assert not only_request(read(text)).headers_complete


def test_a_panel_of_another_host_names_nothing() -> None:
    """Its payload is none of this API's."""
    text = _CHROME.replace(ENDPOINT, "https://crm.example/api").replace(BODY, '{"connectionId": "crm-17"}')
    assert read(text.partition("Response\n")[0]).slots.connection_id is None


def test_a_sentence_with_these_words_is_none() -> None:
    """Nothing of a panel follows."""
    reading = read("Request URL: see below, the request method was right.\n\nconnection: co-202\n")
    assert (reading.requests, reading.slots.connection_id) == ((), "co-202")

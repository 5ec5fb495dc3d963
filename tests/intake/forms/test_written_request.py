"""A request as people write it down."""

from __future__ import annotations

import json

import pytest

from tests.intake.sent import ANSWER, BODY, DOCUMENT, ENDPOINT, TOKEN, VARIABLES, answer_of, only_request, read

_HEADERS = f"Content-Type: application/json\nAuthorization: Bearer {TOKEN}\n"
_AS_JSON = json.dumps({"Content-Type": "application/json", "Authorization": "Bearer x"})
_ENGLISH = f"URL: {ENDPOINT}\nMethod: POST\n\nHeaders:\n{_HEADERS}\nBody:\n{BODY}\n\nResponse: 401\n{ANSWER}\n"
_MARKDOWN = f"""- **URL:** `{ENDPOINT}`
- **Method:** `POST`
- **Headers:**
{_HEADERS}
**Payload:**
```json
{BODY}
```
**Status:** 401
**Response:**
```
{ANSWER}
```
"""
_ONE_LINE = f"Endpoint: POST {ENDPOINT}\nHeaders: {_AS_JSON}\nBody: {BODY}\nResponse: 401 Unauthorized {ANSWER}"
_GERMAN = f"""Adresse: {ENDPOINT}
Methode: POST
Kopfzeilen:
  Content-Type: application/json
  Authorization: Bearer {TOKEN}
Anfrage: {BODY}
Status: 401
Antwort: {ANSWER}
"""
_FRENCH = f"URL: {ENDPOINT}\nMéthode: POST\nEn-têtes:\n{_HEADERS}\nCorps:\n\n{BODY}\n\nRéponse: 401\n\n{ANSWER}"


@pytest.mark.parametrize(
    "text",
    [_ENGLISH, _MARKDOWN, _ONE_LINE, _GERMAN, _FRENCH],
    ids=["english", "markdown", "one-line", "german", "french"],
)
def test_labels_and_what_they_stand_for(text: str) -> None:
    """One request, with its answer."""
    reading = read(f"Hello,\n\n{text}\n\nBest regards\nAnn\n")
    request = only_request(reading)
    assert request.headers == {"content-type": "application/json"}
    assert request.authorization is not None
    assert request.authorization.scheme == "Bearer"
    assert answer_of(reading) == (401, ("jobWorks",))


def test_query_and_variables_below_it() -> None:
    """The document stands on its own, and belongs to it."""
    text = f"URL: {ENDPOINT}\nMethod: POST\n\nQuery:\n{DOCUMENT}\n\nVariables:\n{json.dumps(VARIABLES)}\n"
    only_request(read(text))


def test_labels_of_ids_are_left_to_the_words() -> None:
    """They end the request; a mere address is none."""
    reading = read(f"Endpoint: {ENDPOINT}\nWorkspace: ws-101\nConnection: co-202\nBody: we get an empty list\n")
    assert reading.requests == ()
    assert (reading.slots.workspace_id, reading.slots.connection_id) == ("ws-101", "co-202")
    below = read(f"URL: {ENDPOINT}\nHeaders:\nAccept: */*\n\nConnection: co-202\n")
    assert below.slots.connection_id == "co-202"


def test_other_addresses_are_none() -> None:
    """A request to somebody else is no request of this API."""
    assert read("URL: https://crm.acme.example/x\nMethod: POST\nBody: {}\n").requests == ()

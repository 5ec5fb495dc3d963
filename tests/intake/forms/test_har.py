"""A recording: which entries are GraphQL, what each gives, and how one that is not whole is told."""

from __future__ import annotations

import base64
import json

import pytest

from diagnose.intake.content.form import JsonPart, Part
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import ExchangeEnds, FormSeen, RequestSeen, ResponseSeen, Sighting
from diagnose.intake.forms.har import HAR, HAR_VALUE
from diagnose.intake.source.decoding import Opened
from diagnose.json_value import Json
from tests.intake.offering import read_value, remarks_in, request_in, secrets_in

_URL = "https://gateway.filed.com/graphql"
_QUERY = json.dumps({"query": "{ me { id } }"})
_ANSWER = json.dumps({"data": {"me": None}})


def entry(text: str = _ANSWER, *, url: str = _URL, status: int = 200, **content: Json) -> dict[str, Json]:
    return {
        "startedDateTime": "2026-01-31T09:30:00Z",
        "request": {"method": "POST", "url": url, "headers": [], "postData": {"text": _QUERY}},
        "response": {"status": status, "headers": [], "content": {"text": text, **content}},
    }


def har(*entries: Json) -> Json:
    return {"log": {"entries": list(entries)}}


def read_file(text: str) -> tuple[Sighting | Part, ...]:
    data = text.encode()
    assert HAR.looks_like(data)
    return tuple(HAR.read(Opened.of(data)))


def recorded(*entries: Json) -> tuple[Sighting | Part, ...]:
    return read_file(json.dumps(har(*entries)))


def responses(found: tuple[Sighting | Part, ...]) -> list[ResponseSeen]:
    return [seen for seen in found if isinstance(seen, ResponseSeen)]


def test_an_entry_is_a_request_and_what_answers_it() -> None:
    """The recording says which is whose, and when; nothing after it belongs to it."""
    found = recorded(entry())
    assert [type(seen) for seen in found] == [FormSeen, RequestSeen, ResponseSeen, ExchangeEnds]
    assert (request_in(found).endpoint, request_in(found).document) == (_URL, "{ me { id } }")
    (answer,) = responses(found)
    assert (answer.request, answer.response.status, answer.response.at) == (found[1], 200, "2026-01-31T09:30:00Z")


def test_what_is_no_graphql_gives_its_secrets_only() -> None:
    """A page of the application, with its cookie."""
    other: Json = {
        "request": {
            "method": "GET",
            "url": "https://x.example/",
            "headers": [{"name": "Cookie", "value": "s=word-99"}],
        },
        "response": {"status": 200, "content": {"text": "<html>"}},
    }
    found = recorded(other)
    assert secrets_in(found) == ["word-99"]
    assert not [seen for seen in found if isinstance(seen, RequestSeen)]


def test_bodies_in_base64_are_decoded() -> None:
    """A recording writes so what it takes for binary; what only says so is told."""
    encoded = base64.b64encode(_ANSWER.encode()).decode()
    (answer,) = responses(recorded(entry(encoded, encoding="base64")))
    assert answer.response.empty == ("me",)
    assert any("is marked as base64 but is not" in text for text in remarks_in(recorded(entry("x", encoding="base64"))))


def test_an_answer_that_is_not_graphql_or_not_saved_is_told() -> None:
    """A page instead of JSON is a response without data; with an error status it needs no remark."""
    page = recorded(entry("<html>"))
    assert remarks_in(page) == ["The response in entry 1 of the HAR is not a GraphQL response."]
    assert responses(page)[0].response.data is None
    assert remarks_in(recorded(entry("<html>", status=502))) == []
    assert remarks_in(recorded(entry(""))) == ["The response body of entry 1 of the HAR was not saved."]


def test_a_recording_that_is_not_whole_says_how_far_it_went() -> None:
    """Cut in an entry, cut behind one, without entries."""
    text = json.dumps(har(entry(), entry()))
    second = text.index("startedDateTime", text.index("startedDateTime") + 1)
    for cut, says in (
        (text[: second + 40], "ends in the middle of entry 2; the 1 before it"),
        (text[:-2], "ends before its last bracket; the 2 entries"),
        ('{"log": {"version": "1.2"}}', "has no log.entries"),
    ):
        assert says in remarks_in(read_file(cut))[-1]


def test_a_recording_that_was_pasted() -> None:
    """As a JSON value, wherever its log stands; a log without entries is none."""
    assert [type(seen) for seen in read_value(HAR_VALUE, har(entry()))][:2] == [FormSeen, RequestSeen]
    assert not HAR_VALUE.looks_like(JsonPart({"log": {}}, Lines(1), 1))


@pytest.mark.parametrize(
    ("part", "header", "secret"),
    [
        ("request", {"name": "Authorization", "value": "Bearer made-up-token-0123456789"}, "made-up-token-0123456789"),
        ("request", {"name": "Cookie", "value": "sid=made-up-session-01"}, "made-up-session-01"),
        ("response", {"name": "Set-Cookie", "value": "sid=made-up-session-02; Path=/"}, "made-up-session-02"),
        ("request", {"name": "X-Api-Key", "value": "made-up-key-0123456789"}, "made-up-key-0123456789"),
    ],
)
def test_the_secret_of_a_request_that_is_none_of_ours_is_found(part: str, header: Json, secret: str) -> None:
    """A picture that was loaded with credentials gives them away as well."""
    picture: dict[str, Json] = {
        "request": {"method": "GET", "url": "https://cdn.example/logo.png", "headers": []},
        "response": {"status": 200, "headers": [], "content": {}},
    }
    half = picture[part]
    assert isinstance(half, dict)
    half["headers"] = [header]
    assert secrets_in(recorded(picture)) == [secret]

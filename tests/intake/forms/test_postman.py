"""Postman's collections and environments."""

from __future__ import annotations

import json

from diagnose.json_value import Json
from tests.intake.sent import ANSWER, BODY, DOCUMENT, ENDPOINT, TOKEN, VARIABLES, answer_of, only_request, read

_GRAPHQL: Json = {"mode": "graphql", "graphql": {"query": DOCUMENT, "variables": json.dumps(VARIABLES)}}
_BEARER: Json = {"type": "bearer", "bearer": [{"key": "token", "value": TOKEN, "type": "string"}]}


def _item(body: Json = _GRAPHQL, url: Json = ENDPOINT, **more: Json) -> dict[str, Json]:
    return {"name": "rows", "request": {"method": "POST", "header": [], "body": body, "url": url}, **more}


def _collection(*items: Json, **more: Json) -> dict[str, Json]:
    return {"info": {"name": "Filed", "schema": "…/collection/v2.1.0/collection.json"}, "item": [*items], **more}


def test_authorization_and_type_are_those_that_postman_sends() -> None:
    """The token of the collection and the type of its body mode belong to the request."""
    reading = read(_collection({"name": "folder", "item": [_item()]}, auth=_BEARER))
    request = only_request(reading)
    assert request.headers == {"content-type": "application/json"}
    assert request.authorization is not None
    assert request.authorization.problem is None
    assert [secret.secret.reveal() for secret in reading.secrets] == [TOKEN]


def test_version_2_0_lists_its_token_as_an_object() -> None:
    """The older form of ``auth`` is read like the newer one."""
    request = only_request(read(_collection(_item(), auth={"type": "bearer", "bearer": {"token": TOKEN}})))
    assert request.authorization is not None
    assert request.authorization.scheme == "Bearer"


def test_variables_of_the_collection_and_of_an_environment_beside_it() -> None:
    """Names are replaced by the values that this file and other files give."""
    body: Json = {"mode": "raw", "raw": BODY.replace("ws-101", "{{ws}}").replace("co-202", "{{conn}}")}
    collection = _collection(_item(body, "{{base}}/graphql"), variable=[{"key": "ws", "value": "ws-101"}])
    environment: Json = {"name": "Prod", "values": [
        {"key": "base", "value": "https://gateway.filed.com"}, {"key": "conn", "value": "co-202"},
        {"key": "old", "value": "co-1", "enabled": False},
    ]}  # fmt: skip
    only_request(read(collection, environment))


def test_a_name_that_nobody_gave_a_value_is_no_id() -> None:
    """What stays open is a placeholder, also as a token."""
    body: Json = {"mode": "raw", "raw": BODY.replace("ws-101", "{{ws}}")}
    reading = read(_collection(_item(body), auth={"type": "bearer", "bearer": [{"key": "token", "value": "{{t}}"}]}))
    assert reading.slots.workspace_id is None
    (request,) = reading.requests
    assert request.authorization is not None
    assert request.authorization.problem == "placeholder"
    assert not reading.secrets


def test_an_example_is_the_answer_to_its_request() -> None:
    """A saved example is paired, whether its own copy of the request is the same or another."""
    same: Json = {"name": "empty", "originalRequest": _item()["request"], "code": 200, "body": ANSWER}
    assert answer_of(read(_collection(_item(response=[same])))) == (200, ("jobWorks",))
    other_request = _item({"mode": "raw", "raw": BODY.replace("jw-901", "jw-902")})["request"]
    other: Json = {"name": "refused", "originalRequest": other_request, "code": 401, "body": "no"}
    reading = read(_collection(_item(response=[other])))
    assert [request.response for request in reading.requests] == [None, 0]
    assert reading.responses[0].status == 401


def test_what_is_switched_off_is_not_sent() -> None:
    """A disabled header is none of the request's."""
    item = _item()
    item["request"] = {**_item(), "method": "POST", "url": ENDPOINT, "body": _GRAPHQL, "header": [
        {"key": "Authorization", "value": "Basic", "disabled": True}, {"key": "source-platform", "value": "a"},
    ]}  # fmt: skip
    request = only_request(read(_collection(item)))
    assert request.authorization is None
    assert request.headers == {"content-type": "application/json", "source-platform": "a"}


def test_requests_to_others_are_none() -> None:
    """A collection holds calls of other APIs too."""
    assert not read(_collection(_item({"mode": "raw", "raw": '{"a": 1}'}, "https://api.acme.example/x"))).requests


def test_ten_thousand_folders_in_one_another() -> None:
    """Deep nesting breaks nothing, wherever the reading of it stops."""
    text = '{"info": {}, "item": [' * 10_000 + json.dumps(_item()) + "]}" * 10_000
    assert len(read(text).requests) <= 1

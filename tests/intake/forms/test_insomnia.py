"""Insomnia's exports of format 4 and collections of version 5."""

from __future__ import annotations

from diagnose.json_value import Json
from tests.intake.sent import ANSWER, BODY, TOKEN, answer_of, only_request, read


def _export(url: str, text: str, *more: Json) -> dict[str, Json]:
    request: Json = {
        "_id": "req_1", "_type": "request", "parentId": "fld_1", "url": url, "method": "POST",
        "body": {"mimeType": "application/graphql", "text": text}, "headers": [],
        "authentication": {"type": "bearer", "token": "{{ _.token }}"},
    }  # fmt: skip
    return {"_type": "export", "__export_format": 4, "resources": [
        request,
        {"_id": "fld_1", "_type": "request_group", "parentId": "wrk_1", "environment": {"ws": "ws-101", "conn": "x"}},
        {"_id": "wrk_1", "_type": "workspace", "parentId": None},
        {"_id": "env_1", "_type": "environment", "parentId": "wrk_1", "data": {"api": {"base": "gateway.filed.com"}}},
        {"_id": "env_2", "_type": "environment", "parentId": "env_1", "data": {"token": TOKEN, "conn": "base"}},
        *more,
    ]}  # fmt: skip


def test_environments_are_filled_in_from_the_nearest_folder() -> None:
    """The folder's values win over the base environment's and those of its sub-environments."""
    text = BODY.replace("ws-101", "{{ _.ws }}")
    reading = read(_export("https://{{ _.api.base }}/graphql", text))
    request = only_request(reading)
    assert request.headers == {"content-type": "application/json"}
    assert request.authorization is not None
    assert request.authorization.problem is None


def test_its_own_ids_are_none_of_the_ticket() -> None:
    """``_id`` and ``parentId`` name requests and folders, and an environment's data is no answer."""
    reading = read(_export("https://gateway.filed.com/graphql", BODY))
    assert {found.value for found in reading.ids} == {"ws-101", "co-202", "jw-901"}
    assert not reading.unsorted
    assert not reading.responses


def test_a_response_of_the_export_answers_its_request() -> None:
    """Some exports hold responses; they are told by their parent."""
    response: Json = {"_id": "res_1", "_type": "response", "parentId": "req_1", "statusCode": 200, "body": ANSWER}
    assert answer_of(read(_export("https://gateway.filed.com/graphql", BODY, response))) == (200, ("jobWorks",))


def test_version_5_as_json() -> None:
    """Children stand in folders, and sub-environments over the base."""
    value: Json = {
        "type": "collection.insomnia.rest/5.0",
        "collection": [{"name": "folder", "children": [
            {"url": "{{ base_url }}/graphql", "method": "POST", "body": {"text": BODY}, "headers": []},
        ]}],
        "environments": {"data": {"base_url": "x"}, "subEnvironments": [
            {"data": {"base_url": "https://gateway.filed.com"}},
        ]},
    }  # fmt: skip
    only_request(read(value))


def test_version_5_as_yaml() -> None:
    """The file that Insomnia 5 writes, with the body as a literal block."""
    text = (
        'type: collection.insomnia.rest/5.0\nname: Filed\ncollection:\n  - url: "{{ _.base_url }}/graphql"\n'
        "    name: rows\n    method: POST\n"
        f"    body:\n      mimeType: application/graphql\n      text: |-\n        {BODY}\n"
        "    headers:\n      - name: a\n        value: b\n"
        f"    authentication:\n      type: bearer\n      token: {TOKEN}\n"
        "environments:\n  name: Base\n  data:\n    base_url: https://gateway.filed.com\n"
    )
    authorization = only_request(read(text)).authorization
    assert authorization is not None
    assert authorization.problem is None

"""JSON keeps its form: keys tell what a text is, and a body that is JSON stays JSON."""

from __future__ import annotations

import base64
import json

from diagnose.json_value import Json
from diagnose.redaction.aliases import AliasTable
from diagnose.redaction.redacted_json import JsonRedactor
from diagnose.redaction.resolver import Resolver
from diagnose.redaction.scrubber import Scrubber
from diagnose.secrets import Masker

TOKEN = "abcdefghijklmnop" + "qrstuvwxyz0123456789"


def redacted(value: Json) -> Json:
    table, masker = AliasTable(), Masker()
    return JsonRedactor(Resolver(table, Scrubber(table), mask=masker.mask), masker).redacted(value)


def test_keys_tell_what_a_text_is() -> None:
    assert redacted(
        {"id": "job_work_31846", "externalId": "doe-2023", "clientName": "Jane Doe", "status": "failed"}
    ) == {
        "id": "job_work_31846",
        "externalId": "external-id-1",
        "clientName": "person-1",
        "status": "failed",
    }


def test_a_recording_keeps_its_form() -> None:
    body = json.dumps({"query": "{ me { id } }", "variables": {"ids": ["job_work_1"], "lastName": "Doe"}})
    inner = base64.b64encode(json.dumps({"errors": [{"message": "no client Doe"}]}).encode()).decode()
    made = redacted(
        {
            "request": {
                "url": "https://gateway.filed.com/graphql?client=Doe",
                "headers": [{"name": "Authorization", "value": f"Bearer {TOKEN}"}, {"name": "Cookie", "value": "a=b"}],
                "postData": {"mimeType": "application/json", "text": body},
            },
            "response": {"content": {"mimeType": "application/json", "encoding": "base64", "text": inner}},
        }
    )
    written = json.dumps(made)
    assert TOKEN not in written
    assert isinstance(made, dict)
    request, response = made["request"], made["response"]
    assert isinstance(request, dict)
    assert isinstance(response, dict)
    assert str(request["headers"]).count("[redacted") == 2
    assert json.loads(request["postData"]["text"])["variables"] == {"ids": ["job_work_1"], "lastName": "person-1"}  # type: ignore[call-overload,index,arg-type]
    assert b"Doe" not in base64.b64decode(response["content"]["text"])  # type: ignore[call-overload,index,arg-type]


def test_the_address_of_somebody_is_still_an_address() -> None:
    assert redacted({"url": "https://acme.test/doe?x=1"}) == {"url": "https://url-1.invalid/"}


def test_what_nests_too_deep_is_taken_out() -> None:
    value: Json = "Doe"
    for _ in range(900):
        value = [value]
    assert "Doe" not in json.dumps(redacted(value))

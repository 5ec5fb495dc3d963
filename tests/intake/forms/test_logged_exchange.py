"""An exchange in one object of a log."""

from __future__ import annotations

import json

import pytest

from diagnose.json_value import Json
from tests.intake.sent import ANSWER, BODY, ENDPOINT, answer_of, only_request, read

_GIVEN: Json = json.loads(ANSWER)
_SENT: Json = json.loads(BODY)


@pytest.mark.parametrize(
    "logged",
    [
        {
            "request": {
                "method": "POST",
                "url": ENDPOINT,
                "headers": {"content-type": ["application/json"]},
                "body": BODY,
            },
            "response": {"status_code": 200, "body": ANSWER},
        },
        {
            "level": "info",
            "req": {"method": "POST", "url": ENDPOINT, "headers": {"content-type": "application/json"}, "body": _SENT},
            "res": {"statusCode": 200, "body": _GIVEN},
        },
        {
            "event_id": "fc6d8c0c43fc4630ad850ee518f1b9d0",
            "request": {
                "method": "POST",
                "url": ENDPOINT,
                "headers": [["Content-Type", "application/json"]],
                "data": _SENT,
            },
            "response": {"status": 200, "data": _GIVEN},
        },
    ],
    ids=["texts", "values", "tracker"],
)
def test_request_and_answer(logged: Json) -> None:
    """In one line of a log, or alone; bodies as text or as values."""
    for reading in (read(json.dumps(logged)), read(f"log:\n{json.dumps(logged)}\nthanks")):
        assert only_request(reading).headers == {"content-type": "application/json"}
        assert answer_of(reading) == (200, ("jobWorks",))


def test_others() -> None:
    """What goes elsewhere is no exchange of this API."""
    assert not read(
        {"request": {"url": "https://crm.acme.example/x"}, "response": {"status": 200, "body": "{}"}}
    ).requests

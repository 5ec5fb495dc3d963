"""Items that Burp exports."""

from __future__ import annotations

import base64

import pytest

from tests.intake.sent import ANSWER, BODY, ENDPOINT, TOKEN, answer_of, only_request, read

_SENT = (
    f"POST /graphql HTTP/2\r\nHost: gateway.filed.com\r\nContent-Type: application/json\r\n"
    f"Authorization: Bearer {TOKEN}\r\n\r\n{BODY}"
)
_GIVEN = f"HTTP/2 200 OK\r\nContent-Type: application/json\r\n\r\n{ANSWER}"


def item(sent: str, given: str, *, url: str = ENDPOINT, packed: bool) -> str:
    """An item, as exported with or without base64."""
    written = [base64.b64encode(text.encode()).decode() if packed else text for text in (sent, given)]
    mark = "true" if packed else "false"
    return (
        f"<item><time>Thu Nov 19 10:11:02 CET 2026</time><url><![CDATA[{url}]]></url><method>POST</method>"
        f'<request base64="{mark}"><![CDATA[{written[0]}]]></request><status>200</status>'
        f'<response base64="{mark}"><![CDATA[{written[1]}]]></response></item>'
    )


@pytest.mark.parametrize("packed", [True, False], ids=["base64", "plain"])
def test_request_and_answer(packed: bool) -> None:
    """The raw messages, decoded."""
    reading = read(f'<?xml version="1.0"?><items burpVersion="2024.5.5">{item(_SENT, _GIVEN, packed=packed)}</items>')
    request = only_request(reading)
    assert request.headers == {"host": "gateway.filed.com", "content-type": "application/json"}
    assert request.authorization is not None
    assert request.authorization.scheme == "Bearer"
    assert answer_of(reading) == (200, ("jobWorks",))


def test_a_request_to_others_is_none() -> None:
    """Its body is not read for IDs, and its token is kept back all the same."""
    sent = f"POST /api HTTP/1.1\r\nAuthorization: Bearer {TOKEN}\r\n\r\n" + '{"connectionId": "crm-17"}'
    reading = read(item(sent, "", url="https://api.acme.example/api", packed=True))
    assert (reading.requests, reading.slots.connection_id) == ((), None)
    assert len(reading.secrets) == 1

"""Sessions that Charles exports in XML."""

from __future__ import annotations

import base64
import html

import pytest

from tests.intake.sent import ANSWER, BODY, TOKEN, answer_of, only_request, read


def session(sent: str, given: str, host: str = "gateway.filed.com") -> str:
    """A session of one transaction."""
    return (
        "<?xml version='1.0' encoding='UTF-8' ?>\n<charles-session>\n"
        f'<transaction status="COMPLETE" method="POST" protocolVersion="HTTP/2.0" protocol="https" host="{host}" '
        'actualPort="443" path="/graphql" query="" startTime="2026-11-19T09:11:02.345Z">\n'
        '<request headers="true" body="true"><headers><first-line><![CDATA[POST /graphql HTTP/2.0]]></first-line>\n'
        "<header><name>content-type</name><value>application/json</value></header>\n"
        f"<header><name>authorization</name><value>Bearer {TOKEN}</value></header></headers>\n{sent}</request>\n"
        f'<response status="200" headers="true" body="true"><headers></headers>{given}</response>\n'
        "</transaction>\n</charles-session>\n"
    )


def packed(text: str) -> str:
    """A body as base64."""
    return f'<body encoding="base64">{base64.b64encode(text.encode()).decode()}</body>'


@pytest.mark.parametrize(
    ("sent", "given"),
    [
        (f"<body><![CDATA[{BODY}]]></body>", f"<body><![CDATA[{ANSWER}]]></body>"),
        (f"<body>{html.escape(BODY)}</body>", f"<body>{html.escape(ANSWER)}</body>"),
        (packed(BODY), packed(ANSWER)),
    ],
    ids=["cdata", "escaped", "base64"],
)
def test_request_and_answer(sent: str, given: str) -> None:
    """Address, method, headers and bodies, however these are written."""
    reading = read(session(sent, given))
    request = only_request(reading)
    assert request.headers == {"content-type": "application/json"}
    assert answer_of(reading) == (200, ("jobWorks",))
    assert reading.responses[0].at == "2026-11-19T09:11:02.345Z"
    assert len(reading.secrets) == 1


def test_transactions_with_others() -> None:
    """What goes to another host is none of this API's."""
    reading = read(session('<body><![CDATA[{"connectionId": "crm-17"}]]></body>', "", host="crm.acme.example"))
    assert (reading.requests, reading.slots.connection_id) == ((), None)


def test_a_transaction_of_a_bank_is_left_alone() -> None:
    """The word alone makes no session."""
    assert read("<transaction amount='3'>connection: co-202</transaction>").slots.connection_id == "co-202"

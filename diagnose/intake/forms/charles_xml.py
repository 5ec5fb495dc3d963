"""Charles: a recorded session in XML (.chlsx, .xml). Source: the XML that Charles 3 to 5 export."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.http_exchange import HttpAnswer, exchange_seen
from diagnose.intake.content.http_request import Header, HttpRequest
from diagnose.intake.content.sightings import ExchangeEnds, FormSeen, RequestSeen, SecretSeen
from diagnose.intake.content.xml_parts import XmlElement, elements
from diagnose.intake.source.traced import Traced

_WEB_PORTS = {"", "80", "443", "-1"}


def read_transaction(stretch: Stretch) -> Claim | Vain:
    """Read one transaction: a request, and the answer to it."""
    item = next(elements(stretch.source, "transaction", stretch.start, stretch.limit), None)
    asked = item.child("request") if item else None
    if item is None or asked is None:
        return Vain(stretch.limit if item is None else item.end)
    known = item.attributes
    sent = HttpRequest(
        "charles",
        asked.line,
        url=_url(known),
        method=known.get("method", "").upper()[:32] or None,
        headers=tuple(_headers(asked)),
        body=_body(asked),
    )
    answer = item.child("response")
    seen = exchange_seen(sent, [_answer(answer, known.get("startTime"))] if answer else [])
    if any(isinstance(sighting, RequestSeen) for sighting in seen) and sent.method != "OPTIONS":
        return Claim(item.end, (*seen, ExchangeEnds()))
    return Claim(item.end, (FormSeen("charles"), *(found for found in seen if isinstance(found, SecretSeen))))


def _url(known: dict[str, str]) -> str:
    port, query = known.get("actualPort", ""), known.get("query", "")
    where = f"{known.get('host', '')}{'' if port in _WEB_PORTS else f':{port}'}"
    return f"{known.get('protocol', 'https')}://{where}{known.get('path', '')}{'?' * bool(query)}{query}"


def _headers(message: XmlElement) -> Iterator[Header]:
    listed = message.child("headers")
    for header in elements(message.source, "header", listed.start, listed.end) if listed else ():
        name, value = header.child("name"), header.child("value")
        if name and value:
            yield name.text().text.strip(), value.text().text.strip(), value.line


def _body(message: XmlElement) -> Traced | None:
    body = message.child("body")
    text = body.text() if body else None
    return text if text and text.text.strip() else None


def _answer(answer: XmlElement, at: str | None) -> HttpAnswer:
    status = answer.attributes.get("status", "")
    code = int(status) if status.isdecimal() and len(status) == 3 else None  # noqa: PLR2004 - an HTTP status
    return HttpAnswer(answer.line, _body(answer), code, at, "the Charles session")


CHARLES_XML = StretchForm(
    "charles",
    # Takes <transaction status="COMPLETE" method="POST" …>; leaves transactions of banks and databases.
    re.compile(r"<transaction(?=\s[^<>]{0,4000}?\bprotocol=[\"']https?[\"'])"),
    read_transaction,
)

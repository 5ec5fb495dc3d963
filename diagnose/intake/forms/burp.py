"""Burp: requests and answers as its "Save items" exports them in XML. Source: the DTD at the head of such a file."""

from __future__ import annotations

import re

from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.http_exchange import HttpAnswer, exchange_seen
from diagnose.intake.content.http_message import STATUS_LINE, MessageReader
from diagnose.intake.content.http_request import HttpRequest
from diagnose.intake.content.sightings import ExchangeEnds, FormSeen, RequestSeen, SecretSeen
from diagnose.intake.content.xml_parts import XmlElement, elements
from diagnose.intake.source.traced import Traced

_FIRST = re.compile(r"\s{0,20}([A-Z]{3,10}) \S{1,8000} HTTP/[\d.]{1,3}[ \t]*\r?\n")


def read_item(stretch: Stretch) -> Claim | Vain:
    """Read one item: a raw request, and the raw answer to it."""
    item = next(elements(stretch.source, "item", stretch.start, stretch.limit), None)
    asked = item.child("request") if item else None
    if item is None or asked is None:
        return Vain(stretch.limit if item is None else item.end)
    sent = _sent(item, asked)
    answer = item.child("response")
    seen = exchange_seen(sent, [_answer(answer)] if answer else []) if sent else ()
    if any(isinstance(sighting, RequestSeen) for sighting in seen):
        return Claim(item.end, (*seen, ExchangeEnds()))
    return Claim(item.end, (FormSeen("burp"), *(found for found in seen if isinstance(found, SecretSeen))))


def _sent(item: XmlElement, asked: XmlElement) -> HttpRequest | None:
    raw, url = asked.text(), item.child("url")
    first = _FIRST.match(raw.text)
    if first is None:
        return None
    message = MessageReader(raw, first.end(), len(raw.text), "").read()
    host = message.header("host")
    return HttpRequest(
        "burp",
        asked.line,
        url=url.text().text.strip() if url else f"https://{host}/graphql" if host else None,
        method=first[1],
        headers=message.headers,
        body=message.body,
    )


def _answer(answer: XmlElement) -> HttpAnswer:
    raw = answer.text()
    status = STATUS_LINE.match(raw.text)
    newline = raw.text.find("\n") + 1
    body: Traced | None = None
    date: str | None = None
    if status and newline:
        message = MessageReader(raw, newline, len(raw.text), "").read()
        body, date = message.body, message.header("date")
    return HttpAnswer(answer.line, body, int(status[1]) if status else None, date, "the Burp export")


BURP = StretchForm(
    "burp",
    # Takes <item><time>…; leaves the items of feeds and lists, which begin with something else.
    re.compile(r"<item>\s{0,40}(?=<time>)"),
    read_item,
)

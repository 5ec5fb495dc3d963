"""HAR 1.2: every GraphQL request in a recording, with its response. Source: the HAR 1.2 specification."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator

from diagnose.intake.content.form import FileForm, JsonForm, JsonPart
from diagnose.intake.content.http_exchange import HttpAnswer, exchange_seen
from diagnose.intake.content.http_request import Header, HttpRequest, is_graphql_address, may_be_ours
from diagnose.intake.content.secret_places import cookie_secrets, header_secret
from diagnose.intake.content.sightings import ExchangeEnds, FormSeen, Remark, RequestSeen, SecretSeen, Sighting
from diagnose.intake.source.decoding import Opened, as_utf8, is_har
from diagnose.intake.source.har_entries import Entry, EntryScanner, entries
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_WORTH_READING = (b'"postdata"', b"graphql", b'"authorization"', b'"cookie"', b'"set-cookie"', b'"x-api-key"')


_SHORT = 8 * 1024
"""Bytes of an entry that is looked through as it is."""


def read_har(opened: Opened) -> Iterator[Sighting]:
    """Read a HAR as it comes, in bounded memory."""
    yield FormSeen("har")
    scanner = EntryScanner()
    number = 0
    for number, entry in enumerate(entries(as_utf8(opened.chunks(), opened.head), scanner), start=1):
        yield from _bytes_entry(entry, number)
    end = scanner.end
    if end.inside:
        yield Remark(end.line, f"The HAR ends in the middle of entry {number + 1}; the {number} before it were read.")
    elif not end.whole:
        yield Remark(end.line, f"The HAR ends before its last bracket; the {number} entries in it were read.")
    elif not end.entries_found:
        yield Remark(1, "The HAR has no log.entries.")


def _bytes_entry(entry: Entry, number: int) -> Iterator[Sighting]:
    if entry.data is None:
        many = f"has {entry.size:,} bytes, more than is read of one entry"
        yield Remark(entry.line, f"Entry {number} of the HAR {many}.")
        return
    lowered = (entry.data if entry.value is None or entry.size < _SHORT else _head(entry.value)).lower()
    if not any(word in lowered for word in _WORTH_READING):
        return
    try:
        value: Json = entry.value or json.loads(entry.data)
    except (ValueError, RecursionError):
        yield Remark(entry.line, f"Entry {number} of the HAR is not valid JSON, so it was not read.")
        return
    if isinstance(value, dict):
        yield from read_entry(value, entry.line, number)


def _head(entry: dict[str, Json]) -> bytes:
    """Return an entry without its response's body, which says nothing of whether the entry is worth reading."""
    return json.dumps({**entry, "response": {**_object(entry.get("response")), "content": None}}).encode()


def _entries(value: Json) -> list[Json] | None:
    log = value.get("log") if isinstance(value, dict) else None
    found = log.get("entries") if isinstance(log, dict) else None
    return found if isinstance(found, list) else None


def looks_like_har_value(part: JsonPart) -> bool:
    """Tell a HAR that was pasted, or has other keys before its log."""
    return _entries(part.value) is not None


def read_har_value(part: JsonPart) -> Iterator[Sighting]:
    """Read a HAR that is a JSON value already."""
    yield FormSeen("har")
    for number, entry in enumerate(_entries(part.value) or (), start=1):
        if isinstance(entry, dict):
            yield from read_entry(entry, part.lines.line, number)


def read_entry(entry: dict[str, Json], line: int, number: int) -> Iterator[Sighting]:
    """Read one entry of a HAR: its request when that is GraphQL, and the response to it."""
    request, response = _object(entry.get("request")), _object(entry.get("response"))
    url, method = _text(request.get("url")), _text(request.get("method")).upper()
    body = _body(request)
    if body is None and _object(request.get("postData")).get("params") and may_be_ours(url):
        yield Remark(line, "A request in the HAR is a form in parts, which is not read.")
    headers = _headers(request, line)
    asks = method != "OPTIONS" and (body is not None or "query=" in url or is_graphql_address(url))
    traced = Traced.on_line(body, line) if body is not None else None
    sent = HttpRequest("har", line, url or None, method or None, headers, body=traced)
    seen = exchange_seen(sent, [_answer(entry, response, line, number)]) if asks else ()
    yield from seen or (secret for header in headers for secret in header_secret(*header))
    for name, value, _ in _headers(response, line):
        if name.lower() in {"cookie", "set-cookie"}:
            yield from cookie_secrets(value, line)
    for listed in (request.get("cookies"), response.get("cookies")):
        yield from _cookie_list(listed, line)
    if any(isinstance(sighting, RequestSeen) for sighting in seen):
        if _content(response) is None:
            yield Remark(line, f"The response in entry {number} of the HAR is marked as base64 but is not.")
        yield ExchangeEnds()


def _answer(entry: dict[str, Json], response: dict[str, Json], line: int, number: int) -> HttpAnswer:
    status, text = response.get("status"), _content(response)
    return HttpAnswer(
        line,
        Traced.on_line(text, line) if text else None,
        status if isinstance(status, int) and status > 0 else None,
        _text(entry.get("startedDateTime")) or None,
        f"entry {number} of the HAR",
    )


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _headers(message: dict[str, Json], line: int) -> tuple[Header, ...]:
    found = message.get("headers")
    return tuple(
        (_text(item.get("name")), _text(item.get("value")), line)
        for item in (found if isinstance(found, list) else [])
        if isinstance(item, dict)
    )


def _cookie_list(listed: Json, line: int) -> Iterator[SecretSeen]:
    """A recording lists cookies apart, also where it leaves out the header."""
    for item in listed[:200] if isinstance(listed, list) else ():
        if isinstance(item, dict):
            yield from cookie_secrets(f"{_text(item.get('name'))}={_text(item.get('value'))}", line)


def _body(request: dict[str, Json]) -> str | None:
    data = _object(request.get("postData"))
    text = _text(data.get("text"))
    if text and _text(data.get("encoding")) == "base64":
        text = _decoded(text) or ""
    return text or None


def _content(response: dict[str, Json]) -> str | None:
    """Return the response's body, None when it says that it is base64 and is not, as when it was not saved."""
    content = _object(response.get("content"))
    text = _text(content.get("text"))
    return _decoded(text) if text and _text(content.get("encoding")) == "base64" else text


def _decoded(text: str) -> str | None:
    try:
        return base64.b64decode(text, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return None


HAR = FileForm("har", is_har, read_har)
HAR_VALUE = JsonForm("har", looks_like_har_value, read_har_value, kind="har")

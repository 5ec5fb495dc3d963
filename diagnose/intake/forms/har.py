"""HAR 1.2: every GraphQL request in a recording, with its response. Source: the HAR 1.2 specification."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable

from diagnose.intake.forms import graphql_json
from diagnose.intake.forms.harstream import Entry, EntryScanner, entries
from diagnose.intake.forms.http_request import Sent, cookies, deliver, is_graphql_address, read_headers
from diagnose.intake.gathering.journal import Draft, Page
from diagnose.intake.gathering.pairing import settle
from diagnose.intake.source import lenient_json
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_WORTH_READING = (b'"postdata"', b"graphql", b'"authorization"', b'"cookie"', b'"set-cookie"', b'"x-api-key"')


def read_har(page: Page, chunks: Iterable[bytes]) -> int:
    """Read a HAR from its chunks, in bounded memory; return how many bytes came."""
    page.form("har")
    scanner = EntryScanner()
    count = 0
    for entry in entries(chunks, scanner):
        count += 1
        _read_entry(page, entry, count)
    end = scanner.end
    if end.inside:
        page.note(
            _last_line(scanner), f"The HAR ends in the middle of entry {count + 1}; the {count} before it were read."
        )
    elif not end.whole:
        page.note(_last_line(scanner), f"The HAR ends before its last bracket; the {count} entries in it were read.")
    elif not end.entries_found:
        page.note(1, "The HAR has no log.entries.")
    return end.bytes


def _last_line(scanner: EntryScanner) -> int:
    return scanner._line  # noqa: SLF001


def _read_entry(page: Page, entry: Entry, number: int) -> None:
    if entry.data is None:
        page.note(entry.line, f"Entry {number} of the HAR has {entry.size:,} bytes, more than is read of one entry.")
        return
    lowered = entry.data.lower()
    if not any(word in lowered for word in _WORTH_READING):
        return
    try:
        value: Json = json.loads(entry.data)
    except (ValueError, RecursionError):
        page.note(entry.line, f"Entry {number} of the HAR is not valid JSON, so it was not read.")
        return
    if isinstance(value, dict):
        read_entry(page, value, entry.line, number)


def read_entry(page: Page, entry: dict[str, Json], line: int, number: int) -> None:
    """Read one entry of a HAR: its request when that is GraphQL, and the response to it."""
    request, response = _object(entry.get("request")), _object(entry.get("response"))
    url, method = _text(request.get("url")), _text(request.get("method")).upper()
    headers = _headers(request, line)
    before = len(page.requests)
    known = False
    if method != "OPTIONS":
        sent = Sent("har", line, url or None, method or None, headers, body=_body(page, request, line))
        known = (sent.body is not None or "query=" in url or is_graphql_address(url)) and deliver(page, sent)
    if not known:
        read_headers(page, headers)
    _cookies(page, (*headers, *_headers(response, line)), line)
    for listed in (request.get("cookies"), response.get("cookies")):
        _cookie_list(page, listed, line)
    if known:
        _response(page, entry, response, page.requests[before:], line, number)
        settle(page)


def _response(
    page: Page, entry: dict[str, Json], response: dict[str, Json], drafts: list[Draft], line: int, number: int
) -> None:
    status = response.get("status")
    code = status if isinstance(status, int) and status > 0 else None
    at = _text(entry.get("startedDateTime")) or None
    text = _content(page, response, line, number)
    value = _json(text)
    items = value if isinstance(value, list) and len(value) == len(drafts) else [value]
    for draft, item in zip(drafts, items, strict=False):
        answer = graphql_json.read_response(page, item, {}, line, size=len(text), status=code, at=at)
        if answer is None and code is not None and (code >= 400 or text):  # noqa: PLR2004
            answer = graphql_json.read_response(page, {"data": None}, {}, line, size=0, status=code, at=at)
            if code < 400:  # noqa: PLR2004
                page.note(line, f"The response in entry {number} of the HAR is no GraphQL response.")
        if answer is not None:
            answer.request = draft
    if not text and code is not None and code < 400:  # noqa: PLR2004
        page.note(line, f"The response body of entry {number} was not saved in the HAR.")


def _json(text: str) -> Json:
    """Parse a body with the standard parser, which is fast; what that refuses, with the one that overlooks more."""
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError):
        return lenient_json.parse(text).value if text else None
    return value


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _headers(message: dict[str, Json], line: int) -> list[tuple[str, str, int]]:
    found = message.get("headers")
    return [
        (_text(item.get("name")), _text(item.get("value")), line)
        for item in (found if isinstance(found, list) else [])
        if isinstance(item, dict)
    ]


def _cookies(page: Page, headers: tuple[tuple[str, str, int], ...], line: int) -> None:
    for name, value, _ in headers:
        if name.lower() in {"cookie", "set-cookie"}:
            cookies(page, value, line)


def _cookie_list(page: Page, listed: Json, line: int) -> None:
    """A recording lists cookies apart, also where it leaves out the header."""
    for item in listed[:200] if isinstance(listed, list) else ():
        if isinstance(item, dict):
            cookies(page, f"{_text(item.get('name'))}={_text(item.get('value'))}", line)


def _body(page: Page, request: dict[str, Json], line: int) -> Traced | None:
    data = _object(request.get("postData"))
    text = _text(data.get("text"))
    if not text and isinstance(parameters := data.get("params"), list) and parameters:
        page.note(line, "A request in the HAR is a form in parts, which is not read.")
    if text and _text(data.get("encoding")) == "base64":
        text = _decoded(text) or ""
    return Traced.on_line(text, line) if text else None


def _content(page: Page, response: dict[str, Json], line: int, number: int) -> str:
    content = _object(response.get("content"))
    text = _text(content.get("text"))
    if text and _text(content.get("encoding")) == "base64":
        decoded = _decoded(text)
        if decoded is None:
            page.note(line, f"The response in entry {number} of the HAR says base64 and is not.")
        return decoded or ""
    return text


def _decoded(text: str) -> str | None:
    try:
        return base64.b64decode(text, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return None

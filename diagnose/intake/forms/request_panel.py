"""A request as a browser's network panel or Postman's console shows it, copied as text.

``Request URL: …``, ``Request Method: POST``, ``Status Code: 401``, then headers, payload and response under headings,
in the words of Chrome, Edge and Firefox (also German, French and Spanish); or Postman's ``POST https://…: {…}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from diagnose.intake.content.exported import as_object, as_text
from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.http_exchange import HttpAnswer, exchange_seen
from diagnose.intake.content.http_request import Header, HttpRequest
from diagnose.intake.content.sightings import FormSeen, RequestSeen, SecretSeen
from diagnose.intake.source import lenient_json
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json

_MOST_LINES = 400
_METHODS = "POST|GET|PUT|PATCH|DELETE|OPTIONS|HEAD"
_ARROW = r"[\u25b6\u25bc\u25b8\u25be]?[ \t]{0,2}"
_FIRST = re.compile(rf"{_ARROW}({_METHODS})[ \t]{{1,4}}(https?://[^\s{{]{{1,4000}}?):?[ \t]{{0,4}}(?=\{{|\r?\n|$)")
_MARKS = " \t\u25b6\u25bc\u25b8\u25be>:"
_HEADINGS = {
    "request headers": "request", "anfrageheader": "request", "anfrage-header": "request",
    "anforderungsheader": "request", "en-têtes de requête": "request", "encabezados de solicitud": "request",
    "encabezados de la solicitud": "request", "response headers": "response", "antwortheader": "response",
    "antwort-header": "response", "en-têtes de réponse": "response", "encabezados de respuesta": "response",
    "encabezados de la respuesta": "response", "payload": "sent", "request payload": "sent", "request body": "sent",
    "nutzlast": "sent", "charge utile": "sent", "carga útil": "sent", "response": "received",
    "response body": "received", "antwort": "received", "réponse": "received", "respuesta": "received",
    "preview": "received", "general": "general", "allgemein": "general", "général": "general", "network": "other",
    "query string parameters": "other", "form data": "other",
}  # fmt: skip
_LABELS = {
    "request url": "url", "anfrage-url": "url", "anforderungs-url": "url", "url de requête": "url",
    "url de la requête": "url", "url de solicitud": "url", "url de la solicitud": "url", "request method": "method",
    "anfragemethode": "method", "anforderungsmethode": "method", "méthode de requête": "method",
    "méthode de la requête": "method", "método de solicitud": "method", "método de la solicitud": "method",
    "status code": "status", "statuscode": "status", "status": "status", "code d'état": "status",
    "código de estado": "status",
}  # fmt: skip
_URL_LABELS = "|".join(label for label, fact in _LABELS.items() if fact == "url")
_OTHER_LABELS = re.compile(
    r"(?i)(?:remote[ -]?(?:address|adresse)|referrer[ -]?policy|transferred|version|scheme|protocol)\b"
)
_PAIR = re.compile(r":?([\w!#$%&'*+.^|~-]{1,100})(?::[ \t]{0,8}|\t[ \t]{0,8})(\S.*)?")
_COUNT = re.compile(
    r"[ \t]*\([^()]{0,40}\)[ \t]*$|[ \t]*(?:view (?:source|parsed|decoded|url-encoded)|raw)[ \t]*$", re.IGNORECASE
)
_STATUS = re.compile(r"\d{3}\b")
_STATUS_LINE = re.compile(r"(?i)status[ \t]{1,4}(\d{3}\b[^:\n]{0,60})$")
_SHORT = 60
"""Characters of a line at the head of a panel that need not be understood, as a time or the status in words."""


@dataclass
class _Panel:
    """What the panel shows, while it is read."""

    url: str | None = None
    method: str | None = None
    status: int | None = None
    headers: dict[str, list[Header]] = field(default_factory=dict)
    bodies: dict[str, Traced] = field(default_factory=dict)
    provisional: bool = False


def read_panel(stretch: Stretch) -> Claim | Vain | None:
    """Read the panel that begins here."""
    panel, end = _read(stretch)
    if panel.url is None or not (panel.headers or panel.bodies):
        return None
    sent = HttpRequest(
        "panel",
        stretch.line,
        url=panel.url,
        method=panel.method,
        headers=tuple(panel.headers.get("request", ())),
        headers_complete="request" in panel.headers and not panel.provisional,
        body=panel.bodies.get("sent"),
        headers_shown="request" in panel.headers,
    )
    seen = exchange_seen(sent, [_answer(stretch, panel)])
    if any(isinstance(sighting, RequestSeen) for sighting in seen):
        return Claim(end, seen)
    secrets = tuple(sighting for sighting in seen if isinstance(sighting, SecretSeen))
    return Claim(end, (FormSeen("panel"), *secrets)) if panel.headers else Vain(end, secrets)


def _answer(stretch: Stretch, panel: _Panel) -> HttpAnswer:
    body = panel.bodies.get("received")
    date = next((value for name, value, _ in panel.headers.get("response", ()) if name.lower() == "date"), None)
    return HttpAnswer(body.line_at(0) if body else stretch.line, body, panel.status, date, "the network panel")


def _read(stretch: Stretch) -> tuple[_Panel, int]:
    panel, position, text = _Panel(), stretch.start, stretch.source.text
    if first := _FIRST.match(text, position, stretch.limit):
        panel.method, panel.url, position = first[1], first[2], first.end()
        if text.startswith("{", position):
            return panel, _postman(panel, stretch, position)
    section, end = "general", position
    for _ in range(_MOST_LINES):
        start, stop, following = _line(text, position, stretch.limit)
        written = text[start:stop].strip(_MARKS).strip()
        if start >= stretch.limit:
            break
        if heading := _HEADINGS.get(_COUNT.sub("", written).strip(_MARKS).lower()):
            section, position = heading, following
        elif section in {"sent", "received"} and text[start : start + 1] in {"{", "["}:
            close = min(lenient_json.parse_kindly(text, start).end, stretch.limit)
            panel.bodies[section] = stretch.source.slice(start, close)
            section, position = "general", close
        elif not written:
            position = following
            continue
        elif (taken := _take(panel, section, stretch, start, stop, following)) is None:
            break
        else:
            position = taken
        end = position
    return panel, min(max(end, stretch.after), len(text))


def _line(text: str, position: int, limit: int) -> tuple[int, int, int]:
    """Return where a line's content begins and ends, and where the next one begins."""
    newline = text.find("\n", position, limit)
    stop = newline if newline >= 0 else limit
    start = position
    while start < stop and text[start] in " \t":
        start += 1
    return start, stop, min(stop + 1, limit)


def _take(panel: _Panel, section: str, stretch: Stretch, start: int, stop: int, following: int) -> int | None:
    """Take a line of the panel; return where to go on, None when the line is none of it."""
    text = stretch.source.text
    written = text[start:stop].strip()
    label, value = _label(written)
    if label and not value:  # the value stands on the next line
        start, stop, following = _line(text, following, stretch.limit)
        value = text[start:stop].strip()
    if label:
        _general(panel, label, value)
        return following
    panel.provisional |= written.lower().startswith("provisional headers")
    if section in {"request", "response"} and (pair := _PAIR.fullmatch(written)):
        value = pair[2] or ""
        if not value:
            at, stop, after = _line(text, following, stretch.limit)
            value, following = (text[at:stop].strip(), after) if text[at:stop].strip() else ("", following)
        panel.headers.setdefault(section, []).append((pair[1], value.strip(), stretch.source.line_at(start)))
        return following
    if section == "general" and not panel.headers and (status := _STATUS.fullmatch(written)):
        panel.status = int(status[0])
    opening = section in {"other", "general"} and not panel.headers and len(written) <= _SHORT
    return following if opening or panel.provisional or _OTHER_LABELS.match(written) else None


def _label(written: str) -> tuple[str | None, str]:
    """Return which of the general facts a line tells, and its value."""
    plain = written.replace("\t", ":", 1).replace("\u2019", "'")
    if status := _STATUS_LINE.match(plain):
        return "status", status[1]
    head, _, value = plain.partition(":")
    return _LABELS.get(head.strip().lower()), value.strip()


def _general(panel: _Panel, label: str, value: str) -> None:
    match label:
        case "url":
            panel.url = value
        case "method":
            panel.method = value.upper()[:32] or None
        case _:
            found = _STATUS.search(value)
            panel.status = int(found[0]) if found else panel.status


def _postman(panel: _Panel, stretch: Stretch, start: int) -> int:
    """Read what Postman's console copies: an object with headers and bodies as texts."""
    parsed = lenient_json.parse_kindly(stretch.source.text, start)
    shown = as_object(parsed.value)
    line = stretch.line
    for key, section in (("Request Headers", "request"), ("Response Headers", "response")):
        if isinstance(shown.get(key), dict):
            panel.headers[section] = list(_pairs(as_object(shown[key]), line))
    for key, section in (("Request Body", "sent"), ("Response Body", "received")):
        if body := as_text(shown.get(key)):
            place = parsed.places.get((key,))
            panel.bodies[section] = Traced.on_line(body, stretch.source.line_at(place) if place is not None else line)
    return min(parsed.end, stretch.limit)


def _pairs(listed: dict[str, Json], line: int) -> Iterator[Header]:
    for name, value in listed.items():
        yield name, as_text(value), line


REQUEST_PANEL = StretchForm(
    "panel",
    # Takes "Request URL: https://…", "Anfrage-URL", "Request URL" alone, "POST https://…: {" and "POST https://…" above
    # "Request Headers"; leaves "POST https://…" above plain headers, as raw HTTP has them.
    re.compile(
        rf"(?mi)^[ \t>]{{0,8}}(?=(?:{_URL_LABELS})[ \t]{{0,4}}[:\t\r\n])"
        rf"|^[ \t>]{{0,8}}(?={_ARROW}(?-i:{_METHODS})[ \t]{{1,4}}https?://[^\s{{]{{1,4000}}"
        r"(?:[ \t]{0,4}\{|[ \t]{0,4}\r?\n(?:[^\n]{0,400}\n){0,12}?[ \t\u25b6\u25bc\u25b8\u25be]{0,4}Request Headers\b))"
    ),
    read_panel,
)

"""A request as people write it down: ``URL: …``, ``Method: POST``, ``Headers:``, ``Body: {…}``, ``Response: 401 {…}``.

The labels of issue templates and of Proxyman, Insomnia's timeline and mail, also in German, French and Spanish; bold,
in a list, or with fences around what they label. Without a method, headers or a body it is a mere address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from diagnose.intake.content.exported import headers_of
from diagnose.intake.content.form import Claim, Stretch, StretchForm, Vain
from diagnose.intake.content.http_exchange import HttpAnswer, exchange_seen
from diagnose.intake.content.http_request import Header, HttpRequest, is_graphql_address, may_be_ours
from diagnose.intake.content.lines import Lines
from diagnose.intake.content.sightings import FormSeen, RequestSeen, SecretSeen
from diagnose.intake.source import lenient_json
from diagnose.intake.source.traced import Traced

_LABELS = {
    "url": "url", "endpoint": "url", "uri": "url", "adresse": "url", "address": "url", "dirección": "url",
    "method": "method", "http method": "method", "methode": "method", "méthode": "method", "método": "method",
    "status": "status", "status code": "status", "http status": "status", "statuscode": "status",
    "headers": "headers", "header": "headers", "request headers": "headers", "kopfzeilen": "headers",
    "en-têtes": "headers", "encabezados": "headers", "cabeceras": "headers", "body": "body", "payload": "body",
    "request body": "body", "request": "body", "request payload": "body", "anfrage": "body", "corps": "body",
    "requête": "body", "cuerpo": "body", "solicitud": "body", "response headers": "other", "response": "response",
    "response body": "response", "antwort": "response", "réponse": "response", "respuesta": "response",
}  # fmt: skip
_LINE = re.compile(
    # Takes "URL: https://…", "- **Method:** POST", "Headers", "Response: 401 Unauthorized"; leaves "the url: x".
    rf"[ \t>*•-]{{0,8}}({'|'.join(sorted(map(re.escape, _LABELS), key=len, reverse=True))})\b"
    r"(?:\*{0,2}[ \t]{0,4}:[ \t]{0,4}\*{0,2}|\*{0,2}[ \t]{0,4}(?=\r?\n|$))[ \t]{0,8}([^\n]*)",
    re.IGNORECASE,
)
_HEADER = re.compile(r"[ \t>*•-]{0,8}([\w!#$%&'*+.^|~-]{1,100})[ \t]{0,2}:[ \t]{1,8}(\S[^\n]{0,8000})")
_ADDRESS = re.compile(r"(?:(POST|GET)[ \t]{1,4})?(https?://[^\s<>\"'`*]{1,8000})")
_STATUS = re.compile(r"(?:HTTP/[\d.]{1,3}[ \t]{1,4})?([1-5]\d\d)\b")
_FENCE = re.compile(r"[ \t>]{0,8}(?:```|~~~)[^\n]{0,40}$")
_MOST_LINES = 200
_MOST_BLANK = 2


@dataclass
class _Written:
    """What the labels say, while they are read."""

    url: str = ""
    method: str | None = None
    status: int | None = None
    headers: list[Header] = field(default_factory=list)
    headers_shown: bool = False
    bodies: dict[str, Traced] = field(default_factory=dict)


class _WrittenReader:
    """Goes down the lines as long as they are labels and what these stand for."""

    def __init__(self, stretch: Stretch) -> None:
        self._source, self._text, self._limit = stretch.source, stretch.source.text, stretch.limit
        self._position, self._section, self._blank = stretch.start, "", 0
        self.written = _Written()
        self.end = stretch.start

    def read(self) -> _Written:
        """Read up to the first line that is none of it."""
        for _ in range(_MOST_LINES):
            if self._position >= self._limit or not self._take_line():
                break
        return self.written

    def _take_line(self) -> bool:
        newline = self._text.find("\n", self._position, self._limit)
        stop = newline if newline >= 0 else self._limit
        line = self._text[self._position : stop].rstrip("\r")
        if not line.strip(" \t>"):
            self._blank += 1
            if self.written.headers and self._section == "headers":
                self._section = ""
            self._position = stop + 1
            return self._blank <= _MOST_BLANK
        self._blank = 0
        if not self._understood(line, stop):
            return False
        self.end = min(max(self.end, self._position), self._limit)
        return True

    def _understood(self, line: str, stop: int) -> bool:
        """Take what a line says and go behind it; False when it is none of the request."""
        label = _LINE.match(line)
        if label:
            self._section = _LABELS[label[1].lower()]
            self.written.headers_shown |= self._section == "headers"
            return self._value(label[2].strip(" \t*"), self._position + label.start(2), stop)
        start = self._position + len(line) - len(line.lstrip(" \t>"))
        if self._section in {"headers", "body", "response"} and self._text[start : start + 1] in {"{", "["}:
            return self._json(start)
        if _FENCE.match(line):
            return self._behind(stop)
        header = _HEADER.fullmatch(line) if self._section in {"headers", "other"} else None
        if header and self._section == "headers":
            self.written.headers.append((header[1], header[2].strip(), self._source.line_at(self._position)))
        return header is not None and self._behind(stop)

    def _behind(self, stop: int) -> bool:
        self._position = stop + 1
        return True

    def _value(self, value: str, start: int, stop: int) -> bool:
        """Take what stands behind a label on its own line."""
        bare = value.strip("`<> ")
        match self._section:
            case "url":
                if address := _ADDRESS.match(bare):
                    self.written.url = address[2]
                    self.written.method = address[1] or self.written.method
                return bool(address) and self._behind(stop)
            case "method":
                self.written.method = bare.upper()[:32] or None
                return self._behind(stop)
            case "headers" if value and not value.startswith("{"):
                name, _, content = value.partition(":")
                self.written.headers.append((name.strip(), content.strip(), self._source.line_at(start)))
                return self._behind(stop)
            case "status" | "response" | "headers" | "body":
                if status := _STATUS.match(bare):
                    self.written.status = int(status[1])
                opened = min((at for at in map(self._text[start:stop].find, "{[") if at >= 0), default=-1)
                return self._json(start + opened) if opened >= 0 else self._behind(stop)
            case _:
                return self._behind(stop)

    def _json(self, start: int) -> bool:
        parsed = lenient_json.parse_kindly(self._text, start)
        end = min(parsed.end, self._limit)
        if self._section == "headers":
            lines = Lines(self._source.line_at(start), parsed.places, self._source)
            self.written.headers.extend(headers_of(parsed.value, lines))
        else:
            self.written.bodies[self._section] = self._source.slice(start, end)
        self._section = ""
        newline = self._text.find("\n", end, self._limit)
        rest = self._text[end : newline if newline >= 0 else self._limit]
        self._position = newline + 1 if newline >= 0 and not rest.strip("` \t\r,;.") else end
        return end > start


def read_written(stretch: Stretch) -> Claim | Vain | None:
    """Read the request that begins with its address here."""
    reader = _WrittenReader(stretch)
    written = reader.read()
    told = written.method or written.headers or written.bodies.get("body")
    if not told or not (is_graphql_address(written.url) or may_be_ours(written.url)):
        return None
    sent = HttpRequest(
        "written",
        stretch.line,
        url=written.url,
        method=written.method,
        headers=tuple(written.headers),
        headers_complete=False,  # people write down what they think matters
        body=written.bodies.get("body"),
        headers_shown=written.headers_shown,
    )
    seen = exchange_seen(sent, list(_answers(written)))
    if any(isinstance(sighting, RequestSeen) for sighting in seen):
        return Claim(reader.end, seen)
    secrets = tuple(sighting for sighting in seen if isinstance(sighting, SecretSeen))
    return Claim(reader.end, (FormSeen("written"), *secrets)) if written.headers else Vain(reader.end, secrets)


def _answers(written: _Written) -> Iterator[HttpAnswer]:
    body = written.bodies.get("response")
    if body is not None:
        yield HttpAnswer(body.line_at(0), body, written.status, where="the ticket")


WRITTEN_REQUEST = StretchForm(
    "written",
    # Takes "URL: https://…", "- **Endpoint:** `https://…`", "Adresse: POST https://…"; leaves "the URL: https://…".
    re.compile(
        r"(?mi)^[ \t>*•-]{0,8}(?:url|endpoint|uri|adresse|address|dirección)\*{0,2}[ \t]{0,4}:[ \t*`<]{0,8}"
        r"(?-i:(?:POST |GET )?)https?://"
    ),
    read_written,
)

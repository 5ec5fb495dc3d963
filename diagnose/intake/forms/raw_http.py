"""HTTP as text: Burp, Fiddler, ``.http`` files, mitmdump, ``curl -v``, HTTPie's echo, the logs of OkHttp and Feign.

Source: RFC 9112; the file format of the REST Client extension (``@name = value``, ``X-REQUEST-TYPE: GraphQL``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from diagnose.intake.content.document_extent import document_end
from diagnose.intake.content.exported import JSON_TYPE, query_body
from diagnose.intake.content.form import Claim, Stretch, StretchForm, TextPart, Vain
from diagnose.intake.content.http_exchange import HttpAnswer, exchange_seen, lone_answer
from diagnose.intake.content.http_message import METHODS, STATUS_LINE, HttpMessage, MessageReader
from diagnose.intake.content.http_request import HttpRequest
from diagnose.intake.content.placeholders import Values, fill_sent
from diagnose.intake.content.sightings import FormSeen, RequestSeen, SecretSeen, VariableAssigned, tell_anything
from diagnose.intake.shell.powershell import Value
from diagnose.intake.source.traced import Traced

_FIRST_LINE = (
    # Takes POST /graphql HTTP/1.1, POST https://… h2, GRAPHQL {{host}}/graphql; leaves "POST /graphql HTTP/1.1" 200.
    rf"\b({METHODS})[ \t]{{1,4}}(https?://[^\s\"'<>]{{1,8000}}+|/[^\s\"'<>]{{0,8000}}+|\{{\{{[^\s\"'<>]{{1,4000}}+)"
    r"(?:[ \t]{1,4}(HTTP/[\d.]{1,3}|h[23]|http/1\.1))?[ \t]{0,4}(?=\r?\n|$)"
)
_APART = frozenset({"GRAPHQL", "GQL"})
"""Methods of ``.http`` files, for JetBrains' client and httpYac, that post a document and its variables."""
_REQUEST = re.compile(_FIRST_LINE, re.MULTILINE)
_LONGEST_PREFIX = 300
_ARROW = re.compile(r"(?:-{2,3}>|>)[ \t]{0,2}$")
_BLANK = re.compile(r"[\s`]{0,2000}+")


def read_request(stretch: Stretch) -> Claim | Vain | None:
    """Read the message whose first line this is, and the answer that follows at once."""
    text = stretch.source.text
    first = _REQUEST.match(text, stretch.start)
    prefix = _prefix(text, stretch.start)
    if first is None or prefix is None:
        return None
    message = MessageReader(stretch.source, _behind(text, first.end()), stretch.limit, prefix).read()
    if not first[3] and not message.headers and message.body is None:
        return Vain(first.end(), cost=message.end - stretch.start)
    sent = fill_sent(_sent(stretch, first, message), _values(stretch.assigned))
    end, answers = _answer(stretch.source, message.end, stretch.limit, prefix)
    seen = exchange_seen(sent, answers)
    if any(isinstance(sighting, RequestSeen) for sighting in seen):
        return Claim(max(end, first.end()), seen)
    secrets = tuple(sighting for sighting in seen if isinstance(sighting, SecretSeen))
    # A request to others, with its headers: what is in it is none of this API's.
    if first[3] and message.headers:
        return Claim(max(end, first.end()), (FormSeen("http"), *secrets))
    return Vain(first.end(), secrets, cost=message.end - stretch.start)


def _prefix(text: str, start: int) -> str | None:
    """Return what stands before a first line, without its arrow; None when that is too much to be a log's prefix."""
    begin = text.rfind("\n", max(start - _LONGEST_PREFIX, 0), start) + 1
    if start - begin >= _LONGEST_PREFIX:
        return None
    return _ARROW.sub("", text[begin:start])


def _behind(text: str, position: int) -> int:
    """Return where the next line begins."""
    newline = text.find("\n", position)
    return len(text) if newline < 0 else newline + 1


def _sent(stretch: Stretch, first: re.Match[str], message: HttpMessage) -> HttpRequest:
    method, target = first[1], first[2]
    host = message.header("host") or message.header(":authority")
    if target.startswith("/") and host:
        near = host.startswith(("localhost", "127.", "[::1]"))
        target = f"{'http' if near else 'https'}://{host}{target}"
    apart = method in _APART or (message.header("x-request-type") or "").lower() == "graphql"
    body = _made_body(message.body) if apart and message.body else message.body
    return HttpRequest(
        "http",
        stretch.line,
        url=target,
        method="POST" if method in _APART else method,
        headers=message.headers,
        headers_complete=bool(message.headers),
        body=body,
        default_content_type=JSON_TYPE if apart else None,
    )


def _made_body(body: Traced) -> Traced:
    """Return the body that a client makes of a document with its variables below it."""
    end, _ = document_end(body.text, 0, 0, len(body.text))
    return query_body(body.text[:end], body.text[end:], body.line_at(0), {}) or body


def _values(assigned: Mapping[str, Value]) -> Values:
    return {name: value.text for name, value in assigned.items() if isinstance(value, Traced)}


def _answer(source: Traced, position: int, limit: int, prefix: str) -> tuple[int, list[HttpAnswer]]:
    """Return the answer that follows a request at once, and where it ends."""
    blank = _BLANK.match(source.text, position, limit)
    at = blank.end() if blank else position
    line_end = source.text.find("\n", at, limit)
    status = STATUS_LINE.search(source.text, at, min(at + _LONGEST_PREFIX, line_end if line_end >= 0 else limit))
    if status is None:
        return position, []
    return _message_of(source, status, limit, prefix)


def _message_of(source: Traced, status: re.Match[str], limit: int, prefix: str) -> tuple[int, list[HttpAnswer]]:
    message = MessageReader(source, _behind(source.text, status.end()), limit, prefix).read()
    line = source.line_at(status.start())
    body = message.body
    if body is None and "html" in (message.header("content-type") or "").lower():
        body = Traced.on_line("<html>", line)  # whatever page it is, it is no answer of GraphQL
    answer = HttpAnswer(body.line_at(0) if body else line, body, int(status[1]), message.header("date"))
    return max(message.end, status.end()), [answer]


def read_response(stretch: Stretch) -> Claim | Vain | None:
    """Read an answer that does not follow its request at once; which it answers is told by the order."""
    prefix = _prefix(stretch.source.text, stretch.start)
    status = STATUS_LINE.match(stretch.source.text, stretch.start, stretch.limit)
    if prefix is None or status is None:
        return None
    end, (answer,) = _message_of(stretch.source, status, stretch.limit, prefix)
    seen = tuple(lone_answer(answer))
    return Claim(end, seen) if tell_anything(seen) else Vain(status.end(), cost=end - stretch.start)


def read_file_variable(stretch: Stretch) -> Claim | None:
    """Read ``@name = value``; its words are read as words besides."""
    text = stretch.source.text
    named = _ASSIGNED.match(text, stretch.start)
    before = text[max(stretch.start - _INDENT, 0) : stretch.start].rpartition("\n")[2]
    if named is None or before.strip("`> \t"):  # within a line it is something else, such as an object of Ruby
        return None
    value = stretch.source.slice(*named.span(2))
    return Claim(
        named.end(), (VariableAssigned(named[1], value), TextPart(stretch.source.slice(named.start(1), named.end())))
    )


_INDENT = 40
_ASSIGNED = re.compile(r"@([A-Za-z][\w.-]{0,100})[ \t]{0,8}=[ \t]{0,8}(\S[^\r\n]{0,8000}?)[ \t]{0,8}(?=\r?\n|$)")

HTTP_REQUEST = StretchForm("http", _REQUEST, read_request)
HTTP_RESPONSE = StretchForm(
    "http-response",
    re.compile(
        # Takes the beginnings of STATUS_LINE; leaves HTTP/1.1" 200 in the line of an access log.
        r"(?:<-{2,3}|<<)[ \t]{1,4}(?:HTTP/[\d.]{1,3}[ \t]{1,4})?\d{3}(?![\w-])"
        r"|\bHTTP/[\d.]{1,3}[ \t]{1,4}\d{3}(?![\w\"-])"
    ),
    read_response,
    alone=False,
)
HTTP_FILE_VARIABLE = StretchForm(
    "http-variable", re.compile(r"@[A-Za-z][\w.-]{0,100}[ \t]{0,8}="), read_file_variable, alone=False
)

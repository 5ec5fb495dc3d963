"""An HTTP message as text: a request line or status line, headers, a blank line, a body; also behind log prefixes.

Source: RFC 9112, section 2.1 (the form of a message).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.intake.content.document_extent import document_end
from diagnose.intake.content.http_request import Header
from diagnose.intake.source import lenient_json
from diagnose.intake.source.traced import Traced, Weaver

METHODS = "POST|GET|PUT|PATCH|DELETE|HEAD|OPTIONS|GRAPHQL"
STATUS_LINE = re.compile(
    # Takes "HTTP/1.1 200 OK", "<-- 200 https://… (411ms)", "<--- HTTP/1.1 401 (3ms)", "<< HTTP/2.0 200 OK 24b".
    r"(?:(?:<-{2,3}|<<)[ \t]{1,4}(?:HTTP/[\d.]{1,3}[ \t]{1,4})?|HTTP/[\d.]{1,3}[ \t]{1,4})(\d{3})(?![\w-])[^\n]{0,4000}"
)
_HEADER = re.compile(r"(:?[\w!#$%&'*+.^|~-]{1,100})[ \t]{0,4}:[ \t]*([^\r\n]*)")
_REQUEST_LINE = re.compile(rf"(?:-{{2,3}}>[ \t])?(?:{METHODS})[ \t]+\S")
_ENDS = re.compile(r"-{2,3}> END|<-{2,3} |<<[ \t]|###|```|~~~")
_NOISE = re.compile(r"#(?!#)|//")
_MOST_HEADERS = 200
_MOST_LINES = 20_000
_SHORTEST_PREFIX = 6


@dataclass(frozen=True)
class HttpMessage:
    """Headers and body of a message, and the offset where it ends. ``body`` is None when none was shown."""

    headers: tuple[Header, ...]
    body: Traced | None
    end: int

    def header(self, name: str) -> str | None:
        """Return the first header of a name in lower case."""
        return next((value for key, value, _ in self.headers if key.lower() == name), None)


@dataclass(frozen=True)
class _Line:
    """One line behind its log prefix: where its content begins and ends, and where the next line begins."""

    start: int
    end: int
    next: int
    prefixed: bool


class MessageReader:
    """Reads what follows a first line; ``prefix`` is what stood before it on its own line."""

    def __init__(self, source: Traced, position: int, limit: int, prefix: str) -> None:
        self._source, self._text, self._limit = source, source.text, limit
        bare = prefix.lstrip()
        self._prefix = prefix if len(bare) >= _SHORTEST_PREFIX else ""
        self._shape = _shape(self._prefix)
        self._position = position

    def read(self) -> HttpMessage:
        """Read headers and body."""
        headers = tuple(self._headers())
        body = self._body()
        return HttpMessage(headers, body, self._position)

    def _line(self, position: int) -> _Line | None:
        """Return the line at a position; None at the end, and where a prefix was left that all lines had."""
        if position >= self._limit:
            return None
        newline = self._text.find("\n", position, self._limit)
        end = newline if newline >= 0 else self._limit
        start, prefixed = position, False
        head = self._text[position : min(position + len(self._prefix), end)]
        if self._prefix and _shape(head) == self._shape[: len(head)] and len(head) >= len(self._prefix.rstrip()):
            start, prefixed = position + len(head), True
        while start < end and self._text[start] in " \t":
            start += 1
        stop = end - (end > start and self._text[end - 1] == "\r")
        return _Line(start, stop, end + 1, prefixed)

    def _headers(self) -> Iterator[Header]:
        for _ in range(_MOST_HEADERS):
            line = self._line(self._position)
            if line is None:
                return
            if line.start == line.end:
                self._position = line.next
                return
            header = _HEADER.match(self._text, line.start, line.end)
            if header is not None and not _ENDS.match(self._text, line.start):
                yield header[1], header[2].strip(), self._source.line_at(line.start)
            elif not _NOISE.match(self._text, line.start):
                return
            self._position = line.next

    def _body(self) -> Traced | None:
        start = self._position
        line = self._line(start)
        while line is not None and line.start == line.end and line.next < self._limit:
            start = line.next
            line = self._line(start)
        if line is None or _is_first_line(self._text, line.start):
            return None
        if line.prefixed:
            return self._prefixed_body(start)
        end = _end_of_body(self._text, line.start, self._limit)
        if end is None:
            return None
        self._position = end
        return self._source.slice(line.start, end)

    def _prefixed_body(self, position: int) -> Traced | None:
        """Weave the lines of a body that all stand behind the prefix of a log."""
        woven, first = Weaver(), position
        for _ in range(_MOST_LINES):
            line = self._line(position)
            if line is None or not line.prefixed or _is_first_line(self._text, line.start):
                break
            woven.add(self._text[line.start : line.end] + "\n", self._source.line_at(line.start))
            position = line.next
        body = woven.build(self._source.line_at(first))
        end = _end_of_body(body.text, 0, len(body.text))
        if end is None:
            return None
        self._position = min(position, self._limit)
        return body.slice(0, end)


def _shape(prefix: str) -> str:
    """Return a prefix with its figures alike, for times differ from line to line."""
    return re.sub(r"\d", "0", prefix)


def _is_first_line(text: str, start: int) -> bool:
    """Tell whether the next message, or the end of this one, stands here."""
    return any(pattern.match(text, start) for pattern in (_ENDS, STATUS_LINE, _REQUEST_LINE))


_DOCUMENT = re.compile(r"(?:query|mutation|fragment|subscription)\b|\{\s{0,64}+(?:me|__schema|__typename)\b")
_VARIABLES = re.compile(r"\s{0,64}+(?=\{)")
_FORM = re.compile(r"(?:query|operationName|variables)=[^\s]*+")


def _end_of_body(text: str, start: int, limit: int) -> int | None:
    """Return where a body ends that begins here; None when what stands here is none that could be read."""
    if form := _FORM.match(text, start, limit):
        return form.end()
    if document := _DOCUMENT.match(text, start, limit):
        end, _ = document_end(text, start, document.end() - (text[start] == "{") * (document.end() - start), limit)
        variables = _VARIABLES.match(text, end, limit)
        return lenient_json.parse(text, variables.end(), placed=False).end if variables else end
    if text[start : start + 1] in {"{", "["}:
        return min(lenient_json.parse_kindly(text, start, placed=False).end, limit)
    return None

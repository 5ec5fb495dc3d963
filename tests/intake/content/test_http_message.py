"""Headers and body of an HTTP message as text."""

from __future__ import annotations

import pytest

from diagnose.intake.content.http_message import STATUS_LINE, HttpMessage, MessageReader
from diagnose.intake.source.traced import Traced


def _read(text: str, prefix: str = "") -> HttpMessage:
    return MessageReader(Traced.of(text), 0, len(text), prefix).read()


def test_headers_and_body() -> None:
    """Headers have their lines; the body is what JSON there is, and what follows is none of it."""
    message = _read('Host: a\nX-B:  c \n\n{"a": [1,\n2]}\nwords\n')
    assert message.headers == (("Host", "a", 1), ("X-B", "c", 2))
    assert message.body is not None
    assert message.body.text == '{"a": [1,\n2]}'
    assert message.header("x-b") == "c"


def test_behind_a_prefix() -> None:
    """The prefix is taken off every line, also of a body over several."""
    message = _read('10:01 x: A: b\n10:02 x: \n10:03 x: {"a":\n10:04 x: 1}\n10:05 x: --> END\n', "10:00 x: ")
    assert message.headers == (("A", "b", 1),)
    assert message.body is not None
    assert message.body.text == '{"a":\n1}'
    assert message.body.line_at(6) == 4


@pytest.mark.parametrize("text", ["", "\n\n\n", "A: b\n", "A: b\n\nwords", "A: b\n\nHTTP/1.1 200 OK\n"])
def test_no_body(text: str) -> None:
    """Words, the end and the next message are no body."""
    assert _read(text).body is None


@pytest.mark.parametrize(
    ("line", "status"),
    [("HTTP/1.1 200 OK", "200"), ("<-- 401 https://a (3ms)", "401"), ("<--- HTTP/1.1 500 (3ms)", "500"),
     ("<< HTTP/2.0 404 Not Found 2b", "404"), ("HTTP/1.1 2000", None), ("<-- END HTTP", None)],
)  # fmt: skip
def test_status_lines(line: str, status: str | None) -> None:
    """Each tool has its own way to begin an answer."""
    found = STATUS_LINE.match(line)
    assert (found[1] if found else None) == status

"""The debug output of Python's http.client."""

from __future__ import annotations

import pytest

from tests.intake.sent import ANSWER, BODY, TOKEN, answer_of, only_request, read

_HEAD = (
    "POST /graphql HTTP/1.1\\r\\nHost: gateway.filed.com\\r\\n"
    f"Authorization: Bearer {TOKEN}\\r\\nContent-Type: application/json\\r\\n\\r\\n"
)
_SENT = BODY.replace("\\", "\\\\").replace("'", "\\'")
_BACK = f"reply: 'HTTP/1.1 200 OK\\r\\n'\nheader: Content-Type: application/json\n{ANSWER}\n"


@pytest.mark.parametrize("text", [f"send: b'{_HEAD}'\nsend: b'{_SENT}'\n{_BACK}", f"send: b'{_HEAD}{_SENT}'\n{_BACK}"])
def test_head_and_body_in_one_or_two_lines(text: str) -> None:
    """The escapes are undone, and the answer that was printed belongs to the request."""
    reading = read(f"Hello,\n\n{text}\nregards")
    request = only_request(reading)
    assert request.authorization is not None
    assert request.headers == {"content-type": "application/json", "host": "gateway.filed.com"}
    assert answer_of(reading) == (200, ("jobWorks",))


def test_only_words() -> None:
    """A sentence that says send: and quotes a word is none."""
    assert not read("send: b'nothing'\n").requests

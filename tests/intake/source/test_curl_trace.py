"""The marks of ``curl -v``."""

from __future__ import annotations

from diagnose.intake.source.curl_trace import without_marks
from diagnose.intake.source.traced import Traced


def test_marks_and_own_words_become_blanks() -> None:
    """What was sent and what came back stays on its line; curl's words between them are gone."""
    text = "* before\n> POST /graphql HTTP/2\n> Host: a\n>\n* sent\n< HTTP/2 200\n<\n{ [5 bytes data]\n{}\n> mine"
    clean = without_marks(Traced.of(text))
    assert clean.text.splitlines() == [
        "* before", "  POST /graphql HTTP/2", "  Host: a", " ", "      ", "  HTTP/2 200", " ", " " * 16, "{}", "> mine",
    ]  # fmt: skip


def test_a_quotation_stays_one() -> None:
    """Only the request line of a trace makes quote marks marks of curl."""
    source = Traced.of("> Hello\n> POST it\n< x")
    assert without_marks(source) is source

"""What curl tells with ``-v`` and ``--trace-ascii``."""

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


def test_rows_of_a_dump_are_put_together() -> None:
    """A full row goes on in the next one; each keeps its line, and curl's own words are left out."""
    body = '{"query": "' + "x" * 80 + '"}'
    text = (
        "Hello\n== Info: Trying\n=> Send header, 40 bytes (0x28)\n0000: POST /graphql HTTP/1.1\n0018: Host: a\n0021: \n"
        f"=> Send data, {len(body)} bytes (0x5d)\n0000: {body[:64]}\n0040: {body[64:]}\n== Info: sent\n"
        "<= Recv header, 17 bytes (0x11)\n0000: HTTP/1.1 200 OK\n<= Recv data, 2 bytes (0x2)\n0000: {}\nBye\n"
    )
    clean = without_marks(Traced.of(text))
    assert clean.text.splitlines() == [
        "Hello", "== Info: Trying", "POST /graphql HTTP/1.1", "Host: a", "", body, "HTTP/1.1 200 OK", "", "{}", "Bye",
    ]  # fmt: skip
    assert (clean.line_at(clean.text.index(body)), clean.line_at(clean.text.index("Bye"))) == (8, 15)

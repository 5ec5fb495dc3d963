"""Bodies of MIME parts, decoded with their lines."""

from __future__ import annotations

import base64

from diagnose.intake.source.mime import html_text, text_of, unflowed
from diagnose.intake.source.traced import Traced


def lines(text: bytes, first: int = 10) -> list[tuple[int, bytes]]:
    return list(enumerate(text.splitlines(keepends=True), start=first))


def test_quoted_printable_joins_soft_breaks() -> None:
    """A soft break is none; each half keeps its line."""
    text = text_of(lines(b"conn=\nection_789 =C3=A9\nnext"), "quoted-printable", "utf-8")
    assert text.text == "connection_789 \u00e9\nnext\n"
    assert [text.line_at(text.text.index(word)) for word in ("conn", "ection", "next")] == [10, 11, 12]


def test_base64_across_lines_and_characters() -> None:
    """A character that two lines share is put together."""
    packed = base64.b64encode("\u00e9\u00e9\u00e9 connection".encode())
    broken = b"\n".join(packed[at : at + 5] for at in range(0, len(packed), 5))
    assert text_of(lines(broken), "base64", "utf-8").text == "\u00e9\u00e9\u00e9 connection"


def test_a_wrong_charset_is_no_end() -> None:
    """It is tried, then UTF-8, then Windows-1252."""
    assert text_of(lines("f\u00fcr".encode("latin-1")), "", "utf-8").text == "f\u00fcr"
    assert text_of(lines("f\u00fcr".encode()), "", "no-such").text == "f\u00fcr"


def test_flowed_lines_are_joined_within_one_depth() -> None:
    """A trailing blank flows on, not into another depth, and not behind a signature mark."""
    text = unflowed(Traced.of("job \nwork\n> old \n> er\n-- \nDana"), delete_space=False)
    assert text.text == "job work\n> old er\n-- \nDana\n"
    assert text.line_at(text.text.index("er\n")) == 4


def test_html_loses_its_tags_and_keeps_its_lines() -> None:
    """Styles go, blocks and cells are apart, entities are characters."""
    text = html_text(Traced.of("<style>a{}</style>\n<p>Connection&nbsp;ID:\n</p><table><tr><td>a</td><td>b</td></tr>"))
    assert "a{}" not in text.text
    assert "Connection ID:" in text.text
    assert "a | b" in text.text
    assert text.line_at(text.text.index("a | b")) == 3

"""Foreign text inside Markdown: piece by piece, what the whole summary's tests look at together."""

from __future__ import annotations

import pytest

from diagnose_reports.markdown_text import code, fenced, line_text
from diagnose_reports.summary_blocks import Chip, Hyperlink, Prose


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"),
        ("2*3_4", r"2\*3\_4"),
        ("a <b> & c", "a &lt;b&gt; &amp; c"),
        ("@team", "`@team`"),
        ("see #12", "see `#12`"),
        ("http://evil.example", "`http://evil.example`"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("at 12:00:00 (see #12).", "at 12:00:00 (see `#12`)."),
        ('at "https://a.example/b"; else', 'at "`https://a.example/b`"; else'),
        (":smile: :+1:, :100:", "`:smile`: `:+1`:, `:100`:"),
    ],
)
def test_prose(text: str, written: str) -> None:
    """Formatting is escaped, what a forge acts on later is code, a line stays a line."""
    assert line_text((Prose(text),)) == written


def test_ids_are_code() -> None:
    """So that they are easy to see and to copy."""
    assert line_text((Prose("In "), Chip("c_1"), Prose("."))) == "In `c_1`."


@pytest.mark.parametrize(
    ("text", "written"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("a|b", "`a\u2039U+007C\u203ab`")],
)
def test_code(text: str, written: str) -> None:
    """The fence is longer than any run of backticks inside, and no table sees a pipe."""
    assert code(text) == written


def test_links() -> None:
    """Between angle brackets, where only those would end them."""
    assert (
        line_text((Hyperlink("Documentation", "https://docs.example/a"),))
        == "[Documentation](<https://docs.example/a>)"
    )


def test_a_block_ends_where_we_end_it() -> None:
    """Its fences are longer than any run of backticks inside."""
    assert fenced("a\n````\nb") == "`````sh\na\n````\nb\n`````"

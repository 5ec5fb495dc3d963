"""Foreign text inside Markdown: piece by piece, what the whole summary's tests look at together."""

from __future__ import annotations

import pytest

from diagnose_reports.markdown_text import code, inline, link


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
        ("", "(empty)"),
        ("two\nlines", "two\u2039U+000A\u203alines"),
    ],
)
def test_prose(text: str, written: str) -> None:
    """Formatting is escaped, what a forge acts on later is code, a line stays a line."""
    assert inline(text, 200, lambda word: False) == written


def test_ids_are_code() -> None:
    """So that they are easy to see and to copy."""
    assert inline("In c_1.", 200, lambda word: word == "c_1") == "In `c_1`."


@pytest.mark.parametrize(
    ("text", "written"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("a|b", "`a\u2039U+007C\u203ab`"), (" ", "(empty)")],
)
def test_code(text: str, written: str) -> None:
    """The fence is longer than any run of backticks inside, and no table sees a pipe."""
    assert code(text, 200) == written


def test_links() -> None:
    """Only to where a link may lead."""
    assert list(link("Documentation", "https://docs.example/a")) == ["[Documentation](<https://docs.example/a>)"]
    assert list(link("Documentation", "javascript:alert(1)")) == []

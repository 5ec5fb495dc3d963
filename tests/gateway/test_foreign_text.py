"""Foreign text as part of a clause: one line, harmless, short."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.gateway.foreign_text import clean


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  two \r\n\t words\u00a0here ", "two words here"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("a\u202eb\u200bc\ufeffd", "abcd"),
        ("half \ud800 a character", "half a character"),
        ("Grüße 你好 🙂", "Grüße 你好 🙂"),
        ("", ""),
    ],
)
def test_what_acts_or_cannot_be_seen_goes(text: str, shown: str) -> None:
    """White space becomes a blank, letters of any script stay."""
    assert clean(text) == shown


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    """Exactly the limit is left whole; what was not even looked at counts as cut."""
    assert clean("x" * 10, 10) == "x" * 10
    assert clean("x" * 11, 10) == "x" * 9 + "…"
    assert clean("ab" + "\u200b" * 1000 + "cd", 10) == "ab…"


@given(st.text(max_size=200), st.integers(5, 50))
def test_any_text_becomes_a_short_printable_line(text: str, limit: int) -> None:
    """Whatever a server sends."""
    shown = clean(text, limit)
    assert len(shown) <= limit
    assert shown.isprintable()
    assert shown == shown.strip()

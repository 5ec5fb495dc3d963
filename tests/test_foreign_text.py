"""Foreign text as part of a clause: one line, harmless, short."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.foreign_text import clean, cut, fit


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
    assert fit("word one", 8) == "word one"
    assert fit("word one two", 10) == "word one…"
    assert fit("ab cd" + "\u200b" * 1000 + "ef", 10) == "ab…"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("refused: sk_live_4eC39HqLyjWD", "refused:…"),
        ("https://files.example/a?sig=abcdef0123", "…"),
        ('{"error":"no","tok":"abcdefghij"}', '{"error":"no","tok"…'),
        ("\u8bbf\u95ee\u88ab\u62d2\u7edd" * 10, "\u8bbf\u95ee\u88ab\u62d2\u7edd" * 3 + "\u8bbf\u95ee\u88ab\u62d2…"),
    ],
)
def test_a_word_is_never_cut_in_two(text: str, shown: str) -> None:
    """Half a token could not be told from any other word; letters of a script without spaces may be cut apart."""
    assert cut(text, 20) == shown


@given(st.text(max_size=200), st.integers(5, 50))
def test_any_text_becomes_a_short_printable_line(text: str, limit: int) -> None:
    """Whatever a server sends."""
    shown = fit(text, limit)
    assert len(shown) <= limit
    assert shown.isprintable()
    assert shown == shown.strip()

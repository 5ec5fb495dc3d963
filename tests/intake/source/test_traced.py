"""Text that knows its lines, however it was taken apart and put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.intake.source.traced import Traced, Weaver


@given(st.text("ab\n", max_size=40), st.data())
def test_a_slice_knows_the_lines_that_it_had(text: str, data: st.DataObject) -> None:
    """Every character of a slice is on the line that it was on."""
    whole = Traced.of(text, 5)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = whole.slice(start, end)
    assert part.text == text[start:end]
    assert [part.line_at(at) for at in range(end - start)] == [whole.line_at(at) for at in range(start, end)]
    assert [whole.line_at(at) for at in range(len(text))] == [5 + text.count("\n", 0, at) for at in range(len(text))]


def test_woven_pieces_keep_their_lines() -> None:
    """Pieces from several lines, an empty one among them."""
    weaver = Weaver()
    for text, line in (("ab", 3), ("", 4), ("c", 3), ("d", 9)):
        weaver.add(text, line)
    woven = weaver.build()
    assert [woven.line_at(at) for at in range(len(woven.text))] == [3, 3, 3, 9]


def test_a_replacement_has_the_same_length() -> None:
    """Otherwise its lines would be wrong."""
    with pytest.raises(ValueError, match="another length"):
        Traced.of("abc").with_text("ab")

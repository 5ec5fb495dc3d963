from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diagnose_reports.safe import cells, clip, link_target, seen, shorten_middle, visible, visible_lines


@given(st.text(st.characters()))
def test_nothing_unseen_is_left(text: str) -> None:
    """After it, no character is a control, a format character or half of a pair."""
    assert not [each for each in visible(text) if unicodedata.category(each) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
    visible(text).encode()


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"])))
def test_plain_text_stays(text: str) -> None:
    """What can be seen is not touched."""
    assert visible(text) == text


def test_code_points_are_named() -> None:
    """The reader sees which character it was; a command keeps its lines."""
    assert visible("a\x1b\u202eb\n") == "a\u2039U+001B\u203a\u2039U+202E\u203ab\u2039U+000A\u203a"
    assert visible("connection_790\u00a0") == "connection_790\u2039U+00A0\u203a"
    assert visible_lines("a\r\nb") == "a\u2039U+000D\u203a\nb"


def test_cutting_says_how_much_is_gone() -> None:
    """A long text is cut, and the reader knows."""
    assert clip("abcdef", 6) == "abcdef"
    assert clip("a" * 2000, 4) == "aaaa… (1,996 more characters)"
    assert seen("\x00" * 5, 2) == "\u2039U+0000\u203a\u2039U+0000\u203a… (3 more characters)"


@example("000" + "\u0300" * 3 + "0" + "\u0300" * 6, 3)
@given(st.text(min_size=0, max_size=300), st.integers(3, 60))
def test_a_shortened_id_fits_and_keeps_both_ends(text: str, width: int) -> None:
    """The drawing never overflows, and what tells IDs apart, their ends, stays."""
    short = shorten_middle(text, width)
    assert cells(short) <= width
    assert short == text or "…" in short


def test_uuids_stay_recognisable() -> None:
    """The two ends of a UUID are kept."""
    assert shorten_middle("0192f3a4-7c1e-7d20-9b4f-2f6a1c8e5d03", 20) == "0192f3a4-7…a1c8e5d03"


@pytest.mark.parametrize(
    "url",
    ["https://docs.filed.com/apis/endpoint/get-job-works", "http://127.0.0.1:8080/x?y=1#z", "https://docs.filed.com"],
)
def test_documentation_may_be_linked(url: str) -> None:
    """Plain web addresses become links as they are."""
    assert link_target(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://user:secret@docs.filed.com/",
        "https://docs.filed.com/a b",
        "https://docs.filed.com/\n",
        "https://docs.filed.com/<b>",
        "https://docs.filed.com/a)b",
        "//docs.filed.com/",
        "https://",
        "https://docs.filed.com:99999/",
        "https://docs.filed.com/" + "a" * 2000,
        "",
    ],
)
def test_other_addresses_stay_text(url: str) -> None:
    """Nothing else can be clicked."""
    assert link_target(url) is None

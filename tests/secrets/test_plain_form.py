"""One form for every writing, and the way back to where each character stood."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.secrets.plain_form import Plain, hidden, joined, most_lost, readable, spelled, with_places


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("%74ok", "tok"),
        ("%2574ok", "tok"),
        ("caf%C3%A9 %ff", "café ÿ"),
        ("&#116;&#x6F;k &amp; &unknown; &#99999999;", "tok & &unknown; &#99999999;"),
        (r"\u0074\x6fk \u{6b} \" \/ \U0000006b", 'tok k " / k'),
        ("t\u200bo\u2039U+200B\u203ak", "tok"),
        ('t<wbr>o</code>k <a href="x">', 'tok <a href="x">'),
        ("100% of AT&T", "100% of AT&T"),
    ],
)
def test_escapes_are_undone(written: str, plain: str) -> None:
    """In whatever order they were laid on; what only looks like one stays."""
    assert next(readable(Plain(written))).text == plain


def test_quoted_printable_is_a_second_reading() -> None:
    """An equals sign may be one, or the end of a parameter's name."""
    assert [form.text for form in readable(Plain("a=41b=\nc"))] == ["a=41b=\nc", "aAbc"]


def test_a_soft_line_break_is_known_after_the_lines_were_put_on_one() -> None:
    """As an error's text is, before it is masked; its end may have been cut off there."""
    assert [form.text for form in readable(Plain("ab= cd=\u2026"))] == ["ab= cd=\u2026", "abcd"]


def test_white_space_and_quotation_marks_are_no_part_of_a_word() -> None:
    """A key that an e-mail program wrapped and quoted."""
    assert joined(Plain("Ab\r\n> > cD e")).text == "abcde"
    assert joined(Plain("Ab > > cD e")).text == "abcde"
    assert joined(Plain("a: >b |c")).text == "a:>b|c"


def test_base64_and_hexadecimal_are_read_at_every_offset() -> None:
    """Whatever stands before and after."""
    secret = b"made-up-secret-0123"
    for written in (base64.b64encode(b"x" + secret).decode(), f"abc{secret.hex()}"):
        assert any(secret.decode() in form.text for form in hidden(Plain(f"see {written}: so")))


@given(st.text(max_size=60))
def test_both_readings_agree_and_places_lie_within_the_text(text: str) -> None:
    """What is searched without positions is what is masked with them."""
    quick = [joined(form).text for form in readable(Plain(text))]
    traced = [joined(form) for form in readable(with_places(text))]
    assert [form.text for form in traced] == quick
    for form in traced:
        for at in range(len(form.text)):
            start, end = form.place(at, at + 1)
            assert 0 <= start < end <= len(text)
    hidden_quick = [found.text for form in readable(Plain(text)) for found in hidden(form)]
    assert [found.text for form in readable(with_places(text)) for found in hidden(form)] == hidden_quick


def test_a_text_without_positions_has_none() -> None:
    """Asking is a mistake of ours."""
    with pytest.raises(ValueError, match="positions"):
        Plain("text").place(0, 1)


def test_a_secret_is_spelled_as_it_may_come_back() -> None:
    """As it stands, as a form writes it."""
    assert "a+b" in spelled("a b")
    assert most_lost("a b c d", 3) == 2
    assert most_lost("abc", 16) == 0


@pytest.mark.parametrize("text", ["x?sig=4Ab%2B&se=20&sp=r\nnext", "key=bWFkZSB1cA=\nRequestId: 7", "a=1&b=4913d89"])
def test_what_only_looks_like_quoted_printable_is_read_once(text: str) -> None:
    """In a line of it, each sign of equality begins a code or ends the line."""
    assert len([*readable(Plain(text))]) == 1

"""Quote marks and signatures come off; the lines stay."""

from __future__ import annotations

from diagnose.intake.source.quoting import unquoted
from diagnose.intake.source.traced import Traced


def test_marks_come_off_and_lines_stay() -> None:
    """Nested marks too; the lines that had any are told."""
    text, quoted = unquoted(Traced.of("new\n> old\n> > older\nnew again"))
    assert text.text == "new\nold\nolder\nnew again"
    assert text.line_at(text.text.index("older")) == 3
    assert quoted == {2, 3}


def test_a_signature_goes_and_a_long_rest_stays() -> None:
    """Up to a dozen lines behind two hyphens are a signature; more are none."""
    assert unquoted(Traced.of("hello\n-- \nDana\n+1 555 0100"))[0].text.strip() == "hello"
    assert "line 19" in unquoted(Traced.of("hello\n-- \n" + "\n".join(f"line {n}" for n in range(20))))[0].text


def test_a_text_without_any_is_left_alone() -> None:
    """It is not even copied."""
    source = Traced.of("a -> b\n->c")
    assert unquoted(source) == (source, frozenset())

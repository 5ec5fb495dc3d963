"""Reading GraphQL text: what is a document, what is not, and what was in the way."""

from __future__ import annotations

import pytest

from diagnose.graphql_text import Parsed, Unparsed, parse_text


def test_equal_texts_are_parsed_once() -> None:
    """The same object comes back."""
    assert parse_text("{ once }") is parse_text("{ once }")


def test_a_document_up_to_the_limits_is_read() -> None:
    """Ten thousand tokens, two hundred levels."""
    assert isinstance(parse_text("{ " + "a " * 9_998 + "}"), Parsed)
    assert isinstance(parse_text("{ a " * 199 + "{ a }" + " }" * 199), Parsed)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{ " + "a " * 9_999 + "}", "too-long"),
        ("{ " + "#\n" * 20_000 + "a }", "too-long"),
        ("{ a " * 300 + "}" * 300, "too-deep"),
        ("{ a(b: " + "[" * 300, "too-deep"),
        ("{ a", "syntax"),
        ("", "syntax"),
        ('{ a(b: "x) }', "syntax"),
        ("{ a(b: 'x') }", "syntax"),
        ("{ a " * 199 + ") }", "syntax"),
    ],
)
def test_what_was_in_the_way_is_told(text: str, why: str) -> None:
    """A limit of ours is no mistake of the customer's."""
    read = parse_text(text)
    assert isinstance(read, Unparsed)
    assert read.why == why

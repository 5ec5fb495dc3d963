"""The tokens of literals: strings end where their own language ends them, and comments are none."""

from __future__ import annotations

import pytest

from diagnose.intake.shell.literal_tokens import LiteralTokens


def tokens(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in LiteralTokens(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"'it\'s'", "it's"),
        ('"""\ntwo\nlines"""', "\ntwo\nlines"),
        ("`\nany $lines`", "\nany $lines"),
        ("<<'GQL'\nquery { a }\nGQL;", "query { a }"),
        ("@'\nquery { a }\n'@", "\nquery { a }"),
        ("'{\n\"query\": 1}'", '{\n"query": 1}'),
        ("\u201cx\u201d", "x"),
    ],
)
def test_strings(text: str, expected: str) -> None:
    """Each kind of string is one token, its escapes decoded."""
    assert ("string", expected) in tokens(text)


def test_comments_and_types_are_no_tokens() -> None:
    """Comments go, and the types between angle brackets; an address is one word, its slashes no comment."""
    found = tokens("a // b\n/* c */ # d\nList<String> { https://e.example/f }")
    assert [text for _, text in found] == ["a", "List", "{", "https://e.example/f", "}"]


def test_an_apostrophe_ends_the_reading() -> None:
    """A quote without an end on its line breaks the tokens off, so that prose is not swallowed."""
    reader = LiteralTokens("a: 'b\nit's", 0, 10)
    assert [token.text for token in reader] == ["a", ":"]
    assert reader.broken

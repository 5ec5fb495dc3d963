"""Where a document stops being GraphQL: what stands there, told from the text."""

from __future__ import annotations

import pytest

from diagnose.customer.syntax import syntax_words
from diagnose.graphql_text import Unparsed, parse_text


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("", "it ends too early, perhaps without a closing brace"),
        ("{ a(b: ) }", "`)` stands where a value or a type is expected"),
        ("{ a() }", "`)` stands where a name is expected (are the parentheses empty?)"),
        ("{ a(b 1) }", "`1` stands where `:` is expected"),
        ("query ($w ID!) { a }", "`ID` stands where `:` is expected"),
        ("query Q(w: ID!) { a }", "`w` stands where `$` is expected"),
        ("query ($v: ID!, w: [ID!]) { a }", "`w` stands where `$` is expected"),
        ("query Q() { a }", "`)` stands where `$` is expected (are the parentheses empty?)"),
        ("query ($v: [ID, w: ID) { a }", "`w` cannot stand there"),
        ("query { query(a: 1 b) }", "`)` cannot stand there"),
        ("query ($v: ID, $w ID!) { a }", "`ID` stands where `:` is expected"),
        ("query ($w: ID = ) { a }", "`)` stands where a value is expected"),
        ("{ } }", "`}` cannot stand there"),
        ("{ a(b: $x 1) }", "`1` cannot stand there"),
        ("{ a ; b }", "`;` cannot stand there"),
        ("{ a \u00e9 }", "the character U+00E9 cannot stand there"),
        ("{ a\u00a0 }", "an invisible character (U+00A0) stands there"),
        ('{ a "text" }', 'the text "text" cannot stand there'),
        ('{ a(b: "\\q") }', "`\\q` cannot stand inside a text"),
        ('{ a(b: "x\n") }', "a quotation mark is opened, but never closed on its line"),
    ],
)
def test_what_stands_wrong_is_said(document: str, words: str) -> None:
    """What is expected is said where only one thing can follow."""
    read = parse_text(document)
    assert isinstance(read, Unparsed)
    assert syntax_words(document, read.position) == words

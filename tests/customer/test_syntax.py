"""Where a document stops being GraphQL: what stands there, told from the text."""

from __future__ import annotations

import pytest

from diagnose.customer.syntax import syntax_words
from diagnose.graphql_text import Unparsed, parse_text


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("", "it ends too early; a closing brace may be missing"),
        ("{ a(b: ) }", "a value or a type is expected, not `)`"),
        ("{ a() }", "a name is expected, not `)` (are the parentheses empty?)"),
        ("{ a(b 1) }", "`:` is expected, not `1`"),
        ("query ($w ID!) { a }", "`:` is expected, not `ID`"),
        ("query Q(w: ID!) { a }", "`$` is expected, not `w`"),
        ("query ($v: ID!, w: [ID!]) { a }", "`$` is expected, not `w`"),
        ("query Q() { a }", "`$` is expected, not `)` (are the parentheses empty?)"),
        ("query ($v: [ID, w: ID) { a }", "`w` is not allowed there"),
        ("query { query(a: 1 b) }", "`)` is not allowed there"),
        ("query ($v: ID, $w ID!) { a }", "`:` is expected, not `ID`"),
        ("query ($w: ID = ) { a }", "a value is expected, not `)`"),
        ("{ } }", "`}` is not allowed there"),
        ("{ a(b: $x 1) }", "`1` is not allowed there"),
        ("{ a ; b }", "`;` is not allowed there"),
        ("{ a \u00e9 }", "the character U+00E9 is not allowed there"),
        ("{ a\u00a0 }", "there is an invisible character (U+00A0)"),
        ('{ a "text" }', 'the string "text" is not allowed there'),
        ('{ a(b: "\\q") }', "`\\q` cannot be inside a string"),
        ('{ a(b: "x\n") }', "a quotation mark is not closed on its line"),
    ],
)
def test_what_stands_wrong_is_said(document: str, words: str) -> None:
    """What is expected is said where only one thing can follow."""
    read = parse_text(document)
    assert isinstance(read, Unparsed)
    assert syntax_words(document, read.position) == words

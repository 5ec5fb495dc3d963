"""What a document asks for, also when it is none that a gateway would take."""

from __future__ import annotations

from diagnose.intake.content.graphql_document import read_document


def test_uses_name_their_field_and_their_path() -> None:
    """Literals and variables, in lists and objects, each with the argument that it is given to."""
    read = read_document('query Q($c: ID!) { me { a: connections(filters: {ids: [$c, "x"]}, limit: 5) { id } } }')
    uses = [(use.field, use.path, use.literal, use.variable) for use in read.uses]
    assert uses == [
        ("connections", ("filters", "ids"), None, "c"),
        ("connections", ("filters", "ids"), "x", None),
        ("connections", ("limit",), "5", None),
    ]
    assert read.operations == ("Q",)
    assert read.roots == ("me",)
    assert read.aliases == {"a": "connections"}


def test_defaults_are_told() -> None:
    """What a variable is when nothing is given."""
    assert read_document('query($c: [ID!] = ["x"]) { me { id } }').defaults == {"c": ["x"]}


def test_a_broken_document_is_read_by_its_words() -> None:
    """Names before brackets, and what stands behind an argument's name."""
    read = read_document('query { me { connections(filters: {ids: ["x"]) { id } }')
    assert read.problem is not None
    assert [(use.field, use.literal) for use in read.uses] == [("connections", "x")]

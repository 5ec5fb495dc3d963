"""What a parsed document asks for."""

from __future__ import annotations

from graphql import parse

from diagnose.intake.content.graphql_nodes import read_nodes


def test_uses_name_their_field_and_their_path() -> None:
    """Literals and variables, in lists and objects, each with the argument that it is given to."""
    read = read_nodes(
        parse('query Q($c: ID!) { me { a: connections(filters: {ids: [$c, "x"]}, limit: 5, on: true) { id } } }')
    )
    assert [(use.field, use.path, use.literal, use.variable) for use in read.uses] == [
        ("connections", ("filters", "ids"), None, "c"),
        ("connections", ("filters", "ids"), "x", None),
        ("connections", ("limit",), "5", None),
    ]
    assert (read.operations, read.roots, read.aliases) == (("Q",), ("me",), {"a": "connections"})
    assert read.fields == {"me", "connections", "id"}


def test_fields_of_fragments_are_read_where_they_stand() -> None:
    """Their arguments count; their names are no roots."""
    read = read_nodes(parse('{ me { ...F } } fragment F on Me { workspaces(filters: { ids: ["w"] }) { id } }'))
    assert [(use.field, use.literal) for use in read.uses] == [("workspaces", "w")]
    assert read.roots == ("me",)


def test_defaults_are_told() -> None:
    """What a variable is when nothing is given."""
    read = read_nodes(parse('query($c: [ID!] = ["x"], $d: Int) { me { id } }'))
    assert read.defaults == {"c": ["x"]}
    assert read.variables == {"c", "d"}

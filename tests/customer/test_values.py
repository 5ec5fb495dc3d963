"""Values against types: the same walk for literals and for JSON."""

from __future__ import annotations

import pytest
from graphql import is_input_type, parse_type, parse_value, type_from_ast

from diagnose.customer.documented import schema
from diagnose.customer.values import Value, misfits
from diagnose.json_value import Json

SORT = "SortByOrder has no value `UP`"


def words(value: Value, kind: str) -> list[str]:
    declared = type_from_ast(schema(), parse_type(kind))
    assert is_input_type(declared)
    return [misfit.words for misfit in misfits(value, declared)]


@pytest.mark.parametrize(
    ("literal", "value", "kind", "expected"),
    [
        ('["a", "b"]', ["a", "b"], "[ID!]", []),
        ('"a"', "a", "[ID!]", []),
        ("7", 7, "ID!", []),
        ("null", None, "[ID!]", []),
        ("[null]", [None], "[ID!]", ["null is given where ID! is needed"]),
        ("2147483648", 2147483648, "Int", ["2147483648 is too large for an Int"]),
        ("1.5", 1.5, "Int", ["1.5 is given where a whole number (Int) is needed"]),
        ("true", True, "Int", ["true is given where a whole number (Int) is needed"]),
        ("false", False, "Int", ["false is given where a whole number (Int) is needed"]),
        ("1", 1, "Boolean", ["1 is given where true or false is needed"]),
        ("UP", "UP", "SortByOrder", [SORT]),
        ("DESC", "DESC", "SortByOrder", []),
        ("{ anything: [1] }", {"anything": [1]}, "JSON", []),
        ('{ name: "n" }', {"name": "n"}, "CreateJobWorksInput", ["CreateJobWorksInput needs the key `externalId`"]),
        (
            '{ id: "j" }',
            {"id": "j"},
            "JobWorkFilters",
            ["JobWorkFilters has no key `id`; did you mean `ids`?"],
        ),
    ],
)
def test_a_literal_and_json_are_judged_alike(literal: str, value: Json, kind: str, expected: list[str]) -> None:
    """One value for a list of one, null where it may be, and the words for what does not fit."""
    assert words(parse_value(literal), kind) == expected
    assert words(value, kind) == expected


@pytest.mark.parametrize(
    ("value", "kind"), [("{{limit}}", "Int"), ("${ids}", "[ID!]!"), ("{{ $json.f }}", "JobWorkFilters")]
)
def test_a_template_fits_everywhere(value: Json, kind: str) -> None:
    """Something else was sent in its place."""
    assert words(value, kind) == []


def test_what_is_shown_is_what_was_written() -> None:
    """A literal as it stands; a JSON value in the words of JSON."""
    assert words(parse_value('"10"'), "Int") == ['"10" is given where a whole number (Int) is needed']
    assert words("10", "Int") == ['the string "10" is given where a whole number (Int) is needed']
    assert words({}, "ID") == ["an object is given where an ID is needed"]
    assert words([], "String!") == ["a list is given where a string (String) is needed"]


def test_a_variable_without_its_sign_fits_nowhere() -> None:
    """A bare name is a value of an enum, and of nothing else."""
    assert words(parse_value("[workspaceId]"), "[ID!]") == ["workspaceId is given where an ID is needed"]
    assert words(parse_value("limit"), "Int") == ["limit is given where a whole number (Int) is needed"]


def test_a_value_of_an_enum_has_no_quotes_in_a_query() -> None:
    """In JSON it has; a number is none either way."""
    assert words(parse_value('"ASC"'), "SortByOrder") == [
        '"ASC" is not a value of SortByOrder; enum values have no quotes'
    ]
    assert words(5, "SortByOrder") == ["5 is not a value of SortByOrder"]


def test_variables_in_a_literal_are_left_to_their_own_values() -> None:
    """Whether they fit is asked of their declaration and of what they are given."""
    assert words(parse_value("{ ids: [$a], workIds: $b }"), "JobWorkFilters!") == []


def test_the_place_of_a_misfit_is_known() -> None:
    """By steps from the whole value."""
    kind = type_from_ast(schema(), parse_type("JobWorkFilters"))
    assert is_input_type(kind)
    assert [misfit.path for misfit in misfits({"ids": ["a", None]}, kind)] == [("ids", 1)]

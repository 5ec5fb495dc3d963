"""The documented schema is executable: every field has an answer, in each of its variants."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
)

from diagnose.sandbox import scenario, serve
from diagnose.sandbox.faults import PARTIAL_FIELDS
from diagnose.sandbox.schema import executable_schema
from tests.sandbox.calling import Caller

NOT_LIVED = {"clients"}
"""Lists that the scenarios leave empty, since no check asks for them."""


def selection(kind: GraphQLObjectType) -> str:
    """Everything that can be selected of a type, all the way down."""
    parts = []
    for name, field in kind.fields.items():
        inner = get_named_type(field.type)
        if isinstance(inner, GraphQLObjectType) and name not in NOT_LIVED:
            parts.append(f"{name} {selection(inner)}")
        elif is_leaf_type(inner):
            parts.append(name)
    return f"{{ {' '.join(parts)} }}"


def fields() -> Iterator[tuple[str, GraphQLField]]:
    schema = executable_schema(bubbling=False, work_filter=True)
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            yield from ((f"{kind.name}.{name}", field) for name, field in kind.fields.items())


def test_every_documented_field_is_answered(caller: Caller) -> None:
    """The whole schema below the query, selected at once, comes back without an error."""
    query = executable_schema(bubbling=False, work_filter=True).query_type
    assert query is not None
    with serve(scenario("healthy")) as gateway:
        body = caller.ask(gateway, f"query Whole {selection(query)}").json()
    assert "errors" not in body
    (first, *_) = body["data"]["me"]["workspaces"][0]["connections"][1]["jobWorks"]
    assert first["jobWorkArtifacts"][0]["workArtifact"]["status"] == "completed"


def test_every_field_has_a_resolver() -> None:
    """Nothing is left to the library's own guess."""
    assert [name for name, field in fields() if field.resolve is None] == []


@pytest.mark.parametrize("bubbling", [True, False])
def test_a_field_that_can_fail_is_null_by_itself_or_takes_its_parent_along(bubbling: bool) -> None:
    """As in the documented schema where errors bubble; loosened otherwise."""
    schema = executable_schema(bubbling=bubbling, work_filter=True)
    connection = schema.type_map["ProviderConnection"]
    assert isinstance(connection, GraphQLObjectType)
    assert "jobWorks" in PARTIAL_FIELDS
    assert isinstance(connection.fields["jobWorks"].type, GraphQLNonNull) is bubbling


@pytest.mark.parametrize("work_filter", [True, False])
def test_the_inferred_filter_can_be_left_out(work_filter: bool) -> None:
    """The pages do not name it, so the real gateway may not have it."""
    filters = executable_schema(bubbling=False, work_filter=work_filter).type_map["JobWorkFilters"]
    assert isinstance(filters, GraphQLInputObjectType)
    assert ("workIds" in filters.fields) is work_filter


def test_a_variant_is_built_once() -> None:
    """Building takes longer than most tests."""
    variants = [executable_schema(bubbling=True, work_filter=True) for _ in range(2)]
    assert variants[0] is variants[1]
    assert variants[0] is not executable_schema(bubbling=False, work_filter=True)

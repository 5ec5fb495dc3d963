"""The documented schema, executable: resolvers bound, and varied as a dialect wants it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
)

from diagnose.sandbox import resolvers
from diagnose.sandbox.faults import PARTIAL_FIELDS

_OWN: Mapping[tuple[str, str], resolvers.Resolver] = {
    ("Query", "me"): resolvers.me,
    ("Me", "workspaces"): resolvers.workspaces,
    ("Workspace", "connections"): resolvers.connections,
    ("ProviderConnection", "jobWorks"): resolvers.job_works,
    ("Mutation", "loginViaPersonalApiToken"): resolvers.login,
}


@cache
def executable_schema(*, bubbling: bool, work_filter: bool) -> GraphQLSchema:
    """Build the schema once for each variant.

    ``bubbling`` keeps lists and objects non-null as in the SDL; otherwise a field that fails is null by itself.
    Without ``work_filter`` job works cannot be filtered by work IDs: the filter's name is inferred, not documented.
    """
    text = (resources.files("diagnose.gateway") / "schema.graphql").read_text(encoding="utf-8")
    schema = build_schema(text)
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            _bind(kind, bubbling=bubbling)
    if not work_filter:
        filters = schema.type_map["JobWorkFilters"]
        assert isinstance(filters, GraphQLInputObjectType)  # noqa: S101
        del filters.fields["workIds"]
    return schema


def _bind(kind: GraphQLObjectType, *, bubbling: bool) -> None:
    for name, field in kind.fields.items():
        plain = resolvers.other_mutation if kind.name == "Mutation" else resolvers.field_of(name)
        resolve = _OWN.get((kind.name, name), plain)
        field.resolve = resolvers.failing(name, resolve) if name in PARTIAL_FIELDS else resolve
        if name in PARTIAL_FIELDS and not bubbling:
            _loosen(field)


def _loosen(field: GraphQLField) -> None:
    kind = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
    if isinstance(kind, GraphQLList) and isinstance(kind.of_type, GraphQLNonNull):
        kind = GraphQLList(kind.of_type.of_type)
    field.type = kind

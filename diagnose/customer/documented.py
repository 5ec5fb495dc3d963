"""The schema as far as it is documented, and how far that goes.

It has gaps: whole field lists, type names and filter keys are only inferred (``@inferred``) or not known at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    ObjectFieldNode,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    build_schema,
    get_named_type,
    is_object_type,
    type_from_ast,
    visit,
)
from rapidfuzz.distance import OSA

from diagnose.json_value import Json

WHOLE_TYPES = frozenset({"JobWork", "JobArtifact", "JobWorkFilters", "ConnectionFilters", "AccessToken"})
"""Types whose pages list everything that they have."""
WHOLE_ARGUMENTS = frozenset(
    {"jobWorks", "connections", "loginViaPersonalApiToken", "createConnectionJob", "createJobWorks"}
    | {"createJobWorkArtifacts"}
)
"""Fields whose pages list every argument."""
_MOST_HOLDERS = 2


@cache
def schema() -> GraphQLSchema:
    """Return the documented schema."""
    return build_schema(files("diagnose.gateway").joinpath("schema.graphql").read_text(encoding="utf-8"))


def obvious(name: str, meant: str | None) -> bool:
    """True when one name is the other with a slip: letter case, a plural, a keystroke or two in a long word."""
    if meant is None:
        return False
    return OSA.distance(name.casefold(), meant.casefold()) <= max(1, min(2, len(meant) // 6))


def holders_of(field: str) -> str:
    """Say where an unknown field is documented instead, if that is in one or two places; empty otherwise."""
    holders = [name for name, kind in schema().type_map.items() if is_object_type(kind) and field in kind.fields]
    return f" (it is a field of {' and '.join(sorted(holders))})" if 0 < len(holders) <= _MOST_HOLDERS else ""


def need_inferred(holder: str, key: str) -> bool:
    """True when that a key is required is itself only inferred."""
    node = getattr(getattr(schema().get_type(holder), "fields", {}).get(key), "ast_node", None)
    return any(directive.name.value == "inferred" for directive in getattr(node, "directives", None) or ())


def inferred_uses(document: DocumentNode) -> Iterator[str]:
    """Yield the fields and keys in a document of which the schema says that their very existence is inferred."""
    info = TypeInfo(schema())
    found: list[str] = []

    class InferredVisitor(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            known, parent = info.get_field_def(), info.get_parent_type()
            if known and parent and _guessed(known.ast_node):
                found.append(f"{parent.name}.{node.name.value}")

        def enter_object_field(self, node: ObjectFieldNode, *_: object) -> None:
            holder = info.get_parent_input_type()
            found.extend(_guessed_key(getattr(holder, "of_type", holder), node.name.value))

    visit(document, TypeInfoVisitor(info, InferredVisitor()))
    yield from found


def inferred_variables(operation: OperationDefinitionNode, variables: Mapping[str, Json]) -> Iterator[str]:
    """Yield the like among the keys of an operation's variables."""
    for definition in operation.variable_definitions or ():
        kind = type_from_ast(schema(), definition.type)
        value = variables.get(definition.variable.name.value)
        if kind is not None and isinstance(value, dict):
            for key in value:
                yield from _guessed_key(get_named_type(kind), key)


def _guessed_key(holder: object, name: str) -> Iterator[str]:
    known = getattr(holder, "fields", {}).get(name)
    if known is not None and _guessed(known.ast_node):
        yield f"{getattr(holder, 'name', 'filters')}.{name}"


def _guessed(node: object) -> bool:
    """True for ``@inferred`` without ``what``, or about the name: a nullability or type alone is no doubt about it."""
    for directive in getattr(node, "directives", None) or ():
        if directive.name.value == "inferred":
            what = [argument.value.value for argument in directive.arguments or () if argument.name.value == "what"]
            return not what or str(what[0]).startswith("name")
    return False

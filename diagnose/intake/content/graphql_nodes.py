"""What a parsed document asks for: its operations, and which argument each value or variable is given to.

Whoever imports this loads graphql-core, so :mod:`diagnose.intake.content.graphql_document` does it late.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    DocumentNode,
    FieldNode,
    IntValueNode,
    ListValueNode,
    Node,
    NonNullTypeNode,
    ObjectValueNode,
    OperationDefinitionNode,
    StringValueNode,
    ValueNode,
    VariableNode,
    value_from_ast_untyped,
)

from diagnose.intake.content.document_reading import DocumentReading, Use
from diagnose.json_value import Json


def read_nodes(document: DocumentNode) -> DocumentReading:
    """Read a document that was parsed."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    fields = list(_fields(document))
    definitions = [item for node in operations for item in node.variable_definitions or ()]
    return DocumentReading(
        operations=tuple(node.name.value for node in operations if node.name),
        roots=tuple(name for node in operations for name in _roots(node)),
        fields=frozenset(node.name.value for node in fields),
        uses=tuple(use for node in fields for use in _uses(node)),
        variables=frozenset(item.variable.name.value for item in definitions),
        required=frozenset(
            item.variable.name.value
            for item in definitions
            if isinstance(item.type, NonNullTypeNode) and item.default_value is None
        ),
        defaults={item.variable.name.value: _plain(item.default_value) for item in definitions if item.default_value},
        aliases={node.alias.value: node.name.value for node in fields if node.alias},
    )


def _roots(node: Node) -> Iterator[str]:
    selection_set = getattr(node, "selection_set", None)
    for selection in selection_set.selections if selection_set else ():
        if isinstance(selection, FieldNode):
            yield selection.name.value


def _fields(document: DocumentNode) -> Iterator[FieldNode]:
    """Yield every field, in the document's order, without recursing."""
    stack: list[Node] = list(reversed(document.definitions))
    while stack:
        node = stack.pop()
        if isinstance(node, FieldNode):
            yield node
        selection_set = getattr(node, "selection_set", None)
        if selection_set is not None:
            stack.extend(reversed(selection_set.selections))


def _uses(node: FieldNode) -> Iterator[Use]:
    for argument in node.arguments or ():
        yield from _values(node.name.value, (argument.name.value,), argument.value)


def _values(name: str, path: tuple[str, ...], value: ValueNode) -> Iterator[Use]:
    offset = value.loc.start if value.loc else 0
    if isinstance(value, VariableNode):
        yield Use(name, path, offset, variable=value.name.value)
    elif isinstance(value, StringValueNode | IntValueNode):
        yield Use(name, path, offset, literal=value.value)
    elif isinstance(value, ListValueNode):
        for item in value.values:
            yield from _values(name, path, item)
    elif isinstance(value, ObjectValueNode):
        for member in value.fields:
            yield from _values(name, (*path, member.name.value), member.value)


def _plain(value: ValueNode) -> Json:
    plain: Json = value_from_ast_untyped(value)
    return plain

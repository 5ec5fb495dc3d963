"""The shape of a query, in the figures that guards in front of GraphQL servers count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    value_from_ast_untyped,
)

from diagnose.sandbox.dialects import Dialect

_OBJECT_POINTS = 2.0
_DEPTH_FACTOR = 1.5


@dataclass(frozen=True)
class Shape:
    """How deep, how aliased and how dear the heaviest operation of a document is.

    A scalar costs 1 point, an object 2 and one and a half times what is in it. Conditions (``@include``) are not
    looked at: the common guards don't either.
    """

    depth: int
    aliases: int
    cost: float

    def refusal(self, dialect: Dialect) -> str | None:
        """Return the sentence with which ``dialect`` refuses this shape, None if it takes it."""
        if dialect.max_aliases is not None and self.aliases > dialect.max_aliases:
            return f"Syntax Error: Aliases limit of {dialect.max_aliases} exceeded, found {self.aliases}."
        if dialect.max_depth is not None and self.depth > dialect.max_depth:
            return f"Syntax Error: Query depth limit of {dialect.max_depth} exceeded, found {self.depth}."
        if dialect.max_cost is not None and self.cost > dialect.max_cost:
            return f"Syntax Error: Query Cost limit of {dialect.max_cost:g} exceeded, found {self.cost:g}."
        return None


def shape_of(document: DocumentNode) -> Shape:
    """Measure a valid document."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    return _heaviest([_measure(operation.selection_set, fragments) for operation in operations])


def too_many_rows(operation: OperationDefinitionNode | None, variables: Mapping[str, object], most: int) -> str | None:
    """Return the refusal of an operation whose page sizes, multiplied along the way down, ask for more than ``most``.

    So guards count that know list fields by their ``limit``; a list without one counts as one row.
    """
    rows = _rows(operation.selection_set, variables) if operation else 0
    return (
        f"The query asks for up to {rows} nodes, which exceeds the query cost limit of {most}." if rows > most else None
    )


def _rows(selections: SelectionSetNode | None, variables: Mapping[str, object]) -> int:
    fields = [node for node in selections.selections if isinstance(node, FieldNode)] if selections else []
    return sum(_limit(field, variables) * (1 + _rows(field.selection_set, variables)) for field in fields)


def _limit(field: FieldNode, variables: Mapping[str, object]) -> int:
    """Return how many rows a field asks for; a scalar is none, and an object one."""
    given = next((argument.value for argument in field.arguments or () if argument.name.value == "limit"), None)
    limit = value_from_ast_untyped(given, dict(variables)) if given else None
    return limit if isinstance(limit, int) else int(field.selection_set is not None)


def _measure(selections: SelectionSetNode, fragments: dict[str, FragmentDefinitionNode]) -> Shape:
    parts = [_part(node, fragments) for node in selections.selections]
    return Shape(
        max((part.depth for part in parts), default=0),
        sum(part.aliases for part in parts),
        sum(part.cost for part in parts),
    )


def _part(node: object, fragments: dict[str, FragmentDefinitionNode]) -> Shape:
    match node:
        case FieldNode(selection_set=None):
            return Shape(1, int(node.alias is not None), 1.0)
        case FieldNode(selection_set=SelectionSetNode() as selections):
            inner = _measure(selections, fragments)
            cost = _OBJECT_POINTS + _DEPTH_FACTOR * inner.cost
            return Shape(inner.depth + 1, inner.aliases + int(node.alias is not None), cost)
        case InlineFragmentNode(selection_set=selections):
            return _measure(selections, fragments)
        case FragmentSpreadNode(name=name):
            return _measure(fragments[name.value].selection_set, fragments)
        case _:
            return Shape(0, 0, 0.0)


def _heaviest(shapes: list[Shape]) -> Shape:
    """The largest of each figure: a document is refused if any of its operations would be."""
    return Shape(
        max((shape.depth for shape in shapes), default=0),
        max((shape.aliases for shape in shapes), default=0),
        max((shape.cost for shape in shapes), default=0.0),
    )

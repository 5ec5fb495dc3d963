"""The way down to the job works, as a query asks for it: which fields with which arguments lead there.

What a query asks for beside that (names, addresses, settings) is dropped; fragments and conditions are worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    Undefined,
    coerce_input_value,
    value_from_ast_untyped,
)

from diagnose.customer.documented import schema
from diagnose.customer.query import CustomerDocument
from diagnose.json_value import Json

LIST: Final = "jobWorks"
_BELOW: Final[Mapping[str, str]] = {
    "Query": "me", "Me": "workspaces", "Workspace": "connections", "ProviderConnection": LIST,
}  # fmt: skip
"""By type, the field that leads down to the job works; https://docs.filed.com/apis/endpoint/get-job-works."""
_MOST_NODES: Final = 400
"""Selections that are read, those of a fragment as often as it is spread."""
_DROPPING: Final = {"skip": True, "include": False}


class NotSendable(Exception):
    """A request that this run does not send; the text is a clause that says why."""


@dataclass(frozen=True)
class WayDown:
    """A field on the way down, with its arguments' values, and the fields below it."""

    name: str
    arguments: Mapping[str, object]
    below: tuple[WayDown, ...]


def declared_field(holder: str, name: str) -> GraphQLField:
    """Return a field as the documented schema declares it."""
    return schema().type_map[holder].fields[name]  # type: ignore[attr-defined, no-any-return]


@dataclass(frozen=True)
class Descent:
    """The root fields of the way down; ``differences`` are clauses about what is not as it stands in the query."""

    fields: tuple[WayDown, ...]
    differences: tuple[str, ...]


def way_down(document: CustomerDocument, operation: OperationDefinitionNode, variables: Mapping[str, Json]) -> Descent:
    """Return what an operation asks for on the way down, and what was left out. Raises NotSendable."""
    reading = _Reading(document, {**_defaults(operation), **variables})
    fields = reading.fields("Query", [operation.selection_set])
    return Descent(fields, tuple(reading.differences))


def _defaults(operation: OperationDefinitionNode) -> dict[str, Json]:
    return {
        definition.variable.name.value: value_from_ast_untyped(definition.default_value)
        for definition in operation.variable_definitions or ()
        if definition.default_value is not None
    }


class _Reading:
    """Reads what selections ask for, fragments and conditions worked out; what lies beside the way down is dropped."""

    def __init__(self, document: CustomerDocument, variables: Mapping[str, Json]) -> None:
        self._fragments = document.fragments
        self._variables = dict(variables)
        self._nodes = 0
        self.differences: list[str] = []

    def fields(self, holder: str, selections: Sequence[SelectionSetNode]) -> tuple[WayDown, ...]:
        """Return the fields of the way down that an object is asked for, those with equal arguments as one."""
        joined: dict[str, tuple[FieldNode, dict[str, object], list[SelectionSetNode]]] = {}
        for node in self._spread(selections):
            if node.name.value != _BELOW[holder]:
                self._dropped(node)
                continue
            arguments = self._arguments(holder, node)
            _, _, below = joined.setdefault(f"{arguments}", (node, arguments, []))
            below += [node.selection_set] if node.selection_set else []
        return tuple(
            WayDown(node.name.value, arguments, self._below(node.name.value, below))
            for node, arguments, below in joined.values()
        )

    def _below(self, name: str, selections: Sequence[SelectionSetNode]) -> tuple[WayDown, ...]:
        holder = next((kind for kind, below in zip([*_BELOW][1:], _BELOW.values(), strict=False) if below == name), "")
        if holder:
            return self.fields(holder, selections)
        for node in self._spread(selections):
            self._dropped(node)
        return ()

    def _dropped(self, node: FieldNode) -> None:
        if node.name.value != "id":
            self.differences.append("only IDs are asked for")

    def _spread(self, selections: Sequence[SelectionSetNode]) -> Iterator[FieldNode]:
        """Yield the fields of selections and of their fragments, in their order. Raises NotSendable for too many."""
        left: list[SelectionNode] = [node for each in reversed(selections) for node in reversed(each.selections)]
        while left:
            node = left.pop()
            self._nodes += 1
            if self._nodes > _MOST_NODES:
                raise NotSendable("it asks for too much at once")
            if not self._kept(node):
                continue
            match node:
                case FieldNode():
                    yield node
                case InlineFragmentNode():
                    left.extend(reversed(node.selection_set.selections))
                case FragmentSpreadNode() if fragment := self._fragments.get(node.name.value):
                    self.differences.append("its fragments are written out")
                    left.extend(reversed(fragment.selection_set.selections))
                case _:
                    raise NotSendable("a fragment of it is missing")

    def _kept(self, node: SelectionNode) -> bool:
        """Tell whether ``@skip`` and ``@include`` leave a field in; what cannot be told is left in."""
        return not any(
            value_from_ast_untyped(argument.value, self._variables) is _DROPPING[directive.name.value]
            for directive in node.directives or ()
            if directive.name.value in _DROPPING
            for argument in directive.arguments or ()
        )

    def _arguments(self, holder: str, node: FieldNode) -> dict[str, object]:
        """Return the arguments' values as the schema reads them. Raises NotSendable for one that does not fit."""
        declared = declared_field(holder, node.name.value).args
        found: dict[str, object] = {}
        for argument in node.arguments or ():
            value = value_from_ast_untyped(argument.value, self._variables)
            kind = declared.get(argument.name.value)
            if kind is None or value is Undefined or value is None:
                continue
            fitting = coerce_input_value(value, kind.type)
            if fitting is Undefined:
                raise NotSendable(f"the value of {argument.name.value} does not fit the documented schema")
            found[argument.name.value] = fitting
        return found

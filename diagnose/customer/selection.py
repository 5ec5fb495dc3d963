"""What an operation selects once its variables are filled in: ``@skip`` and ``@include``, fragments, aliases, defaults.

Each selection set of the document is evaluated once, however often fragments spread one another, so that the work
grows with the document and not with what it would be if it were written out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    Undefined,
    value_from_ast_untyped,
)

from diagnose.customer.exchanges import member, texts
from diagnose.customer.listings import Listing
from diagnose.intake.source.id_text import ids_in_one, names_nothing
from diagnose.json_value import Json

MAX_LISTINGS = 500
"""Listings of one operation that are kept."""


@dataclass
class Selected:
    """What a selection set selects.

    ``fields`` are the names of the fields that stand directly in it or in its fragments, ``dropped`` those that a
    condition leaves out there. ``listings`` are the ``jobWorks`` fields anywhere below, by their place in the document
    and the connections that they are asked of.
    """

    fields: set[str] = field(default_factory=set)
    listings: dict[tuple[int, tuple[str, ...]], Listing] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)

    def add(self, other: Selected) -> None:
        """Take in what a part of the selection set selects."""
        self.fields |= other.fields
        self.dropped |= other.dropped
        for key, listing in other.listings.items():
            if len(self.listings) < MAX_LISTINGS:
                self.listings.setdefault(key, listing)


def inside_out(document: DocumentNode) -> Mapping[str, FragmentDefinitionNode]:
    """Return the fragments by name, each behind those that it spreads: in this order, no chain of them is too long."""
    known = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    ordered: dict[str, FragmentDefinitionNode] = {}
    seen: set[str] = set()
    for first, fragment in known.items():
        path = [] if first in seen else [(first, _spreads(fragment))]
        seen.add(first)
        while path:
            name, spreads = path[-1]
            inner = next((spread for spread in spreads if spread in known and spread not in seen), None)
            if inner is None:
                ordered[name] = known[name]
                path.pop()
            else:
                seen.add(inner)
                path.append((inner, _spreads(known[inner])))
    return ordered


def _spreads(fragment: FragmentDefinitionNode) -> Iterator[str]:
    stack: list[SelectionSetNode | None] = [fragment.selection_set]
    while stack:
        selection_set = stack.pop()
        for node in selection_set.selections if selection_set else ():
            if isinstance(node, FragmentSpreadNode):
                yield node.name.value
            elif isinstance(node, FieldNode | InlineFragmentNode):
                stack.append(node.selection_set)


def evaluate(
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    given: Mapping[str, Json],
    blank: Listing,
) -> Selected:
    """Return what an operation selects with these variables.

    ``fragments`` stand inside out; ``blank`` is what all listings have in common. What cannot be told counts as
    selected: a condition on a variable that has no value, or one that is not a boolean.
    """
    evaluation = _Evaluation(_with_defaults(operation, given), blank)
    for name, fragment in fragments.items():
        evaluation.fragments[name] = evaluation.selected(fragment.selection_set)
    return evaluation.selected(operation.selection_set)


def _with_defaults(operation: OperationDefinitionNode, given: Mapping[str, Json]) -> dict[str, Json]:
    defaults = {
        definition.variable.name.value: value_from_ast_untyped(definition.default_value)
        for definition in operation.variable_definitions or ()
        if definition.default_value is not None
    }
    return {**defaults, **given}


class _Evaluation:
    """Evaluates one operation; ``fragments`` has what those evaluated so far select."""

    def __init__(self, variables: dict[str, Json], blank: Listing) -> None:
        self.variables = variables
        self.blank = blank
        self.fragments: dict[str, Selected] = {}

    def selected(self, selection_set: SelectionSetNode | None) -> Selected:
        found = Selected()
        for node in selection_set.selections if selection_set else ():
            part = self.part(node)
            if self.kept(node):
                found.add(part)
            else:
                found.dropped |= part.fields
        return found

    def part(self, node: SelectionNode) -> Selected:
        match node:
            case FieldNode():
                return self.field(node)
            case InlineFragmentNode():
                return self.selected(node.selection_set)
            case FragmentSpreadNode():
                return self.fragments.get(node.name.value) or Selected()
            case _:
                return Selected()

    def field(self, node: FieldNode) -> Selected:
        name = node.name.value
        inner = self.selected(node.selection_set)
        if name == "jobWorks":
            return Selected({name}, {(id(node), ()): self.listing(node, inner)})
        if name != "connections":
            return Selected({name}, inner.listings)
        asked = _ids(member(self.arguments(node).get("filters"), "ids"))
        # A name that stands for a connection, such as a shell's, may stand for any.
        ids = tuple(some_id for some_id in asked if not names_nothing(some_id))
        return Selected({name}, dict(_of_connections(key, listing, ids) for key, listing in inner.listings.items()))

    def listing(self, node: FieldNode, inner: Selected) -> Listing:
        arguments = self.arguments(node)
        filters = arguments.get("filters")
        return replace(
            self.blank,
            filters={key: _ids(value) for key, value in filters.items() if _known(value)}
            if isinstance(filters, dict)
            else {},
            limit=_whole_number(arguments.get("limit")),
            offset=_whole_number(arguments.get("offset")),
            selects_artifacts="jobWorkArtifacts" in inner.fields,
            drops_artifacts="jobWorkArtifacts" in inner.dropped - inner.fields,
        )

    def arguments(self, node: FieldNode | DirectiveNode) -> dict[str, Json]:
        return {
            argument.name.value: value_from_ast_untyped(argument.value, self.variables)
            for argument in node.arguments or ()
        }

    def kept(self, node: SelectionNode) -> bool:
        """Tell whether ``@skip`` and ``@include`` leave a field or fragment in."""
        dropping = {"skip": True, "include": False}
        return not any(
            self.arguments(directive).get("if") is dropping[directive.name.value]
            for directive in node.directives or ()
            if directive.name.value in dropping
        )


def _of_connections(
    key: tuple[int, tuple[str, ...]], listing: Listing, ids: tuple[str, ...]
) -> tuple[tuple[int, tuple[str, ...]], Listing]:
    """Give a listing the connections that it is asked of; the innermost that names any counts."""
    place, known = key
    return (key, listing) if known else ((place, ids), replace(listing, connection_ids=ids))


def _ids(value: Json) -> tuple[str, ...]:
    """Return the IDs of a filter; of several in one string each, since all of them are meant."""
    return tuple(some_id for text in texts(value) for some_id in ids_in_one(text))


def _known(value: object) -> bool:
    """Tell whether a filter has a value: one on a variable that has none, or on null, filters nothing.

    Of a name in a value's place nobody can tell what it filters.
    """
    items = value if isinstance(value, list) else [value]
    unknown = (item is Undefined or (isinstance(item, str) and names_nothing(item) is not None) for item in items)
    return value is not None and not any(unknown)


def _whole_number(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None

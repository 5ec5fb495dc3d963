"""The customer's own request with its faults put right: the document rewritten, the variables with it.

What changes is known by where it stands: an ID by the argument that it is given to, a window and a filter by the
``jobWorks`` field whose arguments they are. Nothing else of the request is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    ListTypeNode,
    ListValueNode,
    NamedTypeNode,
    NameNode,
    NonNullTypeNode,
    ObjectFieldNode,
    ObjectValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    StringValueNode,
    ValueNode,
    VariableNode,
    Visitor,
    parse,
    print_ast,
    value_from_ast_untyped,
    visit,
)

from diagnose.customer.query import CustomerQuery
from diagnose.customer.respelling import respelled
from diagnose.ids import Kind, identity
from diagnose.intake.kinds import kind_of_argument
from diagnose.json_value import Json
from diagnose.phrases import listed
from diagnose.report_words import EditOf

Path: TypeAlias = tuple[str, ...]
"""From the argument's name down through the keys of its value; the places of a list do not count."""

MOST_ROWS: Final = 200
"""Rows that a corrected request asks for: a page that any gateway gives, and more than most lists have."""
_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_ARTIFACTS: Final = "{ jobWorkArtifacts { artifactId workArtifact { externalId status } } }"


@dataclass(frozen=True)
class Fix:
    """What is to change in a request.

    ``ids`` has the right ID by the kind of its slot and the wrong one's identity. ``whole_list`` lifts the window,
    ``unfiltered`` every filter but that by ID, which then also names ``hidden``. ``artifacts`` selects them. ``jobs``
    are connection jobs' IDs that stand where job works belong. ``spelling`` corrects names. ``variables`` gives the
    declared types to numbers in quotes, and the ticket's IDs, ``named``, to variables that were needed and not sent.
    """

    ids: Mapping[tuple[Kind, str], str] = field(default_factory=dict)
    whole_list: bool = False
    unfiltered: bool = False
    hidden: tuple[str, ...] = ()
    artifacts: bool = False
    jobs: frozenset[str] = frozenset()
    variables: bool = False
    spelling: bool = False
    named: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class CorrectedRequest:
    """A request that should bring what the customer misses; ``changes`` are clauses, each with what it is about."""

    document: str
    variables: Mapping[str, Json]
    changes: tuple[tuple[EditOf, str], ...]
    sent_document: str = ""
    """The customer's own, written in the same way."""


def corrected(query: CustomerQuery, fix: Fix, headers: Iterable[str] = ()) -> CorrectedRequest | None:
    """Return the request with the fix in, ``headers`` as clauses; None where nothing changes or it is not one query."""
    parsed, operations = query.document.parsed, query.operations
    if parsed is None or len(operations) != 1 or operations[0].operation is not OperationType.QUERY:
        return None
    rewriting, spelled = _Rewriting(fix), parsed
    if fix.spelling:
        spelled, names = respelled(parsed, query.problems)
        rewriting.changed(names)
    document: DocumentNode = visit(spelled, _Fields(rewriting))
    variables = rewriting.variables(query.request.variables)
    if fix.variables:
        rewriting.complete(operations[0], variables)
        rewriting.changed(["the variables are an object"] if query.request.variables_as_text else [])
    rewriting.changed(headers, EditOf.HEADERS)
    if not rewriting.changes:
        return None
    return CorrectedRequest(print_ast(document), variables, tuple(dict.fromkeys(rewriting.changes)), print_ast(parsed))


class _Rewriting:
    """Rewrites values, and remembers what changed and which variables stand where."""

    def __init__(self, fix: Fix) -> None:
        self.fix = fix
        self.changes: list[tuple[EditOf, str]] = []
        self.uses: dict[str, list[tuple[str, Path]]] = {}

    def changed(self, clauses: Iterable[str], of: EditOf = EditOf.QUERY) -> None:
        """Remember what is different now."""
        self.changes.extend((of, clause) for clause in clauses)

    def text(self, field_name: str, path: Path, some_id: str) -> str:
        """Return the right ID where a wrong one stands in its slot."""
        kind = kind_of_argument(field_name, path)
        right = self.fix.ids.get((kind, identity(some_id))) if kind else None
        if right is None or right == some_id:
            return some_id
        self.changed([f"{some_id} is now {right}"], EditOf.ID)
        return right

    def number(self, field_name: str, path: Path, number: int) -> int:
        """Return what a window must be to show the whole list."""
        if not self.fix.whole_list or field_name != "jobWorks" or path not in {("limit",), ("offset",)}:
            return number
        right = 0 if path == ("offset",) else MOST_ROWS
        if right != number:
            self.changed([f"{path[0]} {number} is now {right}"])
        return right

    def key(self, field_name: str, path: Path, ids: Iterator[str]) -> str | None:
        """Return the name that a filter's key has now; None for a filter that is lifted."""
        if field_name != "jobWorks" or path[:1] != ("filters",) or len(path) != 2:  # noqa: PLR2004 - filters.<key>
            return path[-1]
        if path[-1] == "ids":
            named = {identity(some_id) for some_id in ids}
            if not named or not named <= self.fix.jobs:
                return path[-1]
            self.changed(["filters.ids is now filters.connectionJobIds"])
            return "connectionJobIds"
        if self.fix.unfiltered:
            self.changed([f"the filter {path[-1]} is left out"])
            return None
        return path[-1]

    def more(self, field_name: str, path: Path, named: list[str]) -> list[str]:
        """Return the IDs that a filter by ID left out."""
        if not self.fix.unfiltered or field_name != "jobWorks" or path != ("filters", "ids"):
            return []
        left_out = [some_id for some_id in self.fix.hidden if some_id not in named]
        self.changed(f"the filter names {some_id} too" for some_id in left_out)
        return left_out

    def literal(self, field_name: str, path: Path, value: ValueNode) -> ValueNode:
        """Rewrite a value that is written in the document."""
        match value:
            case VariableNode():
                self.uses.setdefault(value.name.value, []).append((field_name, path))
                return value
            case StringValueNode():
                return replace(value, value=self.text(field_name, path, value.value))
            case IntValueNode():
                return replace(value, value=str(self.number(field_name, path, int(value.value))))
            case ListValueNode():
                named = [item.value for item in value.values if isinstance(item, StringValueNode)]
                items = [self.literal(field_name, path, item) for item in value.values]
                added = [StringValueNode(value=some_id) for some_id in self.more(field_name, path, named)]
                return replace(value, values=(*items, *added))
            case ObjectValueNode():
                return replace(value, fields=tuple(self._fields(field_name, path, value)))
            case _:
                return value

    def _fields(self, field_name: str, path: Path, value: ObjectValueNode) -> Iterator[ObjectFieldNode]:
        for each in value.fields:
            here = (*path, each.name.value)
            name = self.key(field_name, here, _texts(value_from_ast_untyped(each.value)))
            if name is not None:
                inner = self.literal(field_name, here, each.value)
                yield replace(each, name=NameNode(value=name), value=inner)

    def variables(self, given: Mapping[str, Json]) -> dict[str, Json]:
        """Rewrite the variables that the document uses, by where it uses them first."""
        told = dict(given)
        for name, uses in self.uses.items():
            if name in told:
                told[name] = self.json(*uses[0], told[name])
        return told

    def complete(self, operation: OperationDefinitionNode, told: dict[str, Json]) -> None:
        """Give the variables their declared types, and those that are needed and missing the ticket's IDs."""
        for definition in operation.variable_definitions or ():
            name, kind = definition.variable.name.value, definition.type
            needed = isinstance(kind, NonNullTypeNode) and definition.default_value is None
            kind = kind.type if isinstance(kind, NonNullTypeNode) else kind
            value = told.get(name)
            if isinstance(kind, NamedTypeNode) and kind.name.value == "Int" and isinstance(value, str):
                if _WHOLE.fullmatch(value):
                    told[name] = int(value)
                    self.changed([f"${name} is the number {value}, not a text"])
            elif value is None and needed and name in self.uses:
                self._give(name, told, in_list=isinstance(kind, ListTypeNode))

    def _give(self, name: str, told: dict[str, Json], *, in_list: bool) -> None:
        kind = kind_of_argument(*self.uses[name][0])
        named = self.fix.named.get(kind, ()) if kind else ()
        if in_list and named:
            told[name] = list(named)
        elif len(named) == 1:
            told[name] = named[0]
        else:
            return
        self.changed([f"${name} is given as {listed(named)}"])

    def json(self, field_name: str, path: Path, value: Json) -> Json:
        """Rewrite a value of the variables."""
        match value:
            case bool():
                return value
            case str():
                return self.text(field_name, path, value)
            case int():
                return self.number(field_name, path, value)
            case list():
                named = [item for item in value if isinstance(item, str)]
                return [*(self.json(field_name, path, item) for item in value), *self.more(field_name, path, named)]
            case dict():
                return dict(self._keys(field_name, path, value))
            case _:
                return value

    def _keys(self, field_name: str, path: Path, value: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
        for key, inner in value.items():
            name = self.key(field_name, (*path, key), _texts(inner))
            if name is not None:
                yield name, self.json(field_name, (*path, key), inner)


class _Fields(Visitor):
    """Rewrites the arguments of every field, and what ``jobWorks`` selects."""

    def __init__(self, rewriting: _Rewriting) -> None:
        super().__init__()
        self.rewriting = rewriting

    def enter_field(self, node: FieldNode, *_: object) -> FieldNode:
        """Return the field with its arguments right."""
        name = node.name.value
        arguments: tuple[ArgumentNode, ...] = tuple(
            replace(argument, value=self.rewriting.literal(name, (argument.name.value,), argument.value))
            for argument in node.arguments or ()
        )
        node = replace(node, arguments=arguments)
        if not self.rewriting.fix.artifacts:
            return node
        return self._showing_artifacts(node)

    def _showing_artifacts(self, node: FieldNode) -> FieldNode:
        """Take the condition from artifacts that are selected, and select them where they are not."""
        if node.name.value == "jobWorkArtifacts" and node.directives:
            self.rewriting.changed(["the condition on jobWorkArtifacts is left out"])
            return replace(node, directives=())
        if node.name.value != "jobWorks" or node.selection_set is None or _selects_artifacts(node.selection_set):
            return node
        self.rewriting.changed(["jobWorkArtifacts is among the fields of jobWorks"])
        return replace(node, selection_set=_with_artifacts(node.selection_set))


def _selects_artifacts(selection_set: SelectionSetNode) -> bool:
    return any(
        (isinstance(node, FieldNode) and node.name.value == "jobWorkArtifacts")
        or isinstance(node, FragmentSpreadNode | InlineFragmentNode)
        for node in selection_set.selections
    )


def _with_artifacts(selection_set: SelectionSetNode) -> SelectionSetNode:
    added = (node for node in parse(_ARTIFACTS).definitions if isinstance(node, OperationDefinitionNode))
    fields = (field for operation in added for field in operation.selection_set.selections)
    return replace(selection_set, selections=(*selection_set.selections, *fields))


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)

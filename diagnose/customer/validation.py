"""Holding a customer's query against the schema, as far as that is documented.

The documented schema has gaps: whole field lists, type names, filter keys are only inferred (``@inferred``) or not
known at all. A :class:`Problem` is ``certain`` only where the documentation is complete or a documented name is
obviously meant; everything else may exist on the real gateway all the same, and is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from diagnose.customer.graphql_messages import belongs_to, certain, syntax_words, told
from diagnose.customer.requests import operations_of, parsed
from diagnose.graphql_text import MAX_TOKENS, Unparsed, parse_text
from diagnose.json_value import Json

if TYPE_CHECKING:
    from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode

_MOST = 50
_TOO_DEEP = "it is nested too deeply"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a query, as a clause; ``line`` and ``column`` count from 1 in the query's own text.

    ``name`` is what it is about, such as the argument that is not known; empty where nothing has a name.
    """

    text: str
    line: int
    column: int
    certain: bool
    suggestion: str | None = None
    name: str = ""

    @property
    def where(self) -> str:
        """The place, in words."""
        return f"line {self.line}, column {self.column}"


class NotJudged(Exception):
    """A query is too long or too deep to be held against the schema; the message is a clause that says which."""


@dataclass(frozen=True)
class VariableProblem:
    """One thing wrong with the variables, as a clause; ``certain`` is False for what the gateway may well ignore."""

    text: str
    certain: bool = True


def problems_of(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a query, certain problems first; empty when it fits the documented schema.

    Raises NotJudged for one that is too long or too deep.
    """
    from graphql import GraphQLError, validate  # noqa: PLC0415 - only when there is a query

    read = parse_text(text)
    if isinstance(read, Unparsed):
        return _unparsed(read)
    try:
        found = validate(schema(), read.document, max_errors=_MOST)
    except GraphQLError as error:
        return (_syntax(error),)
    except RecursionError as error:
        raise NotJudged(_TOO_DEEP) from error
    problems = [_problem(error) for error in found if not error.message.startswith("Too many validation errors")]
    # What is never used is mostly what another mistake left over.
    return tuple(
        sorted((*problems, *_empty(read.document)), key=lambda one: (not one.certain, "never used" in one.text))
    )


def _unparsed(text: Unparsed) -> tuple[Problem, ...]:
    match text.why:
        case "too-long":
            raise NotJudged(f"it has more than {MAX_TOKENS:,} words and signs")
        case "too-deep":
            raise NotJudged(_TOO_DEEP)
        case "syntax":
            return (_syntax(text.error),) if text.error else ()


def operation_problem(text: str, operation_name: str | None) -> Problem | None:
    """Return what is wrong with the choice of the operation: none chosen of several, or one that is not there."""
    operations = operations_of(text)
    names = [one.name.value for one in operations if one.name]
    if operation_name is not None and operations and operation_name not in names:
        has = f"only has {_either(names)}" if names else "has no operation with a name"
        return Problem(f"operationName is `{operation_name}`, but it {has}"[:300], 1, 1, certain=True)
    if operation_name is None and len(operations) > 1 and len(names) == len(operations):
        which = f"{_either(names)} is meant"
        return Problem(f"it has several operations, and no operationName says which: {which}", 1, 1, certain=True)
    return None


def variable_problems(
    text: str, operation_name: str | None, variables: Mapping[str, Json]
) -> tuple[VariableProblem, ...]:
    """Return what is wrong with the variables of a query that is valid itself, certain problems first."""
    operations = operations_of(text)
    chosen = [one for one in operations if operation_name is None or (one.name and one.name.value == operation_name)]
    found = list(_variable_problems(chosen[0], variables)) if len(chosen) == 1 else []
    return tuple(sorted(found, key=lambda one: not one.certain))[:_MOST]


def inferred_uses(text: str, variables: Mapping[str, Json] | None = None) -> frozenset[str]:
    """Return the fields and keys of a query and its variables that the documentation does not state."""
    document = parsed(text)
    if document is None:
        return frozenset()
    given = variables or {}
    in_variables = (use for one in operations_of(text) for use in _inferred_variables(one, given))
    return frozenset((*_inferred(document), *in_variables))


@cache
def schema() -> GraphQLSchema:
    """Return the documented schema."""
    from graphql import build_schema  # noqa: PLC0415

    return build_schema(files("diagnose.gateway").joinpath("schema.graphql").read_text(encoding="utf-8"))


# -- the document


def _place(error: GraphQLError) -> tuple[int, int]:
    return (error.locations[0].line, error.locations[0].column) if error.locations else (1, 1)


def _syntax(error: GraphQLError) -> Problem:
    return Problem(f"it is not GraphQL: {syntax_words(error.message)}"[:300], *_place(error), certain=True)


def _problem(error: GraphQLError) -> Problem:
    one = told(error.message)
    text = one.words + belongs_to(schema(), one)
    return Problem(text, *_place(error), certain(one, schema()), one.suggestion, one.names.get("name", ""))


def _empty(document: DocumentNode) -> Iterator[Problem]:
    """Yield the fields with nothing in their braces, which graphql-core lets pass and the specification does not."""
    from graphql import FieldNode, Visitor, visit  # noqa: PLC0415

    found: list[Problem] = []

    class Look(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            if node.selection_set and not node.selection_set.selections:
                line, column = (node.loc.start_token.line, node.loc.start_token.column) if node.loc else (1, 1)
                text = f"the braces behind `{node.name.value}` are empty"
                found.append(Problem(text, line, column, certain=True, name=node.name.value))

    visit(document, Look())
    yield from found


def _either(names: Sequence[str]) -> str:
    shown = [f"`{one}`" for one in names[:3]] + ([f"{len(names) - 3:,} more"] if len(names) > 3 else [])  # noqa: PLR2004
    return " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


# -- the variables


def _variable_problems(operation: OperationDefinitionNode, variables: Mapping[str, Json]) -> Iterator[VariableProblem]:
    from graphql import NonNullTypeNode, print_ast  # noqa: PLC0415

    declared = {one.variable.name.value: one for one in operation.variable_definitions or ()}
    for name in sorted(set(variables) - set(declared)):
        near = next((one for one in declared if one.casefold() == name.casefold().lstrip("$")), None)
        hint = f"; the name that it declares is `{near}`" if near else ""
        yield VariableProblem(f"`{name}` is given, but the query declares no such variable{hint}", certain=False)
    for name, one in declared.items():
        if name in variables:
            yield from _value_problems(name, print_ast(one.type), variables[name])
        elif isinstance(one.type, NonNullTypeNode) and one.default_value is None:
            yield VariableProblem(f"`{name}` is missing, and `${name}` is declared {print_ast(one.type)}")


def _value_problems(name: str, type_text: str, value: Json) -> Iterator[VariableProblem]:
    from graphql import is_input_type, parse_type, type_from_ast, validate_input_value  # noqa: PLC0415

    wanted = type_from_ast(schema(), parse_type(type_text))
    if wanted is None or not is_input_type(wanted):
        return
    found: list[tuple[GraphQLError, Sequence[str | int]]] = []
    validate_input_value(value, wanted, lambda error, path: found.append((error, path)))
    for error, path in found[:_MOST]:
        one = told(error.message)
        where = ".".join([name, *(str(step) for step in path)])
        text = f"in `{where}`, {one.words.replace(_repr(value, path), _shown(value, path))}"
        yield VariableProblem(text[:300], certain(one, schema()))


def _at(value: Json, path: Sequence[str | int]) -> Json:
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
    return value


def _repr(value: Json, path: Sequence[str | int]) -> str:
    """What graphql-core shows of a value."""
    from graphql.pyutils import inspect  # noqa: PLC0415

    return inspect(_at(value, path))


def _shown(value: Json, path: Sequence[str | int]) -> str:
    """What people call it: a value that says nothing by itself is named by its kind."""
    match _at(value, path):
        case None:
            return "null"
        case bool() as flag:
            return "true" if flag else "false"
        case str() as text if text:
            return f'the text "{text[:60]}"'
        case str():
            return "an empty text"
        case int() | float() as number:
            return str(number)
        case list():
            return "a list"
        case _:
            return "an object"


# -- what is only inferred


def _inferred(document: DocumentNode) -> Iterator[str]:
    """Yield what carries ``@inferred`` in the schema, where its very existence is what is inferred."""
    from graphql import FieldNode, ObjectFieldNode, TypeInfo, TypeInfoVisitor, Visitor, visit  # noqa: PLC0415

    info = TypeInfo(schema())
    found: list[str] = []

    class Look(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            known, parent = info.get_field_def(), info.get_parent_type()
            if known and parent and _guessed(known.ast_node):
                found.append(f"{parent.name}.{node.name.value}")

        def enter_object_field(self, node: ObjectFieldNode, *_: object) -> None:
            holder = info.get_parent_input_type()
            found.extend(_guessed_key(getattr(holder, "of_type", holder), node.name.value))

    visit(document, TypeInfoVisitor(info, Look()))
    yield from found


def _inferred_variables(operation: OperationDefinitionNode, variables: Mapping[str, Json]) -> Iterator[str]:
    from graphql import get_named_type, type_from_ast  # noqa: PLC0415

    for one in operation.variable_definitions or ():
        kind = type_from_ast(schema(), one.type)
        value = variables.get(one.variable.name.value)
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
            what = [one.value.value for one in directive.arguments or () if one.name.value == "what"]
            return not what or str(what[0]).startswith("name")
    return False

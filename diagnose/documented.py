"""Holding a customer's query against the schema, as far as that is documented.

The documented schema has gaps: whole field lists, type names, filter keys are only inferred (``@inferred``) or not
known at all. A :class:`Problem` is ``certain`` only where the documentation is complete or a documented name is
obviously meant; everything else may exist on the real gateway all the same, and is said to be so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from diagnose.customer import parsed
from diagnose.gateway.exchange import Json
from diagnose.intake.limits import MAX_TOKENS

if TYPE_CHECKING:
    from graphql import DocumentNode, GraphQLError, GraphQLSchema

_WHOLE = frozenset({"JobWork", "JobArtifact", "JobWorkFilters", "ConnectionFilters", "AccessToken"})
"""Types whose pages list everything that they have."""

_MOST = 50


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a query, as a clause; ``line`` and ``column`` count from 1 in the query's own text."""

    text: str
    line: int
    column: int
    certain: bool
    suggestion: str | None = None

    @property
    def where(self) -> str:
        """The place, in words."""
        return f"line {self.line}, column {self.column}"


def problems_of(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a query, certain problems first; empty when it fits the documented schema."""
    from graphql import GraphQLError, parse, validate  # noqa: PLC0415 - only when there is a query

    try:
        document = parse(text, max_tokens=MAX_TOKENS)
    except GraphQLError as error:
        return () if "token" in error.message and "exceed" in error.message.lower() else (_syntax(error),)
    except RecursionError:
        return (Problem("it is nested too deeply to be read", 1, 1, certain=False),)
    try:
        found = [_problem(error) for error in validate(schema(), document, max_errors=_MOST)]
    except RecursionError:
        return ()
    return tuple(sorted(found, key=lambda one: not one.certain))


def variable_problems(text: str, operation_name: str | None, variables: Mapping[str, Json]) -> tuple[str, ...]:
    """Return what is wrong with the variables of a query that is valid itself, one clause each."""
    document = parsed(text)
    if document is None:
        return ()
    from graphql import OperationDefinitionNode  # noqa: PLC0415

    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    chosen = [one for one in operations if operation_name is None or (one.name and one.name.value == operation_name)]
    return tuple(_variable_problems(chosen[0], variables))[:_MOST] if len(chosen) == 1 else ()


def inferred_uses(text: str) -> frozenset[str]:
    """Return the fields and arguments of a query that the documentation does not state."""
    document = parsed(text)
    return frozenset(_inferred(document)) if document is not None else frozenset()


@cache
def schema() -> GraphQLSchema:
    """Return the documented schema."""
    from graphql import build_schema  # noqa: PLC0415

    return build_schema(files("diagnose.gateway").joinpath("schema.graphql").read_text(encoding="utf-8"))


# -- in words


def _place(error: GraphQLError) -> tuple[int, int]:
    return (error.locations[0].line, error.locations[0].column) if error.locations else (1, 1)


def _syntax(error: GraphQLError) -> Problem:
    text = error.message.removeprefix("Syntax Error: ").rstrip(".")
    return Problem(f"it is not GraphQL: {text[:1].lower()}{text[1:]}"[:300], *_place(error), certain=True)


def _pattern(text: str) -> re.Pattern[str]:
    """Compile a message: ``{name}`` is a name in the quotes of either version of graphql-core."""
    return re.compile(re.sub(r"\{(\w+)\}", r"""['"]\\$?(?P<\1>[^'"]+)['"]""", text))


_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (_pattern(message), words)
    for message, words in (
        ("Unknown argument {name} on field {field}", "{field} has no argument `{name}`"),
        ("Cannot query field {name} on type {on}", "{on} has no field `{name}`"),
        ("Field {name} is not defined by type {on}", "{on} has no key `{name}`"),
        ("Field {name} of type {on} must have a selection", "`{name}` needs fields of its own in braces"),
        ("Expected value of type {on} not to include unknown field {name}", "{on} has no key `{name}`"),
        ("Field {name} must not have a selection", "`{name}` has no fields of its own"),
        ("Variable {name} is not defined", "`${name}` is used, but not declared"),
        ("Variable {name} is never used", "`${name}` is declared, but never used"),
        ("Unknown type {name}", "the type `{name}` is not documented"),
        (
            "Variable {name} of type {type} used in position expecting type {want}",
            "`${name}` is declared {type}, but stands where {want} is needed",
        ),
    )
)
_MEANT = _pattern("Did you mean (?:to use an inline fragment on )?{meant}")


def _problem(error: GraphQLError) -> Problem:
    meant = _MEANT.search(error.message)
    suggestion = meant["meant"] if meant else None
    for pattern, words in _WORDS:
        if found := pattern.match(error.message):
            names = found.groupdict()
            names["field"] = names.get("field", "").rpartition(".")[2]
            text = words.format_map(names) + (f"; did you mean `{suggestion}`?" if suggestion else "")
            return Problem(text, *_place(error), certain=_certain(words, names, suggestion), suggestion=suggestion)
    text = error.message.rstrip(".")
    return Problem(text[:300], *_place(error), certain=True, suggestion=suggestion)


def _certain(words: str, names: Mapping[str, str], suggestion: str | None) -> bool:
    if suggestion:
        return True
    if "not documented" in words:
        return False
    if words.startswith(("{on} has no field", "{on} has no key")):
        return names["on"] in _WHOLE
    return not words.startswith("{field} has no argument") or names["field"] == "jobWorks"


def _variable_problems(operation: object, variables: Mapping[str, Json]) -> Iterator[str]:
    from graphql import (  # noqa: PLC0415
        NonNullTypeNode,
        OperationDefinitionNode,
        is_input_type,
        print_ast,
        type_from_ast,
        validate_input_value,
    )

    if not isinstance(operation, OperationDefinitionNode):
        return
    declared = {one.variable.name.value: one for one in operation.variable_definitions or ()}
    for name in sorted(set(variables) - set(declared)):
        near = next((one for one in declared if one.casefold() == name.casefold()), None)
        yield f"`{name}` is given, but the query declares no `${name}`" + (f" (it has `${near}`)" if near else "")
    for name, one in declared.items():
        type_text = print_ast(one.type)
        if name not in variables:
            if isinstance(one.type, NonNullTypeNode) and one.default_value is None:
                yield f"`{name}` is missing, and `${name}` is declared {type_text}"
            continue
        wanted = type_from_ast(schema(), one.type)
        if wanted is None or not is_input_type(wanted):
            continue
        wrong: list[str] = []

        def note(error: GraphQLError, path: list[str | int], wrong: list[str] = wrong) -> None:
            wrong.append(".".join(str(step) for step in path) + (": " if path else "") + error.message.rstrip("."))

        validate_input_value(variables[name], wanted, note)
        if wrong:
            yield f"`{name}` does not fit {type_text}: {wrong[0]}"[:300]


def _inferred(document: DocumentNode) -> Iterator[str]:
    """Yield what carries ``@inferred`` in the schema, where its very existence is what is inferred."""
    from graphql import FieldNode, TypeInfo, TypeInfoVisitor, Visitor, visit  # noqa: PLC0415

    info = TypeInfo(schema())
    found: list[str] = []

    class Look(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            field, parent = info.get_field_def(), info.get_parent_type()
            if field and field.ast_node and parent and _guessed(field.ast_node):
                found.append(f"{parent.name}.{node.name.value}")

        def enter_object_field(self, node: object, *_: object) -> None:
            name = getattr(getattr(node, "name", None), "value", "")
            holder = info.get_parent_input_type()
            fields = getattr(getattr(holder, "of_type", holder), "fields", {})
            if name in fields and fields[name].ast_node and _guessed(fields[name].ast_node):
                found.append(f"{getattr(holder, 'name', 'filters')}.{name}")

    visit(document, TypeInfoVisitor(info, Look()))
    yield from found


def _guessed(node: object) -> bool:
    """True for ``@inferred`` without ``what``, or about the name: a nullability or type alone is no doubt about it."""
    for directive in getattr(node, "directives", ()) or ():
        if directive.name.value == "inferred":
            what = [argument.value.value for argument in directive.arguments if argument.name.value == "what"]
            return not what or str(what[0]).startswith("name")
    return False

"""Holding a customer's document against the schema, as far as that is documented: one walk, rule by rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from graphql import (
    DocumentNode,
    GraphQLError,
    NonNullTypeNode,
    OperationDefinitionNode,
    ParallelVisitor,
    TypeInfo,
    TypeInfoVisitor,
    TypeNode,
    ValidationContext,
    is_input_type,
    print_ast,
    type_from_ast,
    validate,
    visit,
)
from graphql.validation.validate import ValidationAbortedError

from diagnose.customer.documented import schema
from diagnose.customer.problems import NotJudged, Problem, VariableProblem
from diagnose.customer.rules import RULES, Mistake, Words
from diagnose.customer.syntax import syntax_words
from diagnose.customer.values import misfits
from diagnose.graphql_text import MAX_TOKENS, Parsed, ParsedText, Unparsed
from diagnose.intake.source.id_text import names_nothing
from diagnose.json_value import Json
from diagnose.phrases import either

_MOST = 50
_MOST_TEXT = 300
_TOO_DEEP = NotJudged("it is nested too deeply")


def problems_of(text: str, read: ParsedText) -> tuple[Problem, ...] | NotJudged:
    """Return what is wrong with a document, certain problems first; empty when it fits the documented schema."""
    match read:
        case Parsed(document):
            return _TOO_DEEP if _too_deep(document) else _judged(document)
        case Unparsed("syntax", error, position):
            line, column = _place(error)
            clause = f"it is not GraphQL: {syntax_words(text, position)}"
            return (Problem(clause[:_MOST_TEXT], line, column, certain=True),)
        case Unparsed("too-long"):
            return NotJudged(f"it has more than {MAX_TOKENS:,} tokens")
        case Unparsed():
            return _TOO_DEEP


def operation_problem(operations: Sequence[OperationDefinitionNode], operation_name: str | None) -> Problem | None:
    """Return what is wrong with the choice of the operation: none chosen of several, or one that is not there."""
    names = [operation.name.value for operation in operations if operation.name]
    shown = either([f"`{name}`" for name in names])
    if operation_name is not None and operations and operation_name not in names:
        has = f"only has {shown}" if names else "has no named operation"
        return Problem(f"operationName is `{operation_name}`, but the query {has}"[:_MOST_TEXT], 1, 1, certain=True)
    if operation_name is None and len(operations) > 1 and len(names) == len(operations):
        text = f"it has several operations, but no operationName says which is meant: {shown}"
        return Problem(text, 1, 1, certain=True)
    return None


def variable_problems(
    operation: OperationDefinitionNode, variables: Mapping[str, Json], *, complete: bool = True
) -> tuple[VariableProblem, ...]:
    """Return what is wrong with the variables of an operation that is valid itself, certain problems first.

    Unless they are ``complete``, nothing is missing from them: it may only not be shown.
    """
    found = sorted(_variable_problems(operation, variables, complete), key=lambda problem: not problem.certain)
    return tuple(found)[:_MOST]


# -- the document


def _too_deep(document: DocumentNode) -> bool:
    """True when fragments lead deeper into one another than graphql-core walks; without rules it minds only that."""
    return bool(validate(schema(), document, rules=()))


class _Enough(Exception):
    """There are as many problems as anybody wants to read."""


class _Listening(ValidationContext):
    """Hears what one rule reports while the walk stands at the place: that is what its words are made from."""

    def __init__(self, document: DocumentNode, info: TypeInfo, words: Words | None, found: list[Problem]) -> None:
        super().__init__(schema(), document, info, self.report_error)
        self.words = words
        self.found = found

    def report_error(self, error: GraphQLError) -> None:
        if len(self.found) >= _MOST:
            raise _Enough
        if isinstance(error, Mistake):
            said = error.said
        elif self.words:
            said = self.words(error.nodes or (), self)
        else:
            raise error
        text, (line, column) = said.text[:_MOST_TEXT], _place(error)
        self.found.append(Problem(text, line, column, said.certain, said.suggestion, said.name, said.left_over))


def _judged(document: DocumentNode) -> tuple[Problem, ...] | NotJudged:
    """Walk the document once, past all rules side by side."""
    info = TypeInfo(schema())
    found: list[Problem] = []
    visitors = [rule(_Listening(document, info, words, found)) for rule, words in RULES]
    try:
        visit(document, TypeInfoVisitor(info, ParallelVisitor(visitors)))
    except _Enough:
        pass
    except RecursionError:
        return _TOO_DEEP
    except ValidationAbortedError:
        if not found:
            return NotJudged("its fragments are nested too many times")
    # What is never used is mostly what another mistake left over.
    return tuple(sorted(found, key=lambda problem: (not problem.certain, problem.left_over)))


def _place(error: GraphQLError) -> tuple[int, int]:
    return (error.locations[0].line, error.locations[0].column) if error.locations else (1, 1)


# -- the variables


def _variable_problems(
    operation: OperationDefinitionNode, variables: Mapping[str, Json], complete: bool
) -> Iterator[VariableProblem]:
    declared = {definition.variable.name.value: definition for definition in operation.variable_definitions or ()}
    for name in sorted(set(variables) - set(declared)):
        near = next((known for known in declared if known.casefold() == name.casefold().lstrip("$")), None)
        hint = f"; it declares `{near}`" if near else ""
        yield VariableProblem(f"`{name}` is given, but the query declares no such variable{hint}", certain=False)
    for name, definition in declared.items():
        if name in variables:
            yield from _value_problems(name, definition.type, variables[name], complete)
        elif complete and isinstance(definition.type, NonNullTypeNode) and definition.default_value is None:
            yield VariableProblem(f"`{name}` is missing, and `${name}` is declared {print_ast(definition.type)}")


def _value_problems(name: str, declared: TypeNode, value: Json, complete: bool) -> Iterator[VariableProblem]:
    kind = type_from_ast(schema(), declared)
    if not is_input_type(kind):
        return
    found = (misfit for misfit in misfits(value, kind) if complete or not misfit.lacking)
    for misfit in islice(found, _MOST):
        if _stands_for_another(value, misfit.path):
            continue  # what was sent in its place is not in the ticket
        where = ".".join([name, *(str(step) for step in misfit.path)])
        yield VariableProblem(f"in `{where}`, {misfit.words}"[:_MOST_TEXT], misfit.certain)


def _stands_for_another(value: Json, path: Sequence[str | int]) -> bool:
    """Tell whether a template's placeholder or a mask stands at a place in a value."""
    for step in path:
        match value, step:
            case dict(), str():
                value = value.get(step)
            case list(), int():
                value = value[step]
            case _:
                return False
    return isinstance(value, str) and names_nothing(value) is not None

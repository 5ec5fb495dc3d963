"""Runs one GraphQL document: parsed, validated and measured once for each distinct text, executed every time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute_sync,
    get_operation_ast,
    parse,
    validate,
)

from diagnose.sandbox.guards import Shape, shape_of, too_many_rows
from diagnose.sandbox.request import Request
from diagnose.sandbox.resolvers import refusal

Payload: TypeAlias = dict[str, object]

_MAX_TOKENS = 10_000
_OPEN_FIELD = "loginViaPersonalApiToken"


@dataclass(frozen=True)
class Prepared:
    """A document after everything that does not depend on the request."""

    document: DocumentNode | None
    errors: tuple[GraphQLError, ...]
    shape: Shape | None

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """Return the operation that a request means, None if that is not clear."""
        return get_operation_ast(self.document, name) if self.document is not None else None


@dataclass(frozen=True)
class Executed:
    """What came out: the response's body, and whether it was refused before any resolver ran."""

    payload: Payload
    refused: bool = False


@lru_cache(maxsize=256)
def prepare(schema: GraphQLSchema, text: str) -> Prepared:
    """Parse, validate and measure a document."""
    try:
        document = parse(text, max_tokens=_MAX_TOKENS)
    except GraphQLError as error:
        return Prepared(None, (_coded(error, "GRAPHQL_PARSE_FAILED"),), None)
    errors = tuple(_coded(error, "GRAPHQL_VALIDATION_FAILED") for error in validate(schema, document))
    return Prepared(document, errors, None if errors else shape_of(document))


def is_query(operation: OperationDefinitionNode | None) -> bool:
    """Return whether this is a query (what cannot be decided counts as one)."""
    return operation is None or operation.operation is OperationType.QUERY


def needs_token(operation: OperationDefinitionNode | None) -> bool:
    """Tell whether an operation needs a signed-in caller: everything but the login exchange does."""
    if operation is None or operation.operation is not OperationType.MUTATION:
        return True
    names = {getattr(getattr(node, "name", None), "value", None) for node in operation.selection_set.selections}
    return names != {_OPEN_FIELD}


def run(
    schema: GraphQLSchema,
    prepared: Prepared,
    request: Request,
    variables: Mapping[str, object],
    operation_name: str | None,
) -> Executed:
    """Execute a prepared document for one request."""
    if prepared.document is None or prepared.errors or prepared.shape is None:
        return _refused(*prepared.errors)
    if message := prepared.shape.refusal(request.dialect):
        return _refused(refusal(message, "GRAPHQL_VALIDATION_FAILED"))
    most, operation = request.dialect.max_rows, prepared.operation(operation_name)
    if most is not None and (message := too_many_rows(operation, variables, most)):
        return _refused(refusal(message, "COST_LIMIT_EXCEEDED"))
    result = execute_sync(
        schema,
        prepared.document,
        context_value=request,
        variable_values=dict(variables),
        operation_name=operation_name,
    )
    errors = result.errors or []
    if result.data is None and errors and all(error.path is None for error in errors):
        return _refused(*(_coded(error, "BAD_USER_INPUT") for error in errors))
    payload: Payload = {"data": result.data}
    if errors:
        payload["errors"] = [error.formatted for error in errors]
    return Executed(payload)


def _refused(*errors: GraphQLError) -> Executed:
    return Executed({"errors": [error.formatted for error in errors]}, refused=True)


def _coded(error: GraphQLError, code: str) -> GraphQLError:
    extensions = {**(error.extensions or {}), "code": code}
    return GraphQLError(error.message, error.nodes, error.source, error.positions, error.path, extensions=extensions)

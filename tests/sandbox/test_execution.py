"""Documents are prepared once, told apart, and executed or refused."""

from __future__ import annotations

import pytest
from graphql import GraphQLSchema

from diagnose.sandbox.dialects import Dialect
from diagnose.sandbox.execution import is_query, needs_token, prepare, run
from diagnose.sandbox.live_world import LiveWorld
from diagnose.sandbox.request import Request
from diagnose.sandbox.schema import executable_schema
from tests.sandbox.calling import EVERYTHING, LOGIN

CREATE = "mutation M { createWorkspace(input: {}) { id } }"


@pytest.fixture
def schema() -> GraphQLSchema:
    return executable_schema(bubbling=False, work_filter=True)


def request(dialect: Dialect | None = None) -> Request:
    return Request(LiveWorld(()), dialect or Dialect(), frozenset(), lambda _: None)


@pytest.mark.parametrize(
    ("text", "query", "token"),
    [
        (EVERYTHING, True, True),
        ("{ me { id } }", True, True),
        (LOGIN, False, False),
        ('mutation { a: loginViaPersonalApiToken(token: "x") { accessToken } }', False, False),
        ('mutation { loginViaPersonalApiToken(token: "x") { accessToken } createWorkspace { id } }', False, True),
        (CREATE, False, True),
    ],
)
def test_only_the_login_exchange_needs_no_token(schema: GraphQLSchema, text: str, query: bool, token: bool) -> None:
    """A second field beside it does; what cannot be told counts as a query that does."""
    operation = prepare(schema, text).operation(None)
    assert (is_query(operation), needs_token(operation)) == (query, token)
    assert (is_query(None), needs_token(None)) == (True, True)


def test_the_operation_meant_is_the_one_named(schema: GraphQLSchema) -> None:
    """Of two, without a name, none."""
    prepared = prepare(schema, "query A { me { id } } query B { me { id } }")
    named = prepared.operation("B")
    assert named is not None
    assert named.name is not None
    assert (named.name.value, prepared.operation(None), prepared.operation("C")) == ("B", None, None)
    assert prepare(schema, "{").operation(None) is None


def test_a_document_is_prepared_once(schema: GraphQLSchema) -> None:
    """The same text costs parsing and validation once, however often it comes."""
    assert prepare(schema, EVERYTHING) is prepare(schema, EVERYTHING)


@pytest.mark.parametrize(
    ("text", "dialect", "code"),
    [
        ("{ me {", Dialect(), "GRAPHQL_PARSE_FAILED"),
        ("{ me { colour } }", Dialect(), "GRAPHQL_VALIDATION_FAILED"),
        ("{ me { id } }", Dialect(max_depth=1), "GRAPHQL_VALIDATION_FAILED"),
        ("query Q($a: ID!) { me { workspaces(filters: { ids: [$a] }) { id } } }", Dialect(), "BAD_USER_INPUT"),
        ("{ " + "me { id } " * 6000 + "}", Dialect(), "GRAPHQL_PARSE_FAILED"),
    ],
)
def test_what_is_refused_before_any_resolver_ran_says_so(
    schema: GraphQLSchema, text: str, dialect: Dialect, code: str
) -> None:
    """Broken, invalid, over a guard's bound, without its variables, or far too long."""
    executed = run(schema, prepare(schema, text), request(dialect), {}, None)
    assert executed.refused
    errors = executed.payload["errors"]
    assert isinstance(errors, list)
    assert errors[0]["extensions"]["code"] == code
    assert "data" not in executed.payload


def test_an_error_of_a_resolver_is_no_refusal(schema: GraphQLSchema) -> None:
    """It comes with data, and the mutation that was tried is noted."""
    asked = request()
    executed = run(schema, prepare(schema, LOGIN), asked, {"key": "wrong"}, None)
    assert not executed.refused
    assert executed.payload["data"] == {"loginViaPersonalApiToken": None}
    assert asked.mutations == []

"""Reading a GraphQL request out of an HTTP body: the request, or the sentence of its refusal."""

from __future__ import annotations

import pytest

from diagnose.sandbox.incoming import Incoming, read

JSON = "application/json; charset=utf-8"


def test_query_variables_and_name_are_read() -> None:
    """What is missing or null is as if it were empty."""
    body = b'{"query": "{ me { id } }", "variables": {"a": 1}, "operationName": "Q"}'
    assert read(body, JSON) == Incoming("{ me { id } }", {"a": 1}, "Q")
    assert read(b'{"query": "q", "variables": null, "operationName": ""}', JSON) == Incoming("q", {}, None)


@pytest.mark.parametrize(
    ("body", "content_type", "problem"),
    [
        (b'{"query": "q"}', "text/plain", "Content-Type must be application/json"),
        (b'{"query": "q"}', "", "Content-Type must be application/json"),
        (b"{", JSON, "The body is not JSON"),
        (b"\xff", JSON, "The body is not JSON"),
        (b"[" * 100_000, JSON, "The body is not JSON"),
        (b'[{"query": "q"}]', JSON, "Batches of operations are not supported"),
        (b"{}", JSON, "Must provide a query string"),
        (b'{"query": 7}', JSON, "Must provide a query string"),
        (b'"query"', JSON, "Must provide a query string"),
        (b'{"query": "q", "variables": [1]}', JSON, "variables must be an object, operationName a string"),
        (b'{"query": "q", "operationName": 7}', JSON, "variables must be an object, operationName a string"),
    ],
)
def test_what_is_no_request_has_a_problem(body: bytes, content_type: str, problem: str) -> None:
    """One sentence, and nothing to execute."""
    assert read(body, content_type) == Incoming(problem=problem)

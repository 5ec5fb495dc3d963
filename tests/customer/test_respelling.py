"""Misspelt names in a customer's query, put right where the documented schema leaves no doubt."""

from __future__ import annotations

import pytest
from graphql import parse, print_ast

from diagnose.customer.query import CustomerDocument
from diagnose.customer.respelling import respelled

RIGHT = "query Q($i: [ID!]) { me { workspaces(filters: {ids: $i}) { connections { jobWorks(limit: 5) { id } } } } }"


def spelled(text: str) -> tuple[str, list[str]]:
    """A query as it should be spelled, and what changed."""
    document = CustomerDocument(text)
    assert document.parsed is not None
    right, changes = respelled(document.parsed, document.problems)
    return print_ast(right), changes


SLIPS = [("jobworks", "jobWorks"), ("lmit", "limit"), ("conections", "connections"), ("x: jobWork", "x: jobWorks")]
BESIDE = RIGHT.replace("id }", "nonsense }")


@pytest.mark.parametrize(("wrong", "right"), SLIPS)
def test_what_is_obviously_meant_is_put_in_its_place(wrong: str, right: str) -> None:
    """A field, an argument, and a field behind an alias."""
    text = RIGHT.replace(right.removeprefix("x: "), wrong, 1)
    got, changes = spelled(text)
    assert got == print_ast(parse(RIGHT.replace(right.removeprefix("x: "), right, 1)))
    assert changes == [f"`{wrong.removeprefix('x: ')}` is spelled `{right.removeprefix('x: ')}`"]


@pytest.mark.parametrize("text", [RIGHT, BESIDE, BESIDE.replace("jobWorks", "jobworks")])
def test_nothing_changes_where_that_would_not_be_enough(text: str) -> None:
    """Nothing is misspelt, or something else is wrong as well, for which nobody knows what is meant."""
    assert spelled(text) == (print_ast(parse(text)), [])

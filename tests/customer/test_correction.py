"""The customer's request with its faults put right: what changes, and that nothing else does."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import parse, print_ast

from diagnose.customer.correction import CorrectedRequest, Fix, corrected
from diagnose.customer.exchanges import CustomerExchange
from diagnose.customer.query import queries_of
from diagnose.ids import Kind
from diagnose.intake.model import CustomerRequest
from diagnose.json_value import Json

LITERAL = """query Q {
  me {
    workspaces(filters: {ids: ["W"]}) {
      connections(filters: {ids: "C"}) {
        jobWorks(filters: {ids: ["J1", "C"], connectionJobIds: ["K"]}, limit: 2, offset: 10) {
          id
        }
      }
    }
  }
}"""
VARIABLES = """query Q($w: [ID!], $c: ConnectionFilters, $f: JobWorkFilters, $n: Int, $o: Int) {
  me {
    workspaces(filters: {ids: $w}) {
      connections(filters: $c) {
        jobWorks(filters: $f, limit: $n, offset: $o) {
          id
        }
      }
    }
  }
}"""
SENT: dict[str, Json] = {
    "w": ["W"], "c": {"ids": "C"}, "f": {"ids": ["J1", "C"], "connectionJobIds": ["K"]}, "n": 2, "o": 10, "spare": "C",
}  # fmt: skip


def right(document: str, fix: Fix, variables: dict[str, Json] | None = None) -> CorrectedRequest | None:
    """A request as it should have been."""
    request = CustomerRequest(document, variables or {}, "ticket", 1, "json")
    (query,) = queries_of((CustomerExchange(1, request, None),))
    return corrected(query, fix)


def changed(before: str, *pairs: tuple[str, str]) -> str:
    """The document with some of its words changed, as graphql-core writes it."""
    for old, new in pairs:
        assert old in before
        before = before.replace(old, new)
    return print_ast(parse(before))


@pytest.mark.parametrize(
    ("fix", "pairs", "changes"),
    [
        (Fix(ids={(Kind.CONNECTION, "C"): "C2"}), [('ids: "C"', 'ids: "C2"')], ("C is now C2",)),
        (Fix(ids={(Kind.JOB_WORK, "C"): "J2"}), [('"J1", "C"', '"J1", "J2"')], ("C is now J2",)),
        (
            Fix(whole_list=True),
            [("limit: 2, offset: 10", "limit: 200, offset: 0")],
            ("limit 2 is now 200", "offset 10 is now 0"),
        ),
        (
            Fix(unfiltered=True, hidden=("J9",)),
            [('["J1", "C"], connectionJobIds: ["K"]', '["J1", "C", "J9"]')],
            ("the filter names J9 too", "the filter connectionJobIds is left out"),
        ),
    ],
)
def test_what_is_wrong_is_put_right_and_nothing_else(fix: Fix, pairs: list[tuple[str, str]], changes: Any) -> None:
    """The same word in another slot is another ID."""
    got = right(LITERAL, fix)
    assert got is not None
    assert got.document == changed(LITERAL, *pairs)
    assert tuple(clause for _, clause in got.changes) == changes


def test_variables_are_changed_by_where_the_document_uses_them() -> None:
    """One that it does not use stays as it is."""
    fix = Fix({(Kind.CONNECTION, "C"): "C2", (Kind.WORKSPACE, "W"): "W2"}, whole_list=True, unfiltered=True)
    got = right(VARIABLES, fix, SENT)
    assert got is not None
    assert got.document == changed(VARIABLES)
    assert got.variables == {
        "w": ["W2"], "c": {"ids": "C2"}, "f": {"ids": ["J1", "C"]}, "n": 200, "o": 0, "spare": "C",
    }  # fmt: skip


def test_a_connection_jobs_id_becomes_the_filter_that_takes_it() -> None:
    """Where it stands among job works, the list would stay empty."""
    got = right(VARIABLES, Fix(jobs=frozenset({"job_1"})), {"f": {"ids": ["job_1"]}})
    assert got is not None
    assert got.variables == {"f": {"connectionJobIds": ["job_1"]}}


def test_artifacts_are_selected_where_they_are_not() -> None:
    """Or the condition that left them out is taken away."""
    got = right(LITERAL, Fix(artifacts=True))
    assert got is not None
    assert "jobWorkArtifacts {" in got.document
    conditional = LITERAL.replace("id\n", "id jobWorkArtifacts @include(if: false) { artifactId }\n", 1)
    got = right(conditional, Fix(artifacts=True))
    assert got is not None
    assert "@include" not in got.document


@pytest.mark.parametrize(
    "document", ["mutation M { a }", "query A { a } query B { b }", "query {", "type A { a: Int }"]
)
def test_what_is_not_one_query_is_left_alone(document: str) -> None:
    """A mutation above all."""
    assert right(document, Fix(whole_list=True, artifacts=True)) is None


def test_a_request_without_the_fault_is_none() -> None:
    """Nothing changes, so there is nothing to show."""
    assert right(LITERAL, Fix(ids={(Kind.CONNECTION, "elsewhere"): "C2"})) is None


def test_variables_get_their_types_and_what_was_not_sent() -> None:
    """From the ticket's own IDs, where it has as many as are needed."""
    document = (
        "query Q($w: [ID!]!, $c: ID!, $n: Int) "
        "{ me { workspaces(filters: {ids: $w}) { connections(filters: {ids: [$c]}) { jobWorks(limit: $n) { id } } } } }"
    )
    named = {Kind.WORKSPACE: ("W",), Kind.CONNECTION: ("C",)}
    got = right(document, Fix(variables=True, named=named), {"n": "50"})
    assert got is not None
    assert got.variables == {"w": ["W"], "c": "C", "n": 50}
    assert [clause for _, clause in got.changes] == [
        "$w is given as W",
        "$c is given as C",
        "$n is the number 50, not a text",
    ]
    torn = right(document, Fix(variables=True, named={Kind.CONNECTION: ("C", "C2")}), {"w": "W"})
    assert torn is None

"""A corrected request as the run may send it: rebuilt from what it means, and nothing of the customer's own text."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import parse, print_ast

from diagnose.customer.correction import CorrectedRequest
from diagnose.customer.rebuilding import Rebuilt, rebuilt
from diagnose.customer.way_down import NotSendable
from diagnose.json_value import Json

DOCUMENT = """query HerSecretName($w: ID!, $c: ConnectionFilters, $f: JobWorkFilters, $n: Int = 500, $all: Boolean!) {
  me { email firm: workspaces(filters: { ids: [$w] }) { displayName ...OfFirm } }
}
fragment OfFirm on Workspace {
  connections(filters: $c) {
    settings
    mine: jobWorks(filters: $f, limit: $n) { id work { name } jobWorkArtifacts { workArtifact { metadata } } }
    more: jobWorks(offset: 2, limit: 3) @include(if: $all) { id }
    same: jobWorks(filters: $f, limit: $n) { work { externalId } }
  }
}"""
VARIABLES: dict[str, Json] = {"w": "W", "c": {"ids": "C"}, "f": {"ids": ["J1", "J2"], "workIds": None}, "all": False}


def sent(document: str = DOCUMENT, *, artifacts: bool = False, **variables: Any) -> Rebuilt:
    """A request as it is sent."""
    return rebuilt(CorrectedRequest(document, {**VARIABLES, **variables}, ()), artifacts=artifacts)


def test_the_way_down_and_ids_are_left() -> None:
    """Names, aliases, fragments, conditions and whatever tells of people are gone; equal lists are asked for once."""
    got = sent()
    assert print_ast(parse(got.text)) == print_ast(
        parse(
            "query CorrectedRequest($workspaces_filters_ids: [ID!], $connections_filters_ids: [ID!], "
            "$jobWorks_filters_ids: [ID!], $jobWorks_limit: Int) { me { id workspaces(filters: {ids: "
            "$workspaces_filters_ids}) { id connections(filters: {ids: $connections_filters_ids}) { id "
            "jobWorks(filters: {ids: $jobWorks_filters_ids}, limit: $jobWorks_limit) "
            "{ id workId connectionJobId } } } } }"
        )
    )
    assert got.variables == {
        "workspaces_filters_ids": ["W"],
        "connections_filters_ids": ["C"],
        "jobWorks_filters_ids": ["J1", "J2"],
        "jobWorks_limit": 200,
    }
    assert got.differences == ("only IDs are asked for", "its fragments are written out", "limit 500 is 200")
    (one,) = got.lists
    assert (one.key, one.connection_ids, one.filters) == ("jobWorks", ("C",), {"ids": ("J1", "J2")})


def test_a_second_list_gets_a_name_of_ours() -> None:
    """The window of each is kept, and where none bounds a list, a page does."""
    got = sent(all=True, f=None, n=None)
    assert [each.key for each in got.lists] == ["jobWorks", "jobWorks_2"]
    assert got.variables["jobWorks_limit"] == 200
    assert (got.variables["jobWorks_offset"], got.variables["jobWorks_limit_2"]) == (2, 3)
    assert "limit 200 is added" in got.differences


def test_artifacts_are_kept_where_the_cause_is_about_them() -> None:
    """By their IDs alone."""
    assert "jobWorkArtifacts { id artifactId }" in sent(artifacts=True).text.replace("{", " { ").replace("  ", " ")


def test_no_more_ids_than_fit_on_a_page() -> None:
    """And it says so."""
    got = sent(f={"ids": [f"J{number}" for number in range(1_000)]})
    assert len(got.variables["jobWorks_filters_ids"]) == 200  # type: ignore[arg-type]
    assert "of 1,000 IDs the first 200 are asked for" in got.differences


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ("mutation M { createConnectionJob(connectionId: 1, jobName: 2) { id } }", "one query"),
        ("query A { me { id } } query B { me { id } }", "one query"),
        ("query A { me { workspaces { id } } }", "no job works"),
        (DOCUMENT.replace("$w]", "$gone]"), "documented schema"),
        ("{ me { workspaces { " + " ".join(
            f"a{number}: connections(offset: {number}) {{ jobWorks {{ id }} }}" for number in range(30)
        ) + " } } }", "too much"),
    ],
)  # fmt: skip
def test_what_is_not_sent(document: str, why: str) -> None:
    """Whatever is no single query of bounded size that the documented schema takes."""
    with pytest.raises(NotSendable, match=why):
        sent(document)


@pytest.mark.parametrize(
    "variables",
    [{"w": "mary@firm.example"}, {"w": "x" * 65}, {"w": "a b"}, {"n": "50"}, {"f": {"ids": [["J1"]]}}, {"f": "J1"}],
)
def test_values_that_are_no_plain_ids_are_not_sent(variables: dict[str, Any]) -> None:
    """An address, a sentence, a token, or a value of the wrong type."""
    with pytest.raises(NotSendable):
        sent(**variables)

"""A GraphQL document in a text: where it begins, where it ends, and what is said of one that is cut off."""

from __future__ import annotations

import pytest

from diagnose.intake.content.form import Claim
from diagnose.intake.forms.graphql import GRAPHQL
from tests.intake.offering import claimed, offered, remarks_in, request_in


@pytest.mark.parametrize(
    "document",
    [
        "{ me { id } }",
        "query { me { id } }",
        "query Q($id: ID!) { me { id } }",
        "mutation M @live { createWorkspace(input: {}) { id } }",
        "fragment F on Me { id }",
        'query { me(x: "}") { id } }',
    ],
)
def test_a_document_reaches_to_its_last_bracket(document: str) -> None:
    """Words around it are none of it; a bracket in a string closes nothing."""
    text = f"We send {document} and get nothing."
    claim = offered(GRAPHQL, text)
    assert isinstance(claim, Claim)
    assert text[claim.end :] == " and get nothing."
    assert request_in(claim.found).document == document
    assert remarks_in(claim.found) == []


@pytest.mark.parametrize("text", ["the query is empty", "a query {of ours}, we think", "{ mean }", "{ id }"])
def test_words_are_no_document(text: str) -> None:
    """The word alone is not one, nor are braces around anything."""
    match = GRAPHQL.looks_like.search(text)
    assert match is None or "{of" in text


def test_the_end_of_another_word_is_no_keyword() -> None:
    """``subquery {`` and ``my-query {`` do not begin a document."""
    assert offered(GRAPHQL, "subquery { me { id } }") is None
    assert offered(GRAPHQL, "my-query { me { id } }") is None


def test_a_document_that_is_cut_off_ends_with_its_paragraph() -> None:
    """What is below the empty line is read as what it is."""
    text = "query Q { me { workspaces {\n\nconnection_789"
    claim = offered(GRAPHQL, text)
    assert isinstance(claim, Claim)
    assert "connection_789" in text[claim.end :]
    assert remarks_in(claim.found) == ["A GraphQL document ends before its last bracket."]
    assert request_in(claimed(GRAPHQL, text)).document == "query Q { me { workspaces {"

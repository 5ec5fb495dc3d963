"""How a document is read: by its grammar if it has one, else by its words."""

from __future__ import annotations

import pytest

from diagnose.graphql_text import MAX_TOKENS
from diagnose.intake.content.graphql_document import read_document


def test_a_document_is_read_by_its_grammar() -> None:
    """Then nothing is wrong with it here, whatever the gateway may say."""
    read = read_document('query Q { me { unheardOf(ids: ["x"]) } }')
    assert (read.problem, read.operations, [use.literal for use in read.uses]) == (None, ("Q",), ["x"])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{ me { connections(filters: {ids: ["x"]) { id } }', "it is not valid GraphQL"),
        (
            '{ me { connections(filters: {ids: ["x"]}) {' + " id" * MAX_TOKENS + " } } }",
            "it has more than 10,000 tokens",
        ),
        ('{ connections(ids: ["x"]) ' + "{ a " * 5_000 + "}" * 5_001, "it is nested too deeply"),
    ],
)
def test_a_document_that_cannot_be_parsed_is_read_by_its_words(text: str, problem: str) -> None:
    """Its IDs are found all the same, and why it was read so is told."""
    read = read_document(text)
    assert read.problem is not None
    assert read.problem.startswith(problem)
    assert [(use.field, use.literal) for use in read.uses] == [("connections", "x")]

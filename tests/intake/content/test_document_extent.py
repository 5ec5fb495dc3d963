"""Where a document ends in a text."""

from __future__ import annotations

import pytest

from diagnose.intake.content.document_extent import document_end


@pytest.mark.parametrize(
    "document",
    [
        "query { me { id } }",
        'query { a(b: "}") { id } }',
        "query { a # }\n { id } }",
        'query { a(b: """}"}""") { id } }',
        "query { ...F }\n\nfragment F on User { id }",
        "fragment F on User { id }\nquery { ...F }",
    ],
)
def test_brackets_in_strings_and_comments_are_none(document: str) -> None:
    """The end is behind the last bracket, fragments included; the words behind it are not."""
    text = f"{document} thanks {{"
    assert document_end(text, 0, 0, len(text)) == (len(document), True)


def test_what_never_closes_reaches_to_the_limit() -> None:
    """And is told not to be whole."""
    assert document_end("query { me {", 0, 0, 12) == (12, False)

"""What the words of a document tell, without any grammar."""

from __future__ import annotations

import pytest

from diagnose.intake.content.document_reading import by_words


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        (
            'connections(filters: {ids: ["x", "y"]',
            [("connections", "ids", "x", None), ("connections", "ids", "y", None)],
        ),
        ("jobWorks(filters: {ids: [\u201cx\u201d]", [("jobWorks", "ids", "x", None)]),
        ("jobWorks(filters: {ids: $ids", [("jobWorks", "ids", None, "ids")]),
        ('workspaces(a: "1") { connections(b: "2")', [("workspaces", "a", "1", None), ("connections", "b", "2", None)]),
        ("we call it a query (or so)", []),
    ],
)
def test_literals_and_variables_behind_the_names_of_arguments(
    text: str, uses: list[tuple[str, str, str | None, str | None]]
) -> None:
    """Each goes to the last name before it that has a bracket; curly quotes are quotes."""
    read = by_words(text, "it is broken")
    assert [(use.field, use.path[-1], use.literal, use.variable) for use in read.uses] == uses
    assert read.problem == "it is broken"

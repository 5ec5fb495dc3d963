"""What a ticket calls itself."""

from __future__ import annotations

import pytest

from diagnose.intake.content.references import references_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ticket: SUP-4711", ["SUP-4711"]),
        ("case #48213", ["48213"]),
        ("Vorgang Nr. AB-12", ["AB-12"]),
        ("the case is closed", []),
        ("in 48213 cases", []),
        ("[#48213] nothing comes", []),
    ],
)
def test_in_words(text: str, found: list[str]) -> None:
    """A number needs its mark; brackets alone tell nothing in a text."""
    assert [seen.text for seen in references_in(text, 1, "words")] == found


def test_in_a_subject() -> None:
    """There, help desks write it into brackets."""
    assert [seen.text for seen in references_in("Re: [#48213] nothing comes", 1, "subject")] == ["48213"]

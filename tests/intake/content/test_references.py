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
        ("Ticket T-1007", ["T-1007"]),
        ("in case W-2 is missing", []),
        ("the case is closed", []),
        ("in 48213 cases", []),
        ("[#48213] nothing comes", []),
    ],
)
def test_in_words(text: str, found: list[str]) -> None:
    """A number needs its mark; brackets alone tell nothing in a text."""
    assert [seen.text for seen in references_in(text, 1, "words")] == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("[#48213]", ["48213"]),
        ("[T-2001]", ["T-2001"]),
        ("[#SUP-12]", ["SUP-12"]),
        ("[W-2]", []),
        ("[K-1]", []),
        ("[1099-K]", []),
        ("[EXTERNAL]", []),
    ],
)
def test_in_a_subject(written: str, found: list[str]) -> None:
    """There, help desks write it into brackets; forms of the tax office stand in brackets as well."""
    assert [seen.text for seen in references_in(f"Re: {written} nothing comes", 1, "subject")] == found

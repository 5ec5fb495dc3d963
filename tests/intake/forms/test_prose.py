"""IDs in plain words: the kinds that words give them, and what is none."""

from __future__ import annotations

import pytest

from diagnose.intake.content.sightings import IdSeen
from diagnose.intake.forms.prose import context_of, read_prose
from diagnose.intake.source.traced import Traced


def ids(text: str) -> list[tuple[str | None, str]]:
    return [(seen.kind, seen.value) for seen in read_prose(Traced.of(text)) if isinstance(seen, IdSeen)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("workspace id: ws-1", [("workspace", "ws-1")]),
        ("job works a1x, b2x and c3x", [("job_work", "a1x"), ("job_work", "b2x"), ("job_work", "c3x")]),
        ("Job work IDs:\n- a1x\n- b2x", [("job_work", "a1x"), ("job_work", "b2x")]),
        ("die Verbindung lautet c-17", [("connection", "c-17")]),
        ("connection_789 is empty", [("connection", "connection_789")]),
        ("artifact ID 4711", [("artifact", "4711")]),
        ("the connection failed 3 times", []),
        ("connection on 2026-01-31", []),
        ("the work of 2 people", []),
        ("request id: 0f8fad5b-d9cb-469f-a165-70867728950e", []),
        ("0f8fad5b-d9cb-469f-a165-70867728950e", [(None, "0f8fad5b-d9cb-469f-a165-70867728950e")]),
    ],
)
def test_ids(text: str, found: list[tuple[str | None, str]]) -> None:
    """Words tell the kind, lists go on, dates and counts are none."""
    assert ids(text) == found


def test_the_context_cuts_no_word() -> None:
    """Neither at its beginning nor at its end."""
    text = "x" * 80 + " before connection_789 after " + "y" * 80
    start = text.index("connection_789")
    assert context_of(text, start, start + 14) == "before connection_789 after"

"""What a saved response is by itself, and how sources are opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose.intake.model import SavedResponse, Source


@pytest.mark.parametrize(
    ("response", "failing"),
    [
        (SavedResponse("a", 1, data={"me": {}}), False),
        (SavedResponse("a", 1, status=399), False),
        (SavedResponse("a", 1, status=400), True),
        (SavedResponse("a", 1, errors=({"message": "no"},)), True),
        (SavedResponse("a", 1, empty=("jobWorks",)), True),
    ],
)
def test_a_response_fails_by_status_by_errors_or_by_being_empty(response: SavedResponse, failing: bool) -> None:
    """Any of them is what a customer would write in about."""
    assert response.failing is failing


def test_a_source_is_called_by_its_path_or_as_it_is_given(tmp_path: Path) -> None:
    """Bytes that are here already are opened alike."""
    path = tmp_path / "ticket.txt"
    path.write_bytes(b"x")
    assert (Source.of_path(path).name, Source.of_path(path, "the ticket").name) == (str(path), "the ticket")
    for source in (Source.of_path(path), Source.of_bytes("pasted", b"x")):
        with source.open() as stream:
            assert stream.read() == b"x"

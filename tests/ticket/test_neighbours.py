"""What an ID is by the others of its list."""

from __future__ import annotations

import pytest

from diagnose.ids import Kind
from diagnose.intake import Source, read_sources
from diagnose.ticket.from_reading import Options, ticket_from
from diagnose.ticket.neighbours import by_their_neighbours

W, C = "6b1f3c0e-52c7-4f0a-9a56-0d4f5c1e7a21", "c2a9d7b4-18e3-4d6b-8f70-5be21c9a3d64"
J1, J2 = "1d7f0b52-3c9e-4a81-96d4-e05a7b2c8f13", "84c6e2a9-0f1b-4d57-a3e8-7b9d5c6f2041"
OTHER = "2f6d1c4e-9a7b-4c35-8e10-77ab21c0d9f4"


def by_neighbours(text: str, kinds: dict[str, Kind]) -> dict[str, Kind]:
    """Read a text and ask, as if the live data had told these kinds."""
    return by_their_neighbours(ticket_from(Options(), read_sources([Source.of_bytes("t", text.encode())])), kinds)


@pytest.mark.parametrize("listing", [f"{J1} kaj {J2}", f"{J1}\n{J2}", f"* {J1}\n* {J2}"])
def test_the_items_of_a_list_are_of_one_kind(listing: str) -> None:
    """With a word for "and" between them, or with nothing but a bullet before each."""
    found = by_neighbours(f"workspace {W}, connection {C}\n\nmankas\n{listing}\n", {J1: Kind.JOB_WORK})
    assert found == {J2: Kind.JOB_WORK}


@pytest.mark.parametrize(
    "text",
    [
        f"workspace {W}, connection {C}\n{J1}\n\nSee also {OTHER}.",
        f"workspace {W}, connection {C}\n{J1}\nclx8k5e2t0012mp08n3o4p5q6",
        f"workspace {W}\n{J1}\n{OTHER}",
        f"workspace {W}, connection {C}\nmankas  {J1}\nbatchno {OTHER}",
        f"workspace {W}, connection {C}\n{J1} by {OTHER}",
        f"workspace {W}, connection {C}\n{J1} by user-op {OTHER}",
    ],
)
def test_what_stands_apart_or_looks_otherwise_may_be_anything(text: str) -> None:
    """So may each, as long as the connection is not known: it may be that one."""
    assert by_neighbours(text, {J1: Kind.JOB_WORK}) == {}

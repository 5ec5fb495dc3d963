"""Where a few words stand in a long text."""

from __future__ import annotations

from diagnose.literal_search import lowered, spots


def test_every_place_in_order() -> None:
    """Of all stems together, each place once."""
    assert spots("job and work and jobwork", ["work", "job", "jobwork"]) == [0, 8, 17, 20]


def test_lower_case_keeps_every_place() -> None:
    """Also where a letter's lower case is two characters long."""
    assert lowered("\u0130D Job") == "\u0130d job"
    assert lowered("\u00c4B") == "\u00e4b"

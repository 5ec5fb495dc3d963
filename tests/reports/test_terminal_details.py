"""What ``-v`` adds: nothing of the report is left out."""

from __future__ import annotations

from tests.reports import examples
from tests.reports.golden import terminal_bytes


def test_the_details_come_after_the_first_screen() -> None:
    """Every check with its reason, the consequences, the chain and the exchanges."""
    text = terminal_bytes(examples.rich(), verbose=True).decode()
    order = ["Report        diagnosis/", "Cause 1 of 2", "  This explains 5 other findings:", "Also seen",
             "Ask the customer next", "Checks", "The chain of IDs", "3 requests in 2 steps"]  # fmt: skip
    places = [text.rindex(each) for each in order]
    assert places == sorted(places)
    assert "All eight IDs are clean." in text
    assert "-v: all checks" not in text


def test_details_are_bounded() -> None:
    """Ten thousand findings are a few screens."""
    text = terminal_bytes(examples.huge(), verbose=True).decode()
    assert text.count("\n") < 2500
    assert "and 9,9" in text

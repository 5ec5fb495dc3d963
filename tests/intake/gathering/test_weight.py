"""How much a place counts."""

from __future__ import annotations

import pytest

from diagnose.intake import SavedResponse
from diagnose.intake.gathering.weight import Say, Weight

_FAILED = SavedResponse("a", 1, errors=({"message": "no"},))


@pytest.mark.parametrize(
    ("response", "weight"),
    [
        (None, Weight.ASKED),
        (SavedResponse("a", 1, data={"me": {}}), Weight.ASKED_AND_GIVEN),
        (SavedResponse("a", 1, empty=("jobWorks",)), Weight.FAILED),
        (SavedResponse("a", 1, empty=("jobWorkArtifacts",)), Weight.INCOMPLETE),
        (SavedResponse("a", 1, status=502), Weight.FAILED),
        (_FAILED, Weight.FAILED),
    ],
)
def test_a_request_weighs_by_what_came_back(response: SavedResponse | None, weight: Weight) -> None:
    """What failed weighs most, what was answered in full least."""
    assert Weight.of_response(response) is weight


def test_a_quotation_decides_among_equals_only() -> None:
    """The newest message goes before an earlier one, but a heavier place before both."""
    assert Say(Weight.WORDS) > Say(Weight.WORDS, own=False)
    assert Say(Weight.ASKED, own=False) > Say(Weight.WORDS)


def test_every_weight_has_its_words() -> None:
    """An ambiguity always says why."""
    assert all(Say(weight).words for weight in Weight)

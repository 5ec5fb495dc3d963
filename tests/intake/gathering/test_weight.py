"""How much a place counts."""

from __future__ import annotations

import pytest

from diagnose.intake import SavedResponse
from diagnose.intake.gathering.weight import Say, Weight
from diagnose.intake.source.voices import Voice

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


def test_the_newest_words_of_the_customer_count_most() -> None:
    """What an older message says gives way, also a request in it; support's words give way to both."""
    assert Say(Voice.NOW, Weight.WORDS) > Say(Voice.EARLIER, Weight.FAILED) > Say(Voice.SUPPORT, Weight.FAILED)
    assert Say(Voice.NOW, Weight.FAILED) > Say(Voice.NOW, Weight.WORDS)
    assert max(Say(Voice.NOW, weight) for weight in Weight).weight is Weight.CORRECTED


def test_every_weight_has_its_words() -> None:
    """An ambiguity always says why."""
    assert all(Say(Voice.NOW, weight).words for weight in Weight)

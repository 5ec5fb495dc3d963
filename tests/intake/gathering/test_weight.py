"""How much a place counts."""

from __future__ import annotations

import pytest

from diagnose.ids import Kind
from diagnose.intake import SavedResponse
from diagnose.intake.content.sightings import IdSeen
from diagnose.intake.gathering.weight import AnswerRows, Say, Weight
from diagnose.intake.model import Grounds
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


def test_a_whole_answer_lacks_the_job_work_that_it_does_not_show() -> None:
    """Only a job work can be lacking, and only from an answer that shows rows."""
    rows = AnswerRows(SavedResponse("a", 1, data={"me": {"jobWorks": [{"id": "jw-1"}]}}))
    shown, lacking, other = (
        IdSeen(kind, value, value, Grounds.ARGUMENT, 1, "")
        for kind, value in ((Kind.JOB_WORK, "jw-1"), (Kind.JOB_WORK, "jw-2"), (Kind.CONNECTION, "co-2"))
    )
    assert [rows.lacks(named) for named in (shown, lacking, other)] == [False, True, False]
    assert not AnswerRows(_FAILED).lacks(lacking)

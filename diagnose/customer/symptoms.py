"""What the customer saw go wrong: by the answers that they saved, else by their own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diagnose.customer.creations import created_kind
from diagnose.customer.exchanges import CustomerAnswer, Refused, saved_statuses
from diagnose.intake.model import Reading
from diagnose.report_words import Symptom

_REFUSALS = {
    Refused.SIGN_IN: Symptom.SIGNED_OUT,
    Refused.FORBIDDEN: Symptom.FORBIDDEN,
    Refused.INVALID: Symptom.REFUSED,
    Refused.NOT_FOUND: Symptom.NOT_FOUND,
    Refused.OTHER: Symptom.ERROR,
}
_NO_ANSWER = 500
_NOT_FOUND = 404
_LISTS = ("workspaces", "connections", "jobWorks")


def symptoms(reading: Reading, answers: Sequence[CustomerAnswer]) -> tuple[Symptom, ...]:
    """Return what went wrong, without repetitions; nothing where neither answers nor words tell.

    An answer is what they saw; their words tell only where none of the answers shows anything amiss.
    """
    shown = [symptom for answer in answers if created_kind(answer) is None for symptom in _of_answer(answer)]
    if not shown and any(status.casefold() != "completed" for status in saved_statuses(reading).values()):
        shown = [Symptom.UNFINISHED]
    return tuple(dict.fromkeys(shown or [told.symptom for told in reading.told]))


def _of_answer(answer: CustomerAnswer) -> Iterator[Symptom]:
    response = answer.response
    status = response.status or 0
    if status >= _NO_ANSWER and not response.errors:
        yield Symptom.NO_ANSWER
    elif status == _NOT_FOUND and not response.errors:
        yield from (Symptom.NO_ANSWER, Symptom.NOT_FOUND)
    elif answer.refusal is not None:
        yield _REFUSALS[answer.refusal]
    elif any(name in response.empty for name in _LISTS):
        yield Symptom.NOTHING
    elif "jobWorkArtifacts" in response.empty:
        yield Symptom.NO_ARTIFACTS

"""A cause as a reader acts on it."""

from __future__ import annotations

from diagnose.report import Certainty, Rival, Subject, SubjectKind
from diagnose_reports.cause_card import Alternative, cause_card
from diagnose_reports.outline import Explained
from tests.reports import examples
from tests.reports.example_parts import cause, run
from tests.reports.example_rich import mismatch

NOBODY: frozenset[str] = frozenset()


def test_what_the_ticket_does_not_name_is_labelled_by_its_kind() -> None:
    """An artifact that the run came upon is not said to stand in the ticket."""
    failed = examples.rich().findings[6]
    card = cause_card(Explained(1, cause(failed), failed, ()), run(), NOBODY)
    named = cause_card(Explained(1, cause(failed), failed, ()), run(), frozenset({"artifact_0093"}))
    assert [each.change.label for each in (card, named) if each.change] == ["Artifact", "In the ticket"]


def test_a_cause_that_the_report_lost_still_has_a_title() -> None:
    """A damaged report names a finding that it does not hold."""
    card = cause_card(Explained(1, cause(mismatch()), None, ()), run(), NOBODY)
    assert (card.title, card.change, card.deed) == ("Connection mismatch", None, None)


def test_candidates_are_the_ids_that_may_be_meant() -> None:
    """Where job works are in several connections and the ticket names none, either connection may be meant."""
    found = mismatch().model_copy(
        update={
            "suggestion": None,
            "details": {"candidates": ["c_1", "c_2"]},
            "subject": Subject(kind=SubjectKind.JOB_WORK, id="j_1"),
        }
    )
    rivals = tuple(
        Rival(subject=Subject(kind=SubjectKind.CONNECTION, id=each), tells_apart="Which?") for each in ("c_1", "c_2")
    )
    tie = cause(found).model_copy(update={"certainty": Certainty.TIED, "rivals": rivals})
    card = cause_card(Explained(1, tie, found, ()), run(), NOBODY)
    assert card.alternatives == (Alternative("connection", None, "c_1"), Alternative("connection", None, "c_2"))
    assert card.deed is not None
    assert card.deed.what == "ask the customer: Which?"

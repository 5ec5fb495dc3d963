"""Facts that contradict one another, the question or the count are found out."""

from __future__ import annotations

import pytest

from diagnose.report import Evidence
from diagnose.verifying.recorded import Recorded
from tests.diagnosis.playing import played


def search() -> Evidence:
    """The exchange that found the right connection."""
    return played("wrong-connection").evidence[1]


def test_a_true_exchange_agrees_with_itself() -> None:
    """Every one of every report, for that matter; this one holds lists and job works."""
    assert list(Recorded(search()).objections()) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"rows": 0}, "more IDs than rows"),
        ({"ids": ("job_work_20931", "job_work_20931")}, "an ID twice"),
        ({"asked": ("job_work_99999",)}, "that the question does not hold"),
        ({"rows": 12}, "more jobWorks than came back"),
        ({"under": "connection_789"}, "said to be in connection_790"),
    ],
)
def test_a_changed_list_disagrees(changes: dict[str, object], found: str) -> None:
    """With its own rows, with the question, with the count, with the job works that came along."""
    evidence = search()
    first, *others = evidence.facts.lists
    facts = evidence.facts.model_copy(update={"lists": (first.model_copy(update=changes), *others)})
    objections = list(Recorded(evidence.model_copy(update={"facts": facts})).objections())
    assert any(found in objection for objection in objections), objections

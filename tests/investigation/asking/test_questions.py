"""The questions, built within what the gateway accepts."""

from __future__ import annotations

from diagnose.ids import Kind
from diagnose.investigation.asking.questions import FILTERED_BY, Asking
from diagnose.investigation.known.bounds import Manners, Reach
from diagnose.investigation.known.facts import Detail
from diagnose.investigation.known.shapes import PARTS


def test_filters_are_those_of_the_gateway() -> None:
    """As documented for JobWorkFilters; ``workIds`` is only inferred."""
    assert FILTERED_BY == {Kind.JOB_WORK: "ids", Kind.WORK: "workIds", Kind.CONNECTION_JOB: "connectionJobIds"}


def test_sizes_stay_within_what_is_accepted() -> None:
    """Rows of a page and IDs of a filter alike."""
    ask = Asking(Manners(page=50), Reach())
    assert (ask.page, ask.batch) == (50, 50)
    for questions, limit in (
        (ask.job_works(ask.scope("w", "c"), None, 0), 50),
        (ask.by_ids(("w", "c"), Kind.JOB_WORK, ["jw_1"]), 1),
        (ask.by_ids(("w", "c"), Kind.WORK, ["work_1"]), 50),
    ):
        assert [question.variables["limit"] for question in questions] == [limit]


def test_a_gateway_that_refuses_the_whole_is_asked_for_the_parts() -> None:
    """The rows, and what hangs off them apart; of rows that are known, only that."""
    ask = Asking(Manners(refused=frozenset({"JobWorks", "JobWorksShallow"}), taken=frozenset({"JobWorkRows"})), Reach())
    rows, *parts = ask.by_ids(("w", "c"), Kind.JOB_WORK, ["jw_1"])
    assert rows.operation == "JobWorkRows"
    assert {part.operation for part in parts} == set(PARTS)
    assert all(part.variables == rows.variables for part in parts)
    known = ask.by_ids(("w", "c"), Kind.JOB_WORK, ["jw_1"], wanted=Detail.WORK, known=True)
    assert [question.operation for question in known] == ["JobWorkExternalIds"]


def test_what_is_not_named_is_switched_off() -> None:
    """The one document of the opening leaves out the lists that nothing is asked of."""
    ask = Asking(Manners(), Reach())
    variables = ask.ticket_chain(ask.scope("w", None), None, {Kind.WORK: ("work_1",)}).variables
    assert (variables["withByWork"], variables["withByConnectionJob"]) == (True, False)
    assert (variables["connections"], variables["byConnectionJob"]) == (None, None)

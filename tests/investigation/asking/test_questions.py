"""The questions, built within what the gateway accepts."""

from __future__ import annotations

from diagnose.ids import Kind
from diagnose.investigation.asking.questions import FILTERED_BY, Asking
from diagnose.investigation.known.bounds import Manners, Reach


def test_filters_are_those_of_the_gateway() -> None:
    """As documented for JobWorkFilters; ``workIds`` is only inferred."""
    assert FILTERED_BY == {Kind.JOB_WORK: "ids", Kind.WORK: "workIds", Kind.CONNECTION_JOB: "connectionJobIds"}


def test_sizes_stay_within_what_is_accepted() -> None:
    """Rows of a page and IDs of a filter alike."""
    ask = Asking(Manners(page=50), Reach())
    assert (ask.page, ask.batch) == (50, 50)
    assert ask.job_works(ask.scope("w", "c"), None, 0).variables["limit"] == 50
    assert ask.by_ids(("w", "c"), Kind.JOB_WORK, ["jw_1"]).variables["limit"] == 1
    assert ask.by_ids(("w", "c"), Kind.WORK, ["work_1"]).variables["limit"] == 50


def test_a_gateway_that_refuses_depth_is_asked_shallowly() -> None:
    """Whatever was wanted."""
    asked = Asking(Manners(detail=False), Reach()).by_ids(("w", "c"), Kind.JOB_WORK, ["jw_1"])
    assert asked.operation == "JobWorksShallow"


def test_what_is_not_named_is_switched_off() -> None:
    """The one document of the opening leaves out the lists that nothing is asked of."""
    ask = Asking(Manners(), Reach())
    variables = ask.ticket_chain(ask.scope("w", None), None, {Kind.WORK: ("work_1",)}).variables
    assert (variables["withByWork"], variables["withByConnectionJob"]) == (True, False)
    assert (variables["connections"], variables["byConnectionJob"]) == (None, None)

"""How far a run looks, and how each refusal makes the next question smaller."""

from __future__ import annotations

import pytest

from diagnose.gateway.exchange import GraphQLError, Question, Reception
from diagnose.investigation.known.bounds import Manners, Reach
from tests.investigation.investigating import answer

ALL = Manners()


def refused(operation: str, detail: str | None = None, message: str = "too much", limit: int | None = None) -> Manners:
    question = Question(operation, {} if limit is None else {"limit": limit})
    return ALL.after(answer(question, None, GraphQLError(message), reception=Reception.SHAPE_REFUSED, detail=detail))


@pytest.mark.parametrize(
    ("detail", "left"),
    [
        ("work-filter", Manners(work_filter=False)),
        ("depth", Manners(detail=False)),
        ("alias", Manners(aliases=False)),
        ("wrong-surface", ALL),
    ],
)
def test_a_refusal_that_says_what_was_too_much(detail: str, left: Manners) -> None:
    """That alone is given up."""
    assert refused("Search", detail) == left


@pytest.mark.parametrize(
    ("message", "page"), [("limit must not exceed 50, got 200", 50), ("page too large", 100), ("at most 500", 100)]
)
def test_a_page_that_was_too_large(message: str, page: int) -> None:
    """The size that the message names is taken, where it is a smaller one; else half of what was asked for."""
    assert refused("JobWorks", "page-size", message, limit=200).page == page


def test_a_refusal_that_says_nothing_gives_up_one_thing_at_a_time() -> None:
    """The cheapest first: aliases, then depth, then the size of a page."""
    assert refused("Search") == Manners(aliases=False)
    assert refused("JobWorks") == Manners(detail=False)
    assert refused("JobWorksShallow", limit=200) == Manners(page=50)
    assert refused("Connections") == ALL


def test_a_null_that_bubbled_up_from_the_details() -> None:
    """An error deep down that took everything with it means that the details were too much; a small one does not."""
    error = GraphQLError("cost", ("me", "workspaces", 0, "connections", 0, "jobWorks", 0, "jobWorkArtifacts"))
    question = Question("JobWorks", {})
    assert ALL.after(answer(question, {"me": None}, error)) == Manners(detail=False)
    assert ALL.after(answer(question, {"me": {"workspaces": []}}, error)) == ALL


def test_what_was_answered_changes_nothing() -> None:
    """Nor does a failure that has nothing to do with the question's shape."""
    assert ALL.after(answer(Question("Search", {}), {"me": {}})) == ALL
    assert ALL.after(answer(Question("Search", {}), reception=Reception.TIMED_OUT)) == ALL


def test_bounds() -> None:
    """No bound is 0; pages stay within what the gateway takes."""
    assert Reach(max_job_works=10).within(9)
    assert not Reach(max_job_works=10).within(10)
    assert Reach(max_job_works=0).within(1_000_000)
    assert (Manners().rows(200), Manners(page=50).rows(200), Manners(page=500).rows(200)) == (200, 50, 200)

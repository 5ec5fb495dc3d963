"""How far a run looks, and how each refusal makes the next question smaller."""

from __future__ import annotations

import pytest

from diagnose.gateway.exchange import GraphQLError, Question, Reception
from diagnose.investigation.known.bounds import Manners, Reach
from diagnose.investigation.known.facts import Detail
from diagnose.investigation.known.shapes import PARTS
from diagnose.json_value import Json
from tests.investigation.investigating import answer

ALL = Manners()
DEEP = frozenset({"Search", "TicketChain", "JobWorks", "ArtifactStatuses", "ArtifactDetails"})


def refused(
    operation: str,
    detail: str | None = None,
    message: str = "too much",
    limit: int | None = None,
    by: Manners = ALL,
    **variables: Json,
) -> Manners:
    question = Question(operation, variables if limit is None else {"limit": limit, **variables})
    return by.after(answer(question, None, GraphQLError(message), reception=Reception.SHAPE_REFUSED, detail=detail))


@pytest.mark.parametrize(
    ("operation", "detail", "left"),
    [
        ("Search", "work-filter", Manners(work_filter=False)),
        ("TicketChain", "depth", Manners(refused=DEEP)),
        (
            "JobWorkArtifacts",
            "depth",
            Manners(refused=DEEP | {"JobWorksShallow", "JobWorkArtifacts", "JobWorkExternalIds"}),
        ),
        ("TicketChain", "alias", Manners(refused=frozenset({"Search", "TicketChain"}))),
        ("Search", "alias", Manners(refused=frozenset({"Search"}))),
        ("Search", "wrong-surface", ALL),
    ],
)
def test_a_refusal_that_says_what_was_too_much(operation: str, detail: str, left: Manners) -> None:
    """That, and whatever is as deep or has as many aliases, is given up; nothing else."""
    assert refused(operation, detail) == left


@pytest.mark.parametrize(
    ("message", "page"), [("limit must not exceed 50, got 200", 50), ("page too large", 50), ("at most 500", 50)]
)
def test_a_page_that_was_too_large(message: str, page: int) -> None:
    """The size that the message names is taken, where it is a smaller one; else a quarter of what was asked for."""
    assert refused("JobWorks", "page-size", message, limit=200).page == page


@pytest.mark.parametrize(
    ("message", "batch"), [("at most 10 values, got 40", 10), ("too many ids", 10), ("up to 500 ids", 10)]
)
def test_a_filter_with_too_many_ids(message: str, batch: int) -> None:
    """As many as the message says, where that is fewer; else a quarter. Pages stay as long as they were."""
    many: Json = {"ids": [f"job_work_{number}" for number in range(40)]}
    assert refused("Search", "filter-size", message, limit=200, named=many) == Manners(batch=batch)
    assert refused("Search", "filter-size", message, named={"ids": ["job_work_1"]}) == ALL


def test_a_page_of_job_works_says_nothing_of_connections() -> None:
    """Where the refusal tells which list it is about."""
    deep = GraphQLError("limit must not exceed 5", ("me", "workspaces", 0, "connections", 0, "jobWorks"))
    question = Question("JobWorks", {"limit": 200})
    left = ALL.after(answer(question, {"me": {}}, deep, reception=Reception.PARTIAL, detail="page-size"))
    assert (left.page, left.connections) == (5, None)
    assert refused("JobWorks", "page-size", "limit must not exceed 5", limit=200).connections == 5


@pytest.mark.parametrize("detail", [None, "cost"])
def test_a_refusal_that_leaves_it_open_gives_up_what_is_as_dear(detail: str | None) -> None:
    """What is lighter is then tried side by side, down to the workspace alone, until something is taken."""
    left = refused("TicketChain", detail)
    assert (left.refused, left.doubted) == (frozenset({"Search", "TicketChain"}), True)
    assert left.listings(Detail.FULL)[:2] == ("JobWorkRows", "JobWorks")
    assert set(left.listings(Detail.FULL)[2:]) == {*PARTS, "NamedConnections", "NamedWorkspaces"}
    settled = left.after(answer(Question("JobWorks", {}), {"me": {}}))
    assert settled.listings(Detail.FULL) == ("JobWorks",)


def test_what_was_taken_before_asked_for_too_many() -> None:
    """Then the rows of a page, or the IDs of a filter, are fewer from now on; a question from before says no more."""
    taken = ALL.after(answer(Question("JobWorks", {}), {"me": {}}))
    smaller = refused("JobWorks", "cost", limit=200, by=taken)
    assert (smaller.page, smaller.refused) == (50, frozenset())
    assert refused("JobWorkArtifacts", "cost", limit=200, by=smaller) == smaller


def test_a_body_that_is_too_large_holds_fewer_ids_or_a_smaller_document() -> None:
    """Whichever of them makes it large."""
    many: Json = {"ids": [f"job_work_{number}" for number in range(200)]}
    left = refused("Search", "size", named=many)
    assert left == Manners(batch=25, refused=frozenset({"Search"}))
    assert refused("JobWorkRowsAnywhere", "size", jobWorks=many) == Manners(batch=50)
    assert refused("TicketChain", "size", jobWorks={"ids": ["job_work_1"]}).refused == {"Search", "TicketChain"}


def test_a_null_that_bubbled_up_from_the_details() -> None:
    """An error deep down that took everything with it means that the details were too much; a small one does not."""
    error = GraphQLError("cost", ("me", "workspaces", 0, "connections", 0, "jobWorks", 0, "jobWorkArtifacts"))
    question = Question("JobWorks", {})
    assert ALL.after(answer(question, {"me": None}, error)).refused == DEEP
    assert ALL.after(answer(question, {"me": {"workspaces": []}}, error)) == Manners(taken=frozenset({"JobWorks"}))


def test_what_was_answered_is_known_to_be_taken() -> None:
    """A failure that has nothing to do with the question's shape changes nothing."""
    assert ALL.after(answer(Question("Search", {}), {"me": {}})) == Manners(taken=frozenset({"Search"}))
    assert ALL.after(answer(Question("Search", {}), reception=Reception.TIMED_OUT)) == ALL


def test_bounds() -> None:
    """No bound is 0; pages stay within what the gateway takes."""
    assert Reach(max_job_works=10).within(9)
    assert not Reach(max_job_works=10).within(10)
    assert Reach(max_job_works=0).within(1_000_000)
    assert (Manners().rows(200), Manners(page=50).rows(200), Manners(page=500).rows(200)) == (200, 50, 200)


def test_rows_of_connections_are_both_fewer() -> None:
    """A hundred connections of two hundred rows each are many times a thousand: so many of both that it fits."""
    message = "The query asks for up to 20100 nodes, which exceeds the query cost limit of 1000."
    left = refused("JobWorkRowsAnywhere", "cost", message, limit=200, connectionLimit=100)
    assert left.page is not None
    assert (left.connections, left.refused) == (left.page, frozenset())
    assert 900 // 2 < left.page * (1 + left.page) <= 1000


def test_too_many_connections_are_fewer_next_time() -> None:
    """A list of connections has the leanest fields there are: it is their number that is too dear, and no shape."""
    message = "The query asks for up to 102 nodes, which exceeds the query cost limit of 30."
    left = refused("Connections", "cost", message, connectionLimit=100)
    assert (left.connections, left.page, left.refused) == (26, None, frozenset())
    assert refused("Connections", "cost", message, by=Manners(connections=6), connectionLimit=100) == Manners(
        connections=6
    )


@pytest.mark.parametrize(
    ("message", "page"),
    [
        ("The query asks for up to 20,402 nodes; the query cost limit is 250.", 2),
        ("The query asks for up to 303 nodes, which exceeds the query cost limit of 250.", 148),
        ("Query cost of 1400 exceeds the maximum of 100", 12),
        ("Query Cost limit of 30 exceeded, found 90000.", 1),
        ("Query Cost limit of 100 exceeded, found 262.", None),
        ("too much", None),
    ],
)
def test_a_question_that_is_many_times_too_dear_asks_for_too_many_rows(message: str, page: int | None) -> None:
    """Leaner fields make it a few times cheaper: beyond that its limit is multiplied, and the figures say by what."""
    left = refused("TicketChain", "cost", message, limit=200)
    assert left.page == page
    assert (not left.refused) == (page is not None)

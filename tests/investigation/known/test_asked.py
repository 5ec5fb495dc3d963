"""What a question asked its lists for, read back from its variables."""

from __future__ import annotations

from diagnose.ids import Kind
from diagnose.investigation.asking.questions import Asking
from diagnose.investigation.known.asked import Asked, asked, asked_connections, asked_workspaces
from diagnose.investigation.known.bounds import Manners, Reach

ASK = Asking(Manners(), Reach())


def test_a_listing_is_read_as_it_was_asked() -> None:
    """Filter, offset and limit of the job works; the connection that it was asked in."""
    scope = ASK.scope("ws_100", "conn_500")
    (question,) = ASK.job_works(scope, ASK.filtered(Kind.CONNECTION_JOB, ["job_1", "job_2"]), 2, 400)
    listing = asked(question.variables, "jobWorks", Kind.JOB_WORK)
    assert listing == Asked(Kind.CONNECTION_JOB, frozenset({"job_1", "job_2"}), 400, 200)
    assert asked_workspaces(question.variables) == Asked(Kind.WORKSPACE, frozenset({"ws_100"}))
    assert asked_connections(question.variables, "connections").ids == {"conn_500"}


def test_a_search_asks_each_list_by_its_own_kind() -> None:
    """The same IDs are tried as every kind; what is switched off was not asked."""
    variables = ASK.search(["x"], 100, listing=False, filters=None).variables
    kinds = {"named": Kind.CONNECTION, "byJobWork": Kind.JOB_WORK, "byWork": Kind.WORK}
    for name, kind in {**kinds, "byConnectionJob": Kind.CONNECTION_JOB}.items():
        own = Kind.CONNECTION if name == "named" else Kind.JOB_WORK
        listing = asked(variables, name, own)
        assert listing is not None
        assert (listing.by, listing.ids) == (kind, frozenset({"x"}))
    assert asked(variables, "jobWorks", Kind.JOB_WORK) is None
    without_works = Asking(Manners(work_filter=False), Reach()).search(["x"], 0, listing=False, filters=None)
    assert asked(without_works.variables, "byWork", Kind.JOB_WORK) is None


def test_a_page_of_all_connections_has_no_filter() -> None:
    """It has a place in the list of them, though."""
    variables = ASK.all_connections(200).variables
    assert asked_connections(variables, "connections") == Asked(None, frozenset(), 200, 100)
    assert asked_workspaces(variables) == Asked()

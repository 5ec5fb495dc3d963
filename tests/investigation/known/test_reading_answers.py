"""Folding answers into facts: one walk reads every document. (How lies are read: test_answers_that_lie.)"""

from __future__ import annotations

from diagnose.gateway.exchange import GraphQLError, Question, Reception
from diagnose.ids import Kind
from diagnose.investigation.asking.questions import Asking
from diagnose.investigation.known.bounds import Manners, Reach
from diagnose.investigation.known.facts import Connection, JobWork, Look, Workspace
from diagnose.investigation.known.reading_answers import Fact, facts_of
from diagnose.json_value import Json
from tests.investigation.investigating import answer

ASK = Asking(Manners(), Reach())
CHAIN = ASK.ticket_chain(ASK.scope("w", "c"), ASK.filtered(Kind.JOB_WORK, ["jw_1"]), {Kind.CONNECTION_JOB: ("job_1",)})
BARE: Json = {"id": "jw_1", "workId": "work_1", "connectionJobId": "job_1"}


def body(connection: dict[str, Json]) -> Json:
    return {"me": {"workspaces": [{"id": "w", "connections": [{"id": "c", "status": "active", **connection}]}]}}


def looks(question: Question, data: Json, *errors: GraphQLError) -> list[Look]:
    return [fact for fact in facts_of(answer(question, data, *errors), "E1") if isinstance(fact, Look)]


def test_every_list_of_an_answer_is_a_look() -> None:
    """Workspaces, connections, and each listing of job works with the filter that it was asked with."""
    data = body({"jobWorks": [], "byConnectionJob": [BARE]})
    facts: list[Fact] = list(facts_of(answer(CHAIN, data), "E1"))
    assert [type(fact) for fact in facts if not isinstance(fact, Look)] == [Workspace, Connection, JobWork]
    found = {(look.of, look.by): look for look in facts if isinstance(look, Look)}
    assert set(found) == {
        (Kind.JOB_WORK, Kind.JOB_WORK),
        (Kind.JOB_WORK, Kind.CONNECTION_JOB),
        (Kind.CONNECTION, Kind.CONNECTION),
        (Kind.WORKSPACE, Kind.WORKSPACE),
    }
    assert found[Kind.JOB_WORK, Kind.JOB_WORK].proves_absence
    assert found[Kind.JOB_WORK, Kind.CONNECTION_JOB].ids == ("jw_1",)


def test_a_null_list_proves_nothing() -> None:
    """It has a trouble, with the error's words where there is an error on its path."""
    path = ("me", "workspaces", 0, "connections", 0, "jobWorks")
    error = GraphQLError("no entry", path, "FORBIDDEN")
    hidden = next(look for look in looks(CHAIN, body({"jobWorks": None}), error) if look.by is Kind.JOB_WORK)
    assert not hidden.proves_absence
    assert hidden.trouble is not None
    assert hidden.trouble.reception is Reception.FORBIDDEN


def test_what_was_not_reached_has_a_look_for_all_that_was_asked() -> None:
    """An answer without any data: each list of the question is unseen, and says why."""
    lost = answer(CHAIN, reception=Reception.TIMED_OUT)
    found = [fact for fact in facts_of(lost, "E1") if isinstance(fact, Look)]
    assert {(look.of, look.by) for look in found} >= {
        (Kind.WORKSPACE, Kind.WORKSPACE),
        (Kind.CONNECTION, Kind.CONNECTION),
        (Kind.JOB_WORK, Kind.JOB_WORK),
        (Kind.JOB_WORK, Kind.CONNECTION_JOB),
    }
    assert all(look.trouble and not look.proves_absence for look in found)


def test_a_search_lists_job_works_under_connections_it_was_named() -> None:
    """Filters go through all connections, the listing beside them only through those whose ID was searched for."""
    question = ASK.search(["c"], 0, listing=True, filters=None)
    named: dict[str, Json] = {"id": "c", "status": "active", "jobWorks": [BARE]}
    data: Json = {"me": {"workspaces": [{"id": "w", "connections": [], "named": [named]}]}}
    found = looks(question, data)
    assert [(look.by, look.connection_id, look.ids) for look in found if look.of is Kind.JOB_WORK] == [
        (None, "c", ("jw_1",))
    ]

"""The answer to a corrected request: IDs and counts, whatever else came with them."""

from __future__ import annotations

from datetime import UTC, datetime

from diagnose.checking.trial_answer import read_trial
from diagnose.gateway.exchange import Answer, Attempt, GraphQLError, Question, Reception
from diagnose.json_value import Json
from diagnose.outside import unmarked
from diagnose.report import SubjectKind

TRY = Attempt(datetime(2026, 3, 9, tzinfo=UTC), 1.0, Reception.OK, 200)
ROW: Json = {"id": "J1", "workId": "W1", "connectionJobId": "K1", "name": "Mary", "jobWorkArtifacts": [{"id": "A"}]}
DATA: Json = {
    "me": {
        "workspaces": [
            {"id": "S", "connections": [{"id": "C", "jobWorks": [ROW, None, 7], "jobWorks_2": [{"id": "J2"}, ROW]}]},
            "odd",
        ]
    }
}
FILTERS = {"jobWorks": {"ids": ("J1",)}, "jobWorks_2": {"connectionJobIds": ("K1",)}}


def answered(data: Json, *errors: GraphQLError) -> Answer:
    """An answer with these data."""
    return Answer(Question("CorrectedRequest", {}, "{ me { id } }"), Reception.OK, (TRY,), data, errors)


def test_rows_are_counted_and_nothing_else_is_kept() -> None:
    """What has another shape than was asked for is left out."""
    answer = answered(DATA, GraphQLError("no", code="FORBIDDEN"))
    came = read_trial(answer)
    assert list(came.rows) == ["J1", "J2"]
    assert came.rows["J1"].artifacts == 1
    assert unmarked(came.in_counts(answer)) == "workspaces 1 · connections 1 · jobWorks 3 · errors 1 (FORBIDDEN)"
    assert "Mary" not in f"{came}"


def test_facts_hold_what_is_named() -> None:
    """A list's rows are all counted, of the IDs only those that a proof is about are told."""
    answer = answered(DATA)
    facts = read_trial(answer).facts(answer, FILTERS, {"J1", "K1"})
    assert [(fact.of, fact.under, fact.by, fact.ids, fact.rows) for fact in facts.lists] == [
        (SubjectKind.CONNECTION, "S", None, ("C",), 1),
        (SubjectKind.JOB_WORK, "C", SubjectKind.JOB_WORK, ("J1",), 1),
        (SubjectKind.JOB_WORK, "C", SubjectKind.CONNECTION_JOB, ("J1",), 2),
    ]
    (row,) = facts.job_works
    assert (row.id, row.connection_id, row.connection_job_id, row.work_id) == ("J1", "C", "K1", None)


def test_nothing_came() -> None:
    """Of an answer without data, its errors are told."""
    nothing: list[Json] = [None, [], {"me": None}, {"me": {"workspaces": []}}]
    for data in nothing:
        answer = answered(data, GraphQLError("down"))
        assert read_trial(answer).rows == {}
        assert read_trial(answer).facts(answer, FILTERS, ()).errors[0].message == "down"

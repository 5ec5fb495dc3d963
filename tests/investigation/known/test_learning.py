"""Learning answer by answer, and the snapshots that are handed out on the way."""

from __future__ import annotations

import pytest

from diagnose.gateway.exchange import Question
from diagnose.ids import Kind
from diagnose.investigation.known.facts import Detail
from diagnose.investigation.known.learning import Learning, learned_from
from diagnose.json_value import Json
from tests.investigation.investigating import answer

SCOPE: dict[str, Json] = {"workspaceIds": ["w"], "connections": {"ids": ["c"]}, "offset": 0, "limit": 10}
SHALLOW = Question("JobWorksShallow", {**SCOPE, "jobWorks": None})
FULL = Question("JobWorks", {**SCOPE, "jobWorks": {"ids": ["jw_1"]}})


def row(**more: Json) -> dict[str, Json]:
    return {"id": "jw_1", "workId": "work_1", "connectionJobId": "job_1", "work": {"externalId": "client-1"}, **more}


def body(*rows: Json) -> Json:
    connection: Json = {"id": "c", "providerKey": "qount", "status": "active", "jobWorks": list(rows)}
    return {"me": {"workspaces": [{"id": "w", "connections": [connection]}]}}


SHOWN = body(row(jobWorkArtifacts=[{"id": "link_1", "artifactId": "artifact_1"}]))


def test_a_snapshot_does_not_change() -> None:
    """What was handed out before an answer knows nothing of it; what is handed out after it does."""
    learning = Learning()
    before = learning.knowledge
    assert learning.knowledge is before
    assert learning.learn(answer(SHALLOW, SHOWN)) == "E1"
    after = learning.knowledge
    assert (list(before.job_works), list(before.looks), before.asked) == ([], [], frozenset())
    assert (list(after.job_works), after.asked) == (["jw_1"], frozenset({SHALLOW.key}))
    assert not before.lives(Kind.WORK, "work_1")
    assert after.lives(Kind.WORK, "work_1")


def test_the_fullest_row_is_kept() -> None:
    """A job work seen in passing gives way to the one seen in full, not the other way round."""
    full = body(row(jobWorkArtifacts=[]))
    for answers in ([answer(SHALLOW, SHOWN), answer(FULL, full)], [answer(FULL, full), answer(SHALLOW, SHOWN)]):
        assert learned_from(answers).job_works["jw_1"].detail is Detail.FULL


PARTS = [
    answer(Question("JobWorkRows", FULL.variables), body(row())),
    answer(Question("JobWorkExternalIds", FULL.variables), body({"id": "jw_1", "work": {"externalId": "client-1"}})),
    answer(
        Question("JobWorkArtifacts", FULL.variables),
        body({"id": "jw_1", "jobWorkArtifacts": [{"id": "link_1", "artifactId": "artifact_1"}]}),
    ),
    answer(
        Question("ArtifactStatuses", FULL.variables),
        body({"id": "jw_1", "jobWorkArtifacts": [{"id": "link_1", "workArtifact": {"status": "failed"}}]}),
    ),
    answer(
        Question("ArtifactDetails", FULL.variables),
        body({"id": "jw_1", "jobWorkArtifacts": [{"id": "link_1", "workArtifact": {"metadata": {"error": "x"}}}]}),
    ),
]


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 4, 0, 3, 1)])
def test_parts_are_put_together_in_whatever_order_they_come(order: tuple[int, ...]) -> None:
    """A row whose parts are in several answers is as good as one that came whole."""
    live = learned_from(PARTS[index] for index in order)
    job_work = live.job_works["jw_1"]
    assert (job_work.detail, job_work.external_id) == (Detail.FULL, "client-1")
    (artifact,) = job_work.artifacts or ()
    assert (artifact.artifact_id, artifact.status, artifact.metadata) == ("artifact_1", "failed", {"error": "x"})
    assert [holder.id for holder in live.holders("artifact_1")] == ["jw_1"]


def test_a_part_without_its_row_is_no_job_work() -> None:
    """Where it belongs is not known."""
    assert learned_from(PARTS[1:]).job_works == {}


def test_what_was_shown_once_stays_seen() -> None:
    """A later answer that hides the artifacts does not make them unknown."""
    live = learned_from([answer(SHALLOW, SHOWN), answer(FULL, body(row(jobWorkArtifacts=None)))])
    assert live.job_works["jw_1"].artifacts is None
    assert [holder.id for holder in live.holders("artifact_1")] == ["jw_1"]


def test_answers_are_kept_without_their_data() -> None:
    """The facts hold what is needed; ten thousand rows are not kept twice."""
    live = learned_from([answer(FULL, SHOWN)])
    assert [(evidence, kept.data) for evidence, kept in live.answers] == [("E1", None)]


def test_a_login_shows_nothing_of_the_ticket() -> None:
    """It counts as an exchange, and leaves no look behind."""
    live = learned_from([answer(Question("LoginViaPersonalApiToken", {}), {"login": "x"})])
    assert len(live.answers) == 1
    assert list(live.looks) == []


def test_a_connection_keeps_the_first_status_that_was_shown() -> None:
    """An answer without one, or with another later, takes nothing from it."""
    statuses: tuple[Json, ...] = (None, "active", "disabled", None)
    shown = [[{"id": "c", "providerKey": "qount", "status": status, "jobWorks": []}] for status in statuses]
    live = learned_from(answer(SHALLOW, {"me": {"workspaces": [{"id": "w", "connections": list(it)}]}}) for it in shown)
    assert live.connections["c"].status == "active"

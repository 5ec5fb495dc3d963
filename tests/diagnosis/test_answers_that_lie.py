"""Answers that lie: whatever JSON comes back, it is read without a crash, and nothing becomes absent by it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose.checking.context import Context
from diagnose.checking.runner import run_checks
from diagnose.checking.sight import Sight
from diagnose.gateway.client import GatewayClient
from diagnose.gateway.exchange import Answer, Attempt, GraphQLError, Question, Reception
from diagnose.ids import Kind
from diagnose.investigation.asking.investigate import Investigation, investigate
from diagnose.investigation.known.bounds import Reach
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.known.learning import learned_from
from diagnose.investigation.known.presence import Absent, Seen, Unseen
from diagnose.investigation.reasoning.case_file import CaseFile
from diagnose.json_value import Json
from diagnose.rehearsal import settings_for, ticket_of
from diagnose.sandbox import scenario, serve
from diagnose.ticket.ticket import make_ticket
from diagnose_checks import CHECKS

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WORKSPACE, CONNECTION, JOB_WORK = "workspace_1", "connection_1", "job_work_1"
QUESTION = Question(
    "JobWorks",
    {
        "workspaceIds": [WORKSPACE],
        "connections": {"ids": [CONNECTION]},
        "jobWorks": {"ids": [JOB_WORK]},
        "offset": 0,
        "limit": 1,
    },
)


def answer(data: Json, *errors: GraphQLError, question: Question = QUESTION) -> Answer:
    reception = Reception.PARTIAL if errors else Reception.OK
    return Answer(question, reception, (Attempt(NOW, 1.0, reception, 200),), data, errors, "HTTP 200")


def body(job_works: Json) -> Json:
    return {"me": {"id": "u", "workspaces": [{"id": WORKSPACE, "connections": [
        {"id": CONNECTION, "providerKey": "qount", "status": "active", "jobWorks": job_works}]}]}}  # fmt: skip


def row(**changes: Json) -> dict[str, Json]:
    whole: dict[str, Json] = {
        "id": JOB_WORK, "createdAt": "2026-01-01T00:00:00Z", "workspaceId": WORKSPACE, "workId": "work_1",
        "connectionJobId": "job_1", "work": {"id": "work_1", "externalId": "client-1", "status": "pending"},
        "jobWorkArtifacts": [{"id": "link_1", "artifactId": "artifact_1", "workArtifact": {
            "id": "artifact_1", "externalId": "file-1", "type": "w2", "status": "completed", "uploadedUrl": "https://x",
            "metadata": None}}],
    }  # fmt: skip
    return {**whole, **changes}


def live(*answers: Answer) -> Knowledge:
    return learned_from(answers)


def test_the_row_as_it_should_be() -> None:
    """The row that the other tests spoil is read whole."""
    seen = live(answer(body([row()]))).under(CONNECTION, Kind.JOB_WORK, JOB_WORK)
    assert isinstance(seen, Seen)
    assert seen.it.artifacts is not None
    assert [(one.artifact_id, one.status) for one in seen.it.artifacts] == [("artifact_1", "completed")]


def test_an_empty_list_proves_absence() -> None:
    """An empty list to the question for this very ID is the proof that it is not there."""
    assert isinstance(live(answer(body([]))).under(CONNECTION, Kind.JOB_WORK, JOB_WORK), Absent)


@pytest.mark.parametrize(
    "job_works",
    [None, "none", 5, {}, [None], [5], [[]], [{}], [row(id=None)], [row(id=5)], [row(id="")], [row(id="x" * 200_000)],
     [row(workId=None)], [row(connectionJobId=["job_1"])], [row(id="another")]],
)  # fmt: skip
def test_no_lie_is_absence(job_works: Json) -> None:
    """A list of the wrong type, a row that cannot be read or is not what was asked for: unknown, never absent."""
    found = live(answer(body(job_works)))
    assert isinstance(found.under(CONNECTION, Kind.JOB_WORK, JOB_WORK), Unseen)
    assert not isinstance(found.any_under(CONNECTION), Absent)


@pytest.mark.parametrize(
    "path",
    [
        ("me", "workspaces", 0, "connections", 0, "jobWorks"),
        ("me", "workspaces", 0, "connections", 0, "jobWorks", 3, "work"),
        ("me", "workspaces", 0, "connections", 0),
        ("me", "workspaces"),
        ("me",),
        None,
    ],
)
def test_null_with_an_error(path: tuple[str | int, ...] | None) -> None:
    """A null with an error on its path, above it or below it, is unknown and carries the gateway's own words."""
    seen = live(answer(body(None), GraphQLError("it is dark", path))).under(CONNECTION, Kind.JOB_WORK, JOB_WORK)
    assert isinstance(seen, Unseen)
    assert "it is dark" in seen.reason


@pytest.mark.parametrize("hidden", ["me", "workspaces", "connections"])
def test_null_higher_up(hidden: str) -> None:
    """A null anywhere on the way makes all that hangs below it unknown."""
    data = deepcopy(body([row()]))
    assert isinstance(data, dict)
    me = data["me"]
    assert isinstance(me, dict)
    match hidden:
        case "me":
            data["me"] = None
        case "workspaces":
            me["workspaces"] = None
        case _:
            me["workspaces"] = [{"id": WORKSPACE, "connections": None}]
    found = live(answer(data, GraphQLError("it is dark", ("me",))))
    assert isinstance(found.under(CONNECTION, Kind.JOB_WORK, JOB_WORK), Unseen)
    assert not isinstance(found.connection(CONNECTION, WORKSPACE), Absent)
    assert isinstance(found.workspace(WORKSPACE), Seen if hidden == "connections" else Unseen)


@pytest.mark.parametrize("artifacts", [None, 5, "none", {}, [None], [5], [{"id": 5}], [{"id": "x"}]])
def test_artifacts_that_lie(artifacts: Json) -> None:
    """An artifact list that cannot be read is not an empty one."""
    seen = live(answer(body([row(jobWorkArtifacts=artifacts)]))).under(CONNECTION, Kind.JOB_WORK, JOB_WORK)
    assert isinstance(seen, Seen)
    assert seen.it.artifacts is None
    assert seen.it.trouble


@pytest.mark.parametrize("work_artifact", [None, 5, {}, {"status": 5}, {"status": None}, {"status": ["completed"]}])
def test_statuses_that_lie(work_artifact: Json) -> None:
    """A status that cannot be read is no status, and says why."""
    artifacts: Json = [{"id": "link_1", "artifactId": "artifact_1", "workArtifact": work_artifact}]
    seen = live(answer(body([row(jobWorkArtifacts=artifacts)]))).under(CONNECTION, Kind.JOB_WORK, JOB_WORK)
    assert isinstance(seen, Seen)
    assert seen.it.artifacts is not None
    assert (seen.it.artifacts[0].status, bool(seen.it.artifacts[0].trouble)) == (None, True)


def test_short_list_proves_nothing() -> None:
    """A list with some of the rows asked for proves nothing about the others: the gateway may cap lists silently."""
    question = replace(QUESTION, variables={**QUESTION.variables, "jobWorks": {"ids": [JOB_WORK, "job_work_2"]}})
    found = live(answer(body([row()]), question=question))
    assert isinstance(found.under(CONNECTION, Kind.JOB_WORK, "job_work_2"), Unseen)


def test_recorded_answer_counts_once() -> None:
    """The same answer learned twice leaves the same facts."""
    once, twice = live(answer(body([row()]))), live(answer(body([row()])), answer(body([row()])))
    assert once.job_works == twice.job_works
    assert once.homes(JOB_WORK) == twice.homes(JOB_WORK)


class Recorder:
    """Passes questions on and keeps what came back, as a recording would."""

    def __init__(self, client: GatewayClient) -> None:
        self.client = client
        self.answers: list[Answer] = []

    async def ask(self, question: Question) -> Answer:
        """Ask the real gateway."""
        found = await self.client.ask(question)
        self.answers.append(found)
        return found


@cache
def recorded(name: str) -> tuple[Answer, ...]:
    """Every answer of a scenario's run, in the order in which they came."""

    async def ask() -> tuple[Answer, ...]:
        one = scenario(name)
        with serve(one) as gateway:
            where = settings_for(gateway)
            assert where.credential is not None
            async with GatewayClient(where.endpoint, where.credential, source_platform="test", environ={}) as client:
                recorder = Recorder(client)
                await investigate(ticket_of(one), recorder, Reach(), Investigation())
                return tuple(recorder.answers)

    return asyncio.run(ask())


SCENARIOS = ("healthy", "job-work-mistyped", "wrong-connection")


def spots(value: Json, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from spots(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from spots(inner, (*path, index))


def spoiled(value: Json, path: tuple[str | int, ...], lie: Json) -> Json:
    if not path:
        return lie
    step, rest = path[0], path[1:]
    if isinstance(value, dict) and isinstance(step, str):
        return {**value, step: spoiled(value[step], rest, lie)}
    if isinstance(value, list) and isinstance(step, int):
        return [*value[:step], spoiled(value[step], rest, lie), *value[step + 1 :]]
    raise AssertionError(f"{step} does not lead anywhere")


LIES: tuple[Json, ...] = (
    None, True, 5, -1.5, "", "x" * 200_000, "\x1b]0;x\x07", [], [None], {}, {"id": None}, [[]], "job",
)  # fmt: skip
SHOWN_EMPTY = {"id", "jobWorks", "connections", "workspaces", "named", "byConnectionJob", "byJobWork", "byWork"}
"""An empty list in the place of one of these lists is an answer, not a lie that could be told from one."""
FINE = settings(suppress_health_check=list(HealthCheck))


@settings(FINE)
@given(st.data())
def test_one_lie_anywhere(data: st.DataObject) -> None:
    """One value of a real recording replaced by a lie: no check breaks, and nothing is absent that was not before."""
    name = data.draw(st.sampled_from(SCENARIOS))
    answers = list(recorded(name))
    index = data.draw(st.integers(0, len(answers) - 1))
    path = data.draw(st.sampled_from(sorted(spots(answers[index].data), key=str)))
    answers[index] = replace(answers[index], data=spoiled(answers[index].data, path, data.draw(st.sampled_from(LIES))))
    ticket = ticket_of(scenario(name))
    found = live(*answers)
    rows = run_checks(CHECKS, Context(Sight(CaseFile(ticket, found), "http://127.0.0.1/graphql", NOW)), lambda: 0.0)
    assert [f"{one.id}: {one.reason}" for one in rows if one.outcome == "error"] == []
    if path and not isinstance(path[-1], int):
        before = live(*recorded(name))
        for one in ticket.job_works:
            if one.id in before.job_works and path[-1] not in SHOWN_EMPTY:
                assert not isinstance(found.under(before.job_works[one.id].connection_id, one.kind, one.id), Absent)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["me", "workspaces", "id", "connections", "named", "jobWorks", "byWork", "work", "status"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


@settings(FINE)
@given(JSON, st.sampled_from(["TicketChain", "JobWorks", "JobWorksShallow", "Search", "Connections"]))
def test_any_json(data: Json, operation: str) -> None:
    """Any JSON at all as the answer to any question is read without a crash, and proves no absence by chance."""
    listing = QUESTION.variables["jobWorks"]
    question = Question(operation, {**QUESTION.variables, "named": None, "byWork": listing, "byJobWork": listing})
    found = live(answer(data, question=question))
    ticket = make_ticket({Kind.WORKSPACE: [WORKSPACE], Kind.CONNECTION: [CONNECTION], Kind.JOB_WORK: [JOB_WORK]})
    rows = run_checks(CHECKS, Context(Sight(CaseFile(ticket, found), "http://127.0.0.1/graphql", NOW)), lambda: 0.0)
    assert [f"{one.id}: {one.reason}" for one in rows if one.outcome == "error"] == []

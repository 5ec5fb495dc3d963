"""Every scenario can be read, holds together, and shows what it says; a broken file is one clear error."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from rapidfuzz.distance import OSA

from diagnose.ids import Kind
from diagnose.report import Status, SubjectKind
from diagnose.sandbox import Destination, InvalidScenario, Scenario, UnknownScenario, scenario, scenario_names, serve
from diagnose.sandbox.scenario_file import read_scenario
from diagnose.sandbox.world import moment
from tests.sandbox.calling import Caller

CODES = {
    "endpoint-unreachable", "endpoint-not-graphql", "endpoint-wrong-surface",
    "token-rejected", "token-expired", "api-key-rejected",
    "workspace-not-visible", "workspace-id-mistyped", "workspace-id-wrong-kind", "workspace-mismatch",
    "connection-not-found", "connection-id-mistyped", "connection-id-wrong-kind", "connection-mismatch",
    "connection-not-active", "connection-job-empty", "connection-job-mismatch",
    "job-work-not-found", "job-work-in-other-connection", "job-work-id-mistyped", "job-work-id-wrong-kind",
    "no-job-works", "artifacts-absent", "artifact-not-attached", "artifact-on-other-job-work",
    "artifact-pending", "artifact-stuck", "artifact-failed", "artifact-cancelled", "artifact-status-unknown",
    "artifact-completed-without-url", "id-not-clean", "external-id-reused",
}  # fmt: skip
"""The finding codes of the contract that live data can show."""
WARNINGS = {"artifact-pending", "artifact-status-unknown", "artifact-completed-without-url", "external-id-reused"}
INCONCLUSIVE = {code for code in CODES if code.startswith(("endpoint-", "token-", "api-key-"))}
NAMES = scenario_names()


def everything(one: Scenario) -> Iterator[tuple[Kind, str]]:
    """All IDs of a scenario's world that its credentials can see."""
    for workspace in (w for w in one.world.workspaces if w.visible):
        yield Kind.WORKSPACE, workspace.id
        for connection in workspace.connections:
            yield Kind.CONNECTION, connection.id
            for job_work in connection.job_works:
                yield from ((Kind.JOB_WORK, job_work.id), (Kind.WORK, job_work.work))
                yield Kind.CONNECTION_JOB, job_work.job
                for artifact in job_work.artifacts:
                    yield from ((Kind.ARTIFACT, artifact.id), (Kind.ARTIFACT, artifact.external_id))


def named(one: Scenario) -> Iterator[tuple[Kind, str]]:
    """All IDs that a scenario's ticket names."""
    ticket = one.ticket
    yield from ((Kind.WORKSPACE, i) for i in (ticket.workspace_id,) if i)
    yield from ((Kind.CONNECTION, i) for i in (ticket.connection_id,) if i)
    yield from ((Kind.CONNECTION_JOB, i) for i in ticket.connection_job_ids)
    yield from ((Kind.JOB_WORK, i) for i in ticket.job_work_ids)
    yield from ((Kind.WORK, i) for i in ticket.work_ids)
    yield from ((Kind.ARTIFACT, i) for i in ticket.artifact_ids)


def test_names() -> None:
    """The healthy one comes first, the others follow in alphabetical order."""
    assert NAMES[0] == "healthy"
    assert list(NAMES[1:]) == sorted(NAMES[1:])


def test_every_code_has_a_scenario() -> None:
    """Each finding that live data can show is the cause in at least one scenario, and no other code is expected."""
    assert {cause.code for name in NAMES for cause in scenario(name).expect.causes} == CODES


def test_references_are_unique() -> None:
    """No two scenarios share a ticket reference."""
    assert len({scenario(name).ticket.reference for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_holds_together(name: str) -> None:
    """Title and story are there, the kinds are the report's, and status and exit code follow from the causes."""
    one = scenario(name)
    assert "\n" not in one.title
    assert one.title[-1] not in ".!"
    assert one.story
    expect = one.expect
    kinds = {cause.kind for cause in expect.causes} | set(expect.resolved)
    assert kinds <= set(SubjectKind)
    codes = {cause.code for cause in expect.causes}
    if codes & INCONCLUSIVE:
        follows = (Status.INCONCLUSIVE, 3)
    elif codes - WARNINGS:
        follows = (Status.PROBLEM, 1)
    else:
        follows = (Status.WARNING, 0) if codes else (Status.HEALTHY, 0)
    assert (expect.status, expect.exit_code) == follows


@pytest.mark.parametrize("name", NAMES)
def test_subjects_and_suggestions(name: str) -> None:
    """Causes are about IDs that the ticket names or the world has; suggestions and resolved IDs are live."""
    one = scenario(name)
    live = {some_id for _, some_id in everything(one)}
    known = live | {some_id for _, some_id in named(one)} | {"access-token", "api-key", "{endpoint}"}
    for cause in one.expect.causes:
        assert cause.id in known
        assert cause.suggestion is None or cause.suggestion in live
    assert set(one.expect.resolved.values()) <= live


@pytest.mark.parametrize("name", NAMES)
def test_near_misses(name: str) -> None:
    """A mistyped ID has exactly one live neighbour and no other about as near; an ID that is not found has none."""
    one = scenario(name)
    codes = {cause.id: cause.code for cause in one.expect.causes}
    live = set(everything(one))
    for kind, some_id in named(one):
        if kind is Kind.ARTIFACT or (kind, some_id) in live:
            continue
        distances = sorted(OSA.distance(some_id, other) for k, other in live if k is kind)
        if codes.get(some_id, "").endswith("-mistyped"):
            assert distances[0] <= 2
            assert distances[1] >= 6
        elif codes.get(some_id) != "id-not-clean":
            assert distances[0] > 3


@pytest.mark.parametrize("name", NAMES)
def test_world(name: str) -> None:
    """Each world has several workspaces and connections, and no ID twice within its kind."""
    one = scenario(name)
    ids = [pair for pair in everything(one) if pair[0] not in {Kind.CONNECTION_JOB, Kind.ARTIFACT}]
    assert len(ids) == len(set(ids))
    assert sum(kind is Kind.WORKSPACE for kind, _ in ids) >= 2
    assert sum(kind is Kind.CONNECTION for kind, _ in ids) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_client_url(caller: Caller, name: str) -> None:
    """What the diagnosis is pointed at is what the scenario says: a gateway, a page, another service, or nothing."""
    one = scenario(name)
    with serve(one) as gateway:
        assert all(cause.id != "{endpoint}" for cause in gateway.expect.causes)
        if one.endpoint is Destination.CLOSED_PORT:
            with pytest.raises(httpx.ConnectError):
                caller.ask(gateway, url=gateway.client_url)
            return
        answer = caller.ask(gateway, url=gateway.client_url)
        assert "errors" not in caller.ask(gateway).json()
    match one.endpoint:
        case Destination.GATEWAY:
            assert answer.json()["data"]["me"]["id"] == "user_789"
        case Destination.ROUTER:
            assert "Cannot query field 'id' on type 'Me'" in answer.text
        case Destination.HTML:
            assert answer.headers["content-type"].startswith("text/html")
        case Destination.OTHER_JSON:
            assert not answer.json().keys() & {"data", "errors"}
        case Destination.REDIRECT:
            assert answer.status_code == 301


@pytest.mark.parametrize("name", ["token-rejected", "token-expired", "api-key-rejected"])
def test_refused_credentials(caller: Caller, name: str) -> None:
    """The credentials of these scenarios are turned away; the gateway's own still work."""
    with serve(scenario(name)) as gateway:
        kind, secret = gateway.credential
        if kind == "token":
            answer = caller.ask(gateway, token=secret)
        else:
            query = "mutation L($key: String!) { loginViaPersonalApiToken(token: $key) { accessToken } }"
            answer = caller.ask(gateway, query, {"key": secret}, token="")
        assert answer.json()["errors"]
        assert ("expired" in answer.json()["errors"][0]["message"].split("or")[0]) == (name == "token-expired")
        assert secret not in repr(gateway)


def test_chosen_size() -> None:
    """A generated world has as many job works as asked for, and its ticket names them all."""
    big = scenario("healthy-big", job_works=250)
    assert len(big.ticket.job_work_ids) == 250
    assert {i for k, i in everything(big) if k is Kind.JOB_WORK} >= set(big.ticket.job_work_ids)
    with pytest.raises(ValueError, match="generates no job works"):
        scenario("healthy", job_works=3)


def test_unknown_scenario() -> None:
    """A name that nobody knows is answered with the names that look like it."""
    with pytest.raises(UnknownScenario, match="Did you mean wrong-connection") as caught:
        scenario("wrong-conection")
    assert caught.value.near[0] == "wrong-connection"
    with pytest.raises(KeyError):
        scenario("../worlds/harbour")


MINIMAL = """
title = "t"
story = "s"
world = "harbour"
[ticket]
[expect]
status = "healthy"
exit_code = 0
"""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ('tilte = "t"\n', "tilte: Unexpected keyword argument"),
        ("[ticket]\nworkspace = 1\n", "workspace: Unexpected keyword argument"),
        ("[dialect]\nmax_limits = 3\n", "dialect.max_limits: Unexpected keyword argument"),
        ('[dialect]\nhidden = "sometimes"\n', "dialect.hidden: Input should be 'empty-list'"),
        ("[faults]\nlatency = 3\n", "faults.latency: Unexpected keyword argument"),
        ('[changes.artifact_000]\nstatus = "failed"\n', "0 things have the ID 'artifact_000'"),
        ('[changes.artifact_41013]\nstate = "failed"\n', "state: Unexpected keyword argument"),
        ('world = "harbor"\n', "there is no world 'harbor'"),
        ('[generate]\nconnection = "c"\nconnection_job = "j"\njob_works = 1\n', "there is no connection 'c'"),
        ("= 3\n", "Invalid"),
    ],
)
def test_broken_file(tmp_path: Path, change: str, says: str) -> None:
    """A typo in a file is one error that names the file and the key."""
    key = change.partition("\n")[0]
    base = "\n".join(line for line in MINIMAL.splitlines() if line != key and line[:7] != change[:7])
    text = f"{base}\n{change}" if change.startswith("[") else f"{change}{base}"
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidScenario) as caught:
        read_scenario("broken", path)
    assert str(caught.value).startswith("broken.toml: ")
    assert says in str(caught.value)


def test_changes(tmp_path: Path) -> None:
    """A scenario's file can change one thing of a shared world, or take it out."""
    path = tmp_path / "changed.toml"
    path.write_text(
        MINIMAL + "[changes.connection_789]\nremove = true\n[changes.job_work_20931]\nname = 'Other'\n", "utf-8"
    )
    world = read_scenario("changed", path).world
    assert [c.id for c in world.workspaces[0].connections] == ["connection_790", "connection_245130"]
    assert world.workspaces[0].connections[0].job_works[0].name == "Other"


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("-45s", "2026-03-02T11:59:15+00:00"),
        ("-10m", "2026-03-02T11:50:00+00:00"),
        ("-2h", "2026-03-02T10:00:00+00:00"),
        ("-3d", "2026-02-27T12:00:00+00:00"),
        ("-1w", "2026-02-23T12:00:00+00:00"),
        ("2026-01-01T00:00:00+01:00", "2026-01-01T00:00:00+01:00"),
    ],
)
def test_times(text: str, means: str) -> None:
    """Times are relative to the moment of the start, or absolute with a zone."""
    assert moment(text, datetime(2026, 3, 2, 12, tzinfo=UTC)) == datetime.fromisoformat(means)


@pytest.mark.parametrize("text", ["", "10m", "-10", "-10y", "2026-01-01T00:00:00", "soon"])
def test_no_time(text: str) -> None:
    """Anything else is no time."""
    with pytest.raises(ValueError):  # noqa: PT011  (the message is datetime's own for some)
        moment(text, datetime(2026, 3, 2, 12, tzinfo=UTC))


def test_pending_since_ten_minutes(caller: Caller) -> None:
    """An artifact that has been pending for ten minutes has been so whenever the scenario is played."""
    rows = 'jobWorks(filters: { ids: ["job_work_31846"] }) { jobWorkArtifacts { workArtifact { status createdAt } } }'
    query = f'{{ me {{ workspaces {{ connections(filters: {{ ids: ["connection_790"] }}) {{ {rows} }} }} }} }}'
    for year in (2026, 2031):
        with serve(scenario("artifact-pending"), now=datetime(year, 3, 2, 12, tzinfo=UTC)) as gateway:
            answer = caller.ask(gateway, query)
        (connection,) = answer.json()["data"]["me"]["workspaces"][0]["connections"]
        (artifact,) = connection["jobWorks"][0]["jobWorkArtifacts"]
        assert artifact["workArtifact"] == {"status": "pending", "createdAt": f"{year}-03-02T11:50:00Z"}

"""The world as it is answered: times resolved, statuses spelled, every documented field there."""

from __future__ import annotations

from datetime import UTC, datetime

from diagnose.sandbox import scenario, serve
from diagnose.sandbox.live_world import LiveRow, LiveWorld, live_world
from diagnose.sandbox.world import World, WorldArtifact, WorldConnection, WorldJobWork, WorldWorkspace
from tests.sandbox.calling import Caller

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


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


def living(*artifacts: WorldArtifact, shout: bool = False, created: str = "-2d") -> LiveWorld:
    job_work = WorldJobWork("job_work_1", "work_1", "job_1", artifacts=artifacts, created=created)
    sibling = WorldJobWork("job_work_2", "work_1", "job_2")
    connection = WorldConnection("connection_1", provider="drake", job_works=(job_work, sibling))
    firms = (
        WorldWorkspace("ws_1", "Cedar Tax & Co", connections=(connection,)),
        WorldWorkspace("ws_2", "Another firm", visible=False),
    )
    return live_world(World(firms), NOON, shout=shout)


def documents(world: LiveWorld) -> list[LiveRow]:
    rows = world.workspaces[0].connections[0].job_works[0]["jobWorkArtifacts"]
    assert isinstance(rows, list)
    return [row["workArtifact"] for row in rows]


def test_job_works_are_found_by_each_of_their_ids() -> None:
    """By their own, by their work's and by their connection job's; of one work there may be several."""
    (connection,) = living().workspaces[0].connections
    first, second = connection.job_works
    assert connection.by_id == {"job_work_1": first, "job_work_2": second}
    assert connection.by_work == {"work_1": [first, second]}
    assert connection.by_job == {"job_1": [first], "job_2": [second]}
    assert [connection.place[id(row)] for row in (second, first)] == [1, 0]


def test_only_visible_workspaces_can_be_looked_up() -> None:
    """The other one exists all the same."""
    world = living()
    assert [workspace.row["id"] for workspace in world.workspaces] == ["ws_1", "ws_2"]
    assert list(world.visible) == ["ws_1"]


def test_what_a_file_leaves_out_is_made_up() -> None:
    """A slug from the name, a category from the provider, times from the parent, an address for a completed file."""
    world = living(
        WorldArtifact("artifact_1", "x"),
        WorldArtifact("artifact_2", "y", status="pending", created="-1h"),
        WorldArtifact("3f0c", "z", uploaded_url=""),
    )
    row = world.workspaces[0].row
    assert (row["slug"], row["displayName"]) == ("cedar-tax-co", "Cedar Tax & Co")
    assert world.workspaces[0].connections[0].row["provider"] == {"name": "Drake", "category": "tax_software"}
    completed, pending, bare = documents(world)
    assert completed["uploadedUrl"] == "https://storage.filed.example/artifacts/artifact_1"
    assert completed["createdAt"] == "2026-02-28T12:00:00Z"
    assert (pending["uploadedUrl"], pending["createdAt"], pending["updatedAt"]) == (None, *["2026-03-02T11:00:00Z"] * 2)
    assert bare["uploadedUrl"] is None


def test_a_shouting_gateway_writes_every_status_in_capitals() -> None:
    """The words stay the same."""
    shouted = documents(living(WorldArtifact("artifact_1", "x", status="failed"), shout=True))
    assert shouted[0]["status"] == "FAILED"

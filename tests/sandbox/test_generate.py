"""Many job works at once: numbered, complete, in the connection that was named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnose.sandbox.generate import Generate, grown
from diagnose.sandbox.world import World, WorldConnection, WorldJobWork, WorldWorkspace

OWN = WorldJobWork("job_work_1", "work_1", "job_1")
GROWING = WorldConnection("connection_2", job_works=(OWN,))
WORLD = World(
    (
        WorldWorkspace("workspace_1", "Firm A", connections=(WorldConnection("connection_1"),)),
        WorldWorkspace("workspace_2", "Firm B", connections=(GROWING, WorldConnection("connection_3"))),
    )
)
ORDER = Generate("connection_2", "job_9", job_works=3)


def test_they_come_after_those_that_are_there() -> None:
    """Under the named connection job, each with an artifact and IDs of its own; everything else stays."""
    world = grown(WORLD, ORDER)
    first, second = world.workspaces
    assert first == WORLD.workspaces[0]
    assert second.connections[1] == WORLD.workspaces[1].connections[1]
    own, *more = second.connections[0].job_works
    assert own == OWN
    assert tuple(job_work.id for job_work in more) == ORDER.ids
    assert {job_work.job for job_work in more} == {"job_9"}
    assert len({job_work.work for job_work in more} | {job_work.artifacts[0].id for job_work in more}) == 6


def test_an_unknown_connection_is_a_mistake_of_the_file() -> None:
    """It is named."""
    with pytest.raises(ValueError, match="there is no connection 'connection_4'"):
        grown(WORLD, replace(ORDER, connection="connection_4"))

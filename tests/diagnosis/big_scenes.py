"""Scenes of any size: the chain that a ticket is about, in a connection of so many job works, and others beside it."""

from __future__ import annotations

from functools import cache

from diagnose.sandbox.world import World, WorldArtifact, WorldConnection, WorldJobWork, WorldWorkspace
from tests.diagnosis.generated_worlds import STYLES, Scene, restyled
from tests.diagnosis.worlds import made_up

_JOBS = 4
"""Connection jobs of a connection."""


@cache
def scene_of(job_works: int, connections: int = 3, style: str = "prefixed") -> Scene:
    """A healthy world whose ticket names three job works of one connection job, spread over the first thousand."""
    main = _connection(0, job_works)
    others = tuple(_connection(1_000_000 + number, 3) for number in range(connections - 1))
    # The ticket's connection is the last but one, so that a list of connections that is cut short lacks it.
    home = WorldWorkspace(made_up("workspace", 0), "Firm", connections=(*others[1:], main, *others[:1]))
    other = WorldWorkspace(made_up("workspace", 1), "Another firm", connections=(_connection(3_000_000, 4),))
    hidden = WorldWorkspace(
        made_up("workspace", 2), "A third firm", visible=False, connections=(_connection(4_000_000, 2),)
    )
    world = restyled(World((other, home, hidden)), STYLES[style])
    other, home, _ = world.workspaces
    connection = home.connections[-2]
    first = connection.job_works[0]
    named = tuple(row for row in connection.job_works[:1_000] if row.job == first.job)
    chosen = tuple(named[place] for place in (0, len(named) // 2, -1))
    return Scene(world, home, connection, chosen, other, home.connections[-1], style)


def _connection(number: int, job_works: int) -> WorldConnection:
    rows = tuple(_job_work(number + index, made_up("job", number + index % _JOBS)) for index in range(job_works))
    return WorldConnection(made_up("connection", number), job_works=rows)


def _job_work(number: int, job: str) -> WorldJobWork:
    artifact = WorldArtifact(made_up("artifact", number), f"file-{made_up('x', number)}")
    return WorldJobWork(
        made_up("job_work", number), made_up("work", number), job, f"client-{made_up('x', number)}",
        created="-2000d", artifacts=(artifact,),
    )  # fmt: skip


def emptied(scene: Scene) -> World:
    """The scene's world, whose ticket's connection has no job work at all."""
    return scene.with_connection(job_works=())

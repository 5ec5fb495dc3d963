"""Many job works at once, for scenarios about size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from diagnose.sandbox.world import World, WorldArtifact, WorldJobWork, WorldWorkspace


@dataclass(frozen=True)
class Generate:
    """Adds ``job_works`` job works with one completed artifact each to ``connection``, under ``connection_job``.

    With ``named`` they also stand in the ticket.
    """

    connection: str
    connection_job: str
    job_works: int
    named: bool = True

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}

    @property
    def ids(self) -> tuple[str, ...]:
        """The IDs of the job works, in order."""
        return tuple(f"job_work_7{number:07d}" for number in range(1, self.job_works + 1))


def grown(world: World, order: Generate) -> World:
    """Return ``world`` with the job works of ``order``; ValueError if its connection is not there."""
    ids = [connection.id for workspace in world.workspaces for connection in workspace.connections]
    if order.connection not in ids:
        raise ValueError(f"generate.connection: there is no connection {order.connection!r}")
    more = tuple(_job_work(number, job_work, order) for number, job_work in enumerate(order.ids, 1))
    return World(tuple(_with(workspace, order.connection, more) for workspace in world.workspaces))


def _with(workspace: WorldWorkspace, connection_id: str, more: tuple[WorldJobWork, ...]) -> WorldWorkspace:
    connections = tuple(
        replace(connection, job_works=connection.job_works + more) if connection.id == connection_id else connection
        for connection in workspace.connections
    )
    return replace(workspace, connections=connections)


def _job_work(number: int, job_work: str, order: Generate) -> WorldJobWork:
    artifact = WorldArtifact(id=f"artifact_7{number:07d}", external_id=f"file-w2-7{number:07d}")
    return WorldJobWork(
        id=job_work,
        work=f"work_7{number:07d}",
        job=order.connection_job,
        external_id=f"client-7{number:07d}",
        name=f"Sample household {number} - 2025",
        artifacts=(artifact,),
    )

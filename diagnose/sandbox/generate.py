"""Many job works at once, for scenarios about size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from diagnose.sandbox.world import Artifact, Connection, JobWork, World


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
    here = [c.id for w in world.workspaces for c in w.connections]
    if order.connection not in here:
        raise ValueError(f"generate.connection: there is no connection {order.connection!r}")
    more = tuple(_job_work(number, job_work, order) for number, job_work in enumerate(order.ids, 1))
    return World(
        tuple(
            replace(w, connections=tuple(_with(c, more) if c.id == order.connection else c for c in w.connections))
            for w in world.workspaces
        )
    )


def _with(connection: Connection, more: tuple[JobWork, ...]) -> Connection:
    return replace(connection, job_works=connection.job_works + more)


def _job_work(number: int, job_work: str, order: Generate) -> JobWork:
    artifact = Artifact(id=f"artifact_7{number:07d}", external_id=f"file-w2-7{number:07d}")
    return JobWork(
        id=job_work,
        work=f"work_7{number:07d}",
        job=order.connection_job,
        external_id=f"client-7{number:07d}",
        name=f"Sample household {number} - 2025",
        artifacts=(artifact,),
    )

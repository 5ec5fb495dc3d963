"""Healthy worlds for generated tickets, with IDs in the styles that tickets show; and one thing changed in them."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from diagnose.sandbox.world import World, WorldArtifact, WorldConnection, WorldJobWork, WorldWorkspace
from tests.diagnosis.generated_told import Told, listing
from tests.diagnosis.worlds import made_up, worlds


def _uuid(some_id: str) -> str:
    return str(uuid.UUID(bytes=hashlib.sha256(some_id.encode()).digest()[:16], version=4))


def _cuid(some_id: str) -> str:
    number = int(hashlib.sha256(some_id.encode()).hexdigest(), 16)
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return "c" + "".join(digits[number // 36**place % 36] for place in range(24))


def _number(some_id: str) -> str:
    return f"{int(hashlib.sha256(some_id.encode()).hexdigest(), 16) % 10**12 + 10**12}"


STYLES: Mapping[str, Callable[[str], str]] = {"prefixed": str, "uuid": _uuid, "cuid": _cuid, "number": _number}
"""How an ID looks: ``job_work_3f9a01c27d``, a UUID, 25 letters and digits, or a number."""


_TOLD_STYLES = ("cuid", "prefixed", "uuid")
"""Those that a person's words carry: a bare number in a sentence may be anything."""


@dataclass(frozen=True)
class Scene:
    """A healthy world and the chain in it that the ticket is about; there is always another of everything."""

    world: World
    home: WorldWorkspace
    connection: WorldConnection
    job_works: tuple[WorldJobWork, ...]
    other_workspace: WorldWorkspace
    other_connection: WorldConnection
    style: str

    @property
    def told(self) -> Told:
        """What a customer tells who has everything right."""
        ids = tuple(job_work.id for job_work in self.job_works)
        told = Told(self.home.id, self.connection.id, self.job_works[0].job, ids)
        return replace(told, variables=listing(told), other_connection=self.other_connection.id)

    def invented(self, prefix: str) -> str:
        """An ID of this world's style that nothing has."""
        return STYLES[self.style](made_up(prefix, 99_999))

    def with_connection(self, **changes: object) -> World:
        """The world with something else about the ticket's connection."""
        return self._with(replace(self.connection, **changes))  # type: ignore[arg-type]

    def with_artifacts(self, artifacts: tuple[WorldArtifact, ...]) -> World:
        """The world with other artifacts on the first job work that the ticket names."""
        first = self.job_works[0]
        job_works = tuple(
            replace(job_work, artifacts=artifacts) if job_work.id == first.id else job_work
            for job_work in self.connection.job_works
        )
        return self._with(replace(self.connection, job_works=job_works))

    def _with(self, changed: WorldConnection) -> World:
        connections = tuple(changed if one.id == changed.id else one for one in self.home.connections)
        home = replace(self.home, connections=connections)
        return World(tuple(home if one.id == home.id else one for one in self.world.workspaces))


def typo(some_id: str, how: int) -> str:
    """The ID with one of its last characters wrong, in the same alphabet."""
    place = len(some_id) - 2 - how
    digits = "0123456789" if some_id.isdecimal() else "0123456789abcdef"
    return some_id[:place] + digits[(digits.find(some_id[place]) + 7) % len(digits)] + some_id[place + 1 :]


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """A world of :func:`~tests.diagnosis.worlds.worlds` put right, with one more connection and workspace."""
    style = draw(st.sampled_from(_TOLD_STYLES))
    drawn = [_healed(workspace) for workspace in draw(worlds()).workspaces]
    home, *others = drawn
    home = replace(home, connections=(*home.connections, _spare(70_000), _spare(80_000)))
    other = WorldWorkspace(made_up("workspace", 90_000), "Another firm", connections=(_spare(90_000),))
    world = restyled(World((home, *others, other)), STYLES[style])
    home, other = world.workspaces[0], world.workspaces[-1]
    with_rows = [connection for connection in home.connections if connection.job_works]
    connection = draw(st.sampled_from(with_rows[:-1]))
    job_works = draw(
        st.lists(st.sampled_from(connection.job_works), min_size=1, max_size=4, unique_by=lambda one: one.id)
    )
    return Scene(world, home, connection, tuple(job_works), other, with_rows[-1], style)


def _spare(number: int) -> WorldConnection:
    artifacts = (WorldArtifact(made_up("artifact", number), f"file-{number}"),)
    job_works = tuple(
        WorldJobWork(
            made_up("job_work", number + index),
            made_up("work", number + index),
            made_up("job", number),
            f"client-{number + index}",
            artifacts=tuple(replace(one, id=made_up("artifact", number + index)) for one in artifacts),
        )
        for index in range(2)
    )
    return WorldConnection(made_up("connection", number), job_works=job_works)


def _healed(workspace: WorldWorkspace) -> WorldWorkspace:
    return replace(workspace, connections=tuple(_healed_connection(one) for one in workspace.connections))


def _healed_connection(connection: WorldConnection) -> WorldConnection:
    """Active, every job work with completed artifacts only, and without twins, which look like typing errors."""
    job_works = [one for one in connection.job_works if not set("xyz") & set(one.id.rpartition("_")[2])]
    return replace(connection, status="active", job_works=tuple(_healed_job_work(one) for one in job_works))


def _healed_job_work(job_work: WorldJobWork) -> WorldJobWork:
    attached = job_work.artifacts or (WorldArtifact(f"artifact_{job_work.id}", f"file-{job_work.id}"),)
    # Older than any recording that a ticket shows: what was created since an answer is no fault.
    return replace(job_work, created="-2000d", artifacts=tuple(replace(one, status="completed") for one in attached))


def restyled(world: World, style: Callable[[str], str]) -> World:
    """The world with all its IDs in a style."""
    return World(
        tuple(
            replace(
                workspace,
                id=style(workspace.id),
                connections=tuple(
                    replace(
                        connection,
                        id=style(connection.id),
                        job_works=tuple(_restyled_job_work(job_work, style) for job_work in connection.job_works),
                    )
                    for connection in workspace.connections
                ),
            )
            for workspace in world.workspaces
        )
    )


def _restyled_job_work(job_work: WorldJobWork, style: Callable[[str], str]) -> WorldJobWork:
    artifacts = tuple(replace(artifact, id=style(artifact.id)) for artifact in job_work.artifacts)
    return replace(
        job_work, id=style(job_work.id), work=style(job_work.work), job=style(job_work.job), artifacts=artifacts
    )

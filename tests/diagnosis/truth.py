"""The truth about a made-up world: what the credentials can see of it, by ID."""

from __future__ import annotations

from dataclasses import dataclass, field

from diagnose.report import SubjectKind
from diagnose.sandbox.world import World, WorldConnection, WorldJobWork


@dataclass(frozen=True)
class Lives:
    """A job work and where it lives."""

    workspace: str
    connection: str
    it: WorldJobWork

    @property
    def held(self) -> set[str]:
        """The IDs of its artifacts, the customer's own included."""
        return {text for one in self.it.artifacts for text in (one.id, one.external_id)}


@dataclass
class Truth:
    """What the credentials can see of a world, by ID."""

    world: World
    workspaces: set[str] = field(default_factory=set)
    connections: dict[str, tuple[str, WorldConnection]] = field(default_factory=dict)
    job_works: dict[str, Lives] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for workspace in self.world.workspaces:
            if workspace.visible:
                self.workspaces.add(workspace.id)
                for connection in workspace.connections:
                    self.connections[connection.id] = (workspace.id, connection)
                    for one in connection.job_works:
                        self.job_works[one.id] = Lives(workspace.id, connection.id, one)

    def of_work(self, work: str) -> list[Lives]:
        """The job works of a work."""
        return [one for one in self.job_works.values() if one.it.work == work]

    def of_job(self, job: str) -> list[Lives]:
        """The job works of a connection job."""
        return [one for one in self.job_works.values() if one.it.job == job]

    def holders(self, artifact: str) -> set[str]:
        """The job works that hold an artifact."""
        return {one.it.id for one in self.job_works.values() if artifact in one.held}

    def live(self, kind: SubjectKind, some_id: str) -> bool:
        """Whether an ID is live as this kind."""
        match kind:
            case SubjectKind.WORKSPACE:
                return some_id in self.workspaces
            case SubjectKind.CONNECTION:
                return some_id in self.connections
            case SubjectKind.CONNECTION_JOB:
                return bool(self.of_job(some_id))
            case SubjectKind.JOB_WORK:
                return some_id in self.job_works
            case SubjectKind.WORK:
                return bool(self.of_work(some_id))
            case SubjectKind.ARTIFACT:
                return bool(self.holders(some_id))
            case SubjectKind.QUERY:
                return any(self.live(of_chain, some_id) for of_chain in tuple(SubjectKind)[:6])  # what it filters by
            case _:
                raise AssertionError(f"{kind} is not in the chain")

    def as_what(self, some_id: str) -> set[SubjectKind]:
        """The kinds that an ID is live as."""
        return {kind for kind in tuple(SubjectKind)[:6] if self.live(kind, some_id)}

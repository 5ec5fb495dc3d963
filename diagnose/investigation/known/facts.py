"""What the gateway has shown: workspaces, connections, job works and artifacts, and every look that was taken.

All of it is built from :class:`~diagnose.gateway.exchange.Answer` values alone, so a recording gives the same facts
as the live gateway. ``evidence`` is the ID of the exchange that showed a fact, such as ``E2``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from diagnose.gateway.exchange import Reception
from diagnose.ids import Kind
from diagnose.json_value import Json


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace that the credentials can see."""

    id: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Connection:
    """A provider connection, in the workspace that it was listed under. ``status`` is the gateway's own word."""

    id: str
    workspace_id: str
    provider_key: str | None
    status: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Artifact:
    """One artifact of a job work.

    ``id`` identifies the job artifact, ``artifact_id`` the work artifact. ``status`` is None when it was not shown;
    ``trouble`` then says why. ``has_url`` tells whether ``uploadedUrl`` was filled: the address itself is not kept.
    """

    id: str
    artifact_id: str
    external_id: str | None = None
    type: str | None = None
    status: str | None = None
    has_url: bool | None = None
    metadata: Json = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    trouble: str | None = None


class Detail(IntEnum):
    """How much of a job work was asked for."""

    BARE = 0
    SHALLOW = 1
    FULL = 2


@dataclass(frozen=True, slots=True)
class JobWork:
    """A job work, in the connection that it was listed under.

    ``artifacts`` is None when they were not shown: not asked for (see ``detail``), or ``trouble`` says why.
    """

    id: str
    workspace_id: str
    connection_id: str
    connection_job_id: str
    work_id: str
    detail: Detail
    evidence: str
    external_id: str | None = None
    created_at: datetime | None = None
    artifacts: tuple[Artifact, ...] | None = None
    trouble: str | None = None
    work_trouble: str | None = None
    """Why the work, and so the external ID, was not shown."""

    def id_as(self, kind: Kind) -> str:
        """Return the connection job's or the work's ID for those kinds, for any other its own."""
        match kind:
            case Kind.CONNECTION_JOB:
                return self.connection_job_id
            case Kind.WORK:
                return self.work_id
            case _:
                return self.id


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a look saw less than it asked for. ``reception`` is FORBIDDEN or NOT_FOUND when the gateway said so."""

    reason: str
    reception: Reception


@dataclass(frozen=True, slots=True)
class Look:
    """One list of one answer: what was asked for, and which IDs came back.

    ``of`` is the kind of the rows; ``by`` the kind that was filtered by (None: unfiltered), ``asked`` those IDs.
    The scope is ``workspace_id`` and ``connection_id`` (None: not scoped, or it was never reached). ``rows`` counts
    the list as it came, ``ids`` are the rows' own IDs without repetitions.
    """

    of: Kind
    by: Kind | None
    asked: frozenset[str]
    evidence: str
    workspace_id: str | None = None
    connection_id: str | None = None
    offset: int = 0
    limit: int | None = None
    rows: int = 0
    ids: tuple[str, ...] = ()
    trouble: Trouble | None = None

    @property
    def proves_absence(self) -> bool:
        """True when nothing at all came back, without trouble.

        A list with some rows proves nothing about the IDs it lacks: a gateway may cap lists silently.
        """
        return self.rows == 0 and self.trouble is None and self.offset == 0

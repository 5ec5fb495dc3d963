"""What the gateway has shown: workspaces, connections, job works and artifacts, and every look that was taken.

All of it is built from :class:`~diagnose.gateway.exchange.Answer` values alone, so a recording gives the same facts
as the live gateway. ``evidence`` is the ID of the exchange that showed a fact, such as ``E2``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import IntFlag

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

    def merged_with(self, other: Artifact | None) -> Artifact:
        """Return the artifact with what another answer showed of it besides."""
        if other is None:
            return self
        lacking = (field.name for field in fields(self) if getattr(self, field.name) in (None, ""))
        return replace(self, **{name: getattr(other, name) for name in lacking})


class Detail(IntFlag):
    """How much of a job work was asked for: parts, which a gateway may only take one at a time."""

    BARE = 0
    WORK = 1
    """The work, and with it the customer's external ID."""
    ARTIFACTS = 2
    """The artifacts' own IDs."""
    SHALLOW = WORK | ARTIFACTS
    STATUSES = 4
    """How far the artifacts are, their external IDs, and whether they were uploaded."""
    DETAILS = 8
    """The artifacts' types, times and metadata."""
    FULL = SHALLOW | STATUSES | DETAILS


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

    def with_part(self, part: JobWorkPart) -> JobWork:
        """Return the row with one more part of it, as another answer showed it."""
        whole = replace(self, detail=self.detail | part.detail)
        if part.detail is Detail.WORK:
            return replace(whole, external_id=part.external_id, work_trouble=part.work_trouble)
        if part.artifacts is None:
            return replace(whole, trouble=part.trouble)
        known = {artifact.id: artifact for artifact in self.artifacts or ()}
        for artifact in part.artifacts:
            known[artifact.id] = artifact.merged_with(known.get(artifact.id))
        # What is said of artifacts is mostly how far they are, so the answer that showed it is the row's evidence.
        evidence = self.evidence if part.detail is Detail.DETAILS else part.evidence
        return replace(whole, artifacts=tuple(known.values()), evidence=evidence)


@dataclass(frozen=True, slots=True)
class JobWorkPart:
    """What one answer showed of a job work whose other parts are in other answers; ``detail`` says which part."""

    id: str
    detail: Detail
    evidence: str
    external_id: str | None = None
    artifacts: tuple[Artifact, ...] | None = None
    trouble: str | None = None
    work_trouble: str | None = None


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

"""The world as the resolvers need it: rows with the schema's field names, indexed by ID, times resolved."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from diagnose.sandbox.world import World, WorldArtifact, WorldConnection, WorldJobWork, WorldWorkspace, moment

LiveRow: TypeAlias = dict[str, object]
"""One object of the schema: field name to value. ``$live`` leads from a row back to the object that has its lists."""

_CATEGORIES = {
    "canopy": "practice_management", "taxdome": "practice_management", "karbon": "practice_management",
    "google_drive": "document_management", "sharepoint": "document_management",
    "drake": "tax_software", "ultratax": "tax_software", "lacerte": "tax_software",
}  # fmt: skip
"""By provider, as documented (get-workspace-connections); a partner's own key counts as practice management."""


@dataclass(frozen=True)
class LiveConnection:
    """A connection and its job works, by each ID that they can be filtered by."""

    row: LiveRow
    job_works: tuple[LiveRow, ...]
    by_id: dict[str, LiveRow]
    by_work: dict[str, list[LiveRow]]
    by_job: dict[str, list[LiveRow]]
    place: dict[int, int]
    """By ``id()`` of a row: its place in ``job_works``."""


@dataclass(frozen=True)
class LiveWorkspace:
    """A workspace and its connections."""

    row: LiveRow
    visible: bool
    connections: tuple[LiveConnection, ...]


@dataclass(frozen=True)
class LiveWorld:
    """All workspaces, in the world's order."""

    workspaces: tuple[LiveWorkspace, ...]
    visible: dict[str, LiveWorkspace] = field(default_factory=dict)


def live_world(world: World, now: datetime, *, shout: bool = False) -> LiveWorld:
    """Resolve ``world`` at ``now``; with ``shout`` every status is in upper case."""
    spelling = _Spelling(now, shout)
    workspaces = tuple(_workspace(workspace, spelling) for workspace in world.workspaces)
    return LiveWorld(workspaces, {str(workspace.row["id"]): workspace for workspace in workspaces if workspace.visible})


@dataclass(frozen=True)
class _Spelling:
    """How times and statuses are written in the answers."""

    now: datetime
    shout: bool

    def time(self, written: str) -> str:
        return moment(written, self.now).astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def status(self, word: str) -> str:
        return word.upper() if self.shout else word


def _workspace(workspace: WorldWorkspace, spelling: _Spelling) -> LiveWorkspace:
    row: LiveRow = {
        "id": workspace.id,
        "slug": workspace.slug or re.sub(r"[^a-z0-9]+", "-", workspace.name.lower()),
        "displayName": workspace.name,
        "status": spelling.status(workspace.status),
        "workspaceType": "partner",
    }
    connections = tuple(_connection(connection, workspace.id, spelling) for connection in workspace.connections)
    live = LiveWorkspace(row, workspace.visible, connections)
    row["$live"] = live
    return live


def _connection(connection: WorldConnection, workspace_id: str, spelling: _Spelling) -> LiveConnection:
    fields: LiveRow = {
        "id": connection.id,
        "workspaceId": workspace_id,
        "providerKey": connection.provider,
        "status": spelling.status(connection.status),
        "action": connection.action,
        "displayName": connection.name or f"{connection.provider} connection",
        "settings": {},
        "createdAt": spelling.time(connection.created),
        "updatedAt": spelling.time(connection.updated or connection.created),
        "provider": {
            "name": connection.provider.title(),
            "category": _CATEGORIES.get(connection.provider, "practice_management"),
        },
        "clients": [],
    }
    rows = tuple(_job_work(job_work, workspace_id, connection.id, spelling) for job_work in connection.job_works)
    live = LiveConnection(
        row=fields,
        job_works=rows,
        by_id={str(row["id"]): row for row in rows},
        by_work=_by(rows, "workId"),
        by_job=_by(rows, "connectionJobId"),
        place={id(row): number for number, row in enumerate(rows)},
    )
    fields["$live"] = live
    return live


def _by(rows: tuple[LiveRow, ...], key: str) -> dict[str, list[LiveRow]]:
    index: dict[str, list[LiveRow]] = {}
    for row in rows:
        index.setdefault(str(row[key]), []).append(row)
    return index


def _job_work(job_work: WorldJobWork, workspace_id: str, connection_id: str, spelling: _Spelling) -> LiveRow:
    created = spelling.time(job_work.created)
    row: LiveRow = {
        "id": job_work.id,
        "createdAt": created,
        "updatedAt": spelling.time(job_work.updated or job_work.created),
        "workspaceId": workspace_id,
        "workId": job_work.work,
        "connectionJobId": job_work.job,
        "work": {
            "id": job_work.work,
            "name": job_work.name,
            "externalId": job_work.external_id,
            "status": spelling.status(job_work.status),
            "tag": job_work.tag,
        },
    }
    row["jobWorkArtifacts"] = [
        _job_artifact(artifact, job_work, row, connection_id, spelling) for artifact in job_work.artifacts
    ]
    return row


def _job_artifact(
    artifact: WorldArtifact, job_work: WorldJobWork, parent: LiveRow, connection_id: str, spelling: _Spelling
) -> LiveRow:
    created = spelling.time(artifact.created or job_work.created)
    updated = spelling.time(artifact.updated or artifact.created or job_work.created)
    return {
        "id": artifact.link_id or _link_id(artifact.id),
        "createdAt": created,
        "updatedAt": updated,
        "workspaceId": parent["workspaceId"],
        "artifactId": artifact.id,
        "connectionJobId": job_work.job,
        "jobWorkId": job_work.id,
        "workArtifact": {
            "id": artifact.id,
            "externalId": artifact.external_id,
            "createdAt": created,
            "updatedAt": updated,
            "workId": job_work.work,
            "connectionId": connection_id,
            "name": artifact.name,
            "type": artifact.type,
            "status": spelling.status(artifact.status),
            "uploadedUrl": _uploaded_url(artifact),
            "metadata": artifact.metadata,
        },
    }


def _uploaded_url(artifact: WorldArtifact) -> str | None:
    if artifact.uploaded_url is not None:
        return artifact.uploaded_url or None
    return f"https://storage.filed.example/artifacts/{artifact.id}" if artifact.status == "completed" else None


def _link_id(artifact_id: str) -> str:
    """Derive the job artifact's ID in the artifact ID's own style."""
    if artifact_id.startswith("artifact_"):
        return f"job_{artifact_id}"
    return str(uuid.uuid5(uuid.NAMESPACE_OID, artifact_id))

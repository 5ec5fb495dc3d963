"""What a generated ticket tells: a chain of IDs, the request that failed, and the answer that the customer saw."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from diagnose.json_value import Json
from diagnose.sandbox.live_world import _link_id
from diagnose.sandbox.world import World, WorldConnection, WorldWorkspace

GATEWAY, ROUTER = "https://gateway.filed.com/graphql", "https://router.apps.filed.com/graphql"
ARTIFACTS = "jobWorkArtifacts { id artifactId workArtifact { id externalId name type status } }"
DOCUMENT = """query GetJobWorks(
  $workspaceId: ID!, $connectionId: ID!, $filters: JobWorkFilters, $offset: Int, $limit: Int
) {
  me {
    workspaces(filters: { ids: [$workspaceId] }) {
      id
      connections(filters: { ids: [$connectionId] }) {
        id
        jobWorks(filters: $filters, offset: $offset, limit: $limit) {
          id
          workId
          connectionJobId
          ARTIFACTS
        }
      }
    }
  }
}"""
"""The documented listing; ``ARTIFACTS`` stands where :data:`ARTIFACTS`, or a spoiled selection of them, comes in."""
HEADERS: Mapping[str, str] = {"Content-Type": "application/json", "source-platform": "made-up-firm"}


@dataclass(frozen=True)
class Told:
    """What the customer tells. ``status`` is the HTTP status of ``answer``; ``answer`` is None when none was saved.

    ``connections`` are others of the customer's that an older message may mention.
    """

    workspace: str
    connection: str
    job: str
    job_works: tuple[str, ...]
    document: str = DOCUMENT.replace("ARTIFACTS", ARTIFACTS)
    variables: Mapping[str, Json] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=lambda: HEADERS)
    method: str = "POST"
    endpoint: str = GATEWAY
    answer: Json = None
    status: int = 200
    symptom: str = "The query returns nothing."
    other_connection: str = ""

    @property
    def one_line(self) -> str:
        """The document without its line breaks."""
        return " ".join(self.document.split())

    @property
    def payload(self) -> dict[str, Json]:
        """What is sent, before it becomes JSON."""
        return {"query": self.one_line, "variables": dict(self.variables)}

    @property
    def body(self) -> str:
        """The request's JSON body."""
        return json.dumps(self.payload)

    @property
    def saved(self) -> str | None:
        """The saved answer as a customer pastes it."""
        if self.answer is None:
            return None
        shown = json.dumps(self.answer, indent=2)
        return shown if self.status == 200 else f"HTTP/1.1 {self.status}\nContent-Type: application/json\n\n{shown}"


def listing(told: Told) -> dict[str, Json]:
    """Return the variables of :data:`DOCUMENT` for what is told."""
    return {
        "workspaceId": told.workspace,
        "connectionId": told.connection,
        "filters": {"ids": list(told.job_works)},
    }


def answered(world: World, told: Told, *, artifacts: bool = True, rows: bool = True) -> Json:
    """Return what the gateway answers to the IDs told: the chain as far as it holds."""
    return {"data": {"me": {"workspaces": list(_workspaces(world, told, artifacts, rows))}}}


def _workspaces(world: World, told: Told, artifacts: bool, rows: bool) -> Iterator[Json]:
    for workspace in world.workspaces:
        if workspace.visible and workspace.id == told.workspace:
            found: list[Json] = [
                {"id": connection.id, "jobWorks": list(_rows(workspace, connection, told, artifacts)) if rows else []}
                for connection in workspace.connections
                if connection.id == told.connection
            ]
            yield {"id": workspace.id, "connections": found}


def _rows(workspace: WorldWorkspace, connection: WorldConnection, told: Told, artifacts: bool) -> Iterator[Json]:
    for job_work in connection.job_works:
        if job_work.id in told.job_works:
            row: dict[str, Json] = {"id": job_work.id, "workId": job_work.work, "connectionJobId": job_work.job}
            attached: list[Json] = [
                {
                    "id": _link_id(artifact.id),
                    "artifactId": artifact.id,
                    "workArtifact": {
                        "id": artifact.id,
                        "externalId": artifact.external_id,
                        "name": artifact.name,
                        "type": artifact.type,
                        "status": artifact.status,
                    },
                }
                for artifact in job_work.artifacts
            ]
            yield row | ({"jobWorkArtifacts": attached} if artifacts else {})


def jwt(**claims: Json) -> str:
    """A token of the usual form that nobody ever signed."""
    parts = ({"alg": "HS256", "typ": "JWT"}, {"sub": "made-up", **claims})
    coded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return ".".join([*coded, "bWFkZS11cC1zaWduYXR1cmU"])

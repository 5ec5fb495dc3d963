"""Job works by the other IDs that lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diagnose.ids import Kind
from diagnose.investigation.known.facts import JobWork

_Ids = dict[str, dict[str, None]]


@dataclass(frozen=True)
class Index:
    """For each ID, the IDs of the job works that it leads to, in the order they came, without repetitions.

    ``by_kind`` holds the gateway's IDs of works, connection jobs and artifacts; ``external`` and
    ``external_artifacts`` the customer's own IDs of works and artifacts.
    """

    by_kind: Mapping[Kind, Mapping[str, Iterable[str]]]
    external: Mapping[str, Iterable[str]]
    external_artifacts: Mapping[str, Iterable[str]]


def index_of(rows: Iterable[JobWork]) -> Index:
    """Index the rows in one pass."""
    works: _Ids = {}
    jobs: _Ids = {}
    artifacts: _Ids = {}
    external: _Ids = {}
    external_artifacts: _Ids = {}
    for row in rows:
        works.setdefault(row.work_id, {})[row.id] = None
        jobs.setdefault(row.connection_job_id, {})[row.id] = None
        if row.external_id:
            external.setdefault(row.external_id, {})[row.id] = None
        for artifact in row.artifacts or ():
            artifacts.setdefault(artifact.id, {})[row.id] = None
            artifacts.setdefault(artifact.artifact_id, {})[row.id] = None
            if artifact.external_id:
                external_artifacts.setdefault(artifact.external_id, {})[row.id] = None
    by_kind = {Kind.WORK: works, Kind.CONNECTION_JOB: jobs, Kind.ARTIFACT: artifacts}
    return Index(by_kind, external, external_artifacts)

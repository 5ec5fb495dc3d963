"""Job works by the other IDs that lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from diagnose.ids import Kind
from diagnose.investigation.known.facts import JobWork

_Ids: TypeAlias = dict[str, tuple[str, ...] | dict[str, None]]
"""One job work mostly: a tuple takes a fifth of a dictionary. More are the keys of one."""


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
        _add(works, row.work_id, row.id)
        _add(jobs, row.connection_job_id, row.id)
        if row.external_id:
            _add(external, row.external_id, row.id)
        for artifact in row.artifacts or ():
            _add(artifacts, artifact.id, row.id)
            _add(artifacts, artifact.artifact_id, row.id)
            if artifact.external_id:
                _add(external_artifacts, artifact.external_id, row.id)
    by_kind = {Kind.WORK: works, Kind.CONNECTION_JOB: jobs, Kind.ARTIFACT: artifacts}
    return Index(by_kind, external, external_artifacts)


def _add(ids: _Ids, some_id: str, job_work: str) -> None:
    known = ids.get(some_id)
    if known is None:
        ids[some_id] = (job_work,)
    elif isinstance(known, dict):
        known[job_work] = None
    elif job_work not in known:
        ids[some_id] = dict.fromkeys((*known, job_work))

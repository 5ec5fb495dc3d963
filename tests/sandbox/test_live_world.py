"""The world as it is answered: times resolved, statuses spelled, every documented field there."""

from __future__ import annotations

from datetime import UTC, datetime

from diagnose.sandbox import scenario, serve
from tests.sandbox.calling import Caller


def test_pending_since_ten_minutes(caller: Caller) -> None:
    """An artifact that has been pending for ten minutes has been so whenever the scenario is played."""
    rows = 'jobWorks(filters: { ids: ["job_work_31846"] }) { jobWorkArtifacts { workArtifact { status createdAt } } }'
    query = f'{{ me {{ workspaces {{ connections(filters: {{ ids: ["connection_790"] }}) {{ {rows} }} }} }} }}'
    for year in (2026, 2031):
        with serve(scenario("artifact-pending"), now=datetime(year, 3, 2, 12, tzinfo=UTC)) as gateway:
            answer = caller.ask(gateway, query)
        (connection,) = answer.json()["data"]["me"]["workspaces"][0]["connections"]
        (artifact,) = connection["jobWorks"][0]["jobWorkArtifacts"]
        assert artifact["workArtifact"] == {"status": "pending", "createdAt": f"{year}-03-02T11:50:00Z"}

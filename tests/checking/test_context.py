"""Which job works a run looks at, from what the ticket names."""

from __future__ import annotations

import pytest

from diagnose.rehearsal import rehearse
from diagnose.sandbox import ScenarioTicket
from tests.checks.small_worlds import artifact, connection, job_work, workspace, world
from tests.diagnosis.playing import ALL
from tests.diagnosis.worlds import scenario_for

FIRST, SECOND, THIRD, FOURTH = "job_work_20931", "job_work_31846", "job_work_42757", "job_work_86173"
WORLD = world(
    workspace(
        "workspace_120477",
        connection(
            "connection_335081",
            job_work(FIRST, artifact("artifact_410013"), job="job_551204", work="work_83001"),
            job_work(SECOND, artifact("artifact_521124"), job="job_551204", work="work_94112"),
            job_work(THIRD, artifact("artifact_632235"), job="job_684937", work="work_75223"),
        ),
        connection("connection_908164", job_work(FOURTH, artifact("artifact_743346"), job="job_913375")),
    )
)


@pytest.mark.parametrize(
    ("ticket", "looked_at"),
    [
        (ScenarioTicket(connection_id="connection_335081", job_work_ids=(SECOND,)), {SECOND}),
        (ScenarioTicket(connection_id="connection_335081"), {FIRST, SECOND, THIRD}),
        (ScenarioTicket(connection_job_ids=("job_551204",)), {FIRST, SECOND}),
        (ScenarioTicket(work_ids=("work_75223",)), {THIRD}),
        (ScenarioTicket(artifact_ids=("artifact_743346",)), {FOURTH}),
        (ScenarioTicket(artifact_ids=("file-artifact_521124",)), {SECOND}),
        (ScenarioTicket(connection_id="connection_335081", job_work_ids=("work_94112",)), {SECOND}),
        (ScenarioTicket(workspace_id="workspace_120477"), set()),
    ],
    ids=[
        "named",
        "of-the-connection",
        "of-the-job",
        "of-the-work",
        "of-the-artifact",
        "of-the-external-id",
        "behind-a-work-id",
        "none",
    ],
)
def test_the_job_works_looked_at(ticket: ScenarioTicket, looked_at: set[str]) -> None:
    """Those named; else those of the works, the jobs or the connection; else those that hold the artifact."""
    report = rehearse(scenario_for(WORLD, ticket), ALL, run_id="run").diagnosis.report
    holders = {
        one.id: one.artifacts[0].id
        for space in WORLD.workspaces
        for there in space.connections
        for one in there.job_works
    }
    drawn = {link.id for link in report.chain.links if link.kind == "artifact"}
    assert drawn == {holders[some_id] for some_id in looked_at}

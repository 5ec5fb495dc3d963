"""The chain as drawn: what the ticket names, what was resolved, what is wrong and what belongs there instead."""

from __future__ import annotations

from diagnose.rehearsal import rehearse
from diagnose.report import Chain
from diagnose.sandbox import Faults, ScenarioTicket
from diagnose.sandbox.world import World
from tests.checks.small_worlds import artifact, connection, job_work, workspace, world
from tests.diagnosis.playing import ALL
from tests.diagnosis.worlds import scenario_for

WORLD = world(
    workspace(
        "workspace_120477",
        connection(
            "connection_335081",
            job_work("job_work_20931", artifact("artifact_410013"), job="job_551204"),
            job_work("job_work_31846", artifact("artifact_960254", "failed"), job="job_551204"),
        ),
        connection("connection_908164"),
    )
)


def drawn(ticket: ScenarioTicket, there: World = WORLD, faults: Faults | None = None) -> Chain:
    return rehearse(scenario_for(there, ticket), ALL, run_id="run", faults=faults).diagnosis.report.chain


def states(chain: Chain) -> list[tuple[str, str]]:
    return [(link.id, link.state.value) for link in chain.links]


def test_what_is_named_is_confirmed_and_the_rest_is_resolved() -> None:
    """From the workspace down to the artifacts."""
    ticket = ScenarioTicket(connection_id="connection_335081", job_work_ids=("job_work_20931",))
    assert states(drawn(ticket)) == [
        ("workspace_120477", "resolved"),
        ("connection_335081", "confirmed"),
        ("job_551204", "resolved"),
        ("job_work_20931", "confirmed"),
        ("artifact_410013", "resolved"),
    ]


def test_what_is_wrong_shows_what_belongs_there() -> None:
    """The connection to be changed, with the right one and its finding."""
    ticket = ScenarioTicket(connection_id="connection_908164", job_work_ids=("job_work_20931",))
    link = next(link for link in drawn(ticket).links if link.kind == "connection")
    assert (link.state, link.right_id, link.finding is not None) == ("wrong", "connection_335081", True)


def test_the_right_id_of_something_broken_is_troubled() -> None:
    """The artifact is the one, and failed; of two, the interesting one comes first."""
    ticket = ScenarioTicket(connection_id="connection_335081")
    artifacts = [(link.id, link.state) for link in drawn(ticket).links if link.kind == "artifact"]
    assert artifacts == [("artifact_960254", "troubled"), ("artifact_410013", "resolved")]


def test_what_could_not_be_looked_at_is_unknown() -> None:
    """Null with an error on its path: neither confirmed nor wrong."""
    ticket = ScenarioTicket(connection_id="connection_335081", job_work_ids=("job_work_20931",))
    chain = drawn(ticket, faults=Faults(partial=("jobWorks",)))
    assert ("job_work_20931", "unknown") in states(chain)


def test_of_many_a_few_are_drawn_and_the_rest_is_counted() -> None:
    """A picture of twenty job works is not looked at."""
    many = connection(
        "connection_335081",
        *(job_work(f"job_work_{number}{number}", artifact(f"artifact_{number}")) for number in range(10_000, 10_020)),
    )
    chain = drawn(ScenarioTicket(connection_id="connection_335081"), world(workspace("workspace_120477", many)))
    shown = sum(1 for link in chain.links if link.kind == "job_work")
    assert shown + chain.omitted["job_work"] == 20
    assert 0 < shown < 20

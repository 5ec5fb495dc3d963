"""The economy of a run: how many requests, how many of them in a row, and nothing asked twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnose.diagnosis import diagnose
from diagnose.rehearsal import rehearse, settings_for, ticket_of
from diagnose.report import Report
from diagnose.sandbox import DIALECTS, FAULTS, ScenarioTicket, scenario, scenario_names, serve
from tests.diagnosis.playing import ALL, played
from tests.parts import crossed

HEALTHY = scenario("healthy")
LOGIN_FIRST = {"healthy-api-key", "api-key-rejected"}
UNREACHABLE = {"endpoint-closed"}


def report_of(ticket: ScenarioTicket) -> Report:
    return rehearse(replace(HEALTHY, ticket=ticket), ALL, run_id="run").diagnosis.report


def asked(report: Report) -> list[str]:
    return [f"{one.operation} {sorted(one.variables.items(), key=str)}" for one in report.evidence]


NAMED = ScenarioTicket("T-1", "workspace_310472", "connection_790", (), ("job_work_31846", "job_work_20931"))


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"connection_job_ids": ("job_118812",)},
        {"work_ids": ("work_83112", "work_83001")},
        {"artifact_ids": ("artifact_41013", "file-w2-40012")},
        {"connection_job_ids": ("job_118812",), "work_ids": ("work_83112",), "artifact_ids": ("file-w2-40011",)},
    ],
)
def test_healthy_costs_one_request(more: dict[str, tuple[str, ...]]) -> None:
    """Whatever of the chain is named besides, a healthy ticket with all its IDs is one request."""
    report = report_of(replace(NAMED, **more))  # type: ignore[arg-type]
    assert (report.verdict.status, report.run.requests, report.run.round_trips) == ("healthy", 1, 1)


@pytest.mark.parametrize("name", sorted(set(scenario_names()) - LOGIN_FIRST - UNREACHABLE))
def test_one_wrong_id_waits_three_times_at_most(name: str) -> None:
    """A ticket with one wrong ID needs at most three requests in a row, and none of them twice."""
    report = played(name)
    assert report.run.round_trips <= 3
    assert len(asked(report)) == len(set(asked(report)))
    assert report.run.mutations == 0


@pytest.mark.parametrize(
    "ticket",
    [
        ScenarioTicket(connection_id="connection_790"),
        ScenarioTicket(connection_job_ids=("job_118812",)),
        ScenarioTicket(job_work_ids=("job_work_31846",)),
        ScenarioTicket(work_ids=("work_83112",)),
        ScenarioTicket(artifact_ids=("artifact_41013",)),
        ScenarioTicket(artifact_ids=("file-w2-40012",)),
    ],
    ids=lambda ticket: next(name for name, value in vars(ticket).items() if value),
)
def test_one_id_of_any_kind_is_enough(ticket: ScenarioTicket) -> None:
    """From one ID alone the chain is resolved: the report shows its connection, and the job works are looked at."""
    report = report_of(ticket)
    assert report.verdict.status == "healthy"
    links = {link.id: link.state for link in report.chain.links}
    assert "connection_790" in links
    assert "job_work_31846" in links
    rows = {row.id: row.outcome for row in report.checks}
    assert rows["artifact-presence"] == rows["artifact-status"] == "pass"


TELLING = ("wrong-connection", "job-work-mistyped", "only-connection", "workspace-not-visible")


@pytest.mark.parametrize(("dialect", "name"), crossed(DIALECTS, TELLING))
def test_every_dialect_ends(name: str, dialect: str) -> None:
    """Under no dialect does a run ask the same twice, go round in circles, or fail to reach a verdict."""
    report = rehearse(scenario(name), ALL, run_id="run", dialect=DIALECTS[dialect], deadline=10).diagnosis.report
    assert len(asked(report)) == len(set(asked(report)))
    assert report.run.requests < 80
    assert not [row for row in report.checks if row.outcome == "error"]


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - {"zip-bomb", "dripping"}))
def test_every_fault_ends(fault: str) -> None:
    """Whatever breaks on the way, the run ends within its deadline, and no check breaks."""
    one = scenario("wrong-connection")
    with serve(one, faults=FAULTS[fault]) as gateway:
        settings = replace(settings_for(gateway), deadline=2.0, timeout=1.0)
        report = diagnose(ticket_of(one), settings, ALL, run_id="run", environ={}).report
    assert (report.run.finished_at - report.run.started_at).total_seconds() < 4
    assert not [f"{row.id}: {row.reason}" for row in report.checks if row.outcome == "error"]
    assert report.verdict.status != "healthy"


def test_max_job_works_is_said() -> None:
    """A listing that is longer than the bound says how far the run got."""
    one = scenario("healthy-big", job_works=30)
    ticket = ScenarioTicket(workspace_id=one.ticket.workspace_id, connection_id=one.ticket.connection_id)
    listed = replace(one, ticket=ticket)
    with serve(listed) as gateway:
        settings = settings_for(gateway)
        bounded = replace(settings, reach=replace(settings.reach, max_job_works=10, page=10))
        report = diagnose(ticket_of(listed), bounded, ALL, run_id="run", environ={}).report
    assert report.notes[0] == "10 job works checked; there may be more."

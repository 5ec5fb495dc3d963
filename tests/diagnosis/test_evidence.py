"""What a report rests on: who asked what, how often, and which answer each finding points at."""

from __future__ import annotations

from diagnose.rehearsal import rehearse
from diagnose.report import Report
from diagnose.sandbox import ScenarioTicket
from tests.checks.small_worlds import artifact, connection, job_work, workspace, world
from tests.diagnosis.playing import ALL, played
from tests.diagnosis.worlds import scenario_for

WORLD = world(
    workspace(
        "workspace_120477", connection("connection_335081", job_work("job_work_20931", artifact("artifact_410013")))
    )
)
TICKET = ScenarioTicket("T-9", connection_id="connection_335081", job_work_ids=("job_work_20931",))


def report_of() -> Report:
    return rehearse(scenario_for(WORLD, TICKET), ALL, run_id="a-run").diagnosis.report


def test_the_run_and_the_ticket_are_told_as_given() -> None:
    """Whose ticket, which run, and how much was asked."""
    report = report_of()
    assert (report.run.id, report.ticket.reference, report.run.requests) == ("a-run", "T-9", 1)
    assert report.run.started_at <= report.run.finished_at


def test_every_exchange_is_evidence_that_can_be_repeated() -> None:
    """Numbered, with the variables and a command whose token is a shell variable."""
    evidence = report_of().evidence
    assert [one.id for one in evidence] == ["E1"]
    assert "connection_335081" in str(evidence[0].variables)
    assert evidence[0].curl.startswith("curl ")
    assert "Bearer $" in evidence[0].curl


def test_a_login_is_evidence_of_its_own_and_no_mutation() -> None:
    """Numbered apart, so that the questions keep their numbers."""
    report = played("healthy-api-key")
    assert [one.id for one in report.evidence][:2] == ["L1", "E1"]
    assert report.run.mutations == 0


def test_findings_point_at_evidence_that_is_there() -> None:
    """In every scenario with something found."""
    for name in ("wrong-connection", "job-work-mistyped", "artifact-failed", "no-job-works", "token-expired"):
        report = played(name)
        known = {one.id for one in report.evidence}
        assert [finding.code for finding in report.findings if not set(finding.evidence) <= known] == []

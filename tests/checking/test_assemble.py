"""The report put together: how far the run looked, what was asked, and nothing that was not judged."""

from __future__ import annotations

from diagnose.rehearsal import rehearse
from diagnose.report import Report
from diagnose.sandbox import Faults, ScenarioTicket
from tests.checks.small_worlds import artifact, connection, job_work, workspace, world
from tests.diagnosis.playing import ALL, played
from tests.diagnosis.worlds import scenario_for

WORLD = world(
    workspace(
        "workspace_120477", connection("connection_335081", job_work("job_work_20931", artifact("artifact_410013")))
    )
)
TICKET = ScenarioTicket("T-9", connection_id="connection_335081", job_work_ids=("job_work_20931",))


def report_of(faults: Faults | None = None) -> Report:
    return rehearse(scenario_for(WORLD, TICKET), ALL, run_id="a-run", faults=faults).diagnosis.report


def test_every_selected_check_has_one_row_and_the_rows_add_up() -> None:
    """Nothing is dropped, whatever came of it."""
    report = report_of()
    assert sorted(row.id for row in report.checks) == sorted(check.id for check in ALL.checks)
    told = report.coverage.model_dump(by_alias=True)
    assert told.pop("selected") == sum(told.values()) == len(report.checks)


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


def test_what_could_not_be_looked_at_is_noted() -> None:
    """One note more than in a run that saw everything."""
    assert len(report_of(Faults(partial=("jobWorks",))).notes) == 1
    assert len(report_of().notes) == 1
    assert report_of(Faults(partial=("jobWorks",))).notes != report_of().notes

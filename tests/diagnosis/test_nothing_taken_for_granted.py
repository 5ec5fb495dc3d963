"""What a hostile reader of the contract tried: nothing is healthy, wrong or absent unless it was seen to be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnose.checking.registry import Checks
from diagnose.checking.runner import Selection
from diagnose.diagnosis import diagnose
from diagnose.investigation.known.bounds import Reach
from diagnose.rehearsal import rehearse, settings_for, ticket_of
from diagnose.report import CheckOutcome, Report, Status
from diagnose.sandbox import DIALECTS, Dialect, Faults, ScenarioTicket, serve
from diagnose.sandbox.world import World, WorldArtifact, WorldConnection, WorldJobWork, WorldWorkspace
from diagnose_checks import CHECKS
from tests.diagnosis.worlds import scenario_for


def job_work(number: int, job: str) -> WorldJobWork:
    artifact = WorldArtifact(f"artifact_{number}", f"EXT-{number}")
    return WorldJobWork(f"jw_{number}", f"work_9{number}", job, external_id=f"X{number}", artifacts=(artifact,))


BASE = World(
    (
        WorldWorkspace(
            "ws_100",
            "Firm A",
            connections=(
                WorldConnection(
                    "conn_500", job_works=(job_work(11, "job_1"), job_work(12, "job_1"), job_work(13, "job_2"))
                ),
                WorldConnection("conn_733", job_works=(job_work(21, "job_3"), job_work(22, "job_3"))),
            ),
        ),
        WorldWorkspace(
            "ws_277",
            "Firm B",
            connections=(WorldConnection("conn_961", job_works=(job_work(31, "job_7"), job_work(32, "job_7"))),),
        ),
    )
)


def report_of(
    ticket: ScenarioTicket,
    *,
    faults: Faults | None = None,
    dialect: Dialect | None = None,
    reach: Reach | None = None,
    only: tuple[str, ...] = (),
    world: World = BASE,
    deadline: float = 20.0,
) -> Report:
    scenario = scenario_for(world, ticket)
    with serve(scenario, faults=faults, dialect=dialect) as gateway:
        settings = replace(
            settings_for(gateway),
            reach=reach or Reach(),
            selection=Selection(only=only),
            deadline=deadline,
        )
        return diagnose(ticket_of(scenario), settings, Checks(CHECKS), run_id="test", environ={}).report


def codes(report: Report) -> list[tuple[str, str]]:
    return [(cause.code, cause.subject.id) for cause in report.verdict.causes]


def outcome(report: Report, check: str) -> CheckOutcome:
    return next(row.outcome for row in report.checks if row.id == check)


def reason(report: Report, check: str) -> str:
    return next(row.reason for row in report.checks if row.id == check)


@pytest.mark.parametrize("workspace", [None, "ws_100"])
def test_an_artifact_alone_that_nothing_has_is_not_healthy(workspace: str | None) -> None:
    """The only named ID was not verified, so nobody can say that all is well."""
    report = report_of(ScenarioTicket(workspace_id=workspace, artifact_ids=("nope",)))
    assert report.verdict.status is Status.INCONCLUSIVE
    assert "nope" in reason(report, "artifact-presence")


def test_an_artifact_alone_leads_to_its_job_work() -> None:
    """One ID of any kind is enough to start: the artifact's job work is looked at, and nothing else."""
    report = report_of(ScenarioTicket(artifact_ids=("EXT-31",)))
    assert report.verdict.status is Status.HEALTHY
    assert {link.id for link in report.chain.links} >= {"ws_277", "conn_961", "jw_31", "artifact_31"}
    assert "jw_32" not in {link.id for link in report.chain.links}


def test_an_artifact_beyond_the_bound_is_not_called_missing() -> None:
    """Absence is never claimed from a listing that was not read to its end."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", artifact_ids=("no-such-file",))
    report = report_of(ticket, reach=Reach(max_job_works=2, page=2, batch=2))
    assert report.verdict.status is Status.INCONCLUSIVE
    assert codes(report) == []


def test_an_artifact_elsewhere_in_the_connection_named_is_there() -> None:
    """With no job work named, any job work of the connection may have it."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", artifact_ids=("artifact_13",))
    assert codes(report_of(ticket, reach=Reach(max_job_works=2))) == []


def test_a_tie_without_a_connection_names_both() -> None:
    """Two job works in two connections, and nothing that tells which is meant: neither is blamed alone."""
    report = report_of(ScenarioTicket(job_work_ids=("jw_21", "jw_11")))
    assert codes(report) == [
        ("job-work-in-other-connection", "jw_21"),
        ("job-work-in-other-connection", "jw_11"),
    ]
    assert "live data does not show" in report.verdict.headline
    assert all(finding.suggestion is None for finding in report.findings)


def test_a_tie_behind_a_connection_that_does_not_exist_names_both_candidates() -> None:
    """The wrong connection is the cause, and both right ones are candidates: none is suggested alone."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="qqqqqqqqq", job_work_ids=("jw_21", "jw_11"))
    report = report_of(ticket)
    assert codes(report) == [("connection-mismatch", "qqqqqqqqq")]
    assert report.findings[0].details["candidates"] == ["conn_500", "conn_733"]
    assert report.findings[0].suggestion is None


def test_an_id_that_could_not_be_read_breaks_no_tie_against_the_connection() -> None:
    """jw_11 is in the connection named but cannot be read: only jw_21, which was seen elsewhere, is to blame."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=("jw_21", "jw_11"))
    report = report_of(ticket, faults=Faults(partial=("jobWorks@conn_500",)))
    assert codes(report) == [("job-work-in-other-connection", "jw_21")]


def test_hidden_external_ids_are_unknown() -> None:
    """A null with an error on its path is never a pass."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=("jw_11", "jw_12"))
    report = report_of(ticket, faults=Faults(partial=("jobWorks.work",)))
    assert outcome(report, "external-ids") is CheckOutcome.UNKNOWN


def test_a_dirty_repetition_is_told() -> None:
    """The same ID twice, once with a zero-width space: the ticket has a dirty one, and that is said."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=("jw_11", "jw_11\u200b"))
    assert codes(report_of(ticket)) == [("id-not-clean", "jw_11\u200b")]


def test_a_job_work_alone_that_is_nowhere_is_found_missing() -> None:
    """Asked for by its very ID in every visible connection, it is absent: no more has to be known."""
    report = report_of(ScenarioTicket(job_work_ids=("zzzzzzz",)))
    assert report.verdict.status is Status.PROBLEM
    assert codes(report) == [("job-work-not-found", "zzzzzzz")]
    assert "create_job_works_response" in {question.ask_for for question in report.questions}


def test_a_subset_that_saw_nothing_is_not_healthy() -> None:
    """The check that would say what is wrong was not selected: then nobody looked."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=("zzzzzz",))
    assert report_of(ticket, only=("artifact-status",)).verdict.status is Status.INCONCLUSIVE


def test_a_healthy_subset_speaks_of_itself_alone() -> None:
    """Checks that did not run have not found anything in order."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=("jw_11",))
    report = report_of(ticket, only=("id-hygiene",))
    assert report.verdict.headline == "The selected check found nothing wrong."


def test_an_external_id_is_not_called_a_work_id() -> None:
    """The customer's own ID in a job work's place: it is named for what it is, and the job work behind it is read."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=("X11",))
    report = report_of(ticket)
    assert codes(report) == [("job-work-id-wrong-kind", "X11")]
    assert "an external ID" in report.findings[0].summary
    assert report.findings[0].suggestion == "jw_11"
    assert outcome(report, "artifact-status") is CheckOutcome.PASS


def test_a_work_id_whose_job_work_is_elsewhere_says_where() -> None:
    """Following the remedy must lead somewhere: the right ID is named with its connection."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=("jw_11", "work_921"))
    report = report_of(ticket)
    remedy = next(one.remedy for one in report.findings if one.subject.id == "work_921")
    assert "jw_21" in remedy
    assert "conn_733" in remedy


@pytest.mark.parametrize("status", [503, 403])
def test_a_page_instead_of_an_answer_is_no_pass_of_the_endpoint(status: int) -> None:
    """A proxy's HTML page shows neither a gateway nor what that thinks of the token."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=("jw_11",))
    report = report_of(ticket, faults=Faults(always_status=status), deadline=6.0)
    assert report.verdict.status is Status.INCONCLUSIVE
    assert outcome(report, "endpoint") is CheckOutcome.UNKNOWN
    assert codes(report) == []


def test_a_deadline_is_not_blamed_on_the_endpoint() -> None:
    """Nothing was sent, so nothing failed to answer."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=("jw_11",))
    report = report_of(ticket, deadline=0.000_001)
    assert report.verdict.status is Status.INCONCLUSIVE
    assert codes(report) == []
    assert "deadline" in report.verdict.headline


def test_a_wrong_workspace_costs_three_waits() -> None:
    """One wrong ID and no job works named: the search brings the connection's first page along."""
    report = report_of(ScenarioTicket(workspace_id="ws_277", connection_id="conn_500"))
    assert codes(report)[0] == ("workspace-mismatch", "ws_277")
    assert report.run.round_trips <= 3


def test_a_long_list_costs_three_waits() -> None:
    """One job work that does not exist, in a connection of 247: near misses are sought side by side."""
    many = WorldConnection("conn_500", job_works=tuple(job_work(number, "job_1") for number in range(1000, 1247)))
    world = World((WorldWorkspace("ws_100", "Firm A", connections=(many,)),))
    report = report_of(
        ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=("qqqqqqq",)), world=world
    )
    assert codes(report) == [("job-work-not-found", "qqqqqqq")]
    assert report.run.round_trips <= 3


def test_every_scenario_still_comes_out(request: pytest.FixtureRequest) -> None:
    """The base world's healthy ticket is healthy, in one request: the rest of this file is not about a broken world."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=("jw_11", "jw_12"))
    played = rehearse(scenario_for(BASE, ticket), Checks(CHECKS), run_id=request.node.name)
    assert played.diagnosis.report.verdict.status is Status.HEALTHY
    assert played.diagnosis.report.run.requests == 1


@pytest.mark.parametrize(
    "ticket",
    [
        ScenarioTicket(workspace_id="ws_100", connection_id="conn_500"),
        ScenarioTicket(workspace_id="ws_100", connection_id="qqqqqqqqq"),
        ScenarioTicket(workspace_id="ws_100", connection_id="conn_500", job_work_ids=("qqqqqqq",)),
    ],
)
def test_a_gateway_that_ignores_the_offset_is_not_asked_for_ever(ticket: ScenarioTicket) -> None:
    """A page that brings nothing new ends a listing, and nothing is claimed of its end."""
    report = report_of(ticket, dialect=DIALECTS["no-offset"])
    assert report.run.requests <= 8
    assert report.verdict.status is not Status.INCONCLUSIVE


def test_an_artifact_in_another_connection_is_found_there() -> None:
    """An artifact cannot be filtered by, so the other connections are listed before anything is said of it."""
    ticket = ScenarioTicket(
        workspace_id="ws_100", connection_id="conn_500", job_work_ids=("jw_11",), artifact_ids=("EXT-31",)
    )
    report = report_of(ticket)
    assert codes(report) == [("artifact-on-other-job-work", "EXT-31")]
    assert "conn_961" in report.findings[0].observed
    assert report.run.round_trips <= 3


@pytest.mark.parametrize(
    ("code", "some_id"), [("connection-job-empty", "job_none"), ("connection-job-id-wrong-kind", "conn_500")]
)
def test_a_connection_job_alone_that_is_nowhere_is_a_problem(code: str, some_id: str) -> None:
    """Asked for by its very ID in every visible connection: nothing is there, and that is said."""
    report = report_of(ScenarioTicket(connection_job_ids=(some_id,)))
    assert codes(report) == [(code, some_id)]


def test_checks_that_did_not_apply_found_nothing_right_either() -> None:
    """All selected checks were skipped: the headline does not speak of what was not looked at."""
    ticket = ScenarioTicket(workspace_id="ws_100", connection_id="conn_500")
    report = report_of(ticket, only=("request-window", "connection-job"))
    assert report.verdict.headline == "None of the checks applied to this ticket."


def test_a_remark_behind_an_id_is_no_part_of_it() -> None:
    """A name in brackets was pasted along: the ID before it is used."""
    report = report_of(ScenarioTicket(workspace_id="ws_100", connection_id="conn_500 (the big one)"))
    assert codes(report) == [("id-not-clean", "conn_500 (the big one)")]
    assert report.findings[0].suggestion == "conn_500"


def test_connection_jobs_of_two_connections_leave_it_open_which_is_meant() -> None:
    """Nothing supports one more than the other: both connections are named, and no job works are made up."""
    report = report_of(ScenarioTicket(connection_job_ids=("job_1", "job_7")))
    found = next(finding for finding in report.findings if finding.subject.id == "job_1")
    assert "spread over conn_500 and conn_961" in found.summary
    assert found.suggestion is None
    assert "None" not in found.summary + found.observed + found.remedy

"""Every option does something: each is tried with two values, and the difference is looked at."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from diagnose.report import Report
from diagnose.sandbox import Faults, Gateway, scenario, serve
from tests.cli.calling import Desk, causes, expected_causes, pointed_at


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running


def diagnosed(desk: Desk, gateway: Gateway, *options: str, environ: dict[str, str] | None = None) -> Report:
    return desk.run(gateway, "--json", "-", "-q", *options, environ=environ or {}).report


def rows(report: Report) -> list[str]:
    return [row.id for row in report.checks]


@pytest.mark.parametrize(
    ("name", "stale_after", "code"),
    [
        ("artifact-pending", "1h", "artifact-pending"),
        ("artifact-pending", "5m", "artifact-stuck"),
        ("artifact-stuck", "1h", "artifact-stuck"),
        ("artifact-stuck", "7d", "artifact-pending"),
        ("artifact-stuck", "1d12h30m", "artifact-stuck"),
    ],
)
def test_stale_after_decides_between_pending_and_stuck(desk: Desk, name: str, stale_after: str, code: str) -> None:
    """The same artifact is pending under one threshold and stuck under another."""
    with serve(scenario(name)) as running:
        report = diagnosed(desk, running, "--stale-after", stale_after)
    assert [cause.code for cause in report.verdict.causes] == [code]


@pytest.mark.parametrize("limits", [("--timeout", "300ms", "--deadline", "60s"), ("--deadline", "300ms")])
def test_timeout_and_deadline_end_the_waiting(desk: Desk, limits: tuple[str, ...]) -> None:
    """A gateway that takes a minute is given up on within the time given, and the report says so."""
    with serve(scenario("healthy"), faults=Faults(latency_ms=60_000)) as running:
        started = time.monotonic()
        report = diagnosed(desk, running, *limits)
        took = time.monotonic() - started
    assert report.verdict.status == "inconclusive"
    assert report.evidence[0].outcome == "timeout"
    assert took < 20


def test_max_job_works_bounds_the_listing_and_the_report_says_so(desk: Desk) -> None:
    """With a bound the note says that more exist; without one all are looked at."""
    with serve(scenario("healthy-big", job_works=450)) as running:
        argv, environ = ("run", "--connection", "connection_790", "--json", "-", "-q"), pointed_at(running)
        bounded = desk.call(*argv, "--max-job-works", "200", environ=environ).report
        whole = desk.call(*argv, "--max-job-works", "0", environ=environ).report
    assert any("200 job works checked" in note and "more" in note for note in bounded.notes), bounded.notes
    assert any(note.startswith("4") and "more" not in note for note in whole.notes), whole.notes
    assert bounded.run.requests < whole.run.requests


def test_check_and_skip_choose_the_rows(desk: Desk, gateway: Gateway) -> None:
    """--check runs those only, --skip all others; both take lists and may be repeated."""
    everything = rows(diagnosed(desk, gateway))
    assert rows(diagnosed(desk, gateway, "--check", "connection-id")) == ["connection-id"]
    two = diagnosed(desk, gateway, "--check", "connection-id, artifact-status")
    assert sorted(rows(two)) == ["artifact-status", "connection-id"]
    fewer = diagnosed(desk, gateway, "--skip", "external-ids", "--skip", "id-hygiene,connection-job")
    assert set(everything) - set(rows(fewer)) == {"external-ids", "id-hygiene", "connection-job"}


def test_source_platform_is_the_header_of_every_request(desk: Desk) -> None:
    """The option wins over the variable, and both over the default."""
    with serve(scenario("healthy-api-key")) as running:
        diagnosed(desk, running)
        diagnosed(desk, running, environ={"FILED_SOURCE_PLATFORM": "from-variable"})
        report = diagnosed(desk, running, "--source-platform", "from-option",
                           environ={"FILED_SOURCE_PLATFORM": "from-variable"})  # fmt: skip
        sent = [one.headers["source-platform"] for one in running.requests]
    assert list(dict.fromkeys(sent)) == ["filed-diagnose", "from-variable", "from-option"]
    assert len(sent) == 6
    assert report.run.source_platform == "platform-1"  # a name of their own: --show-personal-data writes it


def test_the_endpoint_option_wins_over_the_variable(desk: Desk, gateway: Gateway) -> None:
    """--endpoint is asked, FILED_ENDPOINT otherwise; the report names the one that was."""
    elsewhere = {"FILED_ENDPOINT": "http://127.0.0.1:9/graphql"}
    report = diagnosed(desk, gateway, "--endpoint", gateway.client_url, environ=elsewhere)
    assert report.run.endpoint == gateway.client_url
    assert report.verdict.status == "healthy"


def test_lists_may_be_comma_separated_or_repeated(desk: Desk) -> None:
    """The ticket reads the same either way, blanks around the commas included."""
    ids = scenario("wrong-connection").ticket.job_work_ids
    with serve(scenario("wrong-connection")) as running:
        base = ("run", "--connection", "connection_789", "--json", "-", "-q")
        environ = pointed_at(running)
        together = desk.call(*base, "--job-work", " , ".join(ids) + ",", environ=environ).report
        apart = desk.call(*base, *(word for one in ids for word in ("--job-work", one)), environ=environ).report
    assert together.ticket.job_work_ids == apart.ticket.job_work_ids == ids


SLOTS = {
    "--workspace": "workspace_id",
    "--connection": "connection_id",
    "--connection-job": "connection_job_ids",
    "--job-work": "job_work_ids",
    "--work": "work_ids",
    "--artifact": "artifact_ids",
    "--ticket-ref": "reference",
}


@pytest.mark.parametrize("option", SLOTS)
def test_every_slot_of_the_ticket_is_in_the_report(desk: Desk, gateway: Gateway, option: str) -> None:
    """An ID stands in the report's ticket under its own kind."""
    said = desk.call("run", "--connection", "connection_790", option, "id_4711", "--json", "-",
                     environ=pointed_at(gateway))  # fmt: skip
    value = getattr(said.report.ticket, SLOTS[option])
    assert value in {"id_4711", ("id_4711",)}


def test_strict_changes_the_exit_code_only(desk: Desk) -> None:
    """The verdict stays a warning; only the exit code counts it as a problem."""
    with serve(scenario("artifact-pending")) as running:
        lenient = desk.run(running, "--json", "-", "-q")
        strict = desk.run(running, "--json", "-", "-q", "--strict")
        assert causes(lenient.report) == causes(strict.report) == expected_causes(running)
    assert (lenient.code, strict.code) == (0, 1)
    assert strict.report.verdict.status == "warning"

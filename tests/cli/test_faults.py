"""Everything that can go wrong on the way: never a crash, never a claim that nothing supports, always valid reports."""

from __future__ import annotations

import json

import jsonschema  # type: ignore[import-untyped]
import pytest

from diagnose.report import CheckOutcome, Report, report_schema
from diagnose.sandbox import DIALECTS, FAULTS, Faults, scenario, serve
from tests.cli.calling import Desk, Json, Said, causes, expected_causes
from tests.parts import crossed, parted

SCHEMA = jsonschema.Draft202012Validator(report_schema())
OUTPUTS = ("--json", "r.json", "--html", "r.html", "--markdown", "r.md", "-v")
TICKETS = ("healthy", "wrong-connection", "artifacts-absent", "only-connection")
HELPLESS = {"down", "web-page", "cut-off", "dripping", "cut-gzip", "zip-bomb"}
"""Faults that let nothing through for as long as they last."""

STATUSES = ("connection-not-active", "artifact-status-unknown")
TOLD_BY = {"terminal-escapes": STATUSES, "script": STATUSES}
"""Faults that put other words into the statuses: that these are not the documented ones is then what was seen."""


def assert_harmless(desk: Desk, said: Said) -> Report:
    """The reports are whole and valid, and nothing in them acts on the reader's terminal or page."""
    assert set(desk.files) >= {"r.json", "r.html", "r.md"}, said.err
    SCHEMA.validate(json.loads(desk.files["r.json"]))
    html = desk.files["r.html"].decode()
    assert html.rstrip().endswith("</html>")
    assert "<script" not in html.lower()
    assert "<img" not in html.lower()
    for text in (said.err, html, desk.files["r.md"].decode()):
        assert "\x1b" not in text
        assert "\x07" not in text
    assert "Traceback" not in said.err
    report = Report.model_validate_json(desk.files["r.json"])
    assert not [row for row in report.checks if row.outcome is CheckOutcome.ERROR]
    assert len(html) < 2_000_000
    return report


@pytest.mark.parametrize(("fault", "ticket"), crossed(FAULTS, TICKETS))
def test_no_fault_makes_the_tool_crash_or_claim_what_it_did_not_see(desk: Desk, fault: str, ticket: str) -> None:
    """A cause that comes out under a fault is the scenario's own, or says that the gateway is at fault."""
    deadline = "1s" if fault == "dripping" else "5s"
    with serve(scenario(ticket), faults=FAULTS[fault]) as gateway:
        said = desk.run(gateway, *OUTPUTS, "--deadline", deadline)
        report = assert_harmless(desk, said)
        true = expected_causes(gateway)
        found = causes(report)
        supported = ("endpoint-", "token-", *TOLD_BY.get(fault, ()))
        assert [cause for cause in found if cause not in true and not cause[0].startswith(supported)] == []
        if fault in HELPLESS:
            assert said.code == 3
            assert report.verdict.status == "inconclusive"
        elif found != true and fault not in TOLD_BY:
            assert said.code == 3
        assert report.verdict.status != "healthy" or gateway.expect.status == "healthy"


PASSING = ("rate-limited", "throttled", "flaky", "slow", "none", "duplicate-keys")


@pytest.mark.parametrize("fault", parted(PASSING, {"rate-limited", "flaky", "duplicate-keys"}))
def test_a_passing_fault_changes_nothing_but_the_time(desk: Desk, fault: str) -> None:
    """What a retry or a little patience gets over leaves the diagnosis as it is."""
    with serve(scenario("wrong-connection"), faults=FAULTS[fault]) as gateway:
        said = desk.run(gateway, *OUTPUTS)
        report = assert_harmless(desk, said)
        if fault != "duplicate-keys":
            assert causes(report) == expected_causes(gateway)
            assert said.code == 1
        if fault in {"rate-limited", "throttled", "flaky"}:
            assert report.run.retries >= 1
            assert "waiting" in said.err


FIELDS = ("jobWorks", "jobWorks.work", "jobWorks.jobWorkArtifacts", "workArtifact", "connections", "workspaces")


@pytest.mark.parametrize(("field", "dialect"), crossed(FIELDS, ("plain", "bubbling")))
def test_a_field_that_fails_makes_its_checks_unknown_and_is_never_absence(desk: Desk, field: str, dialect: str) -> None:
    """A null with an error on its path means that nobody could look: no finding of absence comes of it."""
    with serve(scenario("healthy"), dialect=DIALECTS[dialect], faults=Faults(partial=(field,))) as gateway:
        said = desk.run(gateway, *OUTPUTS)
    report = assert_harmless(desk, said)
    assert causes(report) == []
    if field != "jobWorks.work":
        assert said.code == 3
        assert report.coverage.unknown + report.coverage.skip > 0
        assert "Could not load" in said.err


def test_a_token_that_expires_on_the_way_is_exchanged_once_more(desk: Desk) -> None:
    """With an API key the run goes on; the report counts no mutation."""
    with serve(scenario("healthy-api-key"), faults=Faults(expire_token_after=4)) as gateway:
        said = desk.run(gateway, *OUTPUTS, "--job-work", "job_work_none_such")
        report = assert_harmless(desk, said)
        logins = [one for one in gateway.requests if one.operation == "LoginViaPersonalApiToken"]
    assert len(logins) >= 2
    assert not [cause for cause in causes(report) if cause[1] == "token"]
    assert report.run.mutations == 0


@pytest.mark.parametrize(
    "retry_after", parted(("1", "http-date", "", "soon", "-5", "3600"), {"http-date", "-5", "3600"})
)
def test_retry_after_in_every_form_is_taken_or_given_up_on(desk: Desk, retry_after: str) -> None:
    """Seconds and dates are honoured within the deadline, nonsense is ignored, an hour is not waited for."""
    faults = Faults(rate_limit_first=99 if retry_after == "3600" else 1, retry_after=retry_after)
    with serve(scenario("healthy"), faults=faults) as gateway:
        said = desk.run(gateway, *OUTPUTS, "--deadline", "6s")
    assert_harmless(desk, said)
    assert said.code == (3 if retry_after == "3600" else 0)


def test_the_page_of_a_proxy_is_named_by_its_title_and_server(desk: Desk) -> None:
    """A 503 from in front of the gateway is told with what helps to find who sent it."""
    with serve(scenario("healthy"), faults=Faults(always_status=503, only_operation=None)) as gateway:
        said = desk.run(gateway, *OUTPUTS, "--deadline", "3s")
    assert_harmless(desk, said)
    assert "503" in said.err
    assert "made-up-proxy" in said.err


def test_terminal_escapes_are_shown_as_what_they_are(desk: Desk) -> None:
    """The reader sees that an escape sequence was there, as code points."""
    with serve(scenario("artifact-status-unknown"), faults=FAULTS["terminal-escapes"]) as gateway:
        said = desk.run(gateway, *OUTPUTS, "--show-personal-data")  # else the status, no known word, is an alias
    assert_harmless(desk, said)
    assert "U+001B" in said.err
    details: Json = json.loads(desk.files["r.json"])
    assert "\\u001b" in json.dumps(details)

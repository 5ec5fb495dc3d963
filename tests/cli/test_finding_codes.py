"""Every finding code, through the command line, against the embedded gateway in several dialects."""

from __future__ import annotations

import json

import jsonschema  # type: ignore[import-untyped]
import pytest

from diagnose.report import SCHEMA_VERSION, Report, Severity, report_schema
from diagnose.sandbox import DIALECTS, Credentials, Destination, scenario, scenario_names, serve
from diagnose_checks import CHECKS
from tests.cli.calling import Desk, causes, expected_causes, pointed_at
from tests.parts import sampled

PLACES = ("plain", "capped", "http-403")
"""For what is about the ticket: these differ in their limits, and in how they refuse."""
REFUSALS = ("plain", "http-401", "http-403", "me-null", "sign-in", "sign-in-page")
"""For what is about credentials: the six ways to turn a token away."""
READERS = {"ticket", "request-headers", "query-document", "creation-response", "request-window", "saved-responses"}
"""Checks on what the customer sent: no scenario names a text, so their codes are tried where tickets are read."""
SCHEMA = jsonschema.Draft202012Validator(report_schema())
PLAYED = {name: scenario(name) for name in scenario_names()}
SIGNING_IN = {Credentials.REJECTED_TOKEN, Credentials.EXPIRED_TOKEN, Credentials.REJECTED_API_KEY}


def dialects_of(name: str) -> tuple[str, ...]:
    played = PLAYED[name]
    if played.credentials in SIGNING_IN:
        return REFUSALS
    if played.endpoint is not Destination.GATEWAY:
        return PLACES
    return (*PLACES, "shouting") if name.startswith(("artifact", "connection")) else (*PLACES, "gzip")


CASES = [(name, dialect) for name in PLAYED for dialect in dialects_of(name) if dialect != "plain"]


def read(desk: Desk, name: str) -> Report:
    """The JSON report that was written, having made sure that it and the page beside it are whole."""
    files = desk.files
    written = json.loads(files[f"{name}.json"])
    SCHEMA.validate(written)
    assert written["schema_version"] == SCHEMA_VERSION
    assert files[f"{name}.html"].rstrip().endswith(b"</html>")
    report = Report.model_validate_json(files[f"{name}.json"])
    assert report.run.mutations == 0
    return report


@pytest.mark.parametrize("name", sampled(PLAYED, 25))
def test_the_demo_of_every_scenario_comes_out_as_it_must(desk: Desk, name: str) -> None:
    """In the plain dialect, which is the demo's: exit code 0, both reports, and what run would have exited with."""
    said = desk.call("demo", name)
    expected = PLAYED[name].expect
    assert said.code == 0, said.err
    left = [f"diagnosis/{file.name}" for file in PLAYED[name].sources]
    assert sorted(desk.files) == sorted([f"diagnosis/{name}.html", f"diagnosis/{name}.json", *left])
    assert said.err.endswith(
        f"This is what scenario {name} must give; 'diagnose run' would have exited with {expected.exit_code}.\n"
    )
    report = read(desk, f"diagnosis/{name}")
    assert report.verdict.status == expected.status
    assert [cause.code for cause in report.verdict.causes] == [cause.code for cause in expected.causes]


@pytest.mark.parametrize(("name", "dialect"), sampled(CASES, 25))
def test_a_scenario_gives_its_causes_exit_code_and_a_valid_report(desk: Desk, name: str, dialect: str) -> None:
    """Cause, suggestion and exit code are the documented problem's, however the gateway happens to behave."""
    with serve(PLAYED[name], dialect=DIALECTS[dialect]) as gateway:
        wanted_files = ("--json", "report.json", "--html", "report.html", "--quiet")
        if sources := PLAYED[name].sources:
            for file in sources:
                (desk.path / file.name).write_bytes(file.data)
            names = [file.name for file in sources]
            said = desk.call("run", *names, *wanted_files, environ=pointed_at(gateway))
        else:
            said = desk.run(gateway, *wanted_files)
        report = read(desk, "report")
        assert causes(report) == expected_causes(gateway)
        assert report.verdict.status == gateway.expect.status
        for cause, wanted in zip(report.verdict.causes, gateway.expect.causes, strict=True):
            assert wanted.suggestion in {None, report.finding(cause.finding).suggestion}
        assert said.code == gateway.expect.exit_code
        assert said.err.count("\n") == 1
        assert said.out == b""
        assert gateway.mutations == []


def test_every_code_of_every_check_is_a_cause_in_three_dialects() -> None:
    """No code of the live data exists only on paper: each is the cause of a scenario that is played above."""
    live = [check for check in CHECKS if check.id not in READERS]
    declared = {code.code for check in live for code in check.codes if code.severity is not Severity.INFO}
    played = {cause.code for one in PLAYED.values() for cause in one.expect.causes}
    assert declared - played == set()
    assert all(len(dialects_of(name)) >= 3 for name in PLAYED)

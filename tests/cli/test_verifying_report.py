"""``diagnose verify``, from the file to the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diagnose.report_digest import digest_of
from tests.cli.calling import Desk, Json


@pytest.fixture
def written(desk: Desk) -> Path:
    """A report as the demo leaves it."""
    assert desk.call("demo", "--quiet").code == 0
    return desk.path / "diagnosis/wrong-connection.json"


def change(path: Path, *, sealed: bool, **keys: Json) -> None:
    """Change a report's keys, and seal it again if asked to."""
    told = json.loads(path.read_bytes())
    told |= keys
    if sealed:
        told["digest"] = digest_of(told)
    path.write_text(json.dumps(told))


def test_a_report_as_it_was_written_holds(desk: Desk, written: Path) -> None:
    """Its cause is named with the evidence that it follows from."""
    said = desk.call("verify", str(written))
    assert said.code == 0
    lines = said.out.decode().splitlines()
    assert lines[0] == "\u2713 F1 connection-mismatch, connection_789: follows from E1 and E2 in 2 steps"
    assert lines[-1] == "The report is as it was written: its digest agrees."


def test_a_report_that_was_changed_is_told_by_its_digest(desk: Desk, written: Path) -> None:
    """A note counts as well."""
    change(written, sealed=False, notes=["All is well."])
    said = desk.call("verify", str(written))
    assert said.code == 1
    assert "changed since it was written" in said.out.decode()


def test_a_fact_that_was_changed_and_sealed_again_is_found_out(desk: Desk, written: Path) -> None:
    """The cause no longer follows."""
    told = json.loads(written.read_bytes())
    for evidence in told["evidence"]:
        evidence["facts"]["lists"] = []
    change(written, sealed=True, evidence=told["evidence"])
    said = desk.call("verify", str(written))
    assert said.code == 1
    assert "\u2715 F1 connection-mismatch" in said.out.decode()
    assert "digest agrees" in said.out.decode()


def test_a_report_without_a_digest_is_not_taken_for_unchanged(desk: Desk, written: Path) -> None:
    """Else whoever changes it would only have to take it out."""
    change(written, sealed=False, digest=None)
    said = desk.call("verify", str(written))
    assert said.code == 1
    assert "it has no digest" in said.out.decode()


def test_a_cause_of_the_ticket_alone_is_listed_as_such(desk: Desk) -> None:
    """It does not fail, and it does not count as derived."""
    assert desk.call("demo", "--quiet", "query-invalid").code == 0
    said = desk.call("verify", "diagnosis/query-invalid.json")
    assert said.code == 0
    assert "not re-derived, since it rests on the ticket's text alone" in said.out.decode()


def test_a_file_that_is_no_report_is_refused(desk: Desk) -> None:
    """In one sentence, with exit code 2."""
    (desk.path / "ticket.eml").write_text("Hello")
    said = desk.call("verify", "ticket.eml")
    assert said.code == 2
    assert "is not a report" in said.one_sentence()

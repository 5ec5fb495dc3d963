"""Before and after: fixed only where the later run looked."""

from __future__ import annotations

import pytest

from diagnose.comparing import Became, compare
from diagnose.report import CheckOutcome, Report
from diagnose.report_proof import Masked
from tests.diagnosis.playing import played


def changes(before: Report, after: Report) -> dict[str, Became]:
    """What became of each kind of finding; of several of a kind, of the last."""
    return {one.finding.code: one.change for one in compare(before, after).changes}


def with_outcome(report: Report, check: str, outcome: CheckOutcome) -> Report:
    """A report in which a check came out in another way."""
    rows = tuple(row.model_copy(update={"outcome": outcome}) if row.id == check else row for row in report.checks)
    return report.model_copy(update={"checks": rows})


def test_what_a_check_that_looked_no_longer_finds_is_fixed() -> None:
    """The wrong connection, and what it explained."""
    told = changes(played("wrong-connection"), played("healthy"))
    assert told == {"connection-mismatch": Became.FIXED, "job-work-in-other-connection": Became.FIXED}


def test_what_is_found_again_is_still_there() -> None:
    """Nothing is new where nothing has changed."""
    assert set(changes(played("artifact-failed"), played("artifact-failed")).values()) == {Became.STILL}


def test_what_was_not_there_before_is_new() -> None:
    """A cause that turned up behind the first."""
    assert changes(played("healthy"), played("artifact-failed")) == {"artifact-failed": Became.NEW}


@pytest.mark.parametrize("outcome", [CheckOutcome.UNKNOWN, CheckOutcome.SKIP, CheckOutcome.ERROR])
def test_what_the_later_run_could_not_look_at_is_unknown(outcome: CheckOutcome) -> None:
    """A report that says nothing of it is no good news."""
    after = with_outcome(played("healthy"), "artifact-status", outcome)
    (one,) = compare(played("artifact-failed"), after).changes
    assert (one.change, one.cause) == (Became.UNKNOWN, True)
    assert "artifact-status" in one.why


def test_a_check_that_did_not_run_fixes_nothing() -> None:
    """As with --skip."""
    after = played("healthy")
    after = after.model_copy(update={"checks": tuple(row for row in after.checks if row.id != "artifact-status")})
    (one,) = compare(played("artifact-failed"), after).changes
    assert (one.change, one.why) == (Became.UNKNOWN, "the check artifact-status did not run")


def test_two_spellings_of_a_uuid_are_one_finding() -> None:
    """The later ticket may have the ID as the gateway spells it."""
    before = played("wrong-workspace")
    text = before.model_dump_json(by_alias=True).replace(
        before.verdict.causes[0].subject.id, before.verdict.causes[0].subject.id.upper()
    )
    assert set(changes(before, Report.model_validate_json(text)).values()) == {Became.STILL}


def test_reports_of_two_tickets_are_told_apart() -> None:
    """By the IDs that they name."""
    assert compare(played("wrong-connection"), played("healthy")).same_ticket
    assert not compare(played("wrong-connection"), played("wrong-workspace")).same_ticket


def with_alias(report: Report, name: str | None) -> Report:
    """The report with an alias as the subject of its first finding, and the map that its aliases come from."""
    first = report.findings[0]
    subject = first.subject.model_copy(update={"id": "id-1"})
    findings = (first.model_copy(update={"subject": subject}), *report.findings[1:])
    return report.model_copy(update={"findings": findings, "masked": Masked(kinds={"id": 1}, map=name)})


@pytest.mark.parametrize(("names", "became"), [(("a", "a"), Became.STILL), (("a", "b"), Became.UNKNOWN)])
def test_aliases_are_the_same_only_by_one_map(names: tuple[str, str], became: Became) -> None:
    """Otherwise ``id-1`` is one value before and another one after."""
    before, after = (with_alias(played("artifact-failed"), name) for name in names)
    assert set(changes(before, after).values()) == {became}
    assert set(changes(with_alias(before, None), with_alias(after, None)).values()) == {Became.UNKNOWN}

"""The requests with their IDs and times, and the one command."""

from __future__ import annotations

from diagnose_reports.request_lines import one_command, request_line
from tests.reports import examples


def test_a_request() -> None:
    """To the millisecond, in UTC; without an ID where the gateway gave none."""
    first, _, third = examples.rich().evidence
    assert request_line(first, 100) == "E1 TicketChain, 2026-03-09 12:00:00.070 UTC, request ID req-881"
    assert request_line(third, 100) == "E3 JobWorksShallow, 2026-03-09 12:00:00.210 UTC"


def test_the_command() -> None:
    """The corrected request, else the run's first, else a sentence; nothing where nothing was asked."""
    report = examples.rich()
    uncorrected = report.model_copy(update={"corrected": ()})
    assert one_command(report, 6000)[1] == report.corrected[0].curl
    assert one_command(uncorrected, 6000) == ("The first request again", report.evidence[0].curl)
    assert one_command(report, 3)[1] == ""
    assert one_command(uncorrected.model_copy(update={"evidence": ()}), 6000) == ("", "")

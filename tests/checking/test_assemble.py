"""The report as it is put together: rows, counts, headline and notes, from values alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from diagnose.checking.assemble import Counts, Particulars, decide
from diagnose.checking.check import Check
from diagnose.checking.registry import Broken, Checks
from diagnose.checking.results import Ask, Found, Skipped, Unknown
from diagnose.checking.runner import Row, Selection
from diagnose.gateway.timing import Timing
from diagnose.report import Plugin
from tests.checking.making import PASS, context, finding, making

NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
ACME = Plugin(name="acme", version="1.2")
PARTICULARS = Particulars("run", "made-up", Counts(3, 2, 1, 0), Timing(now=lambda: NOON))
SIGHT = context().sight


def test_the_run_is_told_in_counts_and_times() -> None:
    """What the run cost is in the report, and it never ends before it began."""
    report = decide(replace(SIGHT, now=NOON), Checks((making("a", PASS),)), PARTICULARS)
    run = report.run
    assert (run.id, run.source_platform, run.requests, run.round_trips, run.retries) == ("run", "made-up", 3, 2, 1)
    assert run.started_at == run.finished_at == NOON
    late = datetime(2026, 3, 9, 13, 0, tzinfo=UTC)
    assert decide(replace(SIGHT, now=late), Checks(()), PARTICULARS).run.finished_at == late


def test_rows_are_told_one_by_one_and_all_in_the_report() -> None:
    """Whoever listens hears of each row as it is made."""
    heard: list[Row] = []
    report = decide(SIGHT, Checks((making("a", PASS), making("b", Unknown("dark")))), PARTICULARS, on_row=heard.append)
    assert [row.id for row in heard] == [row.id for row in report.checks] == ["a", "b"]


def test_a_finding_is_linked_from_its_row() -> None:
    """Row and finding name one another."""
    report = decide(SIGHT, Checks((making("a", Found((finding(), finding("odd")))),)), PARTICULARS)
    assert report.checks[0].findings == ("F1", "F2")
    assert [found.check for found in report.findings] == ["a", "a"]


def test_a_broken_plugin_is_a_row_unless_single_checks_were_asked_for() -> None:
    """Its package is named, it is counted, and it keeps the run from being healthy."""
    checks = Checks((making("a", PASS),), {"a": ACME}, (Broken("acme", ACME, "no licence"),))
    report = decide(SIGHT, checks, PARTICULARS)
    assert [(row.id, row.outcome, row.reason) for row in report.checks[1:]] == [("acme:acme", "error", "no licence")]
    assert report.coverage.error == 1
    assert report.verdict.status == "inconclusive"
    assert report.tool.plugins == (ACME,)
    assert len(decide(SIGHT, checks, PARTICULARS, selection=Selection(only=("a",))).checks) == 1


@pytest.mark.parametrize(
    ("checks", "selection", "headline"),
    [
        ((making("a", PASS), making("b", PASS)), Selection(skip=("b",)), "The selected check found nothing wrong."),
        ((making("a", PASS), making("b", PASS)), Selection(("a", "b")), "The selected checks found nothing wrong."),
        ((making("a", PASS),), Selection(), "No problem found."),
    ],
)  # fmt: skip
def test_healthy_is_said_of_what_was_judged_only(
    checks: tuple[Check, ...], selection: Selection, headline: str
) -> None:
    """The headline of a healthy run claims no more than what the checks looked at."""
    report = decide(SIGHT, Checks(checks), PARTICULARS, selection=selection)
    assert (report.verdict.status, report.verdict.headline) == ("healthy", headline)


def test_a_run_that_looked_at_nothing_is_not_healthy() -> None:
    """With nothing that applies, or without asking the gateway, the best that can be said is that nobody knows."""
    skipped = decide(SIGHT, Checks((making("a", Skipped("no")),)), PARTICULARS).verdict
    assert (skipped.status, skipped.headline) == ("inconclusive", "None of the checks applied to this ticket.")
    offline = replace(making("a", PASS), offline=True)
    blind = decide(replace(SIGHT, offline=True), Checks((offline,)), PARTICULARS).verdict
    assert blind.status == "inconclusive"
    assert blind.headline == "The ticket itself shows no problem; the gateway was not asked."


def test_a_report_says_what_nobody_looked_at() -> None:
    """With IDs as options: neither the customer's credentials nor their request were judged, and what to ask for."""
    report = decide(SIGHT, Checks((making("a", PASS),)), PARTICULARS)
    assert [item.what for item in report.not_looked_at] == [
        "whether the customer's own credentials see the workspace",
        "the customer's own request",
    ]
    assert all(item.ask_for for item in report.not_looked_at)


def test_an_interrupted_run_says_so() -> None:
    """In its notes, in its figures and in its verdict."""
    report = decide(replace(SIGHT, interrupted=True), Checks((making("a", PASS),)), PARTICULARS)
    assert report.run.interrupted
    assert report.verdict.status == "inconclusive"
    assert any("interrupted" in note for note in report.notes)


def test_questions_come_from_the_rows() -> None:
    """What checks would ask the customer is in the report, with what it unlocks."""
    ask = Ask("connection_id", "Which one?")
    report = decide(SIGHT, Checks((making("a", Unknown("x", (ask,))),)), PARTICULARS)
    assert [(question.ask_for, question.unlocks) for question in report.questions] == [("connection_id", ("a",))]

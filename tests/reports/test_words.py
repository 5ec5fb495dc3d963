"""The words for statuses, outcomes and kinds: every output says the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from diagnose.report import CheckOutcome, LinkState, Masked, Severity, Status
from diagnose_reports.html import render as render_page
from diagnose_reports.markdown import render as render_markdown
from diagnose_reports.words import (
    ask_words,
    coverage_sentence,
    kind_words,
    link_word,
    masked_facts,
    outcome_word,
    plural,
    sentence,
    severity_word,
    size,
    status_word,
    utc,
)
from tests.reports import examples
from tests.reports.example_parts import coverage, row


def test_every_state_has_a_word_and_a_sign_of_its_own() -> None:
    """No state is told by a sign alone, and no two by the same word."""
    words = [
        *map(status_word, Status),
        *map(outcome_word, CheckOutcome),
        *map(severity_word, Severity),
        *map(link_word, LinkState),
    ]
    assert all(word.text and word.sign and word.ascii_sign.isascii() for word in words)
    texts = [word.text for word in (*map(status_word, Status), *map(link_word, LinkState))]
    assert len(set(texts)) == len(texts)


def test_a_value_of_a_later_version_is_its_own_word() -> None:
    """A saved report may know more than we do."""
    assert status_word("grave").text == "grave"  # type: ignore[arg-type]
    assert kind_words("portfolio_item") == "portfolio item"
    assert ask_words("tax_year") == "tax year"


def test_the_outcomes_are_the_contracts_own_words() -> None:
    """pass, warn, fail, unknown, skip, error: as in the JSON report."""
    assert [outcome_word(outcome).text for outcome in CheckOutcome] == [outcome.value for outcome in CheckOutcome]


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ("", "No check was run."),
        ("p", "The check passed."),
        ("ppp", "All 3 checks passed."),
        ("pf", "Of 2 checks, 1 passed and 1 failed."),
        ("ppfwues", "Of 7 checks, 2 passed, 1 failed, 1 gave a warning, 1 could not tell, 1 broke and 1 was skipped."),
        ("ss", "Of 2 checks, 2 were skipped."),
    ],
)
def test_the_coverage_is_one_sentence(outcomes: str, said: str) -> None:
    """How many checks came out how; what did not happen is left out."""
    by_letter = {outcome.value[0]: outcome for outcome in CheckOutcome}
    rows = [row("a", "A is good", by_letter[letter], "so") for letter in outcomes]
    assert coverage_sentence(coverage(rows)) == said


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("no job works", "No job works"),
        ("connection_789 is gone", "connection_789 is gone"),
        ("createJobWorks failed", "createJobWorks failed"),
        ("blocked: endpoint", "blocked: endpoint"),
        ("", ""),
    ],
)
def test_a_clause_begins_with_a_capital_unless_it_begins_with_a_name(text: str, begins: str) -> None:
    """IDs and operations stay as they are."""
    assert sentence(text) == begins


def test_plurals() -> None:
    """One is singular, thousands have a comma, some plurals are odd."""
    assert [plural(number, "retry", "retries") for number in (1, 2, 1200)] == ["1 retry", "2 retries", "1,200 retries"]


def test_times_are_told_in_utc() -> None:
    """Whatever zone a saved report has them in; without one they are UTC."""
    noon = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
    assert utc(noon.astimezone(timezone(timedelta(hours=5)))) == noon
    assert utc(noon.replace(tzinfo=None)) == noon


def test_a_size_is_told_in_the_unit_that_fits() -> None:
    """Bytes, kilobytes, megabytes."""
    assert [size(number) for number in (1, 999, 14_200, 2_100_000)] == ["1 byte", "999 bytes", "14 kB", "2.1 MB"]


@pytest.mark.parametrize(
    ("masked", "facts"),
    [
        (None, {}),
        (Masked(), {}),
        (Masked(kinds={"external-id": 2, "file": 1}), {"Masked": "2 external IDs and 1 file name"}),
        (Masked(kinds={"secret": 1, "words of the ticket": 1_200}), {"Masked": "1 secret and 1,200 quoted words"}),
        (Masked(personal_data=False), {"Not masked": "personal data (--show-personal-data)"}),
        (
            Masked(personal_data=False, kinds={"secret": 2}),
            {"Masked": "2 secrets", "Not masked": "personal data (--show-personal-data)"},
        ),
    ],
)
def test_what_was_masked_is_said_by_kinds(masked: Masked | None, facts: dict[str, str]) -> None:
    """In the page and in the summary; a report that stays at home says nothing."""
    report = examples.rich().model_copy(update={"masked": masked})
    assert masked_facts(report) == facts
    summary, page = render_markdown(report).decode(), render_page(report).decode()
    for fact in ("Masked", "Not masked"):
        said = facts.get(fact)
        assert (f". {fact}: {said}." in summary) is (said is not None)
        assert (f"<dt>{fact}</dt><dd>{said}</dd>" in page) is (said is not None)

"""Answers for assistants: the verdict first, never too long, and strangers' words marked."""

from __future__ import annotations

import json

import pytest

from diagnose.checking.registry import load_checks
from diagnose.mcp.answers import MOST, answer, bounded
from diagnose.rehearsal import rehearse
from diagnose.sandbox import scenario

PLAYED = ("wrong-connection", "healthy", "tie", "artifact-failed", "token-expired", "ticket-ambiguous", "healthy-big")


@pytest.mark.parametrize("name", PLAYED)
def test_the_verdict_is_the_first_line(name: str) -> None:
    report = rehearse(scenario(name), load_checks(), run_id="test").diagnosis.attachment
    said = answer(report)
    assert said.startswith(f"Verdict: {report.verdict.status}. {report.verdict.headline}\n")
    assert len(said) <= MOST
    for cause in report.verdict.causes:
        assert report.finding(cause.finding).remedy in said


def test_what_the_ticket_says_is_quoted_after_everything_else() -> None:
    report = rehearse(scenario("wrong-connection"), load_checks(), run_id="test").diagnosis.attachment
    before, marker, quoted = answer(report).partition("Quoted from the ticket")
    assert marker
    assert '"connectionId"' not in before
    assert all(isinstance(json.loads(line[2:]), str) for line in quoted.splitlines()[1:])


def test_an_answer_that_is_too_long_says_that_it_was_cut() -> None:
    assert len(bounded("x" * 50_000)) == MOST
    assert bounded("x" * 50_000).endswith("longer than an assistant should read)")
    assert bounded("short") == "short"

"""The one boundary: what was told is masked, what the tool says itself is not, and the verdict stays."""

from __future__ import annotations

import json

import pytest

from diagnose.redaction.masked_report import masked_report
from diagnose.report import Masked, Report, Where
from diagnose.sandbox import scenario_names
from diagnose.secrets import Masker, Secret
from tests.diagnosis.playing import rehearsed
from tests.reports.example_rich import rich as problem

HUSH = "made-up-secret-0123456789"


def told(report: Report, text: str) -> Report:
    """The report with a text from outside in several of its fields."""
    first = report.findings[0]
    finding = first.model_copy(update={"summary": f"failed: {text}", "details": {"token": "s3cr3t-x", text: [text]}})
    verdict = report.verdict.model_copy(update={"headline": f"It failed: {text}"})
    ticket = report.ticket.model_copy(update={"reference": text})
    return report.model_copy(update={"findings": (finding, *report.findings[1:]), "verdict": verdict, "ticket": ticket})


def test_what_was_told_is_masked_in_every_field() -> None:
    """In sentences, in details and their keys, in the reference; also beside a telling key alone."""
    masked = masked_report(told(problem(), HUSH), Masker([Secret(HUSH, "API key")]))
    written = masked.model_dump_json()
    assert HUSH not in written
    assert "s3cr3t-x" not in written
    assert masked.ticket.reference == "[API key]"
    assert masked.verdict.headline == "It failed: [API key]"
    assert masked.findings[0].details["[API key]"] == ["[API key]"]


def test_verdict_causes_and_suggestions_stay() -> None:
    """Codes, check IDs and the report's numbering are its own words, even if a token is spelled like one."""
    report = problem()
    code = report.findings[0].code
    masked = masked_report(report, Masker([Secret(f"{code}-and-more-0123", "access token")]))
    assert [finding.code for finding in masked.findings] == [finding.code for finding in report.findings]
    assert masked.verdict.causes == report.verdict.causes
    assert json.loads(masked.model_dump_json())["coverage"] == json.loads(report.model_dump_json())["coverage"]


def test_the_caret_still_points_at_the_id() -> None:
    """What was masked before it moved it; where the ID itself was masked there is nothing to point at."""
    report = problem()
    quote = f"key {HUSH} for connection_790, please"
    places = tuple(Where(source=f"{HUSH}.eml", line=3, quote=quote, caret=quote.index(at)) for at in ("conn", HUSH[4:]))
    finding = report.findings[0].model_copy(update={"where": places})
    masked = masked_report(report.model_copy(update={"findings": (finding,)}), Masker([Secret(HUSH, "API key")]))
    first, second = masked.findings[0].where
    assert first.quote[first.caret or 0 :] == "connection_790, please"
    assert second.caret is None
    assert HUSH not in masked.model_dump_json()


@pytest.mark.parametrize("name", scenario_names())
def test_nothing_is_taken_for_a_secret_in_any_scenario(name: str) -> None:
    """All IDs, times, words and commands of every report pass; nothing is masked that nobody planted."""
    played = rehearsed(name)
    assert played.differences == ()
    assert "[redacted" not in played.diagnosis.report.model_dump_json()


def test_an_alias_beside_a_telling_name_is_no_secret_in_a_report_that_has_aliases() -> None:
    """What a person wrote so was learned from the report that stays at home."""
    report = told(problem(), '{"password": "text-2"}')
    assert "text-2" not in masked_report(report, Masker()).model_dump_json()
    masker = Masker()
    attached = masked_report(report.model_copy(update={"masked": Masked(kinds={"text": 2})}), masker)
    assert "text-2" in attached.model_dump_json()
    assert masker.leaks(b'"password": "text-2"') == ()


def test_the_list_of_what_was_masked_counts_each_secret_once() -> None:
    """The key, and the token in the details; what was masked before is not counted again when it is rendered."""
    report = told(problem(), HUSH).model_copy(update={"masked": Masked(kinds={"file": 2})})
    masker = Masker([Secret(HUSH, "API key")])
    once = masked_report(report, masker)
    assert once.masked == Masked(kinds={"file": 2, "secret": 2})
    assert masked_report(once, masker).masked == once.masked

from __future__ import annotations

import json
import math
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.cli.saved_report import report_in
from diagnose.report import Report
from diagnose_reports.json_ import render
from tests.reports import examples

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import JsonValue


def unsealed(report: Report) -> Report:
    """A report without the digest that writing it puts in."""
    return report.model_copy(update={"digest": None})


@pytest.mark.parametrize("make", [examples.rich, examples.healthy, examples.inconclusive, lambda: examples.huge(500)])
def test_a_saved_report_reads_back_equal(make: Callable[[], Report]) -> None:
    """``diagnose render`` works on exactly what ``diagnose run`` knew."""
    assert unsealed(report_in(render(make()), "report.json")) == make()


@given(st.text())
def test_any_text_reads_back_equal(text: str) -> None:
    """No character of an ID or a message is lost or changed on the way through the file."""
    report = examples.healthy()
    report = report.model_copy(update={"notes": (text,)})
    assert unsealed(Report.model_validate_json(render(report))) == report


def test_what_json_cannot_hold_is_written_as_something_that_it_can() -> None:
    """NaN, infinities, lone surrogates and deep nesting from a lying gateway leave a valid file."""
    deep: JsonValue = "the bottom"
    for _ in range(200):
        deep = [deep]
    details: dict[str, JsonValue] = {
        "nan": math.nan,
        "inf": [-math.inf],
        "half": "\ud83d",
        "other half \ude00": 1,
        "deep": deep,
    }
    finding = examples.rich().findings[0].model_copy(update={"details": details})
    report = examples.rich().model_copy(update={"findings": (finding,)})
    written = json.loads(render(report))["findings"][0]["details"]
    assert written["nan"] is None
    assert written["inf"] == [None]
    assert written["half"] == "\u2039U+D83D\u203a"
    assert json.dumps(written["deep"]).strip("[]") == '"\\u2026"'
    Report.model_validate_json(render(report))


def test_the_file_can_be_shown_in_a_terminal() -> None:
    """``cat report.json`` sends no control character, and nothing that turns the reading direction."""
    text = render(examples.hostile()).decode()
    assert not [each for each in text if each != "\n" and (not each.isprintable() or each in "\u202e\u2066\u200b")]


def test_the_file_is_made_for_people_and_programs() -> None:
    """Two spaces of indentation, other scripts as themselves, the contract's key ``pass``, a newline at the end."""
    report = examples.rich().model_copy(update={"notes": ("Größe 中",)})
    text = render(report).decode()
    assert text.startswith('{\n  "schema_version": "1",\n')
    assert text.endswith("}\n")
    assert "Größe 中" in text
    assert json.loads(text)["coverage"]["pass"] == report.coverage.passed


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed here")
def test_jq_reads_a_hostile_report() -> None:
    """The commonest tool for JSON takes what we write, and sees the same IDs."""
    report = examples.hostile()
    done = subprocess.run(["jq", ".ticket.workspace_id"], input=render(report), capture_output=True, check=True)
    assert json.loads(done.stdout) == report.ticket.workspace_id

"""The draft answer, alone."""

from __future__ import annotations

from diagnose_reports import RENDERERS
from diagnose_reports.reply_text import render
from tests.reports import examples


def test_it_is_one_harmless_line_of_text() -> None:
    """What a hostile report says is visible, and acts on no terminal."""
    said = render(examples.hostile()).decode()
    assert said.count("\n") == 1
    assert "\x1b" not in said
    assert "\u2039U+001B\u203a" in said


def test_a_report_without_one_gives_nothing() -> None:
    """Reports of earlier versions have none."""
    assert render(examples.healthy().model_copy(update={"reply": ""})) == b""
    assert RENDERERS["reply"].name == "reply"

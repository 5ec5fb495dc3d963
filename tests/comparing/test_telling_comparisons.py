"""A comparison as text, Markdown, JSON and HTML: complete, and harmless whatever the reports hold."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from diagnose.comparing import TELLINGS, compare
from diagnose.report import Report
from tests.diagnosis.playing import played

HOSTILE = "job`|\x1b[2J</td><script>alert(1)</script>"


def hostile() -> Report:
    """A report whose finding is about something that nobody would call an ID."""
    report = played("artifact-failed")
    finding = report.findings[0].model_copy(
        update={"subject": report.findings[0].subject.model_copy(update={"id": HOSTILE}), "summary": HOSTILE}
    )
    return report.model_copy(update={"findings": (finding, *report.findings[1:])})


@pytest.mark.parametrize("name", list(TELLINGS))
def test_every_telling_has_what_is_left_and_what_is_fixed(name: str) -> None:
    """The finding, what it is about, and the sum."""
    told = TELLINGS[name](compare(played("wrong-connection"), played("artifact-failed")))
    for words in ("connection-mismatch", "connection_789", "artifact-failed", "artifact_41013", "fixed", "new"):
        assert words in told


@pytest.mark.parametrize("name", list(TELLINGS))
def test_hostile_values_do_no_harm(name: str) -> None:
    """No escape sequence reaches a terminal, no tag a page, no bar or backtick a table."""
    told = TELLINGS[name](compare(hostile(), hostile()))
    assert "\x1b" not in told
    if name == "html":
        assert "<script" not in told
    if name == "markdown":
        (row,) = (line for line in told.splitlines() if "artifact-failed" in line)
        assert row.count("|") == 5
        assert row.count("`") == 4


def test_the_page_allows_its_own_style_sheet_alone() -> None:
    """By the digest of the bytes between the tags: a wrong one would drop the style sheet without a word."""
    told = TELLINGS["html"](compare(hostile(), hostile()))
    style = told.partition("<style>")[2].partition("</style>")[0]
    assert f"style-src 'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in told
    assert "unsafe" not in told


def test_the_json_can_be_worked_with() -> None:
    """Counts and changes by name."""
    told = json.loads(TELLINGS["json"](compare(played("wrong-connection"), played("healthy"))))
    assert told["counts"] == {"fixed": 6, "still": 0, "new": 0, "now_unknown": 0}
    assert {row["change"] for row in told["changes"]} == {"fixed"}


def test_two_tickets_are_said_to_be_two() -> None:
    """Else "fixed" would be a lie."""
    told = TELLINGS["text"](compare(played("wrong-connection"), played("wrong-workspace")))
    assert told.endswith("they may be of two tickets.")


def test_nothing_before_and_after_is_one_sentence() -> None:
    """No empty table."""
    assert (
        TELLINGS["markdown"](compare(played("healthy"), played("healthy")))
        == "Nothing was wrong before, and nothing is now."
    )

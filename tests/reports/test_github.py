"""The summary for GitHub."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from diagnose_reports.github import MOST_CHARACTERS, render
from tests.reports import examples
from tests.reports.hostile_texts import EACH_WAY, hostile_texts
from tests.reports.test_markdown import assert_harmless

if TYPE_CHECKING:
    from diagnose.report import Report


def test_details_are_folded_and_every_fold_is_closed() -> None:
    """What did not pass, the requests and the command; what people act on stands above."""
    text = render(examples.rich()).decode()
    summaries = ["6 checks did not pass", "3 requests, with ID and time", "The customer's request, corrected"]
    assert re.findall("<summary>(.*)</summary>", text) == summaries
    assert text.count("<details>") == text.count("\n\n</details>\n") == 3
    assert text.index("Use instead") < text.index("<details>")


@pytest.mark.parametrize("report", [examples.huge(1000), examples.hostile("|`<" * 9000)], ids=["huge", "long texts"])
def test_cut_folds_are_closed_too(report: Report) -> None:
    """Whatever is left out, tags and fences come in pairs."""
    text = render(report).decode()
    assert len(text) <= MOST_CHARACTERS
    assert text.count("<details>") == text.count("</details>")
    assert "more" in text


@pytest.mark.parametrize("around", EACH_WAY)
def test_hostile_texts_stay_texts(around: str) -> None:
    """No mention, reference, link, tag or table comes out of them; Markdown's own test has them all."""
    for text in hostile_texts(around)[::5]:
        assert_harmless(render(examples.hostile(text)).decode(), folds=True)

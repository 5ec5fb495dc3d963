"""The summary in Jira's wiki markup, read by the notations that Jira's own help page lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose_reports.jira import MOST_CHARACTERS, render
from tests.reports import examples
from tests.reports.hostile_texts import EACH_WAY, hostile_texts

if TYPE_CHECKING:
    from diagnose.report import Report

BLOCK = re.compile(r"^\{noformat\}\n(.*?)\n\{noformat\}$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[Documentation\|https://[^\]|]+\]")
NOTATIONS = {
    "macro": r"\{",
    "link, mention or anchor": r"[\[\]]",
    "picture": r"!",
    "bold": r"\*",
    "slanted": r"(?<![^\W_])_|_(?![^\W_])",
    "struck or dash": r"(?<![^\W_])-|-(?![^\W_])",
    "inserted": r"(?<![^\W_])\+|\+(?![^\W_])",
    "raised or lowered": r"[\^~]",
    "cited": r"\?\?",
    "table": r"\|",
    "heading or quotation": r"(?m)^(h[1-6]|bq)\.",
    "list": r"(?m)^#",
    "address": r"://|mailto:|file:|\\\\",
    "mail": r"@",
    "issue": r"\b[A-Z][A-Z0-9]+-\d",
    "smiley": r":[)(DP]|;\)|\((?:y|n|i|on|off|[/x!+*?-][rgby]?)\)",
    "HTML": r"[<>]|&(?!#\d+;)",
}
"""What would act if it stood in what is left when our own markup is taken away."""


def foreign(text: str) -> str:
    """Take our own markup away, then what is written as an entity, which Jira never reads as markup."""
    assert BLOCK.sub("", text).count("{noformat}") == 0
    rest = LINK.sub("", BLOCK.sub("", text))
    rest = re.sub(r"(?m)^\* ", "", rest)
    rest = re.sub(r"\{\{(.+?)\}\}", "\u25cc\\1\u25cc", rest)
    rest = re.sub(r"(?m)(^|(?<= ))\*([^*\n]+)\*(?=[ \n]|$)", r"\2", rest)
    return re.sub(r"&#\d+;", "\u25cc;", rest)


def assert_harmless(text: str) -> None:
    left = foreign(text)
    assert {name: found[0] for name, sign in NOTATIONS.items() if (found := re.search(sign, left))} == {}
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", text)


@pytest.mark.parametrize("around", EACH_WAY)
def test_hostile_texts_stay_texts(around: str) -> None:
    """No macro, mention, link, picture, table or format comes out of any of them."""
    for text in (*hostile_texts(around), examples.HOSTILE):
        assert_harmless(render(examples.hostile(text)).decode())


@given(st.text(st.sampled_from("{}[]!|*_-+^~?#@:;()/\\<>&.h1bqxyPA2 \n\t\"'"), max_size=40))
def test_no_combination_of_signs_breaks_out(text: str) -> None:
    """Whatever signs meet."""
    assert_harmless(render(examples.hostile(text)).decode())


def test_ids_can_be_searched_for() -> None:
    """They stand as they are; so do dates and hyphenated words."""
    text = render(examples.rich()).decode()
    assert "{{connection_790}}" in text
    assert "2026-03-09 12:00:00.070 UTC" in text


def test_no_command_ends_its_block() -> None:
    """In the JSON of a command, the escape says the same."""
    report = examples.rich()
    curl = 'curl --data-raw \'{"query":"query {noformat} {code} { me{id} }"}\''
    one = report.corrected[0].model_copy(update={"curl": curl})
    text = render(report.model_copy(update={"corrected": (one,)})).decode()
    assert_harmless(text)
    assert BLOCK.findall(text) == [curl.replace("{noformat}", "\\u007bnoformat}").replace("{code}", "\\u007bcode}")]


@pytest.mark.parametrize("report", [examples.huge(1000), examples.hostile("{[|<" * 50_000)], ids=["huge", "long texts"])
def test_it_fits_into_a_comment(report: Report) -> None:
    """With all its blocks closed."""
    text = render(report).decode()
    assert len(text) <= MOST_CHARACTERS
    assert_harmless(text)

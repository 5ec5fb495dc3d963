"""The summary for Slack, read as its pages on formatting say."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose_reports.slack import MOST_BLOCKS, MOST_CHARACTERS, MOST_OF_A_SECTION, render
from tests.reports import examples
from tests.reports.hostile_texts import EACH_WAY, hostile_texts

if TYPE_CHECKING:
    from diagnose.report import Report

BLOCK = re.compile(r"(?ms)^```\n(.*?)\n```$")
CODE = re.compile(r"(?<![^\W_])`[^`\n]+`(?![^\W_])")
ACTS = r"[*~`<>@#]|(?<![^\W_])_|_(?![^\W_])|:[a-z]\w*:|:\+1:|:100:|://|www\.|mailto:|(?m:^&gt;)"


def sections(data: bytes) -> list[str]:
    """The texts of a message whose form is what Slack takes."""
    message = json.loads(data)
    assert set(message) == {"text", "blocks", "unfurl_links", "unfurl_media"}
    assert 1 <= len(message["blocks"]) <= MOST_BLOCKS
    found = []
    for block in message["blocks"]:
        assert set(block) == {"type", "text"}
        assert block["type"] == "section"
        assert {**block["text"], "text": ""} == {"type": "mrkdwn", "text": "", "verbatim": True}
        assert 1 <= len(block["text"]["text"]) <= MOST_OF_A_SECTION
        found.append(block["text"]["text"])
    assert sum(map(len, found)) <= MOST_CHARACTERS
    return [*found, message["text"]]


def assert_harmless(data: bytes) -> None:
    for text in sections(data):
        assert "```" not in BLOCK.sub("", text)
        assert not re.search("[<>]", "".join(BLOCK.findall(text)))
        rest = re.sub(r"<https://[\w./-]+\|Documentation>", "", BLOCK.sub("", text))
        assert not re.search("[<>]", rest)
        rest = CODE.sub("c", rest)
        rest = re.sub(r"(?m)(^|(?<= ))\*([^*\n]+)\*(?=[ \n]|$)", r"\2", rest)
        assert re.findall(ACTS, rest, re.IGNORECASE) == []
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", text)


@pytest.mark.parametrize("around", EACH_WAY)
def test_hostile_texts_stay_texts(around: str) -> None:
    """Nobody is mentioned, and nothing becomes a link, an emoji or bold."""
    for text in (*hostile_texts(around), examples.HOSTILE):
        assert_harmless(render(examples.hostile(text)))


@given(st.text(st.sampled_from("*_~`<>&@#!|:/-+.1w \n\t()\"'a"), max_size=40))
def test_no_combination_of_signs_breaks_out(text: str) -> None:
    """Whatever signs meet."""
    assert_harmless(render(examples.hostile(text)))


def test_a_command_is_copied_as_it_is() -> None:
    """Slack shows the three entities as the signs; a backtick, which would end the block, is escaped in the JSON."""
    report = examples.rich()
    curl = 'curl --data-raw \'{"query":"# ```<a&b>```"}\''
    one = report.corrected[0].model_copy(update={"curl": curl})
    data = render(report.model_copy(update={"corrected": (one,)}))
    assert_harmless(data)
    (block,) = BLOCK.findall("\n".join(sections(data)))
    shown = block.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert shown == curl.replace("`", "\\u0060")


@pytest.mark.parametrize(
    "report",
    [examples.huge(1000), examples.hostile("<&" * 50_000), examples.hostile("\x00" * 50_000)],
    ids=["huge", "entities", "controls"],
)
def test_it_fits_into_a_message(report: Report) -> None:
    """Sections, blocks and the whole are within Slack's limits, and it says what it leaves out."""
    data = render(report)
    assert_harmless(data)
    assert b"more" in data

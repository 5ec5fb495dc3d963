from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from diagnose_reports.markdown import MOST_CHARACTERS, render
from tests.reports import examples
from tests.reports.hostile_texts import EACH_WAY, hostile_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token

    from diagnose.report import Report


FOLD = "</details>|<details><summary>[^<&]+</summary>"
DOCUMENTED = {examples.DOCS, examples.ARTIFACT_DOCS}


def tokens(text: str) -> list[Token]:
    """Parse with tables, as the forges do, and with HTML switched on, so that any would be found."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return list(_flat(parser.parse(text)))


def _flat(found: list[Token]) -> Iterator[Token]:
    for token in found:
        yield token
        yield from _flat(token.children or [])


def shape(found: list[Token]) -> list[str]:
    """The document's structure without its words."""
    return [token.type for token in found if token.type not in {"text", "code_inline", "text_special"}]


def plain_text(found: list[Token]) -> str:
    """The words that are not set as code: what a forge goes through for mentions and references."""
    return "\n".join(token.content for token in found if token.type in {"text", "text_special"})


def assert_harmless(text: str, *, folds: bool = False) -> None:
    """The structure is ours; ``folds`` allows the tags of a fold, and nothing else of HTML."""
    found = tokens(text)
    tags = [token.content.strip() for token in found if token.type == "html_block"]
    assert [
        tag for tag in tags if not (folds and re.fullmatch("</details>|<details><summary>[^<&]+</summary>", tag))
    ] == []
    kinds = set(shape(found))
    assert not kinds & {"html_inline", "image", "heading_open", "code_block", "hr", "s_open", "blockquote_open"}
    assert sum(token.type == "fence" for token in found) <= 1, "the command"
    assert not [each for each in found if each.type == "link_open" and each.attrs["href"] not in DOCUMENTED]
    assert not re.search(r"[@#]\w|://|www\.|:[a-z]\w*:|\b(?:GH|gh)-\d|\b[0-9a-f]{7,40}\b", plain_text(found))
    rows = [len(row.split("tr_close")[0].split("td_open")) for row in " ".join(shape(found)).split("tr_open")[2:]]
    assert set(rows) <= {4}, "each row of the check table has its three cells"
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", text)


@pytest.mark.parametrize("around", EACH_WAY)
def test_hostile_text_stays_text(around: str) -> None:
    """No link, image, mention, heading or HTML comes out of an ID or a message, and no table breaks."""
    for text in (examples.HOSTILE, *hostile_texts(around)):
        assert_harmless(render(examples.hostile(text)).decode())


@given(st.text(st.sampled_from("`|\\*_[]()<>&!#@:/-+.1 \n\t~$a{}\"'=w^;"), max_size=40))
def test_no_combination_of_signs_breaks_out(text: str) -> None:
    """Whatever signs meet, the document keeps its structure."""
    assert_harmless(render(examples.hostile(text)).decode())


def test_links_lead_to_the_documentation_only() -> None:
    """The rich example's links are those of its causes."""
    found = tokens(render(examples.rich()).decode())
    targets = [str(token.attrs["href"]) for token in found if token.type == "link_open"]
    assert targets == [examples.DOCS, examples.ARTIFACT_DOCS]


def test_the_words_survive_the_escaping() -> None:
    """What a reader of the pasted summary sees is what the report says."""
    report = examples.rich()
    found = tokens(render(report).decode())
    words = "".join(t.content for t in found if t.type in {"text", "text_special", "code_inline"})
    assert "Wrong connection ID, and 1 more cause" in words
    assert report.findings[0].remedy in words
    assert "In the ticket: connection_789 (ticket.eml, line 14)" in words
    assert "Use instead: connection_790: lists all 5 job works (E2)" in words


def test_checks_that_passed_are_counted_not_listed() -> None:
    """The table has what a reader has to know of."""
    text = render(examples.rich()).decode()
    assert "5 ok · 3 failed" in text
    assert "All eight IDs are clean" not in text
    assert text.count("\n| ") == 8


LONG = {"huge": examples.huge, "long texts": lambda: examples.hostile("|`\\<" * 50_000)}


@pytest.mark.parametrize("make", LONG.values(), ids=LONG)
def test_the_summary_fits_into_a_comment(make: Callable[[], Report]) -> None:
    """It can be pasted, whatever the report holds, and says how much it leaves out."""
    text = render(make()).decode()
    assert len(text) <= MOST_CHARACTERS
    assert "more" in text

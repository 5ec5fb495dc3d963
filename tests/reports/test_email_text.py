"""The summary as the text of an e-mail."""

from __future__ import annotations

import re

import pytest

from diagnose_reports.email_text import render
from tests.reports import examples
from tests.reports.hostile_texts import EACH_WAY, hostile_texts


def test_it_has_what_people_act_on_and_what_a_developer_asks_for() -> None:
    """The first screen, every request with its ID and time, and one command."""
    text = render(examples.rich()).decode()
    order = [
        "Wrong connection ID",
        "Use instead: connection_790",
        "Customer:",
        "Proof:",
        "Reply to the customer (a draft):",
        "- E1 TicketChain, 2026-03-09",
        "request ID",
        "curl",
        "filed-diagnose",
    ]
    places = [text.index(each) for each in order]
    assert places == sorted(places)


@pytest.mark.parametrize("around", EACH_WAY)
def test_hostile_text_acts_on_nobody(around: str) -> None:
    """No control character, no turned reading direction, no quotation, and no address that a mail program links."""
    for hostile in (*hostile_texts(around), examples.HOSTILE):
        report = examples.hostile(hostile).model_copy(update={"run": examples.rich().run})
        text = render(report).decode()
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", text)
        shown = text.replace(report.run.endpoint, "")
        assert not re.search(r"https?://|www\.", shown)


def test_lines_keep_to_their_width() -> None:
    """But for the command."""
    lines = render(examples.rich()).decode().splitlines()
    assert max(map(len, lines)) <= 76


def test_it_stays_short() -> None:
    """Ten thousand findings and a thousand requests are a few pages."""
    text = render(examples.huge(1000)).decode()
    assert text.count("\n") < 200
    assert "more requests, all in" in text

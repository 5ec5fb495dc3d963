"""The summary as the text of an e-mail."""

from __future__ import annotations

import re

from diagnose_reports.email_text import render
from tests.reports import examples


def test_it_has_what_people_act_on_and_what_a_developer_asks_for() -> None:
    """The first screen, every request with its ID and time, and one command."""
    text = render(examples.rich()).decode()
    order = ["Wrong connection ID", "Change", "Customer:", "Reply", "Asked: https://gateway.filed.com",
             "E1 TicketChain, 2026-03-09", "request ID", "curl"]  # fmt: skip
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    assert "-v" not in text.split("curl")[0]


def test_hostile_text_acts_on_nobody() -> None:
    """No control character and no turned reading direction; lines keep to their width but for the command."""
    text = render(examples.hostile()).decode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", text)


def test_it_stays_short() -> None:
    """Ten thousand findings and a thousand requests are a page or two."""
    text = render(examples.huge()).decode()
    assert text.count("\n") < 120
    assert "more requests, all in the JSON report" in text

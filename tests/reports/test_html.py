from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from diagnose.carried_report import carried_json
from diagnose.report import Chain, Link, Report, ReportFinding, Severity
from diagnose.report_alike import unfolded
from diagnose_reports.html import MOST_BYTES, render
from tests.reports import examples

if TYPE_CHECKING:
    from collections.abc import Callable


class Page(HTMLParser):
    """The page's elements and words, as a parser sees them."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.data = render(report)
        self.feed(self.data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(attribute)) is not None]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def test_what_the_customer_can_do_comes_first() -> None:
    """Headline, cause, right ID and who acts precede everything else; what failed precedes what passed."""
    text = Page(examples.rich()).text
    order = [
        "Problem found in TICKET-4711",
        "Wrong connection ID, and 1 more cause",
        "2 causes, the most likely first",
        "In the ticket connection_789",
        "Use instead connection_790",
        'ticket.eml, line 14, column 20 "connectionId": "connection_789",',
        "Customer: Query connection_790",
        "If unsure, ask:",
        "Proof: connection_790 lists all 5 job works (E2); connection_789 lists none of the 5 job works (E1).",
        "2 Artifact failed",
        "Ask the customer",
        "Not looked at",
        "The chain of IDs",
        "13 checks",
        "5 ok · 3 failed",
        "3 failed",
        "2 could not tell",
        "5 passed",
        "9 findings",
        "Explained by F1",
        "3 answers of the gateway",
        "About this run",
    ]
    start = text.index("Skip to what to do")
    places = [start := text.index(each, start) for each in order]
    assert places == sorted(places)


@pytest.mark.parametrize("make", [examples.rich, examples.hostile, examples.healthy, examples.inconclusive])
def test_anchors_lead_somewhere_and_are_unique(make: Callable[[], Report]) -> None:
    """Every link within the page has its target, and no two elements share a name."""
    page = Page(make())
    names = page.values("id")
    assert len(names) == len(set(names))
    assert {link.removeprefix("#") for link in page.values("href") if link.startswith("#")} <= set(names)
    assert set(" ".join(page.values("aria-labelledby")).split()) <= set(names)


def test_links_beyond_the_hundredth_finding_still_lead_somewhere() -> None:
    """Findings that the page leaves out are named, not linked to nowhere."""
    page = Page(examples.huge(300))
    assert {link.removeprefix("#") for link in page.values("href") if link.startswith("#")} <= set(page.values("id"))


def test_a_hostile_report_adds_no_element() -> None:
    """Whatever the texts hold, the page has the elements and attributes of its templates only."""
    page = Page(examples.hostile())
    assert not {tag for tag, _ in page.tags} & {"script", "img", "b", "iframe", "object", "base", "form", "link"}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on") or name == "style"]
    assert not [link for link in page.values("href") if not link.startswith("#")]
    raw = render(examples.hostile()).decode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufffe]", raw)
    assert "\u2039U+202E\u203agnp.exe" in page.text
    assert "{{ 7*7 }}" in page.text


def test_documentation_is_linked_without_telling_where_one_came_from() -> None:
    """Links leave neither a referrer nor an opener."""
    links = [attrs for tag, attrs in Page(examples.rich()).tags if tag == "a" and "http" in str(attrs["href"])]
    assert {attrs["href"] for attrs in links} >= {examples.DOCS, examples.ARTIFACT_DOCS}
    assert {attrs["rel"] for attrs in links} == {"noreferrer noopener"}


@pytest.mark.parametrize("text", ["\"'<&" * 50_000, "\x00" * 30_000], ids=["markup", "controls"])
def test_a_page_stays_small(text: str) -> None:
    """Below 2 MB, whatever the report holds."""
    assert len(render(examples.hostile(text))) < MOST_BYTES


def test_what_is_left_out_of_a_long_report_is_counted_and_carried() -> None:
    """The page stays small, says how much more there is, and whoever gets it alone has the whole report."""
    report = examples.huge()
    page = Page(report)
    assert len(page.data) < MOST_BYTES
    carried = carried_json(page.data)
    assert carried is not None
    assert len(Report.model_validate(unfolded(json.loads(carried))).findings) == len(report.findings)
    text = page.text
    assert "and 9,955 more findings, all in the JSON report" in text
    assert "and 9,996 more causes, all in the JSON report" in text


def test_values_of_a_later_version_are_shown_as_they_are() -> None:
    """A severity or state that this version does not know is no reason to fail."""
    odd = ReportFinding.model_construct(**{**dict(examples.rich().findings[7]), "severity": "grave"})
    link = Link.model_construct(**{**dict(examples.rich().chain.links[0]), "id": "w_1", "state": "moved"})
    report = examples.rich().model_copy(update={"findings": (odd,), "chain": Chain.model_construct(links=(link,))})
    page = Page(report)
    assert "Grave on work" in page.text
    assert "w_1: moved" in page.text


def test_no_chain_draws_nothing() -> None:
    """A report without a chain has no picture, and no heading for one."""
    report = examples.rich().model_copy(update={"chain": Chain()})
    assert "The chain of IDs" not in Page(report).text


def test_a_warning_alone_says_that_nothing_is_broken() -> None:
    """Findings without a cause do not read as "everything is fine"."""
    warning = examples.rich().findings[7]
    assert warning.severity is Severity.WARNING
    text = Page(examples.healthy().model_copy(update={"findings": (warning,)})).text
    assert "No problem found" in text
    assert "Customer: Give every work an external ID of its own" in text


def test_the_corrected_request_is_on_the_page() -> None:
    """With what changed, the variables, and the command; nothing is said of one where there is none."""
    page = render(examples.rich()).decode()
    section = page.partition('<section aria-labelledby="corrected">')[2].partition("</section>")[0]
    for words in (" is now <code", "connectionId", "query GetJobWorks", "curl https"):
        assert words in section
    assert 'id="corrected"' not in render(examples.healthy()).decode()

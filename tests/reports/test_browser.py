from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from diagnose.report import Chain, Link, LinkState, SubjectKind
from diagnose.sandbox import scenario_names
from diagnose_reports.html import render
from diagnose_reports.json_ import render as render_json
from tests.diagnosis.playing import played
from tests.parts import parted
from tests.reports import examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from diagnose.report import Report

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def long_ids() -> Report:
    """The rich report with IDs as long as they may be."""
    report = examples.rich()
    long = "x" * 256
    links = tuple(
        Link(kind=kind, id=long, state=LinkState.WRONG, right_id=f"{long[:-1]}y", note=long)
        for kind in (SubjectKind.WORKSPACE, SubjectKind.CONNECTION, SubjectKind.JOB_WORK)
    )
    subject = report.findings[0].subject.model_copy(update={"id": long})
    finding = report.findings[0].model_copy(update={"subject": subject, "suggestion": f"{long[:-1]}y", "summary": long})
    cause = report.verdict.causes[0].model_copy(update={"subject": subject})
    verdict = report.verdict.model_copy(update={"headline": f"The ID is {long}.", "causes": (cause,)})
    return report.model_copy(update={"chain": Chain(links=links), "verdict": verdict, "findings": (finding,)})


REPORTS: dict[str, Callable[[], Report]] = {
    "tied": examples.tied,
    "rich": examples.rich,
    "healthy": examples.healthy,
    "inconclusive": examples.inconclusive,
    "hostile": examples.hostile,
    "long IDs": long_ids,
    "huge": lambda: examples.huge(2000),
}


OUTSIDE = """[...document.querySelectorAll('main *:not(thead, thead *)')]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
    .map(each => each.outerHTML.slice(0, 90))"""


def played_apart(name: str) -> Report:
    """The report of a scenario, played beside the browser's own event loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(played, name).result()


@dataclass
class Opened:
    """A page in the browser, and what it did while opening."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@contextmanager
def opened(browser: Browser, folder: Path, report: Report, width: int, scheme: Scheme = "light") -> Iterator[Opened]:
    path = folder / "report.html"
    path.write_bytes(render(report))
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    seen = Opened(page)
    page.on("console", lambda message: seen.said.append(message.text))
    page.on("pageerror", lambda error: seen.said.append(str(error)))
    page.on("dialog", lambda dialog: seen.said.append(dialog.message))
    page.on("request", lambda request: seen.asked.append(request.url))
    try:
        page.goto(path.as_uri())
        yield seen
    finally:
        page.close()


@pytest.mark.parametrize("name", parted(REPORTS, {"rich", "hostile", "long IDs"}))
def test_a_page_asks_nobody_and_runs_nothing(browser: Browser, tmp_path: Path, name: str) -> None:
    """Opening a report sends no request, logs nothing to the console and executes nothing that a ticket brought in."""
    with opened(browser, tmp_path, REPORTS[name](), 1440) as seen:
        assert seen.asked == [(tmp_path / "report.html").as_uri()]
        assert seen.said == []
        assert seen.page.evaluate("window.pwned") is None
        assert seen.page.evaluate("document.scripts.length") == 0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_style_sheet_is_really_applied(browser: Browser, tmp_path: Path, scheme: Scheme) -> None:
    """The policy's hash fits, so the page has its colours, in both schemes."""
    paper = {"light": "rgb(251, 250, 246)", "dark": "rgb(21, 23, 26)"}
    with opened(browser, tmp_path, examples.rich(), 1440, scheme) as seen:
        colour = "getComputedStyle(document.body).backgroundColor"
        assert seen.page.evaluate(colour) == paper[scheme]


def test_a_smuggled_style_or_script_would_not_be_applied(browser: Browser, tmp_path: Path) -> None:
    """The policy holds: even markup that got past the escaping could neither style nor run."""
    page = render(examples.rich()).replace(
        b"<main", b"<style>body{background:rgb(1,2,3)!important}</style><script>window.pwned=1</script><main"
    )
    path = tmp_path / "smuggled.html"
    path.write_bytes(page)
    tab = browser.new_page()
    tab.goto(path.as_uri())
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(1, 2, 3)"
    assert tab.evaluate("window.pwned") is None
    tab.close()


@pytest.mark.parametrize("name", parted(REPORTS, {"rich", "hostile", "long IDs"}))
def test_nothing_sticks_out(browser: Browser, tmp_path: Path, name: str) -> None:
    """No page scrolls sideways, on a phone or a desktop, with everything unfolded."""
    with opened(browser, tmp_path, REPORTS[name](), 320) as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for width in (320, 360, 768, 1000, 1440):
            seen.page.set_viewport_size({"width": width, "height": 900})
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
            assert seen.page.evaluate(OUTSIDE) == []


def test_the_pictures_words_are_readable_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    """IDs in the picture are set at no less than 12 pixels, and stay within it."""
    with opened(browser, tmp_path, examples.rich(), 360) as seen:
        heights = "[...document.querySelectorAll('svg text.id')].map(each => each.getBoundingClientRect().height)"
        assert min(seen.page.evaluate(heights)) >= 12
        edge = "document.querySelector('svg').getBoundingClientRect().right"
        rights = "[...document.querySelectorAll('svg text')].map(each => each.getBoundingClientRect().right)"
        assert max(seen.page.evaluate(rights)) <= seen.page.evaluate(edge)


VIEWS = [(name, width, scheme) for name in REPORTS if name != "huge" for width in (360, 1440) for scheme in SCHEMES]


TELLING_VIEWS = {("rich", 360, "dark"), ("hostile", 1440, "light")}


@pytest.mark.parametrize(("name", "width", "scheme"), parted(VIEWS, TELLING_VIEWS))
def test_axe_finds_no_violation(browser: Browser, tmp_path: Path, name: str, width: int, scheme: Scheme) -> None:
    """Landmarks, headings, names, table headers and contrast are in order, best practices included."""
    with opened(browser, tmp_path, REPORTS[name](), width, scheme) as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found = Axe().run(seen.page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found] == []


SHEETS = {"rich": 3, "healthy": 2, "inconclusive": 2, "tied": 2, "huge": 60}
PRINTS = [(name, paper) for name in SHEETS for paper in ("A4", "Letter")]


@pytest.mark.parametrize(("name", "paper"), parted(PRINTS, {("rich", "A4"), ("healthy", "Letter")}))
def test_it_prints_on_a_sensible_number_of_pages(browser: Browser, tmp_path: Path, name: str, paper: str) -> None:
    """A ticket's report is a few sheets of paper."""
    with opened(browser, tmp_path, REPORTS[name](), 1440) as seen:
        pages = len(re.findall(rb"/Type\s*/Page\b", seen.page.pdf(format=paper)))
        assert 1 <= pages <= SHEETS[name]


@pytest.mark.parametrize("name", parted(scenario_names(), {"wrong-connection", "query-invalid"}))
def test_one_cause_prints_on_two_pages(browser: Browser, tmp_path: Path, name: str) -> None:
    """The first screen and the findings; evidence only where it was opened. A second cause may take a third page."""
    report = played_apart(name)
    with opened(browser, tmp_path, report, 1280) as seen:
        pages = len(re.findall(rb"/Type\s*/Page\b", seen.page.pdf(format="A4")))
        assert pages <= (2 if len(report.verdict.causes) <= 1 else 3)


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", scenario_names())
def test_every_scenarios_page_is_in_order(browser: Browser, tmp_path: Path, name: str, scheme: Scheme) -> None:
    """No violation, no word on the console, no request, and nothing that sticks out, on a phone."""
    with opened(browser, tmp_path, played_apart(name), 390, scheme) as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert Axe().run(seen.page, options={"resultTypes": ["violations"]}).response["violations"] == []
        assert (len(seen.asked), seen.said) == (1, [])
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
        assert seen.page.evaluate(OUTSIDE) == []


def test_the_first_screen_needs_no_scrolling(browser: Browser, tmp_path: Path) -> None:
    """At 1280 by 800: the change, who acts, the proof, and what was not looked at."""
    with opened(browser, tmp_path, played_apart("wrong-connection"), 1280) as seen:
        for words in ("Use instead", "Customer:", "Proof:", "Not looked at"):
            box = seen.page.get_by_text(words, exact=True).first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] < 800


def test_forced_colours_and_large_text_lose_nothing(browser: Browser, tmp_path: Path) -> None:
    """In the system's own colours, and at 200 % on a phone, nothing is against the rules or out of sight."""
    with opened(browser, tmp_path, examples.rich(), 320) as seen:
        seen.page.emulate_media(forced_colors="active", reduced_motion="reduce")
        seen.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert seen.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        assert Axe().run(seen.page, options={"resultTypes": ["violations"]}).response["violations"] == []


def test_a_link_from_outside_opens_the_fold(browser: Browser, tmp_path: Path) -> None:
    """``report.html#finding-4`` shows the finding, not a folded line."""
    path = tmp_path / "report.html"
    path.write_bytes(render(examples.rich()))
    page = browser.new_page()
    page.goto(f"{path.as_uri()}#finding-4")
    assert page.locator("#finding-4 dl").is_visible()
    page.close()


def test_the_keyboard_skips_to_what_to_do(browser: Browser, tmp_path: Path) -> None:
    """The first stop of the tab key is the way past the heading."""
    with opened(browser, tmp_path, examples.rich(), 1280) as seen:
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.getAttribute('href')") == "#causes"


def test_print_is_light_and_evidence_only_where_opened(browser: Browser, tmp_path: Path) -> None:
    """On paper there is no dark ink even when the reader's screen is dark; a cause's finding is unfolded."""
    with opened(browser, tmp_path, examples.rich(), 1440, "dark") as seen:
        own = seen.page.locator("details.own dl").first
        assert not own.is_visible()
        seen.page.locator("details.exchange summary").first.click()
        seen.page.emulate_media(media="print", color_scheme="dark")
        assert own.is_visible()
        assert seen.page.locator("details.exchange pre").first.is_visible()
        assert not seen.page.locator("details.exchange").last.is_visible()
        assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert seen.page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 30, 34)"


def test_a_click_selects_the_whole_id(browser: Browser, tmp_path: Path) -> None:
    """The right ID is copied by one click, without a script."""
    with opened(browser, tmp_path, examples.rich(), 1440) as seen:
        seen.page.locator(".right code").first.click()
        assert seen.page.evaluate("String(getSelection())").strip() == "connection_790"


def test_a_link_to_a_folded_exchange_unfolds_it(browser: Browser, tmp_path: Path) -> None:
    """Following "E2" from a finding shows the exchange, not a folded line."""
    with opened(browser, tmp_path, examples.rich(), 1440) as seen:
        seen.page.locator("article.cause a", has_text="E2").first.click()
        assert seen.page.locator("details.exchange").nth(1).get_attribute("open") is not None


def test_the_browser_reads_our_json(browser: Browser) -> None:
    """``JSON.parse`` takes a hostile report and sees the same texts."""
    report = examples.hostile()
    page = browser.new_page()
    text = render_json(report).decode()
    assert page.evaluate("text => JSON.parse(text).ticket.workspace_id", text) == report.ticket.workspace_id
    assert json.loads(page.evaluate("text => JSON.stringify(JSON.parse(text))", text)) == json.loads(text)
    page.close()

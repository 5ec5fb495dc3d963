"""What a build server reads: green means that everything was seen and good."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.plugin import RenderOptions
from diagnose.report import CheckOutcome, Status
from diagnose_reports.junit import render
from tests.reports import examples
from tests.reports.example_parts import coverage

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from diagnose.report import Report

LENIENT, STRICT = RenderOptions(), RenderOptions(strict=True)
ALLOWED = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "time", "tests", "failures", "errors", "skipped", "timestamp"},
    "testcase": {"name", "classname", "time"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": {"message"},
    "system-out": set(),
}
"""Of the elements and attributes that Jenkins' junit-10.xsd has, those in use; GitLab and GitHub read these too."""


def parsed(report: Report, options: RenderOptions = LENIENT) -> Element:
    """Parse as strictly as a build server does, and hold the counts against what is there."""
    root = ET.fromstring(render(report, options))  # noqa: S314 - our own bytes
    for element in root.iter():
        assert element.attrib.keys() <= ALLOWED[element.tag]
    for element in (root, root[0]):
        assert int(element.attrib["tests"]) == len(list(root.iter("testcase")))
        assert int(element.attrib["failures"]) == len(list(root.iter("failure")))
        assert int(element.attrib["errors"]) == len(list(root.iter("error")))
    assert int(root[0].attrib["skipped"]) == len(list(root.iter("skipped")))
    return root


def with_outcome(outcome: CheckOutcome) -> Report:
    """A healthy report, but for one check that came out otherwise."""
    report = examples.healthy()
    first, *rest = report.checks
    rows = (first.model_copy(update={"outcome": outcome, "reason": "the reason"}), *rest)
    return report.model_copy(update={"checks": rows, "coverage": coverage(rows)})


@pytest.mark.parametrize(
    ("outcome", "options", "tag", "kind"),
    [
        (CheckOutcome.FAIL, LENIENT, "failure", "fail"),
        (CheckOutcome.ERROR, LENIENT, "error", "check-broken"),
        (CheckOutcome.UNKNOWN, LENIENT, "error", "could-not-tell"),
        (CheckOutcome.SKIP, LENIENT, "skipped", None),
        (CheckOutcome.WARN, LENIENT, "system-out", None),
        (CheckOutcome.WARN, STRICT, "failure", "warn"),
        (CheckOutcome.UNKNOWN, STRICT, "error", "could-not-tell"),
    ],
)
def test_each_outcome_has_its_element(
    outcome: CheckOutcome, options: RenderOptions, tag: str, kind: str | None
) -> None:
    """Not passed is red, skipped is skipped with its reason, a warning is green with its text unless it is strict."""
    case = parsed(with_outcome(outcome), options)[0][0]
    assert [child.tag for child in case] == [tag]
    assert case[0].get("type") == kind
    assert "the reason" in {case[0].get("message"), case[0].text}


def test_a_pass_is_a_test_case_without_a_word() -> None:
    """One test case a check, in the order of the report."""
    suite = parsed(examples.healthy())[0]
    cases = suite.findall("testcase")
    assert [case.get("name") for case in cases] == [row.id for row in examples.healthy().checks]
    assert not any(list(case) for case in cases)


def test_a_failure_says_what_is_wrong_and_what_to_do() -> None:
    """The finding's code is the failure's type; its texts and its documentation are the failure's text."""
    report = examples.rich()
    cases = {case.get("name"): case for case in parsed(report)[0].iter("testcase")}
    failure, finding = cases["connection-id"][0], report.findings[0]
    assert failure.get("type") == finding.code
    for text in (finding.summary, finding.expected, finding.observed, finding.remedy, finding.docs_url):
        assert text in str(failure.text)


def test_strict_turns_the_warnings_alone_red() -> None:
    """The rich report has one warning: with strict there is one failure more, and nothing else changes."""
    lenient, strict = parsed(examples.rich()), parsed(examples.rich(), STRICT)
    assert int(strict.attrib["failures"]) == int(lenient.attrib["failures"]) + 1
    assert strict.attrib["errors"] == lenient.attrib["errors"]


@pytest.mark.parametrize("interrupted", [False, True])
def test_an_inconclusive_run_is_never_green(interrupted: bool) -> None:
    """Where no check accounts for it, such as after Ctrl-C, the verdict is a test case of its own."""
    report = examples.healthy()
    report = report.model_copy(
        update={
            "run": report.run.model_copy(update={"interrupted": interrupted}),
            "verdict": report.verdict.model_copy(update={"status": Status.INCONCLUSIVE, "headline": "Stopped."}),
        }
    )
    case = parsed(report)[0].findall("testcase")[-1]
    assert (case.get("name"), case[0].tag, case[0].get("type")) == ("verdict", "error", "could-not-tell")
    assert case[0].get("message") == "Stopped."


def test_a_run_that_failed_has_no_verdict_case() -> None:
    """Where a check is red already, there is one test case a check and none besides."""
    suite = parsed(examples.inconclusive())[0]
    assert len(suite.findall("testcase")) == len(examples.inconclusive().checks)


def test_times_come_from_the_report() -> None:
    """The same report gives the same bytes, at whatever time and place it is rendered."""
    root = parsed(examples.rich())
    assert root[0].attrib["timestamp"] == "2026-03-09T12:00:00"
    assert root[0].attrib["time"] == "0.412"
    assert render(examples.rich(), LENIENT) == render(examples.rich(), LENIENT)


def test_two_tickets_of_one_build_are_told_apart() -> None:
    """GitLab keeps one of several cases with equal class and name: the class names the ticket."""
    assert parsed(examples.rich())[0][0].get("classname") == "filed-diagnose.TICKET-4711"
    assert parsed(examples.healthy())[0][0].get("classname") == "filed-diagnose"


def test_hostile_text_is_valid_xml_and_shows_what_it_hides() -> None:
    """Escape sequences and NUL are illegal in XML even as references: they are written as code points."""
    data = render(examples.hostile(), LENIENT)
    assert b"\x1b" not in data
    name = str(parsed(examples.hostile())[0][0].get("name"))
    assert "\u2039U+001B\u203a" in name
    assert "\u2039U+0000\u203a" in name
    assert "</script><script>" in name


@given(st.text(max_size=60))
def test_any_text_can_be_parsed(text: str) -> None:
    """Whatever an ID or a message holds, the file is one that a parser takes."""
    parsed(examples.hostile(text))
    parsed(examples.hostile(text), STRICT)


@pytest.mark.parametrize("text", ["]]>", "\ud800", "\ufffe\uffff", "\x00\x08\x0b\x1f", "&#0;", "a\r\nb\t"])
def test_what_xml_is_touchy_about(text: str) -> None:
    """CDATA ends, lone surrogates, non-characters, control characters and line ends."""
    parsed(examples.hostile(text))


def test_a_long_report_stays_small() -> None:
    """GitLab takes no file beyond 30 MB; of many findings the first are shown, and how many more there are."""
    data = render(examples.huge(), LENIENT)
    assert len(data) < 1_000_000
    rows = examples.huge().checks
    report = examples.huge().model_copy(
        update={"checks": (rows[4].model_copy(update={"findings": tuple(f"F{n}" for n in range(10, 10_010))}),)}
    )
    assert "and 9,980 more, all in the JSON report" in str(parsed(report)[0][0][0].text)

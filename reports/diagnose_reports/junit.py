"""The JUnit XML report: one test case a check, for build servers (Jenkins, GitLab, GitHub's actions).

There is no one standard; this keeps to what Jenkins' junit-10.xsd allows and the others read. "Could not tell" never
turns a build green: ``unknown`` and a broken check are errors, and an inconclusive verdict that no check accounts for
(a run that was interrupted) is an error of its own, the test case ``verdict``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, assert_never
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from diagnose.plugin import RenderOptions
from diagnose.report import CheckOutcome, Status
from diagnose_reports.outline import some
from diagnose_reports.safe import link_target, seen
from diagnose_reports.words import kind_words, utc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diagnose.report import CheckRow, Report, ReportFinding

_TOOL = "filed-diagnose"
_TEXT = 2000
_MOST_FINDINGS = 20
"""Of one check. GitLab takes no file beyond 30 MB."""


def render(report: Report, options: RenderOptions) -> bytes:
    """Return the report as UTF-8 XML, the same bytes for the same report; with ``strict``, warnings are failures."""
    reference = report.ticket.reference
    # GitLab keeps one of several cases with equal class and name: the ticket tells the reports of one build apart.
    classname = _visible(f"{_TOOL}.{reference}" if reference else _TOOL)
    cases = [_case(row, classname, report, options) for row in report.checks]
    if report.verdict.status is Status.INCONCLUSIVE and not any(_is_red(case) for case in cases):
        cases.append(_verdict_case(report, classname))
    children = Counter(child.tag for case in cases for child in case)
    counts = {
        "tests": str(len(cases)),
        "failures": str(children["failure"]),
        "errors": str(children["error"]),
        "time": f"{(report.run.finished_at - report.run.started_at).total_seconds():.3f}",
    }
    root = Element("testsuites", {"name": _TOOL, **counts})
    more = {"skipped": str(children["skipped"]), "timestamp": f"{utc(report.run.started_at):%Y-%m-%dT%H:%M:%S}"}
    suite = SubElement(root, "testsuite", {"name": classname, **counts, **more})
    suite.extend(cases)
    SubElement(suite, "system-out").text = _visible(report.verdict.headline)
    indent(root)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _case(row: CheckRow, classname: str, report: Report, options: RenderOptions) -> Element:
    seconds = f"{row.duration_ms / 1000:.3f}"
    case = Element("testcase", name=_visible(row.id), classname=classname, time=seconds)
    match row.outcome:
        case CheckOutcome.FAIL:
            _failure(case, row, report)
        case CheckOutcome.WARN if options.strict and not (row.findings and {*row.findings} <= {*report.notices}):
            _failure(case, row, report)
        case CheckOutcome.ERROR:
            SubElement(case, "error", type="check-broken", message=_visible(row.reason))
        case CheckOutcome.UNKNOWN:
            error = SubElement(case, "error", type="could-not-tell", message=_visible(row.reason))
            error.text = _findings_text(row, report) or None
        case CheckOutcome.SKIP:
            SubElement(case, "skipped", message=_visible(row.reason))
        case CheckOutcome.WARN:
            SubElement(case, "system-out").text = _findings_text(row, report) or _visible(row.reason)
        case CheckOutcome.PASS:
            pass
        case _ as never:
            assert_never(never)
    return case


def _failure(case: Element, row: CheckRow, report: Report) -> None:
    codes = [finding.code for finding in _findings(row, report)]
    kind = _visible(codes[0]) if codes else str(row.outcome)
    failure = SubElement(case, "failure", type=kind, message=_visible(row.reason))
    failure.text = _findings_text(row, report) or _visible(row.reason)


def _verdict_case(report: Report, classname: str) -> Element:
    case = Element("testcase", name="verdict", classname=classname, time="0.000")
    SubElement(case, "error", type="could-not-tell", message=_visible(report.verdict.headline))
    return case


def _is_red(case: Element) -> bool:
    return any(child.tag in {"failure", "error"} for child in case)


def _findings(row: CheckRow, report: Report) -> tuple[ReportFinding, ...]:
    ids = frozenset(row.findings)
    return tuple(finding for finding in report.findings if finding.id in ids)


def _findings_text(row: CheckRow, report: Report) -> str:
    shown = some(_findings(row, report), _MOST_FINDINGS)
    blocks = ["\n".join(_finding_lines(finding)) for finding in shown.shown]
    more = [f"and {shown.more:,} more, all in the JSON report"] if shown.more else []
    return "\n\n".join(blocks + more)


def _finding_lines(finding: ReportFinding) -> Iterator[str]:
    yield _visible(finding.summary)
    yield f"{kind_words(finding.subject.kind)}: {_visible(finding.subject.id)}"
    yield f"expected: {_visible(finding.expected)}"
    yield f"observed: {_visible(finding.observed)}"
    yield f"what to do: {_visible(finding.remedy)}"
    if address := link_target(finding.docs_url):
        yield f"documentation: {address}"


def _visible(text: str) -> str:
    """Foreign text: control characters, which XML cannot hold even when escaped, are written as code points."""
    return seen(text, _TEXT)

"""The terminal's report: plain prose that wraps anywhere and reads well aloud.

Signs and colours only repeat what the words say. Data enters as :class:`rich.text.Text`, never as markup, after
its control characters were made visible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from diagnose.report import CheckOutcome, CheckRow, CustomerQuestion, Evidence, Link, NotLookedAt, Report, ReportFinding
from diagnose_reports.outline import Explained, Outline, outline, some, worth_saying
from diagnose_reports.safe import seen
from diagnose_reports.terminal_text import TONES, Paper
from diagnose_reports.words import (
    ask_words,
    coverage_sentence,
    finding_word,
    kind_words,
    link_word,
    not_looked_at_words,
    outcome_word,
    plural,
    sentence,
    status_word,
    subject_words,
    utc,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

_CAUSES = 5
_LINES = 5
_VERBOSE_LINES = 50
_VERDICT_LENGTH = 400
_ABOUT_LENGTH = 60


def verdict_line(report: Report) -> str:
    """Return the verdict as one harmless line: ``Problem found: the headline``."""
    return f"{status_word(report.verdict.status).text}: {seen(report.verdict.headline, _VERDICT_LENGTH)}"


def render_terminal(report: Report, console: Console, *, verbose: bool = False, written: Sequence[str] = ()) -> None:
    """Print the report: verdict, causes, what to ask next, checks, and where the ``written`` reports are.

    ``verbose`` adds the reasons of checks that passed, more consequences, the chain and the exchanges.
    """
    page = Paper(console)
    found = outline(report)
    _verdict(page, report)
    _causes(page, report, found, _VERBOSE_LINES if verbose else _CAUSES, _VERBOSE_LINES if verbose else _LINES)
    _others(page, report, found, _VERBOSE_LINES if verbose else _LINES)
    _questions(page, report.questions)
    _not_looked_at(page, report.not_looked_at if verbose else worth_saying(report))
    _checks(page, report, verbose=verbose)
    if verbose:
        _chain(page, report)
        _exchanges(page, report)
    _written(page, written)


def _verdict(page: Paper, report: Report) -> None:
    word = status_word(report.verdict.status)
    page.line(page.sign(word), Text(word.text, style=f"bold {TONES[word.tone]}"))
    page.line(page.text(report.verdict.headline))
    if report.run.interrupted:
        page.line(Text("The run was interrupted: this is what was known by then."))


def _causes(page: Paper, report: Report, found: Outline, most: int, lines: int) -> None:
    shown = some(found.causes, most)
    for each in shown.shown:
        name = "Cause" if len(found.causes) == 1 else f"Cause {each.number} of {len(found.causes):,}"
        about, subject = subject_words(each.cause.subject.kind, each.cause.subject.id, each.summary)
        page.heading(f"{name}: {seen(about, _ABOUT_LENGTH)}", None if subject is None else page.text(subject))
        _cause(page, each, report.verdict.headline, lines)
    if shown.more:
        page.gap()
        page.line(Text(f"and {plural(shown.more, 'more cause')}, all in the JSON report"))


def _cause(page: Paper, each: Explained, headline: str, lines: int) -> None:
    if each.summary != headline:
        page.item(page.text(each.summary))
    if each.suggestion:
        arrow = Text(f" {page.arrow} ")
        change = Text.assemble(page.text(each.cause.subject.id, TONES["bad"]), arrow,
                               page.text(each.suggestion, f"bold {TONES['good']}"))  # fmt: skip
        page.item(change, lead="Change: ")
    if each.finding:
        page.item(page.text(each.finding.remedy), lead="What to do: ")
    if each.consequences:
        page.item(Text(f"This explains {plural(len(each.consequences), 'other finding')}:"))
        _summaries(page, each.consequences, lines)


def _summaries(page: Paper, findings: tuple[ReportFinding, ...], lines: int) -> None:
    shown = some(findings, lines)
    for finding in shown.shown:
        page.item(page.text(finding.summary), lead=f"{page.bullet} ", indent=4)
    if shown.more:
        page.item(Text(f"{page.bullet} and {shown.more:,} more"), indent=4)


def _others(page: Paper, report: Report, found: Outline, lines: int) -> None:
    shown = some(found.others, lines)
    if not shown.shown:
        return
    page.heading("Also seen")
    for finding in shown.shown:
        word = finding_word(finding, report)
        page.item(page.text(finding.summary), lead=f"{sentence(word.text)}: ", style=TONES[word.tone])
        page.item(page.text(finding.remedy), lead="What to do: ", indent=4)
    if shown.more:
        page.item(Text(f"and {shown.more:,} more"))


def _questions(page: Paper, questions: tuple[CustomerQuestion, ...]) -> None:
    shown = some(questions, _LINES)
    if not shown.shown:
        return
    page.heading("Ask the customer next")
    for each in shown.shown:
        page.item(page.text(each.why), lead_text=page.text(sentence(ask_words(each.ask_for)), "bold"), lead=". ")
    if shown.more:
        page.item(Text(f"and {shown.more:,} more"))


def _not_looked_at(page: Paper, items: tuple[NotLookedAt, ...]) -> None:
    shown = some(items, _LINES)
    if not shown.shown:
        return
    page.heading("Not looked at")
    for item in shown.shown:
        page.item(page.text(not_looked_at_words(item)))
    if shown.more:
        page.item(Text(f"and {shown.more:,} more"))


def _checks(page: Paper, report: Report, *, verbose: bool) -> None:
    page.heading("Checks")
    page.item(Text(coverage_sentence(report.coverage)))
    for note in some(report.notes, _LINES).shown:
        page.item(page.text(note))
    page.gap()
    shown = some(report.checks, 4 * _VERBOSE_LINES)
    for row in shown.shown:
        _check(page, row, verbose=verbose)
    if shown.more:
        page.item(Text(f"and {plural(shown.more, 'more check')}"))


def _check(page: Paper, row: CheckRow, *, verbose: bool) -> None:
    word = outcome_word(row.outcome)
    lead = Text.assemble(page.sign(word), Text(f"{word.text:<8}", style=TONES[word.tone]))
    hang = 12 if page.wide else 4
    page.item(page.text(row.title), lead_text=lead, hang=hang)
    if verbose or row.outcome is not CheckOutcome.PASS:
        page.item(page.text(sentence(row.reason), "dim"), indent=hang)


def _chain(page: Paper, report: Report) -> None:
    if not report.chain.links:
        return
    page.heading("The chain of IDs")
    for link in some(report.chain.links, _VERBOSE_LINES).shown:
        page.item(_link(page, link), lead_text=page.sign(link_word(link.state)))


def _link(page: Paper, link: Link) -> Text:
    text = Text.assemble(Text(f"{kind_words(link.kind)} "), page.text(link.id), Text(f": {link_word(link.state).text}"))
    if link.right_id:
        text.append_text(Text("; the right one is "))
        text.append_text(page.text(link.right_id, TONES["good"]))
    if link.note:
        text.append_text(Text.assemble(Text(" ("), page.text(link.note), Text(")")))
    return text


def _exchanges(page: Paper, report: Report) -> None:
    run = report.run
    page.heading(f"{plural(run.requests, 'request')} in {plural(run.round_trips, 'step')}")
    page.item(page.text(run.endpoint))
    shown = some(report.evidence, _VERBOSE_LINES)
    for each in shown.shown:
        page.item(_exchange(page, each), lead_text=page.text(f"{each.id} "))
    if shown.more:
        page.item(Text(f"and {shown.more:,} more"))


def _exchange(page: Paper, each: Evidence) -> Text:
    status = f"HTTP {each.status}" if each.status is not None else "no response"
    facts = f", {each.outcome}, {status}, {each.duration_ms:,.0f} ms, {plural(each.attempts, 'attempt')}"
    text = Text.assemble(Text(f"{utc(each.at):%H:%M:%S} UTC "), page.text(each.operation), page.text(facts))
    if each.request_id:
        text.append_text(Text.assemble(Text(", request ID "), page.text(each.request_id)))
    return text


def _written(page: Paper, written: Sequence[str]) -> None:
    if not written:
        return
    page.heading("The report is here" if len(written) == 1 else "The reports are here")
    for path in written:
        page.item(page.text(path))

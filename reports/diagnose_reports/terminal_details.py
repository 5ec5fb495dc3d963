"""What ``-v`` adds on the terminal: the consequences, every check with its reason, the chain and the exchanges."""

from __future__ import annotations

from rich.text import Text

from diagnose.report import CheckRow, Corrected, CustomerQuestion, Evidence, Link, NotLookedAt, Report, ReportFinding
from diagnose_reports.outline import Explained, Outline, outline, some
from diagnose_reports.safe import clip, visible_lines
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
    utc,
)

_LINES = 50
_COMMAND = 6_000
"""Characters of a command that are printed."""


def print_details(page: Paper, report: Report) -> None:
    """Print all that the first screen leaves out, the first of each kind of thing."""
    found = outline(report)
    _causes(page, found)
    _others(page, report, found)
    _corrected(page, report.corrected)
    _questions(page, report.questions)
    _not_looked_at(page, report.not_looked_at)
    _checks(page, report)
    _chain(page, report)
    _exchanges(page, report)


def _causes(page: Paper, found: Outline) -> None:
    for each in some(found.causes, _LINES).shown:
        page.heading("Cause" if len(found.causes) == 1 else f"Cause {each.number} of {len(found.causes):,}")
        _cause(page, each)


def _cause(page: Paper, each: Explained) -> None:
    page.item(page.text(each.summary))
    if each.finding:
        page.item(page.text(sentence(each.finding.expected)), lead="Expected: ")
        page.item(page.text(sentence(each.finding.observed)), lead="Observed: ")
        page.item(page.text(each.finding.remedy), lead="What to do: ")
    if each.consequences:
        page.item(Text(f"This explains {plural(len(each.consequences), 'other finding')}:"))
        _summaries(page, each.consequences)


def _summaries(page: Paper, findings: tuple[ReportFinding, ...]) -> None:
    shown = some(findings, _LINES)
    for finding in shown.shown:
        page.item(page.text(finding.summary), lead=f"{page.bullet} ", indent=4)
    if shown.more:
        page.item(Text(f"{page.bullet} and {shown.more:,} more"), indent=4)


def _others(page: Paper, report: Report, found: Outline) -> None:
    shown = some(found.others, _LINES)
    if not shown.shown:
        return
    page.heading("Also seen")
    for finding in shown.shown:
        word = finding_word(finding, report)
        page.item(page.text(finding.summary), lead=f"{sentence(word.text)}: ", style=TONES[word.tone])
        page.item(page.text(finding.remedy), lead="What to do: ", indent=4)
    if shown.more:
        page.item(Text(f"and {shown.more:,} more"))


def _corrected(page: Paper, requests: tuple[Corrected, ...]) -> None:
    for each in some(requests, 3).shown:
        page.heading("The customer's request, put right:", page.text(each.request))
        for change in some(each.changes, _LINES).shown:
            page.item(page.text(sentence(change.text)), lead=f"{page.bullet} ")
        if each.tried:
            page.item(page.text(sentence(f"Tried once: it {each.tried.text}")))
        if each.reproduction:
            page.item(Text("To see both, with your own token in FILED_ACCESS_TOKEN:"))
            page.block(visible_lines(clip(each.reproduction, _COMMAND)))


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


def _checks(page: Paper, report: Report) -> None:
    page.heading("Checks")
    page.item(Text(coverage_sentence(report.coverage)))
    for note in some(report.notes, _LINES).shown:
        page.item(page.text(note))
    page.gap()
    shown = some(report.checks, 4 * _LINES)
    for row in shown.shown:
        _check(page, row)
    if shown.more:
        page.item(Text(f"and {plural(shown.more, 'more check')}"))


def _check(page: Paper, row: CheckRow) -> None:
    word = outcome_word(row.outcome)
    lead = Text.assemble(page.sign(word), Text(f"{word.text:<8}", style=TONES[word.tone]))
    hang = 12 if page.wide else 4
    page.item(page.text(row.title), lead_text=lead, hang=hang)
    page.item(page.text(sentence(row.reason), "dim"), indent=hang)


def _chain(page: Paper, report: Report) -> None:
    if not report.chain.links:
        return
    page.heading("The chain of IDs")
    for link in some(report.chain.links, _LINES).shown:
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
    shown = some(report.evidence, _LINES)
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
    if each.summary and each.outcome.value != "ok":
        text.append_text(Text.assemble(Text(": "), page.text(each.summary)))
    return text

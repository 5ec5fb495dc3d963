"""The Markdown summary: short enough to paste into a ticket, and nothing in it acts where it is pasted.

Written for GitHub's dialect, which Jira, GitLab and Linear read too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from diagnose.plugin import Renderer
from diagnose_reports.markdown_text import code, inline, link
from diagnose_reports.outline import Explained, Some, id_test, outline, some, worth_saying
from diagnose_reports.words import (
    ask_words,
    coverage_sentence,
    finding_word,
    kind_words,
    not_looked_at_words,
    outcome_word,
    plural,
    sentence,
    status_word,
    subject_words,
    utc,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diagnose.report import CheckRow, CustomerQuestion, Report, ReportFinding

MOST_CHARACTERS = 60_000
"""GitHub takes comments of at most 65,536 characters."""


T = TypeVar("T")


@dataclass(frozen=True)
class SummaryLimits:
    """How many of each kind of thing are shown, and how many characters of a text."""

    items: int
    text: int


_LIMITS = (SummaryLimits(10, 600), SummaryLimits(5, 120), SummaryLimits(2, 40))
_TOO_LONG = "The summary is too long to paste; the JSON report has it all.\n"


def render(report: Report) -> bytes:
    """Return UTF-8 Markdown of at most 60,000 characters; long reports show fewer of each kind of thing."""
    texts = (_Summary(report, limits).text() for limits in _LIMITS)
    return next((text for text in texts if len(text) <= MOST_CHARACTERS), _TOO_LONG).encode()


class _Summary:
    """One report written out within some limits."""

    def __init__(self, report: Report, limits: SummaryLimits) -> None:
        self._report = report
        self._limits = limits
        self._is_id = id_test(report, limits.text)

    def text(self) -> str:
        blocks = (
            self._verdict(),
            self._causes(),
            self._questions(),
            self._not_looked_at(),
            self._others(),
            self._checks(),
            self._footer(),
        )
        return "\n\n".join("\n".join(lines) for lines in map(list, blocks) if lines) + "\n"

    def _prose(self, text: str) -> str:
        return inline(text, self._limits.text, self._is_id)

    def _code(self, text: str) -> str:
        return code(text, self._limits.text)

    def _verdict(self) -> Iterator[str]:
        verdict = self._report.verdict
        word = status_word(verdict.status)
        yield f"**{word.sign} {word.text}:** {self._prose(verdict.headline)}"
        if self._report.run.interrupted:
            yield ""
            yield "The run was interrupted: this is what was known by then."

    def _causes(self) -> Iterator[str]:
        causes = outline(self._report).causes
        shown = some(causes, self._limits.items)
        for each in shown.shown:
            yield from self._cause(each, len(causes))
        yield from _more(shown, "cause")

    def _cause(self, each: Explained, count: int) -> Iterator[str]:
        subject = each.cause.subject
        title = f"Cause {each.number} of {count:,}" if count > 1 else "Cause"
        about, subject_id = subject_words(subject.kind, subject.id, each.summary)
        which = "" if subject_id is None else f" {self._code(subject_id)}"
        yield f"- **{title}: {self._prose(about)}{which}.** {self._prose(each.summary)}"
        if each.finding:
            yield f"  - What to do: {self._prose(each.finding.remedy)}"
        if each.suggestion:
            wrong, right = self._code(subject.id), self._code(each.suggestion)
            yield f"  - Change the {self._prose(kind_words(subject.kind))}: {wrong} → {right}"
        if each.finding:
            yield f"  - Expected: {self._prose(sentence(each.finding.expected))}"
            yield f"  - Observed: {self._prose(sentence(each.finding.observed))}"
            yield from (f"  - {address}" for address in link("Documentation", each.finding.docs_url))
        if each.consequences:
            others = plural(len(each.consequences), "other finding")
            yield f"  - Explains {others}: {self._named(each.consequences)}"

    def _named(self, findings: tuple[ReportFinding, ...]) -> str:
        shown = some(findings, self._limits.items)
        names = ", ".join(self._code(finding.subject.id) for finding in shown.shown)
        return names + (f" and {shown.more:,} more" if shown.more else "")

    def _questions(self) -> Iterator[str]:
        shown = some(self._report.questions, self._limits.items)
        if shown.shown:
            yield "**Ask the customer next**"
            yield ""
        yield from (self._question(each) for each in shown.shown)
        yield from _more(shown, "question")

    def _question(self, each: CustomerQuestion) -> str:
        return f"- **{self._prose(sentence(ask_words(each.ask_for)))}**: {self._prose(each.why)}"

    def _not_looked_at(self) -> Iterator[str]:
        shown = some(worth_saying(self._report), self._limits.items)
        if shown.shown:
            yield "**Not looked at**"
            yield ""
        yield from (f"- {self._prose(not_looked_at_words(item))}" for item in shown.shown)
        yield from _more(shown, "thing")

    def _others(self) -> Iterator[str]:
        shown = some(outline(self._report).others, self._limits.items)
        if shown.shown:
            yield "**Also seen**"
            yield ""
        for each in shown.shown:
            word = finding_word(each, self._report)
            yield f"- {sentence(word.text)}: {self._prose(each.summary)} {self._prose(each.remedy)}"
        yield from _more(shown, "finding")

    def _checks(self) -> Iterator[str]:
        shown = some(self._report.checks, 3 * self._limits.items)
        yield self._prose(coverage_sentence(self._report.coverage))
        yield from (f"{self._prose(sentence(note))}" for note in some(self._report.notes, self._limits.items).shown)
        if shown.shown:
            yield from ("", "| Outcome | Check | What was found |", "| --- | --- | --- |")
        yield from (self._row(row) for row in shown.shown)
        yield from _more(shown, "check", bullet="")

    def _row(self, row: CheckRow) -> str:
        word = outcome_word(row.outcome)
        return f"| {word.sign} {word.text} | {self._prose(row.title)} | {self._prose(sentence(row.reason))} |"

    def _footer(self) -> Iterator[str]:
        run, tool = self._report.run, self._report.tool
        asked = f"{plural(run.requests, 'request')} to {self._code(run.endpoint)}"
        made = f"{self._prose(tool.name)} {self._code(tool.version)}"
        yield f"{made}, {utc(run.started_at):%Y-%m-%d %H:%M:%S} UTC, {asked}."


def _more(shown: Some[T], what: str, *, bullet: str = "- ") -> Iterator[str]:
    if not shown.more:
        return
    if not bullet:
        yield ""
    yield f"{bullet}and {plural(shown.more, f'more {what}')}, all in the JSON report"


MARKDOWN = Renderer("markdown", ".md", "text/markdown", lambda report, _: render(report))

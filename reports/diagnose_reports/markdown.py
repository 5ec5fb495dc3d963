"""The Markdown summary: short enough to paste into a ticket, and nothing in it acts where it is pasted.

Written for GitHub's dialect, which Jira, GitLab and Linear read too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from diagnose.plugin import Renderer
from diagnose.report import Certainty
from diagnose_reports.check_groups import check_groups
from diagnose_reports.first_screen import first_screen
from diagnose_reports.markdown_text import code, inline, link
from diagnose_reports.outline import Some, id_test, some
from diagnose_reports.words import certainty_words, outcome_word, plural, sentence, utc

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diagnose.report import CheckRow, Report
    from diagnose_reports.cause_card import Alternative, CauseCard, Deed, Reason

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
        self._screen = first_screen(report)
        self._is_id = id_test(report, limits.text)

    def text(self) -> str:
        screen = self._screen
        blocks = (
            self._verdict(),
            self._causes(),
            [f"**Reply to the customer** (a draft): {self._prose(screen.reply)}"] if screen.reply else [],
            self._listed("Ask the customer", screen.asks),
            self._listed("Not looked at", [f"{sentence(item.what)}: {item.why}" for item in screen.unchecked]),
            self._listed("Also seen", screen.also),
            self._checks(),
            self._footer(),
        )
        return "\n\n".join("\n".join(lines) for lines in map(list, blocks) if lines) + "\n"

    def _prose(self, text: str) -> str:
        return inline(text, self._limits.text, self._is_id)

    def _code(self, text: str) -> str:
        return code(text, self._limits.text)

    def _verdict(self) -> Iterator[str]:
        screen = self._screen
        reference = f" ({self._prose(screen.reference)})" if screen.reference else ""
        yield f"**{screen.word.sign} {self._prose(screen.title)}**{reference}"
        if len(screen.causes) < 2:  # noqa: PLR2004 - of several causes, each says its own
            yield ""
            yield self._prose(screen.fact)
        if screen.interrupted:
            yield ""
            yield "The run was interrupted: this is what was known by then."
        if screen.deed:
            yield ""
            yield self._deed(screen.deed)

    def _causes(self) -> Iterator[str]:
        screen = self._screen
        shown = some(screen.causes, self._limits.items)
        for card in shown.shown:
            if len(screen.causes) > 1:
                yield f"- **{self._prose(card.title)}.** {self._prose(card.fact)}"
                yield from (f"  {line}" for line in self._card(card))
            else:
                yield from self._card(card)
        if more := shown.more + screen.more_causes:
            yield f"- and {plural(more, 'more cause')}, all in the JSON report"

    def _card(self, card: CauseCard) -> Iterator[str]:
        if card.deed and card.tied:
            yield f"- {self._deed(card.deed)}"
        for number, option in enumerate(card.alternatives):
            yield f"- {'or' if number else 'Either'} {self._alternative(option)}"
        change = card.change
        if change and not self._screen.stopped:
            place = f" ({self._prose(change.where.source)}, line {change.where.line:,})" if change.where else ""
            slip = f": {change.slip.words}" if change.slip else ""
            yield f"- {change.label}: {self._code(change.id)}{place}{self._prose(slip) if slip else ''}"
            if change.right:
                shown = f": {self._reason(change.shown_by)}" if change.shown_by else ""
                yield f"- Use instead: {self._code(change.right)}{shown}"
        if card.deed and not card.tied:
            yield f"- {self._deed(card.deed)}"
        if card.question and not card.tied:
            yield f"- If unsure, ask: {self._prose(card.question)}"
        steps = "; ".join(self._reason(step) for step in card.proof[:4])
        if stopped := self._screen.stopped:
            yield f"- Answer: {self._reason(stopped)}"
        elif steps or card.certainty is Certainty.LIKELY:
            yield f"- {certainty_words(card.certainty)}: {steps or 'no answer of this run proves it'}"
        yield from (f"- {address}" for address in link("Documentation", card.docs_url))

    def _deed(self, deed: Deed) -> str:
        return f"**{deed.who}:** {self._prose(deed.what)}"

    def _reason(self, reason: Reason) -> str:
        return f"{self._prose(reason.text)} ({self._prose(reason.evidence)})"

    def _alternative(self, option: Alternative) -> str:
        kind, right = self._prose(option.kind), self._code(option.right or "")
        if option.id is None:
            return f"the {kind} meant is {right}"
        if option.right is None:
            return f"another {kind} in place of {self._code(option.id)}"
        return f"the {kind} {self._code(option.id)} → {right}"

    def _listed(self, heading: str, texts: Sequence[str]) -> Iterator[str]:
        shown = some(texts, self._limits.items)
        if shown.shown:
            yield f"**{heading}**"
            yield ""
        yield from (f"- {self._prose(text)}" for text in shown.shown)
        yield from _more(shown, "thing")

    def _checks(self) -> Iterator[str]:
        """Yield the counts, and a row for each check that a reader has to know of."""
        screen = self._screen
        yield self._prose(f"Checked: {' · '.join((screen.counts, *screen.notes[: self._limits.items]))}")
        rows = [row for group in check_groups(self._report) if group.opened for row in group.rows]
        shown = some(rows, 3 * self._limits.items)
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

"""The summary for the places where people work: a chat, a help desk, an issue. Said once, written in many syntaxes.

It is the first screen, what did not pass, the requests with their IDs and times, and one command. A place takes only so
much, so it is offered in drafts, each shorter than the one before; what is left out is counted in each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from diagnose.report import Certainty
from diagnose_reports.check_groups import check_groups
from diagnose_reports.first_screen import FirstScreen, first_screen
from diagnose_reports.outline import Some, id_test, prose, some
from diagnose_reports.request_lines import one_command, request_line
from diagnose_reports.safe import link_target, seen
from diagnose_reports.summary_blocks import (
    Bold,
    Bullets,
    Chip,
    Command,
    Fold,
    Hyperlink,
    Line,
    Paragraph,
    Prose,
    Span,
    Summary,
    SummaryBlock,
    Table,
)
from diagnose_reports.words import certainty_words, masked_facts, outcome_word, plural, sentence, utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from diagnose.report import CheckRow, Report
    from diagnose_reports.cause_card import Alternative, CauseCard, Deed, Reason

T = TypeVar("T")


@dataclass(frozen=True)
class SummaryLimits:
    """How many of each kind of thing are shown, and how many characters of a text or a command."""

    items: int
    text: int
    command: int


_LIMITS = (
    SummaryLimits(10, 600, 6000),
    SummaryLimits(5, 120, 2500),
    SummaryLimits(2, 40, 1200),
    SummaryLimits(1, 24, 600),
)
_SHORTEST = 40


def fitting(report: Report, write: Callable[[Summary], T], fits: Callable[[T], bool]) -> T:
    """Return the longest draft that a place takes; the last is a sentence or two, which every place takes."""
    screen = first_screen(report)
    drafts = (write(tuple(_Draft(report, screen, limits).blocks())) for limits in _LIMITS)
    return next((draft for draft in drafts if fits(draft)), None) or write(_shortest(screen))


def utf16_units(text: str) -> int:
    """Return a text's length as the places count that count in Java or JavaScript: never less than its characters."""
    return len(text.encode("utf-16-le")) // 2


def _shortest(screen: FirstScreen) -> Summary:
    said = f"{screen.word.sign} {seen(screen.title, _SHORTEST)}"
    return (Paragraph((Bold(said),)), Paragraph((Prose("The rest is too long for here; the JSON report has it all."),)))


class _Draft:
    """One report written out within some limits."""

    def __init__(self, report: Report, screen: FirstScreen, limits: SummaryLimits) -> None:
        self._report = report
        self._limits = limits
        self._screen = screen
        self._is_id = id_test(report, limits.text)

    def blocks(self) -> Iterator[SummaryBlock]:
        """Yield what everybody needs first, and what only some do last."""
        screen = self._screen
        yield from self._verdict()
        yield from self._causes()
        if screen.reply:
            yield Paragraph((Bold("Reply to the customer"), Prose(" (a draft): "), *self._said(screen.reply)))
        yield from self._listed("Ask the customer", screen.asks)
        yield from self._listed("Not looked at", [f"{sentence(item.what)}: {item.why}" for item in screen.unchecked])
        yield from self._listed("Also seen", screen.also)
        yield from self._checks()
        yield from self._requests()
        yield from self._command()
        yield self._footer()

    def _said(self, text: str) -> Line:
        """Return foreign text as spans, its IDs apart."""
        return self._spans(seen(text, self._limits.text).strip())

    def _spans(self, text: str) -> Line:
        pieces = prose(text, self._is_id)
        return tuple(Chip(piece) if whole else Prose(piece) for whole, piece in pieces) or (Prose("(empty)"),)

    def _chip(self, text: str) -> Chip:
        return Chip(seen(text, self._limits.text).strip() or "(empty)")

    def _verdict(self) -> Iterator[SummaryBlock]:
        screen = self._screen
        title = Bold(f"{screen.word.sign} {seen(screen.title, self._limits.text)}")
        reference = (Prose(" ("), *self._said(screen.reference), Prose(")")) if screen.reference else ()
        yield Paragraph((title, *reference))
        if len(screen.causes) < 2:  # noqa: PLR2004 - of several causes, each says its own
            yield Paragraph(self._said(screen.fact))
        if screen.interrupted:
            yield Paragraph((Prose("The run was interrupted: this is what was known by then."),))
        if screen.deed:
            yield Paragraph(self._deed(screen.deed))

    def _causes(self) -> Iterator[SummaryBlock]:
        screen = self._screen
        shown = some(screen.causes, self._limits.items)
        for number, card in enumerate(shown.shown, 1):
            if len(screen.causes) > 1:
                title = Bold(f"{number}. {seen(card.title, self._limits.text)}.")
                yield Paragraph((title, Prose(" "), *self._said(card.fact)))
            if lines := tuple(self._card(card)):
                yield Bullets(lines)
        if more := shown.more + screen.more_causes:
            yield Paragraph((Prose(f"and {plural(more, 'more cause')}, all in the JSON report"),))

    def _card(self, card: CauseCard) -> Iterator[Line]:
        if card.deed and card.tied:
            yield self._deed(card.deed)
        for number, option in enumerate(card.alternatives):
            yield (Prose(f"{'or' if number else 'Either'} "), *self._alternative(option))
        if card.change and not self._screen.stopped:
            yield from self._change(card)
        if card.trial:
            yield (Prose("The corrected request "), *self._said(card.trial.clause))
        if card.deed and not card.tied:
            yield self._deed(card.deed)
        if card.question and not card.tied:
            yield (Prose("If unsure, ask: "), *self._said(card.question))
        yield from self._proof(card)
        if target := link_target(card.docs_url):
            yield (Hyperlink("Documentation", target),)

    def _change(self, card: CauseCard) -> Iterator[Line]:
        change = card.change
        if change is None:
            return
        place = f" ({change.where.source}, line {change.where.line:,})" if change.where else ""
        slip = f": {change.slip.words}" if change.slip else ""
        beside = self._said(f"{place}{slip}") if place or slip else ()
        yield (Bold(f"{change.label}:"), Prose(" "), self._chip(change.id), *((Prose(" "), *beside) if beside else ()))
        if change.right:
            shown = (Prose(": "), *self._reason(change.shown_by)) if change.shown_by else ()
            yield (Bold("Use instead:"), Prose(" "), self._chip(change.right), *shown)
        for edit in change.edits:
            yield (Bold("Corrected:"), Prose(" "), *self._said(edit))

    def _proof(self, card: CauseCard) -> Iterator[Line]:
        steps: Line = ()
        for number, step in enumerate(card.proof[:4]):
            steps = (*steps, *((Prose("; "),) if number else ()), *self._reason(step))
        if stopped := self._screen.stopped:
            yield (Prose("Answer: "), *self._reason(stopped))
        elif steps or (card.certainty is Certainty.LIKELY and not (card.change and card.change.shown_by)):
            otherwise = (Prose(card.unproven),)
            yield (Prose(f"{certainty_words(card.certainty)}: "), *(steps or otherwise))

    def _deed(self, deed: Deed) -> Line:
        return (Bold(f"{deed.who}:"), Prose(" "), *self._said(deed.what))

    def _reason(self, reason: Reason) -> Line:
        evidence = (Prose(" ("), *self._said(reason.evidence), Prose(")")) if reason.evidence else ()
        return (*self._said(reason.text), *evidence)

    def _alternative(self, option: Alternative) -> Line:
        kind, right = self._said(option.kind), self._chip(option.right or "")
        if option.id is None:
            return (Prose("the "), *kind, Prose(" meant is "), right)
        if option.right is None:
            return (Prose("another "), *kind, Prose(" in place of "), self._chip(option.id))
        return (Prose("the "), *kind, Prose(" "), self._chip(option.id), Prose(" → "), right)

    def _listed(self, heading: str, texts: Sequence[str]) -> Iterator[SummaryBlock]:
        shown = some(texts, self._limits.items)
        if shown.shown:
            yield Paragraph((Bold(heading),))
            yield Bullets((*map(self._said, shown.shown), *_more(shown, "thing")))

    def _checks(self) -> Iterator[SummaryBlock]:
        """Yield the counts, and a row for each check that a reader has to know of."""
        screen = self._screen
        counted = " · ".join((screen.counts, *screen.notes[: self._limits.items]))
        yield Paragraph((Prose("Checked: "), *self._said(counted)))
        rows = [row for group in check_groups(self._report) if group.opened for row in group.rows]
        shown = some(rows, 3 * self._limits.items)
        if shown.shown:
            table = Table(("Outcome", "Check", "What was found"), tuple(map(self._row, shown.shown)))
            left = tuple(Paragraph(line) for line in _more(shown, "check"))
            yield Fold(f"{plural(len(rows), 'check')} did not pass", (table, *left))

    def _row(self, row: CheckRow) -> tuple[Line, ...]:
        word = outcome_word(row.outcome)
        said: Span = Prose(f"{word.sign} {word.text}")
        return ((said,), self._said(row.title), self._said(sentence(row.reason)))

    def _requests(self) -> Iterator[SummaryBlock]:
        shown = some(self._report.evidence, self._limits.items)
        lines = tuple(self._spans(request_line(each, self._limits.text)) for each in shown.shown)
        if lines:
            title = f"{plural(len(self._report.evidence), 'request')}, with ID and time"
            yield Fold(title, (Bullets((*lines, *_more(shown, "request"))),))

    def _command(self) -> Iterator[SummaryBlock]:
        title, command = one_command(self._report, self._limits.command)
        if command:
            yield Fold(title, (Command(command),))
        elif title:
            yield Paragraph((Prose(f"{title}."),))

    def _footer(self) -> SummaryBlock:
        run, tool = self._report.run, self._report.tool
        when = f", {utc(run.started_at):%Y-%m-%d %H:%M:%S} UTC, {plural(run.requests, 'request')} to "
        made = (*self._said(tool.name), Prose(" "), self._chip(tool.version))
        masked = "".join(f" {fact}: {what}." for fact, what in masked_facts(self._report).items())
        return Paragraph((*made, Prose(when), self._chip(run.endpoint), Prose(f".{masked}")))


def _more(shown: Some[T], what: str) -> Iterator[Line]:
    if shown.more:
        yield (Prose(f"and {plural(shown.more, f'more {what}')}, all in the JSON report"),)

"""The terminal's report: a first screen of 24 lines at 80 columns, and with ``-v`` the details.

Signs and colours only repeat what the words say. Data enters as :class:`rich.text.Text`, never as markup, after
its control characters were made visible.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from rich.text import Text

from diagnose.report import Certainty
from diagnose_reports.first_screen import FirstScreen, first_screen
from diagnose_reports.outline import some
from diagnose_reports.safe import cells, seen
from diagnose_reports.terminal_details import print_details
from diagnose_reports.terminal_text import TONES, Paper, knows_links
from diagnose_reports.ticket_quote import quoted
from diagnose_reports.words import plural, status_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from diagnose.report import Report, Where
    from diagnose_reports.cause_card import Alternative, CauseCard, Change, TrialWords

MOST_LINES = 22
"""Of a first screen at 80 columns: of the 24 that a terminal has, the prompt and the command's last word keep two."""
_VERDICT_LENGTH = 400


@dataclass(frozen=True)
class Room:
    """How many lines each part of a first screen may take; the first that fits is printed."""

    causes: int
    fact: int
    text: int
    reply: int
    aside: int
    """Of what is good to know: the proof, the questions, what was not checked."""
    quote: bool


_ROOMS = (
    Room(3, 3, 4, 3, 3, quote=True),
    Room(3, 2, 3, 2, 2, quote=True),
    Room(3, 2, 3, 2, 1, quote=True),
    Room(3, 2, 2, 1, 1, quote=True),
    Room(3, 2, 2, 1, 1, quote=False),
    Room(2, 2, 2, 1, 1, quote=False),
    Room(1, 1, 1, 1, 1, quote=False),
)


def verdict_line(report: Report) -> str:
    """Return the verdict as one harmless line: ``Problem found: the headline``."""
    return f"{status_word(report.verdict.status).text}: {seen(report.verdict.headline, _VERDICT_LENGTH)}"


def render_terminal(report: Report, console: Console, *, verbose: bool = False, written: Sequence[str] = ()) -> None:
    """Print the first screen, at 80 columns on no more than ``MOST_LINES``; ``verbose`` adds the details.

    ``written`` are the paths of the files that hold the rest.
    """
    page = Paper(console)
    screen = first_screen(report, written)
    drafts = ([*_FirstScreen(page, screen, room, verbose=verbose).lines()] for room in _ROOMS)
    fitting = next((lines for lines in drafts if len(lines) <= MOST_LINES), None)
    page.print(fitting or [*_FirstScreen(page, screen, _ROOMS[-1], verbose=verbose).lines()])
    if verbose:
        print_details(page, report)


class _FirstScreen:
    """The lines of one first screen, within the room that there is."""

    def __init__(self, page: Paper, screen: FirstScreen, room: Room, *, verbose: bool) -> None:
        self._page = page
        self._screen = screen
        self._room = room
        self._verbose = verbose

    def lines(self) -> Iterator[Text]:
        """Yield the lines, the verdict first and the places of the reports last."""
        screen = self._screen
        yield from self._verdict()
        blocks: list[Iterator[Text]]
        if len(screen.causes) == 1:
            blocks = [chain(self._one(screen.causes[0]), self._next())]
        else:
            blocks = [*self._many(), self._next()]
        for block in (*blocks, self._rest()):
            lines = list(block)
            if lines:
                yield Text()
                yield from lines

    def _verdict(self) -> Iterator[Text]:
        page, screen = self._page, self._screen
        style = f"bold {TONES[screen.word.tone]}"
        sign = page.sign(screen.word)
        yield from page.facing(Text.assemble(sign, page.text(screen.title, style)), page.text(screen.reference or ""))
        if len(screen.causes) < 2:  # noqa: PLR2004 - of several causes, each says its own
            yield from page.indented(page.text(screen.fact), 2, self._room.fact)
        if screen.interrupted:
            yield from page.indented(Text("The run was interrupted: this is what was known by then."), 2, 2)

    def _one(self, card: CauseCard) -> Iterator[Text]:
        page, room = self._page, self._room
        if card.change and not self._screen.stopped:
            yield from self._change(card.change, card.trial)
            yield Text()
        if card.deed:
            yield from page.row("Do now", self._deed(card), room.text)
        for number, option in enumerate(card.alternatives):
            yield from page.row("or" if number else "Either", self._alternative(option), 2)
        yield from self._reply()
        if card.question and not card.tied:
            yield from page.row("If unsure", page.text(card.question), room.aside)
        yield from self._proof(card)

    def _deed(self, card: CauseCard) -> Text:
        deed = card.deed
        return Text() if deed is None else Text.assemble(Text(f"{deed.who}: ", "bold"), self._page.text(deed.what))

    def _change(self, change: Change, trial: TrialWords | None) -> Iterator[Text]:
        page = self._page
        place = f"{change.where.source}, line {change.where.line:,}" if change.where else ""
        wrong = page.fitting(change.id)
        yield from page.row(change.label, page.text(wrong, TONES["bad"]), 4, aside=page.text(place, "dim"))
        if change.slip and wrong == change.id:
            mark = "^" * max(1, change.slip.wrong_length)
            yield from page.under(cells(change.id[: change.slip.at]), mark, page.text(change.slip.words))
        elif change.where and self._room.quote:
            yield from self._quote(change.where, len(change.id))
        shown = f"{change.shown_by.text} ({change.shown_by.evidence})" if change.shown_by else ""
        shown = f"tried: {trial.clause}" if trial and trial.good else shown
        aside = page.text(shown, "dim")
        if change.right:
            right = page.text(page.fitting(change.right), f"bold {TONES['good']}")
            yield from page.row("Use instead", right, 4, aside=aside)
        elif change.edits:
            edits = page.text("; ".join(change.edits), f"bold {TONES['good']}")
            yield from page.row("Corrected", edits, self._room.aside, aside=aside)
        elif shown:
            yield from page.row("Corrected", aside, self._room.aside)
        if trial and not trial.good:
            yield from page.row("Tried", page.text(f"the corrected request {trial.clause}"), self._room.aside)

    def _quote(self, where: Where, length: int) -> Iterator[Text]:
        """Yield the ticket's own words, with carets under the ID; nothing where they would not line up."""
        page = self._page
        if not (quote := quoted(where, length, page.room)):
            return
        line, before, marked = (page.text(part, "dim") for part in (
            quote.line, quote.line[: quote.at], quote.line[quote.at : quote.at + quote.length]))  # fmt: skip
        if line.cell_len <= page.room:
            yield from page.under(0, "", line)
            yield from page.under(before.cell_len, "^" * marked.cell_len)

    def _alternative(self, option: Alternative) -> Text:
        page = self._page
        right = page.text(page.fitting(option.right or ""), TONES["good"])
        if option.id is None:
            return Text.assemble(page.text(f"the {option.kind} meant is "), right)
        wrong = page.text(page.fitting(option.id), TONES["bad"])
        if option.right is None:
            return Text.assemble(page.text(f"another {option.kind} in place of "), wrong)
        return Text.assemble(page.text(f"{option.kind}: "), wrong, Text(f" {page.arrow} "), right)

    def _proof(self, card: CauseCard) -> Iterator[Text]:
        steps = "; ".join(f"{reason.text} ({reason.evidence})" for reason in card.proof[:4])
        if stopped := self._screen.stopped:
            said = f"{stopped.text} ({stopped.evidence})" if stopped.evidence else stopped.text
            yield from self._page.row("Stopped by", self._page.text(said), self._room.aside)
        elif card.certainty is Certainty.LIKELY:
            said = steps or f"{card.unproven}."
            yield from self._page.row("Likely", self._page.text(said), self._room.aside)
        elif steps:
            yield from self._page.row("Proof", self._page.text(steps), self._room.aside)

    def _many(self) -> Iterator[Iterator[Text]]:
        shown = some(self._screen.causes, self._room.causes)
        for number, card in enumerate(shown.shown, 1):
            yield self._numbered(number, card)
        if more := shown.more + self._screen.more_causes:
            yield self._page.indented(Text(f"and {plural(more, 'more cause')}, all in the reports"), 2, 2)

    def _numbered(self, number: int, card: CauseCard) -> Iterator[Text]:
        page, room = self._page, self._room
        lead = Text(f"  {number}. ", "bold")
        yield from page.indented(Text.assemble(page.text(f"{card.title}. ", "bold"), page.text(card.fact)), 5,
                                 room.fact, first=lead)  # fmt: skip
        if card.change:
            yield from self._short_change(card.change)
        if card.trial and room.aside > 1:
            yield from page.row("Tried", page.text(f"the corrected request {card.trial.clause}"), room.aside)
        if card.deed:
            yield from page.row("Do now", self._deed(card), room.text)

    def _short_change(self, change: Change) -> Iterator[Text]:
        page = self._page
        if change.right:
            both = Text.assemble(page.text(page.fitting(change.id), TONES["bad"]), Text(f" {page.arrow} "),
                                 page.text(page.fitting(change.right), f"bold {TONES['good']}"))  # fmt: skip
            yield from page.row("Change", both, 2)
        elif change.edits:
            edits = page.text("; ".join(change.edits), f"bold {TONES['good']}")
            yield from page.row("Corrected", edits, self._room.aside)
        else:
            yield from page.row(change.label, page.text(page.fitting(change.id), TONES["bad"]), 2)

    def _next(self) -> Iterator[Text]:
        page, screen, room = self._page, self._screen, self._room
        if screen.deed:
            what = Text.assemble(Text(f"{screen.deed.who}: ", "bold"), page.text(screen.deed.what))
            yield from page.row("Do now", what, room.text)
        for also in screen.also[:1]:
            more = f" (and {plural(len(screen.also) - 1, 'more finding')})" if len(screen.also) > 1 else ""
            yield from page.row("Also seen", page.text(f"{also}{more}"), room.aside)
        if len(screen.causes) != 1:
            yield from self._reply()
        if screen.asks:
            yield from page.row("Ask customer", page.text(" ".join(screen.asks)), room.aside)

    def _reply(self) -> Iterator[Text]:
        """Yield the draft, short, without its greeting; what stopped the run is the engineer's to mend first."""
        page, screen = self._page, self._screen
        if screen.reply and not screen.stopped:
            draft = page.text(screen.reply.partition(". ")[2] or screen.reply)
            yield from page.row("Reply", Text.assemble('"', draft, '"'), self._room.reply)

    def _rest(self) -> Iterator[Text]:
        page, screen, room = self._page, self._screen, self._room
        notes = screen.notes if room.aside > 1 else ()
        checked = " ".join([screen.counts, *(f"· {note}" for note in notes)])
        yield from page.row("Checked", page.text(checked), max(2, room.aside))
        if screen.unchecked:
            whole = "; ".join(f"{item.what}: {item.why}" for item in screen.unchecked)
            short = "; ".join(item.what for item in screen.unchecked)
            yield from page.row("Not checked", page.text(whole if cells(whole) <= page.room else short), room.aside)
        more = Text("" if self._verbose else "-v: all checks", "dim")
        if screen.paths:
            yield from page.row("Report", _together(page, screen.paths), 6, aside=more)
        elif more.plain:
            yield from page.row("Details", more, 1)


def _together(page: Paper, paths: Sequence[str]) -> Text:
    """``diagnosis/T-1007.html .json``: of files beside one another, the later ones by their suffix alone.

    Where the terminal knows links, each opens its file.
    """
    said: list[Text] = []
    for path in paths:
        first, this = PurePath(paths[0]), PurePath(path)
        beside = bool(said) and this.parent == first.parent and this.stem == first.stem
        said.append(page.text(this.suffix if beside else path, _link(path)))
    return Text(" ").join(said)


def _link(path: str) -> str:
    """Return the style of a link to a file; none for a terminal that would show the link instead of following it."""
    try:
        return f"link {Path(path).absolute().as_uri()}" if knows_links(os.environ) else ""
    except OSError:  # the directory that we stand in has been removed
        return ""

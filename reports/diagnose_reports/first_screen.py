"""What a reader needs within ten seconds, once: every output prints its first screen from this value.

It says each thing once: the kind of problem, the fact, what to change, who does what, how sure it is and why, what to
ask, how many checks came out how, and what nobody looked at. The rest of a report is detail.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diagnose.plugin import share
from diagnose.report import Certainty, CheckOutcome, Status
from diagnose_reports.cause_card import CauseCard, Deed, Reason, TrialWords, cause_card
from diagnose_reports.outline import Explained, outline, some
from diagnose_reports.problem_words import stops_the_run, title
from diagnose_reports.words import ask_words, plural, sentence, status_word, who

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diagnose.report import Report, ReportFinding
    from diagnose_reports.words import Word

_CAUSES = 50


@dataclass(frozen=True)
class Unchecked:
    """What nobody looked at, or could tell, and why: two clauses."""

    what: str
    why: str


@dataclass(frozen=True)
class FirstScreen:
    """The first screen of a report, the same in every output."""

    word: Word
    title: str
    fact: str
    reference: str | None
    causes: tuple[CauseCard, ...]
    """The first of them."""
    more_causes: int
    stopped: Reason | None
    """What kept the run from looking: its own address, or its own credentials."""
    deed: Deed | None
    """What to do where no cause says it."""
    reply: str
    """The draft of an answer to the customer; empty where the report has none."""
    asks: tuple[str, ...]
    """What to ask the customer for next, as sentences."""
    also: tuple[str, ...]
    """Findings that are neither causes nor consequences."""
    counts: str
    unchecked: tuple[Unchecked, ...]
    notes: tuple[str, ...]
    interrupted: bool
    paths: tuple[str, ...]


def first_screen(report: Report, written: Sequence[str] = ()) -> FirstScreen:
    """Return what everybody needs of a report; ``written`` are the paths of the files that hold the rest."""
    found = outline(report)
    named = _named(report)
    shown = some(found.causes, _CAUSES)
    cards = tuple(_tried_once(cause_card(each, report.run, named, report.corrected) for each in shown.shown))
    stopped = _stopped(report, found.causes)
    said, told = _headline(report, cards, stopped=stopped is not None)
    return FirstScreen(
        word=status_word(report.verdict.status),
        title=said,
        fact=told,
        reference=report.ticket.reference,
        causes=cards,
        more_causes=shown.more,
        stopped=stopped,
        deed=_deed_without_cause(report, found.others) if not cards else None,
        reply=report.reply,
        asks=tuple(_asks(report, cards)),
        also=tuple(f"{title(each)}: {each.summary}" for each in found.others),
        counts=" · ".join(_counts(report, found.causes)),
        unchecked=tuple(_unchecked(report)),
        notes=tuple(note.rstrip(".") for note in report.notes),
        interrupted=report.run.interrupted,
        paths=tuple(written),
    )


def _tried_once(cards: Iterable[CauseCard]) -> Iterator[CauseCard]:
    """Yield the cards; what running one request gave stands on the first of those that it is about."""
    told: set[TrialWords | None] = set()
    for card in cards:
        yield replace(card, trial=None) if card.trial in told else card
        told.add(card.trial)


def _stopped(report: Report, causes: Sequence[Explained]) -> Reason | None:
    for each in causes[:1] if report.verdict.status is Status.INCONCLUSIVE else ():
        if each.finding is not None and stops_the_run(each.finding, report.run):
            return Reason(each.finding.observed, ", ".join(each.finding.evidence[:1]))
    return None


_NOTHING_WRONG = "No problem found: "
_UNDECIDED = "Could not decide: "


def _headline(report: Report, cards: Sequence[CauseCard], *, stopped: bool) -> tuple[str, str]:
    headline = report.verdict.headline
    if stopped:
        first = cards[0].title
        told = cards[0].fact if cards[0].change is None else f"Asked was {cards[0].change.id}."
        return f"Could not look: {first[:1].lower()}{first[1:]}", told
    if report.verdict.status is Status.INCONCLUSIVE:
        if cards:
            return f"{_UNDECIDED}{cards[0].title[:1].lower()}{cards[0].title[1:]}", cards[0].fact
        return "Could not decide", sentence(headline.removeprefix(_UNDECIDED))
    if not cards:
        said = "No problem found"
        return said, sentence(headline.removeprefix(_NOTHING_WRONG))
    others = len(report.verdict.causes) - 1
    more = f", and {plural(others, 'more cause')}" if others else ""
    return f"{cards[0].title}{more}", cards[0].fact


def _named(report: Report) -> frozenset[str]:
    ticket = report.ticket
    many = (*ticket.connection_job_ids, *ticket.job_work_ids, *ticket.work_ids, *ticket.artifact_ids)
    return frozenset(each for each in (ticket.workspace_id, ticket.connection_id, *many) if each)


def _deed_without_cause(report: Report, others: Sequence[ReportFinding]) -> Deed | None:
    """Say what to do next: with a notice, what it says; else ask for what was not in the ticket."""
    for finding in others:
        return Deed(who(finding.acts), finding.remedy)
    wanted = [item.ask_for for item in report.not_looked_at if item.ask_for]
    if not wanted:
        return None
    listed = wanted[0] if len(wanted) == 1 else f"{'; '.join(wanted[:-1])}; and {wanted[-1]}"
    return Deed("You", f"ask the customer for {listed}.")


def _asks(report: Report, cards: Sequence[CauseCard]) -> Iterator[str]:
    """Yield what to ask the customer, apart from what a card asks already; nothing twice."""
    asked = {card.question for card in cards}
    tied = {each.subject.kind for each in report.verdict.causes if each.certainty is Certainty.TIED}
    for each in report.questions:
        if each.why not in asked and each.ask_for.removesuffix("_id") not in tied:
            yield each.why if "?" in each.why else f"{sentence(ask_words(each.ask_for))}. {each.why}"
    if report.verdict.status is not Status.PROBLEM and (cards or report.findings):
        wanted = dict.fromkeys(item.ask_for for item in report.not_looked_at if item.ask_for)
        yield from (f"{sentence(each)}." for each in wanted)


def _counts(report: Report, causes: Sequence[Explained]) -> Iterator[str]:
    """Yield how many checks came out how, and how many of those that failed did so because of the one cause."""
    coverage = report.coverage
    blocked = sum(1 for row in report.checks if row.outcome is CheckOutcome.SKIP and row.blocked_by)
    if coverage.passed:
        yield f"{coverage.passed:,} ok"
    if coverage.fail:
        yield f"{coverage.fail:,} failed{_all_from(report, causes)}"
    if coverage.warn:
        yield plural(coverage.warn, "warning")
    if coverage.unknown:
        yield f"{coverage.unknown:,} could not tell"
    if coverage.error:
        yield f"{coverage.error:,} broke"
    if blocked:
        yield f"{blocked:,} blocked"
    if coverage.skip > blocked:
        yield f"{coverage.skip - blocked:,} not applicable"
    if not coverage.selected:
        yield "no check was run"


def _all_from(report: Report, causes: Sequence[Explained]) -> str:
    if len(causes) != 1 or report.coverage.fail < 2:  # noqa: PLR2004 - with one failed check there is nothing to add up
        return ""
    explained = {causes[0].cause.finding, *(each.id for each in causes[0].consequences)}
    failed = [row for row in report.checks if row.outcome is CheckOutcome.FAIL]
    whole = all(row.findings and explained >= {*row.findings} for row in failed)
    words = share(len(failed), len(failed), "check").removesuffix(" checks")
    return f", {words} from this cause" if whole else ""


def _unchecked(report: Report) -> Iterator[Unchecked]:
    undecided = {CheckOutcome.UNKNOWN, CheckOutcome.ERROR}
    for row in report.checks:
        if row.outcome in undecided:
            yield Unchecked(f"whether {row.title[:1].lower()}{row.title[1:]}", row.reason.rstrip("."))
    for item in report.not_looked_at:
        yield Unchecked(item.what, item.why)

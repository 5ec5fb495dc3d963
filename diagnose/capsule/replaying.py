"""A recorded run judged again: today's questions answered from the recording, today's checks on what that shows."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from diagnose.capsule.contents import Capsule, RecordedRun, RecordedTicket
from diagnose.capsule.standing_in import with_aliases
from diagnose.checking.assemble import Counts, Particulars, decide
from diagnose.checking.registry import Checks
from diagnose.checking.runner import Hosting
from diagnose.checking.sight import Sight
from diagnose.diagnosis import Diagnosis, Listener, Privacy, delivered, learning
from diagnose.gateway.exchange import Answer, Question, Reception
from diagnose.gateway.timing import Timing
from diagnose.ids import Kind
from diagnose.investigation.asking.investigate import Investigation, investigate
from diagnose.investigation.asking.sorting_out import sorted_out
from diagnose.outside import OutsideId, Reference
from diagnose.phrases import count, listed
from diagnose.report import Report
from diagnose.secrets import Masker
from diagnose.ticket.from_reading import sources_of
from diagnose.ticket.outside_reading import from_outside
from diagnose.ticket.ticket import NamedId, Ticket

NOT_RECORDED: Final = "not asked: the capsule holds no answer to this question"


@dataclass
class Playback:
    """Answers questions from a recording, and nothing else.

    Today's code may ask what the recorded run did not: that is unknown then, never absent. Where the recorded run was
    interrupted it ended there, and so does this one.
    """

    answers: Mapping[str, Answer]
    interrupted: bool = False
    trials: Mapping[str, Answer] = field(default_factory=dict)
    """The answers to corrected requests."""
    missed: list[str] = field(default_factory=list)
    """Operations of the questions that it could not answer."""

    async def ask(self, question: Question) -> Answer:
        """Return the recorded answer."""
        found = self.answers.get(question.key)
        if found is not None:
            return found
        if self.interrupted:
            raise asyncio.CancelledError
        self.missed.append(question.operation)
        return Answer(question, Reception.TIMED_OUT, (), summary=NOT_RECORDED, detail="not-recorded")

    def tried(self, question: Question) -> Answer | str:
        """Return the recorded answer to a corrected request, else a clause: nothing is proven then."""
        return self.trials.get(question.key) or "the capsule holds no answer to it"


@dataclass(frozen=True)
class Replay:
    """What came of it; ``missed`` are the operations that were asked for and are not recorded."""

    diagnosis: Diagnosis
    missed: tuple[str, ...]


def replay(capsule: Capsule, checks: Checks, masker: Masker) -> Replay:
    """Judge a recorded run with these checks. The clock is the recorded one: the same capsule gives the same report."""
    run = capsule.run
    answers = {answer.question.key: answer for answer in capsule.exchanged.answers}
    trials = {trial.question.key: trial for trial in capsule.exchanged.trials}
    playback = Playback(answers, run.interrupted, trials)
    ticket, found = asyncio.run(_investigated(ticket_of(capsule.ticket), playback, run))
    sight = _sight(ticket, found, capsule)
    report = decide(
        sight,
        checks,
        Particulars(run.id, run.source_platform, _counts(run), _standing_still(run.finished_at), run.signed_in_with),
        selection=run.selection,
        on_row=learning(masker, Listener()),
        hosting=Hosting(),
        attempt=playback.tried if run.tries else None,
    )
    noted = report.model_copy(update={"notes": (*report.notes, *_notes(capsule, checks, playback.missed))})
    return Replay(_delivered(noted, ticket, sight, capsule, masker), tuple(playback.missed))


def _notes(capsule: Capsule, checks: Checks, missed: Sequence[str]) -> Iterator[str]:
    """Say that this is a replay, and what it could not do."""
    recorded = capsule.report.tool
    yield (
        f"Replayed from a capsule, with nothing asked: the run was recorded at "
        f"{capsule.run.started_at:%Y-%m-%d %H:%M} UTC by {recorded.name} {recorded.version}."
    )
    if missed:
        yield (
            f"{count(len(missed), 'question')} of today's rules had not been asked then "
            f"({listed(list(dict.fromkeys(missed)))}): what the answer would have shown is unknown."
        )
    here = {plugin.name for plugin in checks.third_parties}
    if lacking := [plugin.name for plugin in recorded.plugins if plugin.name not in here]:
        yield f"Checks of {listed(lacking)} ran then and are not installed here."


def ticket_of(recorded: RecordedTicket) -> Ticket:
    """Return the recorded ticket as a run has it: its texts know that they are from outside."""
    reading = from_outside(recorded.reading)
    named: dict[Kind, list[NamedId]] = defaultdict(list)
    for some_id in recorded.named:
        marked = NamedId(some_id.kind, OutsideId(some_id.named), OutsideId(some_id.id), some_id.dirt, some_id.spelled)
        named[some_id.kind].append(marked)
    return Ticket(
        named={kind: tuple(ids) for kind, ids in named.items()},
        reference=None if recorded.reference is None else Reference(recorded.reference),
        sources=sources_of(reading),
        reading=reading,
        unsorted=tuple(map(OutsideId, recorded.unsorted)),
    )


async def _investigated(ticket: Ticket, playback: Playback, run: RecordedRun) -> tuple[Ticket, Investigation]:
    found = Investigation()
    if run.offline:
        return ticket, found
    try:
        ticket = await sorted_out(ticket, playback, run.reach, found)
        await investigate(ticket, playback, run.reach, found)
    except asyncio.CancelledError:
        if not run.interrupted:
            raise
    return ticket, found


def _sight(ticket: Ticket, found: Investigation, capsule: Capsule) -> Sight:
    run = capsule.run
    return Sight(
        case=found.case(ticket),
        endpoint=run.endpoint,
        now=run.started_at,
        credential=run.sign_in,
        logins=capsule.exchanged.logins,
        stale_after=run.stale_after,
        reach=run.reach,
        interrupted=run.interrupted,
        offline=run.offline,
    )


def _counts(run: RecordedRun) -> Counts:
    return Counts(run.requests, run.round_trips, run.retries, run.mutations, run.connections)


def _standing_still(moment: datetime) -> Timing:
    return Timing(monotonic=lambda: 0.0, now=lambda: moment)


def _delivered(report: Report, ticket: Ticket, sight: Sight, capsule: Capsule, masker: Masker) -> Diagnosis:
    """Make the attachment as a run does; the terminal shows the same, since the true values are not here."""
    stand_ins = {each.value: each.alias for each in capsule.aliases.stand_ins}
    privacy = Privacy(capsule.run.personal_data, stand_ins)
    done = delivered(report, ticket, sight, privacy, masker, hidden=stand_ins)
    if privacy.show:
        return done
    attachment = with_aliases(done.attachment, stand_ins)
    return replace(done, report=attachment, attachment=attachment)

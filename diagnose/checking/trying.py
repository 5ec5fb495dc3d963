"""Running a corrected request once, where no answer of the run shows yet that it brings what was missing.

What comes of it can only add to a report: a cause that it proves is proven, whatever else happens is said and changes
nothing. With which credentials it is sent, and that it is sent at all, the caller decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from diagnose.checking.causes import told_step
from diagnose.checking.correcting import Correction, Curable
from diagnose.checking.results import Cure, Step
from diagnose.checking.sight import Sight
from diagnose.checking.trial_answer import TrialAnswer, read_trial
from diagnose.gateway.exchange import Answer, Question, Reception
from diagnose.ids import Kind, identity
from diagnose.phrases import count, share
from diagnose.report import (
    Cause,
    Certainty,
    Corrected,
    Facts,
    ProofClaim,
    Subject,
    SubjectKind,
    TrialOutcome,
    Tried,
)

if TYPE_CHECKING:
    from diagnose.customer.rebuilding import AskedList, Rebuilt

Attempt: TypeAlias = Callable[[Question], Answer | str]
"""Sends the question of a trial; a clause where it was not sent, or was cut off before its answer came."""

EVIDENCE: Final = "T1"
_MOST_MISSING: Final = 20
_NOTHING: Final = Facts()
_MOST_ROWS: Final = 200
"""Rows of a full page: beyond it, more may exist."""


@dataclass(frozen=True)
class Trial:
    """The corrected requests and the causes, with what running one of the requests has shown of them.

    Without an ``answer`` nothing was sent. ``shown`` counts what came back, ``facts`` are what proofs rest on.
    """

    corrected: tuple[Corrected, ...]
    causes: tuple[Cause, ...]
    answer: Answer | None = None
    shown: str = ""
    facts: Facts = _NOTHING


def try_one(
    corrections: Sequence[Correction], causes: tuple[Cause, ...], sight: Sight, attempt: Attempt | None
) -> Trial:
    """Run the first corrected request of which no answer shows yet what it brings, once."""
    shown = tuple(each.shown for each in corrections)
    chosen = next((each for each in corrections if not all(cause.is_shown for cause in each.cured)), None)
    if attempt is None or chosen is None or not sight.served:
        return Trial(shown, causes)
    trying = _Trying(chosen, sight)
    trial = trying.trial(causes, attempt)
    corrected = tuple(trial.corrected[0] if each is chosen.shown else each for each in shown)
    return replace(trial, corrected=corrected)


@dataclass(frozen=True)
class _Trying:
    """One corrected request, and what the run knows besides."""

    chosen: Correction
    sight: Sight

    def trial(self, causes: tuple[Cause, ...], attempt: Attempt) -> Trial:
        """Send it, and say what came of it."""
        # Loaded late: graphql-core, 120 ms, is needed only where the ticket holds a document.
        from diagnose.customer.rebuilding import NAME, rebuilt  # noqa: PLC0415
        from diagnose.customer.way_down import NotSendable  # noqa: PLC0415

        try:
            sent = rebuilt(
                self.chosen.request, artifacts=any(each.cure is Cure.SELECTION for each in self.chosen.cured)
            )
        except NotSendable as why:
            return self._failed(causes, f"{why}")
        answer = attempt(Question(NAME, sent.variables, sent.text))
        if isinstance(answer, str):
            return self._failed(causes, answer)
        if not answer.attempts:
            return self._failed(causes, answer.summary.removeprefix("not asked: "))
        return self._answered(causes, sent, answer)

    def _failed(self, causes: tuple[Cause, ...], why: str) -> Trial:
        return self._told(causes, Tried(outcome=TrialOutcome.FAILED, text=f"was not tried: {why}"))

    def _told(self, causes: tuple[Cause, ...], tried: Tried) -> Trial:
        return Trial((self.chosen.shown.model_copy(update={"tried": tried}),), causes)

    def _answered(self, causes: tuple[Cause, ...], sent: Rebuilt, answer: Answer) -> Trial:
        came, wanted = read_trial(answer), tuple(dict.fromkeys(self._wanted(sent.lists)))
        outcome, text, missing = _judged(answer, came, wanted, artifacts=sent.artifacts)
        tried = Tried(
            outcome=outcome,
            text=text,
            evidence=EVIDENCE,
            job_works=len(came.rows),
            missing=missing[:_MOST_MISSING],
            differences=sent.differences,
        )
        if outcome is TrialOutcome.RETURNED:
            causes = tuple(self._proven(cause, came, wanted, text) for cause in causes)
        named = {*wanted, *self._suggested(), *(row.id for row in [*came.rows.values()][:_MOST_MISSING])}
        filters = {each.key: each.filters for each in sent.lists}
        told = self._told(causes, tried)
        return replace(told, answer=answer, shown=came.in_counts(answer), facts=came.facts(answer, filters, named))

    def _suggested(self) -> Iterator[str]:
        return (each.finding.suggestion for each in self.chosen.cured if each.finding.suggestion)

    def _wanted(self, lists: Sequence[AskedList]) -> Iterator[str]:
        """Yield the job works that the request should bring: those that it names, else those that the run looked at.

        Of those that it names, one that is live nowhere is not its fault, nor is one of another connection.
        """
        live = self.sight.live.job_works
        suggested = {*self._suggested()}
        for each in lists:
            places = {identity(some_id) for some_id in each.connection_ids}
            named = each.filters.get("ids")
            if named is not None:
                rows = [live[some_id] for some_id in named if some_id in live]
                yield from (some_id for some_id in named if some_id in suggested)
            else:
                rows = [*self.sight.looked_at.job_works]
            for row in rows:
                others = (("connectionJobIds", row.connection_job_id), ("workIds", row.work_id))
                let_through = all(own in each.filters.get(key, (own,)) for key, own in others)
                if let_through and (not places or identity(row.connection_id) in places):
                    yield row.id

    def _proven(self, cause: Cause, came: TrialAnswer, wanted: Sequence[str], text: str) -> Cause:
        """Return a cause as proven, if the answer has each of the rows that are missing because of it."""
        cured = next((each for each in self.chosen.cured if each.cause.finding == cause.finding), None)
        if cured is None or cured.is_shown or not all(identity(some_id) in came.rows for some_id in _missed(cured)):
            return cause
        steps = map(told_step, _steps(cause, came, wanted, f"the corrected request {text}"))
        return cause.model_copy(update={"certainty": Certainty.PROVEN, "proof": (*cause.proof, *steps)})


def _missed(cured: Curable) -> Iterator[str]:
    """Yield the job works that are missing because of a cause."""
    ids = cured.finding.details.get("job_work_ids")
    yield from (some_id for some_id in ids if isinstance(some_id, str)) if isinstance(ids, list) else ()
    if cured.kind is Kind.JOB_WORK and cured.finding.suggestion:
        yield cured.finding.suggestion


def _judged(
    answer: Answer, came: TrialAnswer, wanted: Sequence[str], *, artifacts: bool
) -> tuple[TrialOutcome, str, tuple[str, ...]]:
    """Return what came of it, in words too, and the job works that are still missing."""
    rows = came.rows
    missing = tuple(some_id for some_id in wanted if identity(some_id) not in rows)
    if not answer.usable or (answer.reception is Reception.PARTIAL and (missing or not rows)):
        return TrialOutcome.FAILED, f"was not answered in full: {answer.summary}", ()
    if missing and len(rows) < _MOST_ROWS:
        return TrialOutcome.MISSING, f"still leaves out {share(len(missing), len(wanted), 'job work')}", missing
    if not rows:
        return TrialOutcome.MISSING, "returns no job works", ()
    if artifacts and not any(row.artifacts for row in rows.values()):
        return TrialOutcome.MISSING, "returns no artifacts", ()
    found = share(len(wanted), len(wanted), "job work") if wanted and not missing else count(len(rows), "job work")
    return TrialOutcome.RETURNED, f"returns {found}{' with artifacts' if artifacts else ''}", ()


def _steps(cause: Cause, came: TrialAnswer, wanted: Sequence[str], text: str) -> Iterator[Step]:
    """Yield what the answer shows: which connection lists the job works, and which workspace that."""
    told = {identity(some_id) for some_id in wanted}
    shown: dict[str, list[str]] = {}
    for own, row in came.rows.items():
        if not told or own in told:
            shown.setdefault(row.connection_id, []).append(row.id)
    for connection, ids in shown.items():
        place = Subject(kind=SubjectKind.CONNECTION, id=connection)
        few = tuple(ids) if told else tuple(ids[:_MOST_MISSING])
        yield Step(ProofClaim.LISTS, place, EVIDENCE, text, SubjectKind.JOB_WORK, few)
    if cause.subject.kind is SubjectKind.WORKSPACE:
        for workspace, connection in came.connections:
            if connection in shown:
                place = Subject(kind=SubjectKind.WORKSPACE, id=workspace)
                yield Step(ProofClaim.LISTS, place, EVIDENCE, text, SubjectKind.CONNECTION, (connection,))

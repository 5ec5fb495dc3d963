"""A cause as a reader acts on it: what to change, who does it, how sure it is, and what shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diagnose.report import Certainty, EditOf, SubjectKind, TrialOutcome
from diagnose_reports.problem_words import fact, if_unsure, stops_the_run, tied_title, title
from diagnose_reports.slips import Slip, slip
from diagnose_reports.words import kind_words, sentence, who

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diagnose.report import Cause, Corrected, ReportFinding, Run, Tried, Where
    from diagnose_reports.outline import Explained


@dataclass(frozen=True)
class Deed:
    """What somebody has to do; ``who`` begins with a capital."""

    who: str
    what: str


@dataclass(frozen=True)
class Reason:
    """A step of a proof as a clause, and the evidence that shows it."""

    text: str
    evidence: str


@dataclass(frozen=True)
class Change:
    """One thing to change: an ID as the ticket has it, and what belongs there instead, if that is known."""

    label: str
    """``In the ticket``; for what the ticket does not name, its kind."""
    kind: str
    id: str
    right: str | None
    where: Where | None
    slip: Slip | None
    shown_by: Reason | None
    """What the right ID was seen to hold."""
    edits: tuple[str, ...] = ()
    """Of a query: what is different in the corrected one, in clauses."""


@dataclass(frozen=True)
class TrialWords:
    """What running the corrected request once gave, as a clause about it; ``good`` if every row came."""

    said: Reason
    good: bool

    @property
    def clause(self) -> str:
        """``returns all 5 job works (T1)``: what is said of the corrected request."""
        return f"{self.said.text} ({self.said.evidence})" if self.said.evidence else self.said.text


@dataclass(frozen=True)
class Alternative:
    """One of several explanations that change as few things: an ID to change, or the ID that is meant."""

    kind: str
    id: str | None
    right: str | None


@dataclass(frozen=True)
class CauseCard:
    """A cause, as a reader acts on it."""

    finding_id: str
    tone: str
    title: str
    fact: str
    certainty: Certainty
    change: Change | None
    alternatives: tuple[Alternative, ...]
    """Of a tied cause; the question then comes before any change."""
    deed: Deed | None
    question: str | None
    """What tells a tie apart; of other causes, what to ask when in doubt."""
    proof: tuple[Reason, ...]
    """Without the step that stands beside the change."""
    explains: int
    docs_url: str
    trial: TrialWords | None = None

    @property
    def unproven(self) -> str:
        """Why there is no proof, a clause."""
        if self.change and self.change.kind == kind_words(SubjectKind.REQUEST):
            return "the ticket shows it; what this run sends with its own headers and credentials cannot prove it"
        return "it explains the ticket; no answer of this run proves it"

    @property
    def tied(self) -> bool:
        """Whether something else explains the ticket as well."""
        return self.certainty is Certainty.TIED


def cause_card(each: Explained, run: Run, named: frozenset[str], corrected: Sequence[Corrected] = ()) -> CauseCard:
    """Return the card of a cause; ``named`` are the IDs that the ticket names, ``corrected`` the requests put right."""
    cause, finding = each.cause, each.finding
    tied = cause.certainty is Certainty.TIED
    tone = "bad" if cause.severity == "error" else "doubt"
    if finding is None:
        return CauseCard(cause.finding, tone, sentence(cause.code.replace("-", " ")), "", cause.certainty, None, (),
                         None, None, (), len(each.consequences), "")  # fmt: skip
    cures = [request for request in corrected if finding.id in request.cures]
    change = None if tied else _change(each, finding, named, cures)
    beside = change.shown_by if change else None
    trial = next((trial_of(request.tried) for request in cures if request.tried), None)
    reasons = [
        Reason(step.text, step.evidence)
        for step in cause.proof
        if trial is None or step.evidence != trial.said.evidence
    ]
    return CauseCard(
        finding_id=finding.id,
        tone=tone,
        title=tied_title(cause) if tied else title(finding),
        fact=finding.summary if tied else fact(finding),
        certainty=cause.certainty,
        change=change,
        alternatives=tuple(_alternatives(cause, each.suggestion, finding)) if tied else (),
        deed=_deed(finding, cause, own=stops_the_run(finding, run)),
        question=_question(finding, cause),
        proof=tuple(reason for reason in reasons if beside is None or not _same(reason, beside)),
        explains=len(each.consequences),
        docs_url=finding.docs_url,
        trial=trial,
    )


def trial_of(tried: Tried) -> TrialWords:
    """Return what running a corrected request gave, as a reader needs it."""
    return TrialWords(Reason(tried.text, tried.evidence or ""), tried.outcome is TrialOutcome.RETURNED)


def _same(reason: Reason, beside: Reason) -> bool:
    return reason.evidence == beside.evidence and reason.text.endswith(beside.text)


def _change(
    each: Explained, finding: ReportFinding, named: frozenset[str], cures: Sequence[Corrected]
) -> Change | None:
    subject, right = finding.subject, each.suggestion
    if subject.kind in {SubjectKind.TOKEN, SubjectKind.TICKET}:
        return None
    where = finding.where[0] if finding.where else None
    kind = kind_words(subject.kind)
    steps = (step for step in each.cause.proof if right is not None and step.subject.id == right)
    step = next(steps, None)
    return Change(
        label="In the ticket" if where or subject.id in named else sentence(kind),
        kind=kind,
        id=subject.id,
        right=right,
        where=where,
        slip=slip(subject.id, right) if right and finding.code.endswith("-id-mistyped") else None,
        shown_by=Reason(step.text.removeprefix(step.subject.id).strip(), step.evidence) if step else None,
        edits=tuple(_edits(cures[0], subject.kind)) if cures else (),
    )


def _edits(corrected: Corrected, kind: SubjectKind) -> Iterator[str]:
    """Return what changes in a query, or in the headers of a request; each ID has a card of its own."""
    of = {SubjectKind.QUERY: EditOf.QUERY, SubjectKind.REQUEST: EditOf.HEADERS}.get(kind)
    return (change.text for change in corrected.changes if change.of is of)


def _alternatives(cause: Cause, suggestion: str | None, finding: ReportFinding) -> Iterator[Alternative]:
    """Yield the cause's own change first, if it has one; a candidate without a change is the ID that is meant."""
    if suggestion:
        yield Alternative(kind_words(cause.subject.kind), cause.subject.id, suggestion)
    candidates = finding.details.get("candidates")
    meant = candidates if isinstance(candidates, list) else []
    for rival in cause.rivals:
        is_meant = rival.suggestion is None and rival.subject.id in meant
        wrong, right = (None, rival.subject.id) if is_meant else (rival.subject.id, rival.suggestion)
        yield Alternative(kind_words(rival.subject.kind), wrong, right)


def _question(finding: ReportFinding, cause: Cause) -> str | None:
    return cause.rivals[0].tells_apart if cause.rivals else if_unsure(finding)


def _deed(finding: ReportFinding, cause: Cause, *, own: bool) -> Deed:
    if cause.certainty is Certainty.TIED and cause.rivals:
        return Deed("You", f"ask the customer: {cause.rivals[0].tells_apart}")
    return Deed("You" if own else who(finding.acts), finding.remedy)

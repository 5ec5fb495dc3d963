"""Do the steps of a proof, taken together, show what the cause says? One rule for each kind of finding, contract §7."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from diagnose.report import Cause, Certainty, ProofClaim, ProofStep, Report, ReportFinding, SubjectKind, TrialOutcome
from diagnose.report_proof import IdFact
from diagnose.verifying.recorded import id_of, same
from diagnose.verifying.steps import objects

_BELOW = (SubjectKind.CONNECTION_JOB, SubjectKind.JOB_WORK, SubjectKind.WORK)


@dataclass(frozen=True)
class Case:
    """A cause with its finding, and everything that its steps may rest on."""

    report: Report
    cause: Cause
    finding: ReportFinding

    @property
    def subject(self) -> str:
        """The ID of what is to be changed."""
        return self.cause.subject.id

    def steps(self, *claims: ProofClaim) -> Iterator[ProofStep]:
        """Yield the steps that make one of these claims."""
        return (step for step in self.cause.proof if step.claim in claims)

    def about(self, *claims: ProofClaim) -> Iterator[ProofStep]:
        """Yield the steps that make one of these claims of the subject."""
        return (step for step in self.steps(*claims) if same(step.subject.id) == same(self.subject))

    def rows(self) -> Iterator[IdFact]:
        """Yield the job works of the exchanges that the steps name."""
        named = {step.evidence for step in self.cause.proof}
        return (row for one in self.report.evidence if one.id in named for row in one.facts.job_works)


Rule: TypeAlias = Callable[[Case], Iterator[str]]


def objections(case: Case) -> Iterator[str]:
    """Yield why the steps of a cause do not show it, each a clause."""
    if (case.finding.code, case.finding.subject) != (case.cause.code, case.cause.subject):
        yield f"finding {case.finding.id} says something else"
    for ending, rule in _RULES.items():
        if case.cause.code.endswith(ending):
            yield from rule(case)
            break
    if case.finding.suggestion is not None and case.cause.certainty is Certainty.PROVEN:
        yield from _suggestion(case, case.finding.suggestion)
    yield from _unnamed(case)
    yield from _holder(case)
    yield from _tried(case)


def _unnamed(case: Case) -> Iterator[str]:
    """Facts hold what proofs and suggestions name, and nothing else."""
    report = case.report
    steps = [step for cause in report.verdict.causes for step in cause.proof]
    named = {some_id for step in steps for some_id in (step.subject.id, *objects(step))}
    named |= {finding.suggestion for finding in report.findings if finding.suggestion is not None}
    told = {same(some_id) for some_id in named}
    for row in case.rows():
        for some_id in (row.connection_job_id, row.work_id, row.external_id):
            if some_id is not None and same(some_id) not in told:
                yield f"{row.id} came with {some_id}, which nothing names"


def _holder(case: Case) -> Iterator[str]:
    """An artifact's state is that of the artifact on the job work that the finding names."""
    holder = case.finding.details.get("job_work_id")
    named = {step.evidence for step in case.about(ProofClaim.STATUS)}
    for one in case.report.evidence:
        for state in one.facts.states if one.id in named else ():
            if same(state.id) == same(case.subject) and holder is not None and state.job_work_id != holder:
                yield f"{case.subject} is on another job work than the finding says"


def _tried(case: Case) -> Iterator[str]:
    """What a step takes from running a corrected request is what that gave: every row, and no more than came."""
    named = {step.evidence for step in case.cause.proof}
    for corrected in case.report.corrected:
        tried = corrected.tried
        if tried is None or tried.evidence not in named:
            continue
        if case.finding.id not in corrected.cures:
            yield f"{corrected.request} was not corrected for it"
        if tried.outcome is not TrialOutcome.RETURNED or tried.missing:
            yield f"{corrected.request}, corrected, did not bring every row"
        lists = [fact for one in case.report.evidence if one.id == tried.evidence for fact in one.facts.lists]
        came = sum(fact.rows for fact in lists if fact.of is SubjectKind.JOB_WORK)
        if tried.job_works > came:
            yield f"{corrected.request}, corrected, brought {came} job works, not {tried.job_works}"


def _mismatch(case: Case) -> Iterator[str]:
    """What the ticket names under it is listed elsewhere, and not there."""
    listing = list(case.steps(ProofClaim.LISTS))
    if not listing:
        yield "no step shows where the rest of the ticket lives"
    places = {same(step.subject.id) for step in listing}
    if same(case.subject) in places:
        yield f"a step shows the rest of the ticket under {case.subject} itself"
    missing = {some_id for step in case.about(ProofClaim.LISTS_NOT) for some_id in objects(step)}
    shown = {some_id for step in listing for some_id in objects(step)}
    if missing and not missing & shown and case.cause.subject.kind is not SubjectKind.CONNECTION_JOB:
        yield "what is missing is not what is shown elsewhere"


def _elsewhere(case: Case) -> Iterator[str]:
    """It is listed in a connection that is not the one named, or under a connection job that is not."""
    homes = {same(step.subject.id) for step in case.steps(ProofClaim.LISTS) if case.subject in objects(step)}
    if not homes:
        yield f"no step shows where {case.subject} is"
    if same(_right_connection(case.report)) in homes and "connection_job_id" not in case.finding.details:
        yield f"a step shows {case.subject} in the right connection"


def _right_connection(report: Report) -> str | None:
    """Return the connection that the ticket means: the one that a cause puts in place of the one it names, if any."""
    causes = {cause.finding for cause in report.verdict.causes if cause.subject.kind is SubjectKind.CONNECTION}
    instead = (finding.suggestion for finding in report.findings if finding.id in causes)
    return next(filter(None, instead), report.ticket.connection_id)


def _absent(case: Case) -> Iterator[str]:
    """It was asked for by itself, and did not come."""
    missed = [step for step in case.steps(ProofClaim.LISTS_NOT) if case.subject in objects(step)]
    if not missed and not any(case.about(ProofClaim.NOT_FOUND)):
        yield f"no step shows that {case.subject} was asked for and did not come"


def _wrong_kind(case: Case) -> Iterator[str]:
    steps = list(case.about(ProofClaim.IS_KIND))
    if not steps:
        yield f"no step shows what {case.subject} is"
    if steps and case.finding.details.get("actual_kind") not in {None, steps[0].value, "external ID", "external"}:
        yield "the finding says another kind than the proof"


def _mistyped(case: Case) -> Iterator[str]:
    if case.finding.suggestion in {None, case.subject}:
        yield "it suggests no other ID"


def _nothing(case: Case) -> Iterator[str]:
    if not any(step.value == "0" for step in case.about(ProofClaim.COUNT)):
        yield f"no step counts nothing under {case.subject}"


def _answered(case: Case) -> Iterator[str]:
    if not any(case.steps(ProofClaim.ERROR)):
        yield "no step shows the error"


def _status(*words: str, but: str = "", aged: bool = False) -> Rule:
    """Make the rule of a status: one of the words (any if none is given), not ``but``, and with an age if ``aged``."""

    def rule(case: Case) -> Iterator[str]:
        values = [(step.value or "").lower() for step in case.about(ProofClaim.STATUS)]
        if not values:
            yield f"no step shows the status of {case.subject}"
        elif values[0] == but or (words and not any(word in values[0] for word in words)):
            yield f"{case.subject} has the status {values[0]}"
        if aged and not any(case.about(ProofClaim.AGE)):
            yield f"no step shows how old {case.subject} is"

    return rule


_RULES: Final[Mapping[str, Rule]] = {
    "-mismatch": _mismatch,
    "-in-other-connection": _elsewhere,
    "-not-found": _absent,
    "-not-visible": _absent,
    "connection-job-empty": _absent,
    "-wrong-kind": _wrong_kind,
    "-mistyped": _mistyped,
    "no-job-works": _nothing,
    "artifacts-absent": _nothing,
    "artifact-failed": _status(but="completed"),
    "artifact-cancelled": _status("cancel"),
    "artifact-pending": _status(but="completed", aged=True),
    "artifact-stuck": _status(but="completed", aged=True),
    "artifact-status-unknown": _status(but="completed"),
    "artifact-completed-without-url": _status("completed"),
    "connection-not-active": _status(but="active"),
    "endpoint-unreachable": _answered,
    "endpoint-not-graphql": _answered,
    "endpoint-wrong-surface": _answered,
    "token-rejected": _answered,
    "token-expired": _answered,
    "api-key-rejected": _answered,
}
"""By the end of the finding's code; of a code that is not here the steps alone are judged."""


def _suggestion(case: Case, suggestion: str) -> Iterator[str]:
    """A proven suggestion stands in an answer: listed with, or on the same job work as, what the proof is about."""
    shown = {same(some_id) for step in case.steps(ProofClaim.LISTS) for some_id in (step.subject.id, *objects(step))}
    beside = {same(id_of(row, kind)) for row in case.rows() for kind in _BELOW}
    if same(suggestion) not in shown | beside:
        yield f"no step shows {suggestion}"

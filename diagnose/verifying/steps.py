"""Does a step of a proof follow from the facts of the exchange that it names?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import assert_never

from diagnose.report import ProofClaim, ProofStep, SubjectKind
from diagnose.report_proof import ListFact
from diagnose.verifying.recorded import Recorded, same

_SECONDS = re.compile(r"[0-9]{1,11}")
_SLACK = timedelta(seconds=1)
"""Ages are whole seconds."""


def objections(step: ProofStep, recorded: Recorded, started: datetime) -> Iterator[str]:
    """Yield why a step does not follow, each a clause; ``started`` is when the run began."""
    match step.claim:
        case ProofClaim.LISTS:
            yield from _lists(step, recorded)
        case ProofClaim.LISTS_NOT:
            yield from _lists_not(step, recorded)
        case ProofClaim.NOT_FOUND:
            yield from _not_found(step, recorded)
        case ProofClaim.IS_KIND:
            yield from _is_kind(step, recorded)
        case ProofClaim.STATUS:
            yield from _status(step, recorded)
        case ProofClaim.AGE:
            yield from _age(step, recorded, started)
        case ProofClaim.COUNT:
            yield from _count(step, recorded)
        case ProofClaim.ERROR:
            yield from _error(step, recorded)
        case _:
            assert_never(step.claim)


def objects(step: ProofStep) -> tuple[str, ...]:
    """Return the IDs that a step names besides its subject."""
    return (step.object.id, *step.others) if step.object else ()


def _lists(step: ProofStep, recorded: Recorded) -> Iterator[str]:
    place = step.subject.id
    if step.object is None:
        yield f"it names nothing that {place} lists"
        return
    kind = step.object.kind
    for some_id in objects(step):
        if kind is SubjectKind.CONNECTION:
            seen = any(_has(fact, some_id) for fact in recorded.list_of(kind, place))
        else:
            homes = {same(row.connection_id) for row in recorded.job_works(kind, some_id)}
            seen = same(place) in homes
        if not seen:
            yield f"no answer shows {some_id} under {place}"
        elif kind is SubjectKind.JOB_WORK and not any(_has(fact, some_id) for fact in recorded.list_of(kind, place)):
            yield f"no list of {place} has {some_id}"
        for elsewhere in _elsewhere(recorded, kind, place, some_id):
            yield f"{some_id} stands under {elsewhere} too"
        if any(_missed(fact, kind, some_id) for fact in recorded.list_of(_rows_of(kind), place)):
            yield f"a list of {place} that was asked for {some_id} came back without it"


def _lists_not(step: ProofStep, recorded: Recorded) -> Iterator[str]:
    place = step.subject.id
    if step.object is None:
        yield f"it names nothing that {place} does not list"
        return
    kind = step.object.kind
    for some_id in objects(step):
        if not any(_missed(fact, kind, some_id) for fact in recorded.list_of(_rows_of(kind), place)):
            yield f"no list of {place} was asked for {some_id} and came back without it"
        if any(_has(fact, some_id) for fact in recorded.list_of(kind, place)):
            yield f"{place} does list {some_id}"
        if same(place) in {same(row.connection_id) for row in recorded.job_works(kind, some_id)}:
            yield f"{some_id} is in {place}"


def _not_found(step: ProofStep, recorded: Recorded) -> Iterator[str]:
    kind, some_id = step.subject.kind, step.subject.id
    refused = bool(recorded.evidence.facts.errors)
    asked = [fact for fact in recorded.lists if fact.of is _rows_of(kind)]
    if not refused and not any(_missed(fact, kind, some_id) for fact in asked):
        yield f"no list was asked for {some_id} and came back without it"
    if any(_has(fact, some_id) for fact in recorded.lists if fact.of is kind):
        yield f"{some_id} was found"


def _is_kind(step: ProofStep, recorded: Recorded) -> Iterator[str]:
    some_id = step.subject.id
    if step.value == step.subject.kind.value:
        yield f"{some_id} would then be of the right kind"
    if step.value == "external_id":
        if not any(row.external_id == some_id for row in recorded.evidence.facts.job_works):
            yield f"no job work has the external ID {some_id}"
    elif step.value not in {kind.value for kind in SubjectKind} or not _is_shown(
        recorded, SubjectKind(step.value), some_id
    ):
        yield f"no answer shows {some_id} as {step.value}"


def _is_shown(recorded: Recorded, kind: SubjectKind, some_id: str) -> bool:
    if kind in {SubjectKind.WORKSPACE, SubjectKind.CONNECTION}:
        return any(_has(fact, some_id) for fact in recorded.lists if fact.of is kind)
    if kind is SubjectKind.ARTIFACT:
        return any(state.kind is kind for state in recorded.states(some_id))
    return any(recorded.job_works(kind, some_id))


def _status(step: ProofStep, recorded: Recorded) -> Iterator[str]:
    shown = {state.status for state in recorded.states(step.subject.id) if state.kind is step.subject.kind}
    if shown != {step.value}:
        yield f"the answer shows {step.subject.id} with another status"


def _age(step: ProofStep, recorded: Recorded, started: datetime) -> Iterator[str]:
    value = step.value or ""
    created = [state.created_at for state in recorded.states(step.subject.id) if state.created_at is not None]
    if not created or not _SECONDS.fullmatch(value):
        yield f"the answer does not show when {step.subject.id} was created"
        return
    then = created[0] + timedelta(seconds=int(value))
    # Ages are told as of the run's beginning, however long the answer that shows them took to come.
    if abs(then - started) > _SLACK:
        yield f"{step.subject.id} is not as old as that"


def _count(step: ProofStep, recorded: Recorded) -> Iterator[str]:
    some_id = step.subject.id
    if step.subject.kind is SubjectKind.JOB_WORK:
        shown = {str(row.artifacts) for row in recorded.job_works(SubjectKind.JOB_WORK, some_id)}
    else:
        lists = recorded.list_of(SubjectKind.JOB_WORK, some_id)
        shown = {str(fact.rows) for fact in lists if fact.by is None and fact.trouble is None}
    if shown != {step.value}:
        yield f"the answer does not count {step.value} under {some_id}"


def _error(step: ProofStep, recorded: Recorded) -> Iterator[str]:
    if step.value not in {error.message for error in recorded.evidence.facts.errors}:
        yield "the answer holds no such error"


def _has(fact: ListFact, some_id: str) -> bool:
    return same(some_id) in map(same, fact.ids)


def _missed(fact: ListFact, by: SubjectKind, some_id: str) -> bool:
    """True for a list that was asked for this very ID, and is whole without it.

    A list of job works that was asked for another kind of ID misses that ID when it has no row at all.
    """
    if fact.trouble is not None or fact.by is not by or same(some_id) not in map(same, fact.asked):
        return False
    return not _has(fact, some_id) if fact.of is by else fact.rows == 0


def _rows_of(kind: SubjectKind) -> SubjectKind:
    """Return the kind of the rows that an ID of a kind is looked for in: whatever is below a connection, job works."""
    return kind if kind in {SubjectKind.WORKSPACE, SubjectKind.CONNECTION} else SubjectKind.JOB_WORK


def _elsewhere(recorded: Recorded, kind: SubjectKind, place: str, some_id: str) -> Iterator[str]:
    """Yield other places that claim the same workspace-wide or job work ID."""
    if kind in {SubjectKind.CONNECTION, SubjectKind.JOB_WORK}:
        for fact in recorded.lists:
            if fact.of is kind and fact.under is not None and same(fact.under) != same(place) and _has(fact, some_id):
                yield fact.under

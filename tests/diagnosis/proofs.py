"""Whether the proofs in a report follow from its own facts, told by code that shares nothing with what decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from diagnose.report import Evidence, Facts, ProofClaim, ProofStep, Report


def loose_steps(report: Report) -> list[str]:
    """Every step of proof that the facts of the evidence that it names do not bear out."""
    evidence = {each.id: each for each in report.evidence}
    return [
        f"{cause.code} on {cause.subject.id}: {step.text} ({step.evidence})"
        for cause in report.verdict.causes
        for step in cause.proof
        if step.evidence not in evidence or not _follows(step, evidence[step.evidence], report)
    ]


def _follows(step: ProofStep, evidence: Evidence, report: Report) -> bool:
    facts, subject = evidence.facts, step.subject.id
    match step.claim:
        case ProofClaim.LISTS:
            return {*_objects(step)} <= {*_listed(facts, step)}
        case ProofClaim.LISTS_NOT:
            return all(_missed(facts, step, some_id) for some_id in _objects(step))
        case ProofClaim.NOT_FOUND:
            return any(subject in each.asked and not each.ids for each in facts.lists)
        case ProofClaim.IS_KIND:
            return step.value in _kinds(facts, subject)
        case ProofClaim.STATUS:
            return any((each.id, each.status) == (subject, step.value) for each in facts.states)
        case ProofClaim.AGE:
            ages = [report.run.started_at - each.created_at for each in facts.states if each.created_at]
            return any(abs(age - timedelta(seconds=int(step.value or 0))) < timedelta(seconds=2) for age in ages)
        case ProofClaim.COUNT:
            counts = [each.artifacts for each in facts.job_works if each.id == subject]
            counts += [each.rows for each in facts.lists if each.under == subject and each.by is None]
            return int(step.value or 0) in counts
        case ProofClaim.ERROR:
            return any(step.value == each.message for each in facts.errors)


def _objects(step: ProofStep) -> Iterator[str]:
    if step.object:
        yield from (step.object.id, *step.others)


def _listed(facts: Facts, step: ProofStep) -> Iterator[str]:
    """What the facts show inside the step's subject."""
    for each in facts.lists:
        if each.under == step.subject.id:
            yield from each.ids
    for row in facts.job_works:
        if row.connection_id == step.subject.id:
            yield from (row.id, row.connection_job_id, row.work_id)


def _missed(facts: Facts, step: ProofStep, some_id: str) -> bool:
    return any(
        each.under == step.subject.id and some_id in each.asked and some_id not in each.ids and each.trouble is None
        for each in facts.lists
    )


def _kinds(facts: Facts, some_id: str) -> set[str]:
    found = {each.of.value for each in facts.lists if some_id in each.ids}
    found |= {each.kind.value for each in facts.states if each.id == some_id}
    for row in facts.job_works:
        names = {"job_work": row.id, "work": row.work_id, "connection_job": row.connection_job_id}
        names |= {"external_id": row.external_id or "", "connection": row.connection_id}
        found |= {kind for kind, value in names.items() if value == some_id}
    return found

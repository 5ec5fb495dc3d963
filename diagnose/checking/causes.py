"""The causes among the findings: the roots, in the order in which people should read them, each with its reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from diagnose.checking.results import Cure, SettledFinding, Step
from diagnose.ids import Kind
from diagnose.report import Cause, ProofStep, ReportFinding, Severity, Subject, Symptom

MOST_WITH_PROOF = 200
"""Causes that carry their proof: the first ones. Whoever has more looks at the findings."""
_MOST_STEPS = 12
_MOST_OBJECTS = 20
_HEIGHT = {kind.value: kind.height for kind in Kind}
_OF_A_LIST = frozenset({Cure.WINDOW, Cure.FILTER, Cure.SELECTION})
"""Of a query that runs: what it asks of the list, once it asks the right connection."""
_SEVERITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def causes_of(
    findings: Sequence[ReportFinding],
    settled: Sequence[SettledFinding],
    *,
    symptoms: Collection[Symptom] = (),
    notices: Collection[str] = (),
) -> tuple[Cause, ...]:
    """Return the root causes, most likely first.

    Those that could have shown what the customer saw come before those that could not, whatever they weigh
    (contract §6); what keeps the run from seeing anything comes before both. ``settled`` has what each of the
    findings was made from.
    """
    explains: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        if finding.caused_by and finding.id not in notices:
            explains[finding.caused_by].append(finding.id)
    roots = [
        (finding, found)
        for finding, found in zip(findings, settled, strict=True)
        if finding.caused_by is None and finding.severity is not Severity.INFO and finding.id not in notices
    ]
    # Stable: of two alike, the one that was found first stays first.
    roots.sort(key=lambda root: _rank(root[0], root[1], symptoms))
    return tuple(
        Cause(
            finding=finding.id,
            code=finding.code,
            check=finding.check,
            severity=finding.severity,
            subject=finding.subject,
            explains=tuple(explains[finding.id]),
            certainty=found.finding.certainty,
            rivals=found.finding.rivals,
            proof=tuple(map(told_step, found.finding.proof[:_MOST_STEPS])) if place < MOST_WITH_PROOF else (),
        )
        for place, (finding, found) in enumerate(roots)
    )


def _rank(finding: ReportFinding, found: SettledFinding, symptoms: Collection[Symptom]) -> tuple[bool, bool, int, int]:
    fits = not symptoms or not found.shows.isdisjoint(symptoms)
    height = _HEIGHT.get(finding.subject.kind.value, -1)
    if found.cure in _OF_A_LIST:
        height = Kind.JOB_WORK.height  # judged as if the IDs above were right already
    return not found.finding.obstructs, not fits, _SEVERITY[finding.severity], height


def told_step(step: Step) -> ProofStep:
    """Return a step as the report has it, its objects bounded."""
    first = Subject(kind=step.of, id=step.objects[0]) if step.of and step.objects else None
    return ProofStep(
        claim=step.claim,
        subject=step.subject,
        object=first,
        others=step.objects[1:_MOST_OBJECTS],
        more=max(0, len(step.objects) - _MOST_OBJECTS),
        value=step.value,
        evidence=step.evidence,
        text=step.text,
    )

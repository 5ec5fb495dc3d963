"""Reports with one fact changed that a cause rests on, everywhere it stands: each must be told from a true one.

``python -m tests.verifying.mutants`` prints how many of all are rejected, by what was changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from diagnose.report import Evidence, ProofClaim, ProofStep, Report
from diagnose.report_proof import Facts, IdFact, ListFact, StateFact
from tests.verifying.failing import loose_ends


def mutants(report: Report) -> Iterator[tuple[str, Report]]:
    """Yield what was changed, and the report with it changed in the facts of the evidence that a step names."""
    for cause in report.verdict.causes:
        for step in cause.proof:
            index, evidence = next((i, one) for i, one in enumerate(report.evidence) if one.id == step.evidence)
            for what, facts in _changed(step, evidence):
                if facts == evidence.facts:
                    continue
                told = [*report.evidence]
                told[index] = evidence.model_copy(update={"facts": facts})
                yield f"{step.claim.value}: {what}", report.model_copy(update={"evidence": tuple(told)})


def _changed(step: ProofStep, evidence: Evidence) -> Iterator[tuple[str, Facts]]:
    facts = evidence.facts
    for some_id in _ids(step):
        if some_id in str(facts):
            yield "another ID", _renamed(facts, some_id, f"{some_id}7")
    match step.claim:
        case ProofClaim.LISTS:
            yield "an ID less", _without(facts, step.object.id if step.object else "")
            yield "no lists and no job works", facts.model_copy(update={"lists": (), "job_works": ()})
        case ProofClaim.LISTS_NOT:
            yield "a list with trouble", _lists(facts, trouble="the answer was cut short")
            yield "not asked for", _lists(facts, asked=())
            yield "found after all", _lists(facts, ids=(step.object.id if step.object else "",), rows=1)
        case ProofClaim.NOT_FOUND if not facts.errors:
            yield "found after all", _lists(facts, ids=(step.subject.id,), rows=1)
            yield "a list with trouble", _lists(facts, trouble="the answer was cut short")
        case ProofClaim.STATUS:
            yield "another status", _states(facts, status="on_holiday")
        case ProofClaim.AGE:
            moved = [state.created_at + timedelta(days=1) for state in facts.states if state.created_at]
            yield "another day", _states(facts, created_at=moved[0])
        case ProofClaim.COUNT:
            yield (
                "another count",
                _lists(facts, rows=3).model_copy(
                    update={"job_works": tuple(row.model_copy(update={"artifacts": 3}) for row in facts.job_works)}
                ),
            )
        case ProofClaim.ERROR:
            yield (
                "another error",
                facts.model_copy(
                    update={"errors": tuple(error.model_copy(update={"message": "so be it"}) for error in facts.errors)}
                ),
            )
        case _:
            pass


def _ids(step: ProofStep) -> tuple[str, ...]:
    below = (step.object.id, *step.others) if step.object else ()
    return below if step.claim is ProofClaim.ERROR else (step.subject.id, *below)


def _renamed(facts: Facts, before: str, after: str) -> Facts:
    """The facts with an ID changed wherever an answer shows it; what was asked for stays."""

    def name(some_id: str | None) -> str | None:
        return after if some_id == before else some_id

    lists = (
        one.model_copy(update={"under": name(one.under), "ids": tuple(map(name, one.ids))})
        if before in one.ids or one.under == before
        else one.model_copy(update={"asked": tuple(map(name, one.asked))})
        for one in facts.lists
    )
    fields = [field for field in IdFact.model_fields if field != "artifacts"]
    rows = (row.model_copy(update={field: name(getattr(row, field)) for field in fields}) for row in facts.job_works)
    states = (one.model_copy(update={"id": name(one.id)}) for one in facts.states)
    return facts.model_copy(update={"lists": tuple(lists), "job_works": tuple(rows), "states": tuple(states)})


def _without(facts: Facts, some_id: str) -> Facts:
    lists = (one.model_copy(update={"ids": tuple(each for each in one.ids if each != some_id)}) for one in facts.lists)
    rows = tuple(row for row in facts.job_works if row.id != some_id)
    return facts.model_copy(update={"lists": tuple(lists), "job_works": rows})


def _lists(facts: Facts, **changes: object) -> Facts:
    return facts.model_copy(update={"lists": tuple(_with(one, changes) for one in facts.lists)})


def _states(facts: Facts, **changes: object) -> Facts:
    return facts.model_copy(update={"states": tuple(_with(one, changes) for one in facts.states)})


def _with(one: ListFact | StateFact, changes: dict[str, object]) -> ListFact | StateFact:
    return one.model_copy(update=changes)


def main() -> None:
    """Print how many mutants of every scenario's report are rejected, by what was changed."""
    from diagnose.sandbox import scenario, scenario_names, serve  # noqa: PLC0415 - the table alone needs the scenarios
    from tests.diagnosis.corrected_tickets import WRONG, diagnosed  # noqa: PLC0415
    from tests.diagnosis.playing import played  # noqa: PLC0415

    made, rejected = Counter[str](), Counter[str]()
    reports = [played(name) for name in scenario_names()]
    for name in WRONG:
        with serve(scenario(name)) as gateway:
            reports.append(diagnosed(gateway, name))
    for report in reports:
        for what, mutant in mutants(report):
            made[what] += 1
            rejected[what] += bool(loose_ends(mutant))
    tried = sum(report.run.tried > 0 for report in reports)
    true = sum(not loose_ends(report) for report in reports)
    print(f"{true} of {len(reports)} true reports hold, {tried} of them with a request that was tried")  # noqa: T201
    for what in sorted(made):
        print(f"{what:<40} {rejected[what]:>4} of {made[what]:>4} rejected")  # noqa: T201
    print(f"{'all':<40} {rejected.total():>4} of {made.total():>4} rejected")  # noqa: T201


if __name__ == "__main__":
    main()

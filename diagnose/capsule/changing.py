"""What is another verdict than before: the status, the causes in their order, what belongs in a wrong ID's place."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.report import Cause, Report


def changes(recorded: Report, replayed: Report) -> tuple[str, ...]:
    """Return clauses about what changed; none where the verdict is the same."""
    return tuple(_changes(recorded, replayed))


def _changes(recorded: Report, replayed: Report) -> Iterator[str]:
    if recorded.verdict.status != replayed.verdict.status:
        yield f"the status was {recorded.verdict.status.value} and is {replayed.verdict.status.value}"
    before, after = _told(recorded), _told(replayed)
    yield from (f"the cause {cause} is gone" for cause in before if cause not in after)
    yield from (f"the cause {cause} is new" for cause in after if cause not in before)
    for cause in before.keys() & after.keys():
        if before[cause] != after[cause]:
            yield f"the cause {cause} suggested {before[cause] or 'nothing'} and suggests {after[cause] or 'nothing'}"
    if before.keys() == after.keys() and [*before] != [*after]:
        yield f"the first cause was {next(iter(before))} and is {next(iter(after))}"


def _told(report: Report) -> dict[str, str | None]:
    """Return what each cause suggests, the most likely first."""
    return {_words(cause): report.finding(cause.finding).suggestion for cause in report.verdict.causes}


def _words(cause: Cause) -> str:
    return f"{cause.code} on {cause.subject.kind.value.replace('_', ' ')} {cause.subject.id} ({cause.certainty.value})"

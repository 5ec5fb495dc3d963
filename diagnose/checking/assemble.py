"""Putting the report together: the checks run on what was learned, and nothing is asked any more.

Everything comes in as values, so a recording gives the same report as the live gateway did.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import JsonValue, TypeAdapter

from diagnose.checking.chain import draw
from diagnose.checking.context import Context
from diagnose.checking.correcting import corrections
from diagnose.checking.not_judged import not_looked_at
from diagnose.checking.registry import Checks
from diagnose.checking.reply import draft_reply
from diagnose.checking.runner import ALONE, Hosting, Row, Selection, run_checks
from diagnose.checking.shown import Shown
from diagnose.checking.sight import LookedAt, Sight
from diagnose.checking.trying import EVIDENCE as TRIAL
from diagnose.checking.trying import Attempt, Trial, try_one
from diagnose.checking.verdict import Judged, judge, questions
from diagnose.checking.where import TicketWords
from diagnose.gateway.curl_command import curl_command
from diagnose.gateway.exchange import Answer
from diagnose.gateway.timing import Timing
from diagnose.phrases import count, listed
from diagnose.report import CheckOutcome, CheckRow, Corrected, Evidence, Report, Run, Tool
from diagnose.ticket.lookups import lookups, unplaced
from diagnose.version import __version__

EVERYTHING = Selection()
_JSON: TypeAdapter[dict[str, JsonValue]] = TypeAdapter(dict[str, JsonValue])


@dataclass(frozen=True)
class Counts:
    """What a run cost, in requests, waits and connections."""

    requests: int
    waits: int
    retries: int
    mutations: int
    connections: int = 0


NOTHING_ASKED = Counts(0, 0, 0, 0)


@dataclass(frozen=True)
class Particulars:
    """What a report says of its run besides what was seen; ``timing`` gives the time of its end, and of each check."""

    run_id: str
    source_platform: str
    counts: Counts = NOTHING_ASKED
    timing: Timing = field(default_factory=Timing)
    signed_in_with: str = ""


def decide(
    sight: Sight,
    checks: Checks,
    particulars: Particulars,
    *,
    selection: Selection = EVERYTHING,
    on_row: Callable[[Row], None] = lambda _: None,
    hosting: Hosting = ALONE,
    attempt: Attempt | None = None,
) -> Report:
    """Run the checks on what was learned, and put the report together.

    ``attempt`` runs a corrected request, where there is one to try; without it none is tried.
    """
    context = Context(sight)
    selected = selection.of(checks.checks)
    timing = particulars.timing
    rows = (*run_checks(selected, context, timing.monotonic, on_row, hosting), *_broken(checks, selection))
    if hosting.stop and not sight.interrupted:
        context = Context(replace(sight, interrupted=True))
    judged = _judged(context, rows, _healthy(context, selection, rows))
    sight = context.sight
    found = tuple(corrections(sight.ticket, judged, sight.endpoint, particulars.source_platform))
    trial = try_one(found, judged.verdict.causes, sight, None if sight.interrupted else attempt)
    report = _assembled(context, rows, checks, particulars, judged.after(trial.causes), trial.corrected)
    if hosting.stop and not sight.interrupted:  # while the request was tried: all the rest is whole
        report = report.model_copy(update={"run": report.run.model_copy(update={"interrupted": True})})
    return _with_trial(report, trial, sight, particulars)


def _judged(context: Context, rows: Sequence[Row], healthy: str) -> Judged:
    sight = context.sight
    blind = sight.offline or all(row.outcome is CheckOutcome.SKIP for row in rows)
    return judge(
        rows,
        healthy=healthy,
        interrupted=sight.interrupted,
        blind=blind,
        symptoms=sight.ticket.symptoms,
        where=TicketWords(sight.ticket).of,
    )


def _with_trial(report: Report, trial: Trial, sight: Sight, particulars: Particulars) -> Report:
    """Return the report with what came of the trial; its request counts as one, and its waits are counted apart."""
    if trial.answer is None:
        return report
    tries = len(trial.answer.attempts)
    run = report.run
    counted = {"requests": run.requests + tries, "retries": run.retries + tries - 1, "tried": tries}
    sent = _exchange(TRIAL, trial.answer, sight, particulars).model_copy(
        update={"shown": trial.shown, "facts": trial.facts}
    )
    return report.model_copy(
        update={
            "run": run.model_copy(update=counted),
            "evidence": (*report.evidence, sent),
        }
    )


def _assembled(
    context: Context,
    rows: Sequence[Row],
    checks: Checks,
    particulars: Particulars,
    judged: Judged,
    corrected: tuple[Corrected, ...],
) -> Report:
    sight = context.sight
    unjudged = tuple(not_looked_at(context))
    return Report(
        tool=Tool(version=__version__, plugins=checks.third_parties),
        run=_run(sight, particulars),
        ticket=sight.ticket.ids,
        verdict=judged.verdict,
        coverage=judged.coverage,
        checks=tuple(_check_row(row, judged.of_check) for row in rows),
        findings=judged.findings,
        questions=questions(rows),
        evidence=tuple(_evidence(sight, particulars, _shown(sight, judged))),
        chain=draw(context, judged.findings),
        reply=draft_reply(judged, unjudged, sight.endpoint, corrected),
        corrected=corrected,
        notices=judged.notices,
        not_looked_at=unjudged,
        notes=tuple(_notes(context)),
    )


def _run(sight: Sight, particulars: Particulars) -> Run:
    return Run(
        id=particulars.run_id,
        started_at=sight.now,
        finished_at=max(particulars.timing.now(), sight.now),
        endpoint=sight.endpoint,
        source_platform=particulars.source_platform,
        signed_in_with=particulars.signed_in_with,
        requests=particulars.counts.requests,
        round_trips=particulars.counts.waits,
        connections=particulars.counts.connections,
        retries=particulars.counts.retries,
        mutations=particulars.counts.mutations,
        interrupted=sight.interrupted,
    )


def _broken(checks: Checks, selection: Selection) -> tuple[Row, ...]:
    """Plugins that could not be loaded are rows like all others, unless single checks were asked for."""
    if selection.only:
        return ()
    return tuple(
        Row(
            id=f"{broken.package.name}:{broken.name}",
            title=f"The plugin {broken.package.name} loads",
            docs_url="",
            outcome=CheckOutcome.ERROR,
            reason=broken.why,
        )
        for broken in checks.broken
    )


def _check_row(row: Row, of_check: Mapping[str, tuple[str, ...]]) -> CheckRow:
    return CheckRow(
        id=row.id,
        title=row.title,
        outcome=row.outcome,
        reason=row.reason,
        blocked_by=row.blocked_by,
        duration_ms=row.duration_ms,
        docs_url=row.docs_url,
        findings=of_check.get(row.id, ()),
    )


def _shown(sight: Sight, judged: Judged) -> Shown:
    """What the answers showed of what the causes rest on."""
    causes = {cause.finding: cause for cause in judged.verdict.causes}
    suggestions = (found.suggestion for found in judged.findings if found.id in causes and found.suggestion)
    return Shown(sight.live, (step for cause in causes.values() for step in cause.proof), suggestions)


def _evidence(sight: Sight, particulars: Particulars, shown: Shown) -> list[Evidence]:
    logins = [(f"L{number}", login) for number, login in enumerate(sight.logins, 1)]
    return [
        _exchange(evidence_id, answer, sight, particulars).model_copy(
            update={"shown": shown.in_counts(evidence_id, answer), "facts": shown.facts(evidence_id, answer)}
        )
        for evidence_id, answer in (*logins, *sight.live.answers)
    ]


def _exchange(evidence_id: str, answer: Answer, sight: Sight, particulars: Particulars) -> Evidence:
    first, last = (answer.attempts[0], answer.attempts[-1]) if answer.attempts else (None, None)
    return Evidence(
        id=evidence_id,
        operation=answer.question.operation,
        at=first.at if first else sight.now,
        duration_ms=round(sum(attempt.duration_ms + attempt.waited_ms for attempt in answer.attempts), 3),
        status=last.status if last else None,
        attempts=len(answer.attempts),
        request_id=last.request_id if last else None,
        variables=_JSON.validate_python(answer.question.variables),
        outcome=answer.outcome,
        curl=curl_command(answer.question, sight.endpoint, particulars.source_platform),
        summary=answer.summary,
    )


def _healthy(context: Context, selection: Selection, rows: Sequence[Row]) -> str:
    """Say what is healthy, and no more than what was judged."""
    if all(row.outcome is CheckOutcome.SKIP for row in rows):
        return "None of the checks applied to this ticket."
    if context.sight.offline:
        return "The ticket itself shows no problem; the gateway was not asked."
    if selection != EVERYTHING:
        return f"The selected {'check' if len(rows) == 1 else 'checks'} found nothing wrong."
    looked_at = context.looked_at
    where = f" in {context.connection.id}" if context.connection else ""
    parts = []
    if looked_at.job_works:
        parts.append(count(len(looked_at.job_works), "job work"))
    if context.artifacts:
        parts.append(count(len(context.artifacts), "artifact"))
    if not parts:
        return f"No problem found{where}."
    verb = "is" if parts[0].startswith("1 ") else "are"
    return f"No problem found: {' with '.join(parts)}{where} {verb} as expected."


def _left_aside(context: Context) -> list[str]:
    """The IDs of unknown kind that the gateway was asked about, does not know, and that nothing else depends on."""
    if not context.served:
        return []
    about = {*unplaced(context.ticket)}
    return [some_id for some_id in lookups(context.ticket) if some_id not in about and not context.live.homes(some_id)]


def _notes(context: Context) -> list[str]:
    """How far the run looked, in sentences."""
    looked_at: LookedAt = context.looked_at
    notes: list[str] = []
    if looked_at.job_works:
        more = "; there may be more" if looked_at.more else ""
        notes.append(f"{count(len(looked_at.job_works), 'job work')} checked{more}.")
    if looked_at.unseen and not context.sight.offline:
        notes.append(f"{count(len(looked_at.unseen), 'ID')} could not be checked.")
    if nameless := _left_aside(context):
        notes.append(f"{listed(nameless, 5)}: the ticket does not say what this identifies, so it was not used.")
    connections = len(context.live.connections)
    if connections > 1:
        workspaces = count(len(context.live.workspaces), "workspace")
        notes.append(f"{count(connections, 'connection')} in {workspaces} were searched.")
    if context.sight.interrupted:
        notes.append("The run was interrupted: what had not come back by then is missing from this report.")
    return notes

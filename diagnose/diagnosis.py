"""One diagnosis, from the ticket to the report: ask, decide, put together. What the command line and a library call.

The pieces know nothing of each other: :mod:`diagnose.live` asks, the checks decide from what it learned, and
:func:`decide` builds the report from those alone, so that a recording gives the same report as the live gateway.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from pydantic import JsonValue, TypeAdapter

from diagnose.chain import draw
from diagnose.context import Context, Credential, LookedAt, Sight
from diagnose.gateway.client import GatewayClient
from diagnose.gateway.credentials import AccessToken, ApiKey
from diagnose.gateway.curl import curl_command
from diagnose.gateway.endpoint import Endpoint
from diagnose.gateway.events import Event
from diagnose.gateway.exchange import Answer, Asker
from diagnose.gateway.timing import Timing
from diagnose.ids import Kind
from diagnose.live.investigate import Investigation, Progress, investigate
from diagnose.live.reach import Reach
from diagnose.plugin import Check
from diagnose.registry import Checks
from diagnose.report import CheckOutcome, CheckRow, Evidence, Report, Run, Tool
from diagnose.runner import Row, Selection, run_checks
from diagnose.secrets import Masker, Secret, TokenTimes
from diagnose.sources import sort_ids
from diagnose.ticket import Ticket, named_id
from diagnose.verdict import judge, questions
from diagnose.version import __version__

_JSON: TypeAdapter[dict[str, JsonValue]] = TypeAdapter(dict[str, JsonValue])


@dataclass(frozen=True)
class Settings:
    """How a run asks and judges. Times in seconds; ``stale_after`` is this tool's choice, not documented."""

    endpoint: Endpoint
    credential: AccessToken | ApiKey | None
    """None: the gateway is not asked, and only the checks that read the ticket alone look."""
    source_platform: str = "filed-diagnose"
    timeout: float = 15.0
    deadline: float = 60.0
    stale_after: timedelta = timedelta(hours=1)
    reach: Reach = field(default_factory=Reach)
    selection: Selection = field(default_factory=Selection)


@dataclass(frozen=True)
class Listener:
    """Who wants to know what goes on while a run is under way; each is called in the thread that runs it."""

    on_event: Callable[[Event], None] | None = None
    on_round: Progress | None = None
    on_row: Callable[[Row], None] = lambda _: None


@dataclass(frozen=True)
class Counts:
    """What a run cost, in requests and waits."""

    requests: int
    waits: int
    retries: int
    mutations: int


@dataclass(frozen=True)
class Diagnosis:
    """The report, and the masker that knows the run's secrets, for the last look at finished files."""

    report: Report
    masker: Masker


def diagnose(
    ticket: Ticket,
    settings: Settings,
    checks: Checks,
    *,
    run_id: str,
    timing: Timing | None = None,
    environ: Mapping[str, str] = os.environ,
    listener: Listener | None = None,
) -> Diagnosis:
    """Diagnose one ticket against the live gateway.

    Raises ProxySettingError and CredentialError before any request. Ctrl-C ends the asking, not the report: what is
    known by then is judged, and the report says that the run was interrupted.
    """
    timing = timing or Timing()
    listener = listener or Listener()
    started = timing.now()
    if settings.credential is None:
        asked = _Asked(ticket, Investigation())
    else:
        asked = asyncio.run(_ask(ticket, settings, settings.credential, timing, environ, listener))
    for secret in ticket.reading.secrets:
        # What the intake masked must not come in by another way either, such as an echo in an error.
        asked.masker.add(Secret(secret.secret.reveal(), f"{secret.kind.value.replace('-', ' ')} in the ticket"))
    sight = Sight(
        ticket=asked.ticket,
        live=asked.investigation.live,
        endpoint=settings.endpoint.shown,
        now=started,
        credential=asked.credential,
        logins=asked.logins,
        stale_after=settings.stale_after,
        reach=settings.reach,
        interrupted=asked.interrupted,
        offline=settings.credential is None,
    )
    report = decide(sight, checks, settings, asked.counts, run_id=run_id, timing=timing, on_row=listener.on_row)
    return Diagnosis(_masked(report, asked.masker), asked.masker)


@dataclass(frozen=True)
class _Asked:
    """What asking gave; as it stands, what not asking gives."""

    ticket: Ticket
    investigation: Investigation
    logins: tuple[Answer, ...] = ()
    counts: Counts = Counts(0, 0, 0, 0)
    credential: Credential | None = None
    masker: Masker = field(default_factory=Masker)
    interrupted: bool = False


async def _ask(
    ticket: Ticket,
    settings: Settings,
    credential: AccessToken | ApiKey,
    timing: Timing,
    environ: Mapping[str, str],
    listener: Listener,
) -> _Asked:
    found = Investigation()
    interrupted = False
    async with GatewayClient(
        settings.endpoint,
        credential,
        source_platform=settings.source_platform,
        timeout=settings.timeout,
        deadline=settings.deadline,
        timing=timing,
        on_event=listener.on_event,
        environ=environ,
    ) as client:
        try:
            ticket = await _sorted_out(ticket, client, settings.reach, found)
            await investigate(ticket, client, settings.reach, found, listener.on_round)
        except asyncio.CancelledError:
            interrupted = True
        logins = tuple(client.logins)
        waits = found.waits + sum(len(login.attempts) for login in logins)
        return _Asked(
            ticket,
            found,
            logins,
            Counts(client.requests_sent, waits, client.retries, client.mutations),
            _credential(credential, client.token_times),
            client.masker,
            interrupted,
        )


def first_reading(ticket: Ticket) -> Ticket:
    """Return the ticket as the first questions see it: with nothing else named, IDs of unknown kind are searched for.

    They stand in for job works then: the search tries each ID as every kind that can be filtered by.
    """
    if any(ticket) or not ticket.unsorted:
        return ticket
    return replace(ticket, job_works=tuple(named_id(Kind.JOB_WORK, one) for one in ticket.unsorted))


async def _sorted_out(ticket: Ticket, asker: Asker, reach: Reach, into: Investigation) -> Ticket:
    """Return the ticket with the IDs of unknown kind in their slots, as far as one search tells."""
    searched = first_reading(ticket)
    if searched is ticket:
        return ticket
    await investigate(searched, asker, reach, into, rounds=1)
    homes = {one: into.live.homes(one) for one in ticket.unsorted}
    return sort_ids(ticket, {one: found[0].kind for one, found in homes.items() if found})


def _credential(credential: AccessToken | ApiKey, times: TokenTimes | None) -> Credential:
    kind = "api-key" if isinstance(credential, ApiKey) else "access-token"
    return Credential(kind, times.exp if times else None)


def decide(
    sight: Sight,
    checks: Checks,
    settings: Settings,
    counts: Counts,
    *,
    run_id: str,
    timing: Timing,
    on_row: Callable[[Row], None] = lambda _: None,
) -> Report:
    """Run the checks on what was learned, and put the report together. No network from here on."""
    context = Context.of(sight)
    selected: Sequence[Check] = settings.selection.of(checks.checks)
    rows = (*run_checks(selected, context, timing.monotonic, on_row), *_broken(checks, settings.selection))
    judged = judge(rows, healthy=_healthy(context), interrupted=sight.interrupted)
    return Report(
        tool=Tool(version=__version__, plugins=checks.third_parties),
        run=Run(
            id=run_id,
            started_at=sight.now,
            finished_at=max(timing.now(), sight.now),
            endpoint=sight.endpoint,
            source_platform=settings.source_platform,
            requests=counts.requests,
            round_trips=counts.waits,
            retries=counts.retries,
            mutations=counts.mutations,
            interrupted=sight.interrupted,
        ),
        ticket=sight.ticket.ids,
        verdict=judged.verdict,
        coverage=judged.coverage,
        checks=tuple(_check_row(row, judged.of_check) for row in rows),
        findings=judged.findings,
        questions=questions(rows),
        evidence=tuple(_evidence(sight, settings)),
        chain=draw(context, judged.findings),
        notes=tuple(_notes(context)),
    )


def _broken(checks: Checks, selection: Selection) -> tuple[Row, ...]:
    """Plugins that could not be loaded are rows like all others, unless single checks were asked for."""
    if selection.only:
        return ()
    return tuple(
        Row(
            id=f"{one.package.name}:{one.name}",
            title=f"The plugin {one.package.name} loads",
            docs_url="",
            outcome=CheckOutcome.ERROR,
            reason=one.why,
        )
        for one in checks.broken
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


def _evidence(sight: Sight, settings: Settings) -> list[Evidence]:
    logins = [(f"L{number}", login) for number, login in enumerate(sight.logins, 1)]
    return [_exchange(one, answer, sight, settings) for one, answer in (*logins, *sight.live.answers)]


def _exchange(evidence_id: str, answer: Answer, sight: Sight, settings: Settings) -> Evidence:
    first, last = (answer.attempts[0], answer.attempts[-1]) if answer.attempts else (None, None)
    return Evidence(
        id=evidence_id,
        operation=answer.question.operation,
        at=first.at if first else sight.now,
        duration_ms=round(sum(one.duration_ms + one.waited_ms for one in answer.attempts), 3),
        status=last.status if last else None,
        attempts=len(answer.attempts),
        request_id=last.request_id if last else None,
        variables=_JSON.validate_python(answer.question.variables),
        outcome=answer.outcome,
        curl=curl_command(answer.question, sight.endpoint, settings.source_platform),
        summary=answer.summary,
    )


def _healthy(context: Context) -> str:
    if context.sight.offline:
        return "Nothing is wrong with what the ticket shows; the gateway was not asked."
    looked_at = context.looked_at
    where = f" in {context.connection.id}" if context.connection else ""
    parts = []
    if looked_at.job_works:
        parts.append(_count(len(looked_at.job_works), "job work"))
    if context.artifacts:
        parts.append(f"{_count(len(context.artifacts), 'artifact')}")
    what = f": {' with '.join(parts)}{where}" if parts else where
    return f"Everything that was looked at is as it should be{what}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _notes(context: Context) -> list[str]:
    """How far the run looked, in sentences."""
    looked_at: LookedAt = context.looked_at
    notes: list[str] = []
    if looked_at.job_works:
        more = ", more exist or may exist" if looked_at.more else ""
        notes.append(f"{_count(len(looked_at.job_works), 'job work')} looked at{more}.")
    if looked_at.unseen and not context.sight.offline:
        notes.append(f"{_count(len(looked_at.unseen), 'ID')} could not be looked at.")
    connections = len(context.live.connections)
    if connections > 1:
        workspaces = _count(len(context.live.workspaces), "workspace")
        notes.append(f"The search went through {_count(connections, 'connection')} in {workspaces}.")
    if context.sight.interrupted:
        notes.append("The run was interrupted: what had not come back by then is not in this report.")
    return notes


def _masked(report: Report, masker: Masker) -> Report:
    """Mask secrets that came in by another way, such as a token given in place of an ID."""
    return Report.model_validate(_mask(report.model_dump(mode="json", by_alias=True), masker))


def _mask(value: JsonValue, masker: Masker) -> JsonValue:
    match value:
        case str():
            return masker.mask(value)
        case list():
            return [_mask(one, masker) for one in value]
        case dict():
            return {masker.mask(key): _mask(one, masker) for key, one in value.items()}
        case _:
            return value

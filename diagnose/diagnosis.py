"""One diagnosis, from the ticket to the report: ask, decide, put together. What the command line and a library call.

The pieces know nothing of each other: :mod:`diagnose.investigation` asks, and
:func:`~diagnose.checking.assemble.decide` builds the report from what that learned, with the checks.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from diagnose.checking.assemble import NOTHING_ASKED, Counts, Particulars, decide
from diagnose.checking.known_values import ids_of, names_of
from diagnose.checking.registry import Checks
from diagnose.checking.runner import Hosting, Row, Selection
from diagnose.checking.sight import Sight, SignIn
from diagnose.gateway.address import Endpoint
from diagnose.gateway.client import GatewayClient
from diagnose.gateway.credentials import AccessToken, ApiKey, Credential
from diagnose.gateway.events import Event
from diagnose.gateway.exchange import Answer, Question
from diagnose.gateway.timing import Timing
from diagnose.investigation.asking.investigate import Investigation, Progress, investigate
from diagnose.investigation.asking.sorting_out import sorted_out
from diagnose.investigation.known.bounds import Reach
from diagnose.json_value import walk
from diagnose.redaction.aliases import AliasTable, PersonalKind
from diagnose.redaction.attachment import at_home, attached, shown
from diagnose.redaction.masked_report import masked_report
from diagnose.redaction.resolver import Resolver
from diagnose.redaction.scrubber import Scrubber
from diagnose.report import Report
from diagnose.secrets import Masker, Secret, TokenTimes
from diagnose.secrets.run_secrets import of_address, of_environment
from diagnose.secrets.telling_words import is_our_id
from diagnose.stopping import Stop
from diagnose.ticket.ticket import Ticket

T = TypeVar("T")


@dataclass(frozen=True)
class Privacy:
    """What the attachment tells: everything, where ``show`` says so, else aliases, which may go on from a map's."""

    show: bool = False
    aliases: Mapping[str, str] = field(default_factory=dict)
    map_name: str | None = None


@dataclass(frozen=True)
class Settings:
    """How a run asks and judges. Times in seconds; ``stale_after`` is this tool's choice, not documented."""

    endpoint: Endpoint
    credential: AccessToken | ApiKey | None
    """None: the gateway is not asked, and only the checks that read the ticket alone run."""
    source_platform: str = "filed-diagnose"
    signed_in_with: str = ""
    """Where the credentials came from, in words."""
    timeout: float = 15.0
    deadline: float = 60.0
    stale_after: timedelta = timedelta(hours=1)
    reach: Reach = field(default_factory=Reach)
    selection: Selection = field(default_factory=Selection)
    privacy: Privacy = field(default_factory=Privacy)
    try_corrected: bool = True
    """Whether a corrected request of the customer's is run once, where no answer shows yet what it brings."""


@dataclass(frozen=True)
class Listener:
    """Who wants to know what goes on while a run is under way; each is called in the thread that runs it."""

    on_event: Callable[[Event], None] | None = None
    on_round: Progress | None = None
    on_row: Callable[[Row], None] = lambda _: None


@dataclass(frozen=True)
class Diagnosis:
    """The report, and the masker that knows the run's secrets, for the last look at finished files.

    ``report`` says everything and stays at home; ``attachment`` is what may be written where others read it.
    ``sight`` is what both rest on, ``resolver`` what gave out the attachment's ``aliases`` (by value), None where
    everything is shown.
    """

    report: Report
    masker: Masker
    attachment: Report
    sight: Sight
    aliases: Mapping[str, str] = field(default_factory=dict)
    resolver: Resolver | None = None
    again: Credential | None = field(default=None, repr=False)
    """What to sign in with, should the same be asked once more."""


def diagnose(
    ticket: Ticket,
    settings: Settings,
    checks: Checks,
    *,
    run_id: str,
    timing: Timing | None = None,
    environ: Mapping[str, str] = os.environ,
    listener: Listener | None = None,
    masker: Masker | None = None,
    stop: Stop | None = None,
) -> Diagnosis:
    """Diagnose one ticket against the live gateway.

    ``masker`` may know secrets already; it learns those of the run, and the report is masked when all are known.

    Raises ProxySettingError and CredentialError before any request. A wish to ``stop`` ends the asking, not the report:
    what is known by then is judged, and the report says that the run was interrupted. Without one, Ctrl-C raises.
    """
    timing = timing or Timing()
    listener = listener or Listener()
    stop = Stop() if stop is None else stop  # one that nobody has asked yet is false
    masker = _knowing(masker or Masker(), ticket, settings, environ)
    started, until = timing.now(), timing.monotonic() + settings.deadline
    line = _Line(settings, timing, environ, listener, masker, stop)
    if settings.credential is None:
        asked = _Asked(ticket, Investigation())
    else:
        asked = asyncio.run(_ask(ticket, line, settings.credential))
    sight = replace(_sight(asked, settings, started), interrupted=bool(stop))
    report = decide(
        sight,
        checks,
        Particulars(run_id, settings.source_platform, asked.counts, timing, settings.signed_in_with),
        selection=settings.selection,
        on_row=learning(masker, listener),
        hosting=Hosting(settings.deadline, stop),
        attempt=partial(_tried, line, asked.again, until) if settings.try_corrected and asked.again else None,
    )
    return replace(delivered(report, asked.ticket, sight, settings.privacy, masker), again=asked.again)


def delivered(
    report: Report, ticket: Ticket, sight: Sight, privacy: Privacy, masker: Masker, *, hidden: Iterable[str] = ()
) -> Diagnosis:
    """Take the secrets out of the report, then what is personal out of what is attached.

    ``hidden`` are values with an alias that stay hidden even where the gateway shows them as IDs: a capsule has them in
    the place of what it hides.
    """
    home = masked_report(at_home(report), masker)
    if privacy.show:
        return Diagnosis(home, masker, masked_report(shown(report), masker), sight)
    table, names = AliasTable.continued(privacy.aliases), names_of(ticket, sight.live)
    for value in hidden:
        names.add(value, PersonalKind(privacy.aliases[value].rpartition("-")[0]))
    ids = ids_of(sight.live).difference(hidden)
    resolver = Resolver(table, Scrubber(table, names, ids), ids, sight.endpoint, mask=masker.mask)
    attachment = masked_report(attached(report, resolver, map_name=privacy.map_name), masker)
    return Diagnosis(home, masker, attachment, sight, table.aliases, resolver)


def _knowing(masker: Masker, ticket: Ticket, settings: Settings, environ: Mapping[str, str]) -> Masker:
    """Return the masker once it knows what is secret before anything is asked."""
    for secret in (*of_environment(environ), *of_address(settings.endpoint.url), *ticket_secrets(ticket)):
        masker.add(secret)
    if settings.credential is not None:
        masker.add(settings.credential.secret)
    return masker


def ticket_secrets(ticket: Ticket) -> Iterator[Secret]:
    """Yield what the intake found: it must not come in by another way either, such as an echo in an error."""
    return (found.secret for found in ticket.reading.secrets)


def learning(masker: Masker, listener: Listener) -> Callable[[Row], None]:
    """Return a listener that learns what a check names as secret, and hands the row on."""

    def on_row(row: Row) -> None:
        for secret in row.secrets:
            masker.add(secret)
        listener.on_row(row)

    return on_row


@dataclass(frozen=True, repr=False)
class _Asked:
    """What asking gave; as it stands, what not asking gives.

    Without a repr: asyncio.run makes Python write down its result when it puts the signal handler back (the handler
    holds the task), which took longer than judging a ticket with many IDs.
    """

    ticket: Ticket
    investigation: Investigation
    logins: tuple[Answer, ...] = ()
    counts: Counts = NOTHING_ASKED
    credential: SignIn | None = None
    again: Credential | None = None


def _sight(asked: _Asked, settings: Settings, started: datetime) -> Sight:
    return Sight(
        case=asked.investigation.case(asked.ticket),
        endpoint=settings.endpoint.shown,
        now=started,
        credential=asked.credential,
        logins=asked.logins,
        stale_after=settings.stale_after,
        reach=settings.reach,
        offline=settings.credential is None,
    )


@dataclass(frozen=True)
class _Line:
    """What it takes to ask the gateway, besides the credential."""

    settings: Settings
    timing: Timing
    environ: Mapping[str, str]
    listener: Listener
    masker: Masker
    stop: Stop

    def client(self, credential: AccessToken | ApiKey, seconds: float) -> GatewayClient:
        """Return a client that asks for so long."""
        settings = self.settings
        return GatewayClient(
            settings.endpoint,
            credential,
            source_platform=settings.source_platform,
            timeout=settings.timeout,
            deadline=seconds,
            timing=self.timing,
            on_event=self.listener.on_event,
            environ=self.environ,
            masker=self.masker,
        )


async def _ask(ticket: Ticket, line: _Line, credential: AccessToken | ApiKey) -> _Asked:
    found, reach, stop = Investigation(), line.settings.reach, line.stop
    async with line.client(credential, line.settings.deadline) as client:
        ticket = await _unless_stopped(sorted_out(ticket, client, reach, found), stop) or ticket
        await _unless_stopped(investigate(ticket, client, reach, found, line.listener.on_round), stop)
        logins = tuple(client.logins)
        waits = found.waits + sum(len(login.attempts) for login in logins)
        return _Asked(
            ticket,
            found,
            logins,
            Counts(client.requests_sent, waits, client.retries, client.mutations, client.connections),
            _credential(credential, client.token_times),
            client.again,
        )


def _tried(line: _Line, credential: Credential, until: float, question: Question) -> Answer | str:
    """Ask once more, with what the run signed in with, within what is left of its time.

    What may be a secret of somebody's is not sent as an ID. Without an answer, say why there is none.
    """
    held = (text for text in _texts(question) if not is_our_id(text) and line.masker.holds(text))
    if any(held):
        return "one of its IDs may be a secret"

    async def ask() -> Answer | None:
        async with line.client(credential, until - line.timing.monotonic()) as client:
            return await _unless_stopped(client.ask(question), line.stop)

    return asyncio.run(ask()) or "the run was interrupted"


async def _unless_stopped(work: Coroutine[object, None, T], stop: Stop) -> T | None:
    """Return what the work gives; None where the wish to stop comes first, and then what was done so far stands."""
    task, loop = asyncio.create_task(work), asyncio.get_running_loop()
    with stop.calling(lambda: loop.call_soon_threadsafe(task.cancel)):
        try:
            return await task
        except asyncio.CancelledError:
            if stop:
                return None
            raise


def _credential(credential: AccessToken | ApiKey, times: TokenTimes | None) -> SignIn:
    kind = "api-key" if isinstance(credential, ApiKey) else "access-token"
    return SignIn(kind, times.exp if times else None)


def _texts(question: Question) -> Iterator[str]:
    return (part for _, part in walk(dict(question.variables)) if isinstance(part, str))

"""The work of ``diagnose run``: from what was wanted to the exit code. Every mistake is found before any request."""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime
from functools import reduce
from typing import TYPE_CHECKING, TypeAlias

from diagnose.checking.registry import Checks, load_checks, load_renderers
from diagnose.checking.runner import Selection
from diagnose.cli.deliver import deliver
from diagnose.cli.file_names import stem_of
from diagnose.cli.intake import STDIN, intentions, lines, read_ticket
from diagnose.cli.loading import loading, of_reports
from diagnose.cli.options import Words, Wrong, split_ids
from diagnose.cli.people import people, run_masker, tell
from diagnose.cli.planning import Ground, ground, plan_outputs
from diagnose.cli.progress import watching
from diagnose.cli.settling import Watch, Watched, pausing, until_settled, waits_for
from diagnose.cli.sharing import keep_map, name_for_files, privacy_of
from diagnose.cli.signals import stop_at_signals
from diagnose.cli.signing_in import given_endpoint, read_credential, renewable, ticket_credential
from diagnose.cli.wanted import Judging, Wanted
from diagnose.diagnosis import Diagnosis, Listener, Privacy, Settings, diagnose
from diagnose.exit_codes import Exit
from diagnose.gateway.address import Endpoint
from diagnose.gateway.credentials import AccessToken, ApiKey, CredentialError
from diagnose.gateway.http.proxies import ProxySettingError
from diagnose.investigation.asking.plan import plan
from diagnose.investigation.asking.sorting_out import first_reading
from diagnose.investigation.known.bounds import Reach
from diagnose.investigation.reasoning.case_file import CaseFile
from diagnose.rendering import RenderOptions
from diagnose.secrets.run_secrets import of_address
from diagnose.stopping import Stop
from diagnose.ticket.card import card
from diagnose.ticket.from_reading import Options
from diagnose.ticket.slots import SLOTS
from diagnose.ticket.ticket import Ticket

if TYPE_CHECKING:
    from diagnose.checking.registry import Renderers
    from diagnose.cli.capsule_keeper import CapsuleKeeper
    from diagnose.cli.debug_log import DebugLog

Ear: TypeAlias = Callable[[Listener], Listener]
"""Somebody who listens besides: returns a listener that tells it, then whom it told before."""


def preview(wanted: Wanted) -> int:
    """Print what was understood and what would be asked, and ask nothing."""
    ticket = _ticket(wanted)
    _select(load_checks(), wanted.judging)
    endpoint = given_endpoint(wanted.access.endpoint)
    console = people()
    console.print(lines(card(ticket)))
    questions = () if wanted.access.offline else plan(CaseFile(first_reading(ticket)), _reach(wanted.judging))
    console.print(lines(intentions(ticket, questions, endpoint.shown)))
    return 0


def run_ticket(wanted: Wanted, words: Words) -> int:
    """Diagnose the ticket and deliver the reports; return the exit code."""
    on, deadline = _ground(wanted), wanted.access.deadline.total_seconds()
    # Time at work, not on the clock: whoever types or pipes a ticket in has all the time they need.
    until = time.process_time() + deadline
    ticket = _ticket(wanted, late=lambda: time.process_time() > until)
    left = max(until - time.process_time(), 0.0)
    checks, renderers = load_checks(), load_renderers()
    selection = _select(checks, wanted.judging)
    endpoint = given_endpoint(wanted.access.endpoint)
    privacy = privacy_of(wanted.sharing, ticket)
    stem = stem_of(run_masker().mask(name_for_files(ticket, privacy)), datetime.now(UTC))
    keeper, log = _keeper(wanted, renderers, ticket, selection), _log(wanted, checks)
    capsule, debug = keeper.renderer if keeper else None, log.renderer if log else None
    outputs = plan_outputs(wanted.places, stem, renderers, on, capsule=capsule, log=debug)
    settings = _settings(wanted, ticket, endpoint, selection, privacy, left)
    if wanted.sources and not words.quiet:
        _show_card(ticket)
    stop = stop_at_signals()
    ears = [loading(of_reports(outputs, renderers.terminal)), *(each.listening for each in (keeper, log) if each)]
    watched = _watched(ticket, settings, checks, wanted, words, stop, ears)
    done = watched.last
    if keeper:
        keeper.done = done
    options = RenderOptions(strict=wanted.judging.strict, log_links=wanted.places.log_links)
    code = deliver(done, outputs, renderers, words, options, stop)
    if watched.ran_out:
        code = _ran_out(code, words)
    try:
        keep_map(wanted.sharing, privacy, done.aliases)
    except Wrong as error:  # the reports and the verdict are there already
        tell(people(), error.message)
        return code if stop else Exit.INCONCLUSIVE
    return code


def _keeper(wanted: Wanted, renderers: Renderers, ticket: Ticket, selection: Selection) -> CapsuleKeeper | None:
    if wanted.places.capsule is None:
        return None
    from diagnose.cli.capsule_keeper import CapsuleKeeper  # noqa: PLC0415 - 20 ms with what it loads, for few runs

    return CapsuleKeeper(renderers, ticket, selection, tries=not wanted.access.no_try)


def _log(wanted: Wanted, checks: Checks) -> DebugLog | None:
    if not wanted.places.debug:
        return None
    from diagnose.cli.debug_log import DebugLog  # noqa: PLC0415 - as above

    return DebugLog(checks)


def _settings(
    wanted: Wanted, ticket: Ticket, endpoint: Endpoint, selection: Selection, privacy: Privacy, deadline: float
) -> Settings:
    """Sign in, and return how the run asks and judges; ``deadline`` in seconds."""
    credential, source = _credential(ticket, wanted)
    return Settings(
        endpoint=endpoint,
        credential=credential,
        signed_in_with=source,
        source_platform=wanted.access.source_platform,
        timeout=wanted.access.timeout.total_seconds(),
        deadline=deadline,
        stale_after=wanted.judging.stale_after,
        reach=_reach(wanted.judging),
        selection=selection,
        privacy=privacy,
        try_corrected=not wanted.access.no_try,
    )


def _watched(
    ticket: Ticket,
    settings: Settings,
    checks: Checks,
    wanted: Wanted,
    words: Words,
    stop: Stop,
    ears: Sequence[Ear],
) -> Watched:
    """Diagnose once, or until the artifacts have settled."""

    def look(before: Diagnosis | None) -> Diagnosis:
        now = replace(settings, credential=before.again) if before else settings
        return _diagnosed(ticket, now, checks, words, stop, ears)

    duration = wanted.judging.until_settled
    if duration is None:
        return Watched(look(None))
    watch = Watch(duration.total_seconds(), pausing(people(), words, stop))
    return until_settled(look, waits_for(checks), watch, stop)


def _ran_out(code: int, words: Words) -> int:
    if not words.quiet:
        tell(people(), "The artifacts had not settled when the time of --until-settled was up.")
    return Exit.INCONCLUSIVE if code in {Exit.HEALTHY, Exit.PROBLEM} else code


def _diagnosed(
    ticket: Ticket, settings: Settings, checks: Checks, words: Words, stop: Stop, ears: Sequence[Ear]
) -> Diagnosis:
    try:
        # What a check prints must not get between the reports that go to standard output.
        with watching(people(), quiet=words.quiet, verbose=words.verbose) as listener, redirect_stdout(sys.stderr):
            run_id, masker = secrets.token_hex(8), run_masker()
            told = reduce(lambda told, ear: ear(told), ears, listener)
            return diagnose(ticket, settings, checks, run_id=run_id, listener=told, masker=masker, stop=stop)
    except (ProxySettingError, CredentialError) as error:
        raise Wrong(str(error)) from error


def _ground(wanted: Wanted) -> Ground:
    return ground(*wanted.sources, wanted.sharing.alias_map, wanted.access.token_file, wanted.access.api_key_file)


def _ticket(wanted: Wanted, late: Callable[[], bool] = lambda: False) -> Ticket:
    access, ids = wanted.access, wanted.ids
    if access.offline and access.use_ticket_token:
        raise Wrong("Give --offline or --use-ticket-token, not both: offline, nobody signs in.")
    if access.offline and wanted.judging.until_settled:
        raise Wrong("Give --offline or --until-settled, not both: offline, nothing is seen to settle.")
    if [*wanted.sources, access.token_file, access.api_key_file].count(STDIN) > 1:
        raise Wrong("Standard input can be read once: give - for one thing only.")
    named = {kind: split_ids(texts) if SLOTS[kind].many else texts for kind, texts in ids.named.items()}
    for secret in of_address(access.endpoint):
        run_masker().add(secret)
    return read_ticket(wanted.sources, Options(named, ids.ticket_ref), late)


def _show_card(ticket: Ticket) -> None:
    """Print what was read, for whoever sits at the terminal; nobody reads it in a pipe."""
    console = people()
    if console.is_terminal:
        console.print(lines(card(ticket)))
        console.print()


def _credential(ticket: Ticket, wanted: Wanted) -> tuple[AccessToken | ApiKey | None, str]:
    """Return what signs in, and where it is from."""
    access = wanted.access
    if access.offline:
        return None, ""
    if access.use_ticket_token:
        return ticket_credential(ticket), "the ticket's own token"
    credential, source = read_credential(access)
    try:
        return (credential if wanted.judging.until_settled is None else renewable(credential)), source
    except CredentialError as error:
        raise Wrong(str(error)) from error


def _reach(judging: Judging) -> Reach:
    return Reach(max_job_works=judging.max_job_works)


def _select(checks: Checks, judging: Judging) -> Selection:
    """Return the selection; an unknown check is one sentence, with the nearest one that exists."""
    selection = Selection(split_ids(judging.only), split_ids(judging.skip))
    known = [check.id for check in checks.checks]
    for name in (*selection.only, *selection.skip):
        if name not in known:
            raise Wrong(unknown_check(name, known))
    if not selection.of(checks.checks):
        raise Wrong("No check is left to run: --skip leaves out everything that --check selects.")
    return selection


def unknown_check(name: str, known: Sequence[str]) -> str:
    """Say that there is no such check, and which one was probably meant."""
    from rapidfuzz import process  # noqa: PLC0415 - 20 ms, for a mistake alone

    best = process.extractOne(name, known, score_cutoff=70)
    hint = f"did you mean {best[0]}?" if best else "'diagnose checks' lists them."
    return f"There is no check {name!r}: {hint}"

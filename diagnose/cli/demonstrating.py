"""The work of ``diagnose demo`` and ``diagnose sandbox``: scenarios found, played, and kept up."""

from __future__ import annotations

import gc
import secrets
import shlex
import threading
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import click

from diagnose.checking.registry import load_checks, load_renderers
from diagnose.cli.capsule_keeper import CapsuleKeeper
from diagnose.cli.deliver import deliver
from diagnose.cli.file_writing import write_file
from diagnose.cli.options import Places, Words, Wrong
from diagnose.cli.people import people, tell
from diagnose.cli.planning import DEFAULT_DIR, ground, plan_outputs
from diagnose.cli.progress import watching
from diagnose.cli.signals import stop_at_signals
from diagnose.rehearsal import Rehearsal, rehearse, ticket_of
from diagnose.rendering import RenderOptions
from diagnose.sandbox import (
    DIALECTS,
    FAULTS,
    Dialect,
    Faults,
    Gateway,
    SandboxError,
    SandboxUnavailable,
    Scenario,
    TicketFile,
    UnknownScenario,
    installed_server,
    scenario,
    scenario_names,
    serve,
)
from diagnose.ticket.slots import SLOTS, ids_by_kind

_MOST_LINES = 40
"""Lines of a ticket that are shown; it is left as a file as well."""


_IN_ORDER = "In order"
_TICKET = "The ticket itself"
_HEADINGS: Mapping[str, str] = {
    "workspace": "Workspace and connection",
    "connection": "Workspace and connection",
    "connection_job": "Workspace and connection",
    "job_work": "Job works",
    "work": "Job works",
    "artifact": "Artifacts",
    "query": "The customer's request",
    "request": "The customer's request",
    "endpoint": "Endpoint and sign-in",
    "token": "Endpoint and sign-in",
    "ticket": _TICKET,
}
"""Headings of ``demo --list``, by the kind of what a scenario's first cause is about."""


def list_scenarios() -> int:
    """Print the scenarios with their titles, grouped by what goes wrong."""
    scenarios = [scenario(name) for name in scenario_names()]
    width = max(len(each.name) for each in scenarios)
    groups: dict[str, list[str]] = {heading: [] for heading in (_IN_ORDER, *_HEADINGS.values())}
    for each in scenarios:
        groups[_heading(each)].append(f"  {each.name:<{width}}  {each.title}")
    click.echo("\n\n".join("\n".join([heading, *rows]) for heading, rows in groups.items() if rows))
    return 0


def _heading(chosen: Scenario) -> str:
    """Return a scenario's heading: by what its first cause is about, or by its status where there is none."""
    if chosen.expect.causes:
        return _HEADINGS[chosen.expect.causes[0].kind]
    return _IN_ORDER if chosen.expect.status == "healthy" else _TICKET


def play(name: str, dialect: str | None, places: Places, words: Words) -> int:
    """Play a scenario, deliver its reports, and return 0 if it came out as it must."""
    on, chosen, renderers, console = ground(), _playable(name), load_renderers(), people()
    behaviour = _dialect(dialect)
    keeper = CapsuleKeeper(renderers, ticket_of(chosen))
    outputs = plan_outputs(places, chosen.name, renderers, on, replacing=True, capsule=keeper.renderer)
    left = _leave(chosen, places.output_dir or DEFAULT_DIR)
    if not words.quiet:
        tell(console, f"{chosen.title}\n\n{_told(chosen, left)}\n")
    checks, stop = load_checks(), stop_at_signals()
    with watching(console, quiet=words.quiet, verbose=words.verbose) as watcher:
        run_id, listener = secrets.token_hex(8), keeper.listening(watcher)
        played = rehearse(chosen, checks, run_id=run_id, dialect=behaviour, listener=listener, stop=stop)
    keeper.done = played.diagnosis
    delivered = deliver(played.diagnosis, outputs, renderers, words, RenderOptions(), stop)
    return _compared(played, words) if delivered == played.code and not stop else delivered


def _leave(chosen: Scenario, directory: str) -> tuple[str, ...]:
    """Write the files of a scenario's ticket into a directory; return their paths."""
    paths = [Path(directory) / file.name for file in chosen.sources]
    for path, file in zip(paths, chosen.sources, strict=True):
        try:
            write_file(path, file.data)
        except OSError as error:
            raise Wrong(f"Cannot write {str(path)!r}: {error.strerror}.") from error
    return tuple(map(str, paths))


def _told(chosen: Scenario, left: tuple[str, ...]) -> str:
    """Return the ticket as the customer sent it, or the story of one whose IDs are given as options."""
    shown = [_shown(file, path) for file, path in zip(chosen.sources, left, strict=True)]
    return "\n\n".join(shown) or chosen.story


def _shown(file: TicketFile, path: str) -> str:
    lines = file.data.decode(errors="replace").splitlines()
    more = [f"… and {len(lines) - _MOST_LINES} more lines"] if len(lines) > _MOST_LINES else []
    return "\n".join([f"The ticket, left as {path}:", "", *(f"  {line}" for line in [*lines[:_MOST_LINES], *more])])


def _compared(played: Rehearsal, words: Words) -> int:
    name = played.scenario.name
    if played.differences:
        tell(people(), f"This is not what scenario {name} must give: {'; '.join(played.differences)}.")
        return 1
    if not words.quiet:
        code = int(played.code)
        tell(people(), f"This is what scenario {name} must give; 'diagnose run' would have exited with {code}.")
    return 0


def keep_up(name: str, dialect: str | None, fault: str | None, port: int, stop_after: timedelta | None) -> int:
    """Serve a scenario on loopback until Ctrl-C, or for as long as ``stop_after``."""
    chosen, faults, behaviour = _playable(name), _faults(fault), _dialect(dialect)
    try:
        with serve(chosen, port=port, dialect=behaviour, faults=faults) as gateway:
            click.echo(_welcome(chosen, gateway, _leave_by_default(chosen)), err=True)
            gc.enable()  # a command is short, and collects nothing; this one stays
            threading.Event().wait(stop_after.total_seconds() if stop_after else None)
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
    except SandboxError as error:
        raise Wrong(str(error)) from error
    except OSError as error:
        raise Wrong(f"Cannot listen on 127.0.0.1:{port}: {error.strerror}.") from error
    return 0


def _scenario(name: str) -> Scenario:
    """Return the scenario; an unknown one is one sentence that names near ones."""
    try:
        return scenario(name)
    except UnknownScenario as error:
        raise Wrong(str(error)) from error


def _playable(name: str) -> Scenario:
    """Return the scenario once what plays it is installed: that is found out before anything is written or said."""
    try:
        installed_server()
    except SandboxUnavailable as error:
        raise Wrong(str(error)) from error
    return _scenario(name)


def _dialect(name: str | None) -> Dialect | None:
    """Return the dialect by name, None for the scenario's own."""
    if name is not None and name not in DIALECTS:
        raise Wrong(f"There is no dialect {name!r}; the dialects are {', '.join(DIALECTS)}.")
    return DIALECTS[name] if name else None


def _faults(name: str | None) -> Faults | None:
    if name is not None and name not in FAULTS:
        raise Wrong(f"There is no fault {name!r}; the faults are {', '.join(FAULTS)}.")
    return FAULTS[name] if name else None


def _leave_by_default(chosen: Scenario) -> tuple[str, ...]:
    if chosen.sources:
        Path(DEFAULT_DIR).mkdir(exist_ok=True)
    return _leave(chosen, DEFAULT_DIR)


def _welcome(chosen: Scenario, gateway: Gateway, sources: tuple[str, ...]) -> str:
    credential, secret = gateway.credential
    variable = "FILED_API_KEY" if credential == "api-key" else "FILED_ACCESS_TOKEN"
    named = ids_by_kind(chosen.ticket)
    options = [word for kind, ids in named.items() for some_id in ids for word in (SLOTS[kind].option, some_id)]
    command = shlex.join(["diagnose", "run", "--endpoint", gateway.client_url, *(sources or options)])
    return (
        f"{chosen.name}: {chosen.title}\n{chosen.story.strip()}\n\nThe gateway answers at {gateway.client_url} "
        f"(Ctrl-C stops it). Try, in another terminal:\n\n  export {variable}={shlex.quote(secret)}\n  {command}\n"
    )

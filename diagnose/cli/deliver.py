"""Diagnosing and delivering: progress while it runs, then the files, then what a person reads, then the exit code."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from diagnose.checking.registry import Checks, load_renderers, load_terminal
from diagnose.cli.options import Wrong
from diagnose.cli.output import Leak, Outputs, write_all
from diagnose.cli.people import people, tell
from diagnose.cli.progress import watching
from diagnose.diagnosis import Diagnosis, Settings, diagnose, first_reading
from diagnose.exit_codes import Exit, exit_code
from diagnose.gateway.credentials import CredentialError
from diagnose.gateway.http.proxies import ProxySettingError

if TYPE_CHECKING:
    from rich.console import Console

    from diagnose.gateway.address import Endpoint
    from diagnose.investigation.known.bounds import Reach
    from diagnose.report import Report
    from diagnose.ticket.ticket import Ticket


def diagnose_and_deliver(
    ticket: Ticket, settings: Settings, checks: Checks, outputs: Outputs, *, strict: bool, quiet: bool, verbose: bool
) -> int:
    """Run the diagnosis and deliver it; return the exit code."""
    console = people()
    try:
        with watching(console, quiet=quiet, verbose=verbose) as listener:
            done = diagnose(ticket, settings, checks, run_id=secrets.token_hex(8), listener=listener)
    except (ProxySettingError, CredentialError) as error:
        raise Wrong(str(error)) from error
    return deliver(done, outputs, console, strict=strict, quiet=quiet, verbose=verbose)


def show_card(ticket: Ticket) -> None:
    """Print what was read, for whoever sits at the terminal; nobody reads it in a pipe."""
    from diagnose.cli.intake import card, lines  # noqa: PLC0415 - only for tickets that were read

    console = people()
    if console.is_terminal:
        console.print(lines(card(ticket)))
        console.print()


def show_intentions(ticket: Ticket, reach: Reach, endpoint: Endpoint, *, offline: bool) -> None:
    """Print what was understood and what would be asked."""
    from diagnose.cli.intake import card, intentions, lines  # noqa: PLC0415 - only when asked for
    from diagnose.investigation.asking.plan import plan  # noqa: PLC0415
    from diagnose.investigation.reasoning.case_file import CaseFile  # noqa: PLC0415

    console = people()
    console.print(lines(card(ticket)))
    questions = () if offline else plan(CaseFile(first_reading(ticket)), reach)
    console.print(lines(intentions(ticket, questions, endpoint.shown)))


def deliver(
    done: Diagnosis,
    outputs: Outputs,
    console: Console,
    *,
    strict: bool = False,
    quiet: bool = False,
    verbose: bool = False,
) -> int:
    """Write the files and print what a person reads; return the exit code."""
    try:
        written = write_all(outputs, done.report, load_renderers(), done.masker)
    except Leak as leak:
        tell(console, str(leak))
        return Exit.INCONCLUSIVE
    show(done.report, console, written, quiet=quiet, verbose=verbose)
    code = exit_code(done.report, strict=strict)
    if code is not exit_code(done.report) and not quiet:
        tell(console, "With --strict, warnings count as problems: the exit code is 1.")
    return code


def show(report: Report, console: Console, written: list[str], *, quiet: bool, verbose: bool) -> None:
    """Print the report for a person, or its verdict line."""
    terminal = load_terminal()
    if quiet:
        tell(console, terminal.verdict_line(report))
    else:
        terminal.render(report, console, verbose=verbose, written=written)

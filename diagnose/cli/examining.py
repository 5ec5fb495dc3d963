"""The work of ``diagnose doctor``: the rows of the examination, for people or as JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import click
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from diagnose.checking.registry import load_checks, load_renderers
from diagnose.cli.options import Wrong
from diagnose.cli.people import people, run_masker
from diagnose.cli.planning import ground
from diagnose.cli.signing_in import given_credential
from diagnose.cli.wanted import Access
from diagnose.doctor import Examined, MachineCheck, Setup, examine
from diagnose.exit_codes import Exit
from diagnose.gateway.credentials import AccessToken, ApiKey, CredentialError
from diagnose.invisible import visible
from diagnose.phrases import count
from diagnose.report_words import CheckOutcome, Status

_CODES = {Status.PROBLEM: Exit.PROBLEM, Status.INCONCLUSIVE: Exit.INCONCLUSIVE}
_SIGNS = {
    CheckOutcome.PASS: ("✓", "+", "green"),
    CheckOutcome.WARN: ("!", "!", "yellow"),
    CheckOutcome.FAIL: ("✕", "x", "red"),
    CheckOutcome.UNKNOWN: ("?", "?", "magenta"),
    CheckOutcome.SKIP: ("\u2013", "-", "dim"),
    CheckOutcome.ERROR: ("?", "?", "magenta"),
}
"""What stands before a row: for terminals that have it, for those that have ASCII alone, and its colour."""


def examine_machine(access: Access, *, offline: bool, as_json: bool) -> int:
    """Examine the machine and print what was found; return the exit code."""
    setup = Setup(
        endpoint=access.endpoint,
        source_platform=access.source_platform,
        credential=lambda: _credential(access),
        environ=os.environ,
        here=ground().here,  # also where somebody has removed the directory: that is a row
        timeout=access.timeout.total_seconds(),
        offline=offline,
    )
    masker = run_masker()
    examined = examine(setup, load_checks(), load_renderers(), masker)
    if as_json:
        click.echo(masker.mask(json.dumps(examined.as_json(), indent=2)))
    else:
        _print(examined)
    return _CODES.get(examined.status, Exit.HEALTHY)


def _credential(access: Access) -> tuple[AccessToken | ApiKey | None, str]:
    """What cannot be read is a row like what cannot be used, not the end of the examination."""
    try:
        return given_credential(access)
    except Wrong as error:
        raise CredentialError(error.message) from error


def _print(examined: Examined) -> None:
    console = people()
    signs, arrow = (0, "→") if _writes(console.encoding) else (1, "->")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for check in examined.checks:
        *sign, style = _SIGNS[check.outcome]
        table.add_row(Text(sign[signs], style), Text(check.id), Text("\n".join(_words(check, arrow))))
    console.print(Padding(table, (1, 0)))
    console.print(Text(_sum(examined)))


def _writes(encoding: str) -> bool:
    try:
        "✓✕\u2013→".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _words(check: MachineCheck, arrow: str) -> Iterator[str]:
    yield visible(f"{check.reason}")
    if check.remedy:
        yield f"{arrow} {check.remedy}"


def _sum(examined: Examined) -> str:
    outcomes = [check.outcome for check in examined.checks]
    words = {CheckOutcome.FAIL: "fault", CheckOutcome.WARN: "warning"}
    parts = [count(outcomes.count(outcome), noun) for outcome, noun in words.items() if outcome in outcomes]
    unknown = outcomes.count(CheckOutcome.UNKNOWN)
    parts += [f"{unknown} could not be told"] if unknown else []
    return f"{', '.join(parts)}." if parts else "Nothing is in the way of a run."

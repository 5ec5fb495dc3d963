"""``diagnose run``: one ticket, from the options to the exit code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import click

from diagnose.cli.access_options import ACCESS_OPTIONS
from diagnose.cli.completing import CHECK_ID, FILE
from diagnose.cli.options import (
    DURATION,
    Places,
    Words,
    capsule_option,
    format_option,
    grouped,
    html_option,
    log_link_option,
    markdown_option,
    reply_option,
    word_options,
)
from diagnose.cli.wanted import Ids, Judging, RunAccess, Sharing, Wanted
from diagnose.ticket.slots import SLOTS


def _ids(command: Callable[..., int]) -> Callable[..., int]:
    """Add an option for each slot of a ticket; the command takes what they name as one value, ``ids``."""

    @wraps(command)
    def call(*, ticket_ref: str | None, **given: Any) -> int:
        named = {kind: _texts(given.pop(kind.value)) for kind in SLOTS}
        return command(ids=Ids(named, ticket_ref), **given)

    wrapped: Callable[..., int] = click.option(
        "--ticket-ref", metavar="TEXT", help="The ticket's reference; it names the files in --output-dir."
    )(call)
    for slot in reversed(tuple(SLOTS.values())):
        option = click.option(slot.option, slot.kind.value, metavar="ID", multiple=slot.many, help=slot.help)
        wrapped = option(wrapped)
    return wrapped


def _texts(given: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return what an option was given: one text, several, or none at all."""
    return (given,) if isinstance(given, str) else tuple(given or ())


_access = grouped(
    "access",
    RunAccess,
    *ACCESS_OPTIONS,
    click.option("--use-ticket-token", is_flag=True, help="Sign in with the token or key that the ticket contains."),
    click.option("--offline", is_flag=True, help="Do not ask the gateway; run only the checks that read the ticket."),
    click.option("--no-try", is_flag=True, help="Do not run the customer's request once with the fix in."),
    click.option("--deadline", type=DURATION, default="60s", show_default=True, help="Time limit for the whole run."),
)
_places = grouped(
    "places",
    Places,
    html_option,
    click.option("--json", metavar="PATH", type=FILE, help="Write the JSON report (- for standard output)."),
    markdown_option,
    reply_option,
    capsule_option,
    click.option(
        "--debug", is_flag=True, help="Write a log of the run beside the reports: names, times and states, no values."
    ),
    log_link_option,
    format_option,
    click.option(
        "--output-dir",
        metavar="DIR",
        type=FILE,
        help="Write both reports as <ticket or time>.html and .json. Without any output option: ./diagnosis.",
    ),
)
_judging = grouped(
    "judging",
    Judging,
    click.option(
        "--check", "only", metavar="ID", type=CHECK_ID, multiple=True, help="Run only this check (repeatable)."
    ),
    click.option("--skip", metavar="ID", type=CHECK_ID, multiple=True, help="Leave this check out (repeatable)."),
    click.option(
        "--stale-after",
        type=DURATION,
        default="1h",
        show_default=True,
        help="When a pending artifact counts as stuck (a choice of this tool).",
    ),
    click.option(
        "--max-job-works",
        type=click.IntRange(min=0),
        default=1000,
        show_default=True,
        help="Most job works to list; 0 = no limit.",
    ),
    click.option("--strict", is_flag=True, help="Warnings count as problems."),
    click.option(
        "--until-settled",
        type=DURATION,
        help="Ask again, politely, until no artifact is pending, for this long; then exit code 3. An access token that "
        "expires meanwhile is replaced by means of FILED_API_KEY, if that is set.",
    ),
)

_sharing = grouped(
    "sharing",
    Sharing,
    click.option(
        "--show-personal-data",
        is_flag=True,
        help="Write the reports with names, file names and the customer's own IDs instead of aliases; they say so.",
    ),
    click.option(
        "--alias-map",
        metavar="PATH",
        type=FILE,
        help="Keep what each alias stands for in this file, for 'diagnose unalias'; an existing one is continued.",
    ),
)


@click.command()
@click.argument("sources", metavar="[SOURCE]...", type=FILE, nargs=-1)
@_ids
@_access
@_places
@_judging
@_sharing
@click.option("--dry-run", is_flag=True, help="Print what was understood and what would be asked, then stop.")
@word_options
def run(
    *,
    sources: Sequence[str],
    ids: Ids,
    access: RunAccess,
    places: Places,
    judging: Judging,
    sharing: Sharing,
    dry_run: bool,
    words: Words,
) -> int:
    """Diagnose one ticket: ask the live gateway about its IDs, name the cause, and write the reports.

    SOURCE is the ticket as the customer wrote it: an e-mail, a text, a curl command, a HAR file, saved JSON (- for
    standard input). IDs can also be given as options, which override the ticket's; lists may be
    comma-separated. Credentials come from FILED_ACCESS_TOKEN or FILED_API_KEY, from a file, or from a hidden prompt;
    they are never an option's value.
    """
    # Loaded late: with it, `diagnose run --help` takes 350 ms rather than 50.
    from diagnose.cli.running import preview, run_ticket  # noqa: PLC0415

    wanted = Wanted(tuple(sources), ids, access, places, judging, sharing)
    return preview(wanted) if dry_run else run_ticket(wanted, words)

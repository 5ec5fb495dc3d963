"""``diagnose run``: one ticket, from the options to the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from diagnose.cli.options import (
    DURATION,
    Wrong,
    credential_options,
    id_options,
    named_ids,
    read_credential,
    split_ids,
)

if TYPE_CHECKING:
    from diagnose.checking.registry import Checks
    from diagnose.checking.runner import Selection
    from diagnose.gateway.address import Endpoint

DEFAULT_ENDPOINT = "https://gateway.filed.com/graphql"


@click.command()
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@id_options
@click.option("--ticket-ref", metavar="TEXT", help="The ticket's reference; it names the files in --output-dir.")
@click.option(
    "--endpoint",
    metavar="URL",
    envvar="FILED_ENDPOINT",
    default=DEFAULT_ENDPOINT,
    show_default=True,
    show_envvar=True,
    help="The GraphQL gateway; plain http for loopback only.",
)
@click.option(
    "--source-platform",
    metavar="NAME",
    envvar="FILED_SOURCE_PLATFORM",
    default="filed-diagnose",
    show_default=True,
    show_envvar=True,
    help="The source-platform header of every request.",
)
@credential_options
@click.option("--html", metavar="PATH", help="Write the HTML report (- for standard output).")
@click.option("--json", "json_path", metavar="PATH", help="Write the JSON report (- for standard output).")
@click.option("--markdown", metavar="PATH", help="Write a Markdown summary (- for standard output).")
@click.option(
    "--output-dir",
    metavar="DIR",
    help="Write both reports as <ticket or time>.html and .json. Without any output option: ./diagnosis.",
)
@click.option("--check", "only", metavar="ID", multiple=True, help="Run only this check (repeatable).")
@click.option("--skip", metavar="ID", multiple=True, help="Leave this check out (repeatable).")
@click.option(
    "--stale-after",
    type=DURATION,
    default="1h",
    show_default=True,
    help="From when on a pending artifact counts as stuck (a choice of this tool).",
)
@click.option(
    "--max-job-works",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    help="Bound of listings; 0 for none.",
)
@click.option("--timeout", type=DURATION, default="15s", show_default=True, help="For one request.")
@click.option("--deadline", type=DURATION, default="60s", show_default=True, help="For the whole run.")
@click.option("--offline", is_flag=True, help="Ask nothing: run only the checks that read the ticket.")
@click.option("--dry-run", is_flag=True, help="Say what was understood and what would be asked, and stop.")
@click.option("--use-ticket-token", is_flag=True, help="Sign in with the token or key that the ticket contains.")
@click.option("--strict", is_flag=True, help="Warnings count as problems.")
@click.option("--quiet", "-q", is_flag=True, help="Print the verdict line only.")
@click.option("--verbose", "-v", is_flag=True, help="Print every request, and the evidence.")
def run(
    *,
    sources: Sequence[str],
    ticket_ref: str | None,
    endpoint: str,
    source_platform: str,
    token_file: str | None,
    api_key_file: str | None,
    html: str | None,
    json_path: str | None,
    markdown: str | None,
    output_dir: str | None,
    only: Sequence[str],
    skip: Sequence[str],
    stale_after: timedelta,
    max_job_works: int,
    timeout: timedelta,
    deadline: timedelta,
    offline: bool,
    dry_run: bool,
    use_ticket_token: bool,
    strict: bool,
    quiet: bool,
    verbose: bool,
    **ids: str | Sequence[str] | None,
) -> int:
    """Diagnose one ticket: ask the live gateway about its IDs, name the cause, and write the reports.

    SOURCE is the ticket as the customer wrote it: an e-mail, a text, a curl command, a HAR file, saved JSON (- for
    standard input). Options name IDs too, and go before what was read; lists may be comma-separated. Credentials come
    from FILED_ACCESS_TOKEN or FILED_API_KEY, from a file, or from a hidden prompt; they are never an option's value.
    """
    from diagnose.checking.registry import load_checks  # noqa: PLC0415
    from diagnose.cli.deliver import diagnose_and_deliver, show_card, show_intentions  # noqa: PLC0415 - when needed
    from diagnose.cli.intake import STDIN, read_ticket, ticket_credential  # noqa: PLC0415
    from diagnose.cli.output import plan_outputs, stem_of  # noqa: PLC0415
    from diagnose.diagnosis import Settings  # noqa: PLC0415
    from diagnose.investigation.known.bounds import Reach  # noqa: PLC0415
    from diagnose.ticket.from_reading import Options  # noqa: PLC0415

    if offline and use_ticket_token:
        raise Wrong("Give --offline or --use-ticket-token, not both: offline, nobody signs in.")
    if [*sources, token_file, api_key_file].count(STDIN) > 1:
        raise Wrong("Standard input can be read once: give - for one thing only.")
    ticket = read_ticket(sources, Options(named_ids(ids), ticket_ref))
    checks = load_checks()
    selection = select(checks, split_ids(only), split_ids(skip))
    address = _endpoint(endpoint)
    reach = Reach(max_job_works=max_job_works)
    if dry_run:
        show_intentions(ticket, reach, address, offline=offline)
        return 0
    outputs = plan_outputs(
        {"html": html, "json": json_path, "markdown": markdown},
        output_dir,
        stem_of(ticket.reference, datetime.now(UTC)),
    )
    if offline:
        credential = None
    else:
        credential = ticket_credential(ticket) if use_ticket_token else read_credential(token_file, api_key_file)
    settings = Settings(
        endpoint=address,
        credential=credential,
        source_platform=source_platform,
        timeout=timeout.total_seconds(),
        deadline=deadline.total_seconds(),
        stale_after=stale_after,
        reach=reach,
        selection=selection,
    )
    if sources and not quiet:
        show_card(ticket)
    return diagnose_and_deliver(ticket, settings, checks, outputs, strict=strict, quiet=quiet, verbose=verbose)


def _endpoint(text: str) -> Endpoint:
    from diagnose.gateway.address import EndpointError, parse_endpoint  # noqa: PLC0415

    try:
        return parse_endpoint(text)
    except EndpointError as error:
        raise Wrong(str(error)) from error


def select(checks: Checks, only: Sequence[str], skip: Sequence[str]) -> Selection:
    """Return the selection; an unknown check is one sentence, with the nearest one that exists."""
    from diagnose.checking.runner import Selection  # noqa: PLC0415

    known = [check.id for check in checks.checks]
    for name in (*only, *skip):
        if name not in known:
            raise Wrong(unknown_check(name, known))
    selection = Selection(tuple(only), tuple(skip))
    if not selection.of(checks.checks):
        raise Wrong("No check is left to run: --skip leaves out everything that --check selects.")
    return selection


def unknown_check(name: str, known: Sequence[str]) -> str:
    """Say that there is no such check, and which one was probably meant."""
    from rapidfuzz import process  # noqa: PLC0415

    best = process.extractOne(name, known, score_cutoff=70)
    hint = f"did you mean {best[0]}?" if best else "'diagnose checks' lists them."
    return f"There is no check {name!r}: {hint}"

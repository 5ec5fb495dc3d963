"""``diagnose checks``: the checks, from the same declarations that run."""

from __future__ import annotations

import click

from diagnose.cli.completing import CHECK_ID


@click.command()
@click.argument("check_id", metavar="[ID]", type=CHECK_ID, required=False)
@click.option("--links", is_flag=True, help="List the documentation pages, each with what cites it.")
@click.option("--json", "as_json", is_flag=True, help="Print the list of --links as JSON.")
@click.option("--report-schema", is_flag=True, help="Print the JSON Schema of the report.")
def checks(*, check_id: str | None, links: bool, as_json: bool, report_schema: bool) -> int:
    """List the checks, or explain one: rule, documentation, findings and remedies."""
    # Loaded late: with it, `diagnose checks --help` takes 350 ms rather than 50.
    from diagnose.cli.check_listing import explain, list_checks, list_links, print_schema  # noqa: PLC0415

    if report_schema:
        return print_schema()
    if links:
        return list_links(as_json=as_json)
    if as_json:
        raise click.UsageError("--json goes with --links.")
    return list_checks() if check_id is None else explain(check_id)

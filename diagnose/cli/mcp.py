"""``diagnose mcp``: the diagnosis as tools for an assistant, over standard input and output."""

from __future__ import annotations

from datetime import timedelta

import click

from diagnose.cli.access_options import ACCESS_OPTIONS
from diagnose.cli.options import DURATION, grouped
from diagnose.cli.wanted import Access


@click.command()
@grouped("access", Access, *ACCESS_OPTIONS)
@click.option("--deadline", type=DURATION, default="60s", show_default=True, help="Time limit for one diagnosis.")
def mcp(*, access: Access, deadline: timedelta) -> int:
    """Serve three tools to an assistant over the Model Context Protocol: read, diagnose, explain.

    The assistant gives a ticket's text and IDs, nothing else: the endpoint, the credentials and the times are those
    given here. Nothing is written. At most two diagnoses run at a time, and thirty an hour.
    """
    # Loaded late, as by every command.
    from diagnose.cli.serving_tools import serve_tools  # noqa: PLC0415

    return serve_tools(access, deadline)

"""``diagnose sandbox``: the embedded gateway, kept up."""

from __future__ import annotations

from datetime import timedelta

import click

from diagnose.cli.completing import DIALECT, FAULT, SCENARIO
from diagnose.cli.demo import DEFAULT_SCENARIO
from diagnose.cli.options import DURATION


@click.command()
@click.argument("scenario", type=SCENARIO, default=DEFAULT_SCENARIO)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port on 127.0.0.1; 0 picks a free one.")
@click.option(
    "--dialect",
    metavar="NAME",
    type=DIALECT,
    help="Let the gateway behave differently where its documentation is silent.",
)
@click.option("--fault", metavar="NAME", type=FAULT, help="Turn a fault on, such as a rate limit or a truncated body.")
@click.option("--stop-after", type=DURATION, help="Stop automatically after this time.")
def sandbox(*, scenario: str, port: int, dialect: str | None, fault: str | None, stop_after: timedelta | None) -> int:
    """Keep the embedded gateway running on loopback until Ctrl-C, and print a command to try.

    Where the scenario's ticket is a text, the command names its file, which is written into ./diagnosis first.
    """
    # Loaded late: with it, `diagnose sandbox --help` takes 350 ms rather than 50.
    from diagnose.cli.demonstrating import keep_up  # noqa: PLC0415

    return keep_up(scenario, dialect, fault, port, stop_after)

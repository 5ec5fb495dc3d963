"""``diagnose demo``: the whole tool against the embedded gateway, on one command."""

from __future__ import annotations

import click

from diagnose.cli.completing import DIALECT, FILE, SCENARIO
from diagnose.cli.options import Places, Words, capsule_option, word_options

DEFAULT_SCENARIO = "wrong-connection"


@click.command()
@click.argument("scenario", type=SCENARIO, default=DEFAULT_SCENARIO)
@click.option("--list", "list_them", is_flag=True, help="List the scenarios.")
@click.option(
    "--dialect",
    metavar="NAME",
    type=DIALECT,
    help="Let the gateway behave differently where its documentation is silent.",
)
@click.option(
    "--output-dir", metavar="DIR", type=FILE, default="diagnosis", show_default=True, help="Where the reports go."
)
@capsule_option
@word_options
def demo(
    *, scenario: str, list_them: bool, dialect: str | None, output_dir: str, capsule: str | None, words: Words
) -> int:
    """Diagnose a made-up ticket against the embedded gateway, and write both reports.

    Without a scenario, the ticket is an e-mail with a pasted query. Where the ticket is a text, it is shown, and left
    beside the reports (ticket.eml, for one), so that 'diagnose run' can read it as well.

    Exit code 0 when the diagnosis is what the scenario must give, 1 when it is not.
    """
    # Loaded late: with it, `diagnose demo --help` takes 350 ms rather than 50.
    from diagnose.cli.demonstrating import list_scenarios, play  # noqa: PLC0415

    places = Places(output_dir=output_dir, capsule=capsule)
    return list_scenarios() if list_them else play(scenario, dialect, places, words)

"""``diagnose unalias``: true values back into an answer that has aliases."""

from __future__ import annotations

import click

from diagnose.cli.completing import FILE


@click.command()
@click.option("--map", "path", metavar="PATH", type=FILE, required=True, help="The file that --alias-map wrote.")
def unalias(*, path: str) -> int:
    """Put the true values back in the place of aliases: a text on standard input, to standard output.

    Only whole words that are an alias in the map are changed.
    """
    # Loaded late, as by every command: with it, --help takes longer.
    from diagnose.cli.sharing import put_true_values_back  # noqa: PLC0415

    return put_true_values_back(path)

"""``diagnose login``: an API key into the system's keyring."""

from __future__ import annotations

import click

from diagnose.cli.access_options import endpoint_option, profile_option
from diagnose.cli.completing import FILE


@click.command()
@profile_option
@endpoint_option
@click.option(
    "--api-key-file", metavar="PATH", type=FILE, help="Read the API key from a file (- for standard input); else typed."
)
def login(*, endpoint: str, api_key_file: str | None) -> int:
    """Keep an API key in the system's keyring, for the gateway at --endpoint and no other.

    It is used when neither an option nor a variable gives credentials. The key is typed at a hidden prompt, or read
    from a file; it is never printed. Needs the extra 'keyring'.
    """
    # Loaded late, as by every command.
    from diagnose.cli.keeping_keys import log_in  # noqa: PLC0415

    return log_in(endpoint, api_key_file)

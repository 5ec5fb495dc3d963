"""``diagnose logout``: an API key out of the system's keyring."""

from __future__ import annotations

import click

from diagnose.cli.access_options import endpoint_option, profile_option


@click.command()
@profile_option
@endpoint_option
def logout(*, endpoint: str) -> int:
    """Remove the API key of the gateway at --endpoint from the system's keyring."""
    # Loaded late, as by every command.
    from diagnose.cli.keeping_keys import log_out  # noqa: PLC0415

    return log_out(endpoint)

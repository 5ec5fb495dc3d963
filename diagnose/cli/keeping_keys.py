"""The work of ``diagnose login`` and ``logout``."""

from __future__ import annotations

import click

from diagnose.cli.keychain import forget_key, keep_key, origin
from diagnose.cli.options import Wrong
from diagnose.cli.signing_in import given_endpoint, secret_from, typed
from diagnose.gateway.credentials import ApiKey, CredentialError
from diagnose.secrets import Secret

_OTHERWISE = "Nobody can type the API key here: name a file with --api-key-file (- for standard input)."


def log_in(address: str, api_key_file: str | None) -> int:
    """Keep a key; whether the gateway takes it is for ``diagnose doctor`` to say."""
    endpoint = given_endpoint(address)
    text = typed("API key", _OTHERWISE) if api_key_file is None else secret_from(api_key_file, "--api-key-file")
    try:
        key = ApiKey(Secret(text, "API key"))
    except CredentialError as error:
        raise Wrong(str(error)) from error
    name = keep_key(endpoint, key.secret.reveal())
    click.echo(f"Kept for {origin(endpoint)} in {name}. 'diagnose doctor' tells whether it signs in.", err=True)
    return 0


def log_out(address: str) -> int:
    """Remove a key; that there was none is no mistake."""
    endpoint = given_endpoint(address)
    removed = forget_key(endpoint)
    click.echo(f"{'Removed the key of' if removed else 'There was no key for'} {origin(endpoint)}.", err=True)
    return 0

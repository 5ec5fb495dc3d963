"""What to sign in with: a file, the environment, the keyring, a hidden prompt, or what the ticket contains."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from diagnose.cli.keychain import origin, stored_key
from diagnose.cli.options import Wrong
from diagnose.cli.people import run_masker
from diagnose.cli.profiles import credentials_endpoint, settled_file
from diagnose.cli.wanted import Access
from diagnose.gateway.address import Endpoint, EndpointError, parse_endpoint
from diagnose.gateway.credentials import AccessToken, ApiKey, CredentialError
from diagnose.intake import SecretKind
from diagnose.phrases import clause
from diagnose.secrets import Secret
from diagnose.secrets.run_secrets import of_file, secret_lines
from diagnose.ticket.ticket import Ticket

_MAX_SECRET = 64 * 1024


def given_endpoint(address: str) -> Endpoint:
    """Return the address of the gateway. Raises Wrong, in one sentence, for what cannot be one."""
    try:
        return parse_endpoint(address)
    except EndpointError as error:
        raise Wrong(str(error)) from error


def ticket_credential(ticket: Ticket) -> AccessToken | ApiKey:
    """Return the token or key that the ticket contains, for --use-ticket-token alone."""
    kinds = {SecretKind.ACCESS_TOKEN, SecretKind.API_KEY}
    usable = [found for found in ticket.reading.secrets if found.kind in kinds]
    if not usable:
        raise Wrong("--use-ticket-token: the ticket contains no access token and no API key.")
    first = min(usable, key=lambda found: found.kind is not SecretKind.ACCESS_TOKEN)
    try:
        if first.kind is SecretKind.ACCESS_TOKEN:
            return AccessToken(Secret(first.secret.reveal(), "access token"))
        return ApiKey(Secret(first.secret.reveal(), "API key"))
    except CredentialError as error:
        raise Wrong(f"--use-ticket-token: {error}") from error


def read_credential(access: Access) -> tuple[AccessToken | ApiKey, str]:
    """Return what to sign in with, and where it is from: a file, else the environment, the keyring, or a prompt."""
    try:
        credential, source = given_credential(access)
        if credential is None:
            otherwise = _OTHER_WAYS if source == _NOTHING else f"No credentials: {source}."
            credential, source = AccessToken(Secret(typed("Access token", otherwise), "access token")), "a prompt"
    except CredentialError as error:
        raise Wrong(str(error)) from error
    return credential, source


def renewable(credential: AccessToken | ApiKey) -> AccessToken | ApiKey:
    """Return an access token together with the API key of the environment, where there is one, to be renewed with it.

    For runs that may outlast a token. Raises CredentialError for a key that cannot be one.
    """
    key = os.environ.get("FILED_API_KEY", "").strip()
    if isinstance(credential, AccessToken) and key:
        return ApiKey(Secret(key, "API key"), credential.secret)
    return credential


def given_credential(access: Access) -> tuple[AccessToken | ApiKey | None, str]:
    """Return what a file, the environment or the keyring holds (None: nothing), and where it was found, in words.

    Raises Wrong for a file that cannot be read, CredentialError for what cannot be a credential.
    """
    if named := _of_files(access, settled=False):
        return named
    if token := os.environ.get("FILED_ACCESS_TOKEN", "").strip():
        beside = "; FILED_API_KEY is set too, and not used" if os.environ.get("FILED_API_KEY", "").strip() else ""
        return AccessToken(Secret(token, "access token")), f"FILED_ACCESS_TOKEN{beside}"
    if key := os.environ.get("FILED_API_KEY", "").strip():
        return ApiKey(Secret(key, "API key")), "FILED_API_KEY"
    elsewhere = _meant_for_another(access)
    if not elsewhere and (settled := _of_files(access, settled=True)):
        return settled
    kept, silent = _kept(access.endpoint)
    if kept:
        secret = Secret(kept, "API key")
        run_masker().add(secret)
        return ApiKey(secret), "the system's keyring"
    return None, silent or elsewhere or _NOTHING


def _of_files(access: Access, *, settled: bool) -> tuple[AccessToken | ApiKey, str] | None:
    """Read the file that the command line names; or, ``settled``, the one that the settings name."""
    token_file = access.token_file if settled_file("token_file") is settled else None
    api_key_file = access.api_key_file if settled_file("api_key_file") is settled else None
    of = " of the settings" if settled else ""
    if token_file is not None and api_key_file is not None:
        raise Wrong("Give --token-file or --api-key-file, not both.")
    if token_file is not None:
        return AccessToken(Secret(secret_from(token_file, "--token-file"), "access token")), f"--token-file{of}"
    if api_key_file is not None:
        return ApiKey(Secret(secret_from(api_key_file, "--api-key-file"), "API key")), f"--api-key-file{of}"
    return None


def _meant_for_another(access: Access) -> str:
    """Say that the settings' file is for another gateway than the one that is asked; empty where it is not.

    A profile's endpoint never gets the key of another's, nor does an endpoint of the command line.
    """
    if not any(map(settled_file, ("token_file", "api_key_file"))):
        return ""
    try:
        own, asked = (origin(parse_endpoint(address)) for address in (credentials_endpoint(), access.endpoint))
    except EndpointError:  # said where it is used
        return ""
    return "" if own == asked else f"those of the settings are for {own}, and {asked} is asked"


def _kept(endpoint: str) -> tuple[str | None, str]:
    """Return the key that the keyring has for this gateway, and for no other; and why a keyring did not say."""
    try:
        return stored_key(parse_endpoint(endpoint)), ""
    except EndpointError:  # said where it is used
        return None, ""
    except Wrong as error:
        return None, clause(error.message)


_NOTHING = "neither FILED_ACCESS_TOKEN nor FILED_API_KEY is set, and no file is named"
_OTHER_WAYS = (
    "No credentials: set FILED_ACCESS_TOKEN or FILED_API_KEY, or name a file with --token-file or --api-key-file (- "
    "for standard input), or run this on a terminal to be asked for the access token."
)


def typed(what: str, otherwise: str) -> str:
    """Ask at a hidden prompt. Raises Wrong, with the sentence ``otherwise``, where nobody sits at a terminal."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty()):
        raise Wrong(otherwise)
    text: str = click.prompt(what, hide_input=True, err=True)
    return text.strip()


def secret_from(path: str, option: str) -> str:
    """Read a secret from a file, or from standard input; the run's masker learns it. Raises Wrong."""
    try:
        if path == "-":
            if sys.stdin is None:
                raise Wrong(f"{option}: standard input is closed.")
            text = sys.stdin.read(_MAX_SECRET + 1)
        else:
            with Path(path).open(encoding="utf-8") as file:
                text = file.read(_MAX_SECRET + 1)
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise Wrong(f"{option}: cannot read {path!r}: {why}.") from error
    if len(text) > _MAX_SECRET:
        raise Wrong(f"{option}: {path!r} is too large to be a secret.")
    if not secret_lines(text):
        raise Wrong(f"{option}: {path!r} is empty.")
    for secret in of_file(text, f"line of {option}"):
        run_masker().add(secret)
    return "\n".join(secret_lines(text))

"""The work of ``diagnose mcp``: the settings from the options, then the server until its input ends."""

from __future__ import annotations

import gc
import sys
from datetime import timedelta

from diagnose.cli.options import Wrong
from diagnose.cli.people import people, tell
from diagnose.cli.signing_in import given_credential, given_endpoint
from diagnose.cli.wanted import Access
from diagnose.gateway.credentials import AccessToken, CredentialError
from diagnose.library import DiagnoseOptions


def serve_tools(access: Access, deadline: timedelta) -> int:
    """Serve until standard input ends. Raises Wrong for what cannot be used, before anything is served."""
    if sys.stdin is None or sys.stdout is None:
        raise Wrong("Standard input or output is closed, and an assistant talks to this command through them.")
    if "-" in {access.token_file, access.api_key_file}:
        raise Wrong("Standard input is the assistant's: name a file with the credentials, or set a variable.")
    settings = _settings(access, deadline)
    try:
        from diagnose.mcp.tools import server  # noqa: PLC0415 - the extra may be missing
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in {"mcp", "mcp_types"}:
            raise
        raise Wrong(
            "This needs the extra 'mcp', which is not installed: in a clone, pip install '.[mcp]'."
        ) from missing
    gc.enable()  # a command is short, and collects nothing; this one stays
    if sys.stdin.isatty():
        tell(people(), "Waiting for an assistant to speak on standard input; Ctrl-C ends this.")
    try:
        server(settings).run()
    except* BrokenPipeError:  # the assistant has gone, and nobody is left to answer
        pass
    return 0


def _settings(access: Access, deadline: timedelta) -> DiagnoseOptions:
    given_endpoint(access.endpoint)
    try:
        credential, looked = given_credential(access)
    except CredentialError as error:
        raise Wrong(str(error)) from error
    if credential is None:
        raise Wrong(f"No credentials: {looked}.")
    settings: DiagnoseOptions = {
        "endpoint": access.endpoint,
        "source_platform": access.source_platform,
        "timeout": access.timeout.total_seconds(),
        "deadline": deadline.total_seconds(),
    }
    secret = credential.secret.reveal()
    if isinstance(credential, AccessToken):
        return {**settings, "access_token": secret}
    return {**settings, "api_key": secret}

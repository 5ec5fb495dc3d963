"""The work of ``diagnose config``: the run's own options, filled in as a run fills them in."""

from __future__ import annotations

from dataclasses import fields

import click
from click.core import ParameterSource

from diagnose.cli.options import Wrong
from diagnose.cli.people import run_masker
from diagnose.cli.profiles import KEYS, config_path, own_keys
from diagnose.cli.run import run
from diagnose.cli.signing_in import given_credential
from diagnose.cli.wanted import Access
from diagnose.gateway.credentials import ApiKey, CredentialError
from diagnose.invisible import visible

_NOTHING = "-"


def show_config(profile: str | None, *, only_path: bool) -> int:
    """Print each value with its source."""
    if only_path:
        click.echo(str(config_path()))
        return 0
    argv = [] if profile is None else ["--profile", profile]
    with run.make_context("run", argv, parent=click.get_current_context()) as ctx:
        access = Access(**{field.name: ctx.params[field.name] for field in fields(Access)})
        cells = [*_rows(ctx, profile), ("credentials", *_credentials(access))]
    rows = [tuple(map(visible, row)) for row in cells]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    path = config_path()
    click.echo(f"{path}{'' if path.exists() else ' (not there)'}" + (f", profile {profile}" if profile else ""))
    masker = run_masker()
    for name, value, source in rows:
        click.echo(masker.mask(f"{name:<{widths[0]}}  {value:<{widths[1]}}  {source}".rstrip()))
    return 0


def _rows(ctx: click.Context, profile: str | None) -> list[tuple[str, str, str]]:
    params = {option.lstrip("-"): param for param in ctx.command.params for option in param.opts}
    return [
        (key, _shown(params[key].consume_value(ctx, {})[0]), _source(ctx, params[key], key, profile)) for key in KEYS
    ]


def _source(ctx: click.Context, param: click.Parameter, key: str, profile: str | None) -> str:
    match ctx.get_parameter_source(param.name or key):
        case ParameterSource.ENVIRONMENT:
            return str(param.envvar)
        case ParameterSource.DEFAULT_MAP:
            return f"profile {profile}" if profile and key in own_keys(profile) else "the top of the file"
        case _:
            return "default" if _shown(param.get_default(ctx)) != _NOTHING else "not set"


def _shown(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case str() | int():
            return str(value)
        case [*parts] if parts:
            return ", ".join(map(str, parts))
        case _:
            return _NOTHING


def _credentials(access: Access) -> tuple[str, str]:
    """Which kind would sign in, and where it was found; never what it is."""
    try:
        credential, source = given_credential(access)
    except (CredentialError, Wrong) as error:
        return "cannot be used", str(error)
    if credential is None:
        return _NOTHING, source
    return ("an API key" if isinstance(credential, ApiKey) else "an access token"), source

"""Profiles: an option's value from a file of the engineer's own, behind the command line and the environment.

::

    endpoint = "https://gateway.filed.com/graphql"
    stale-after = "2h"

    [profile.staging]
    endpoint = "https://gateway.staging.example/graphql"
    api-key-file = "~/.filed/staging.key"

Keys are the long options' names. What stands at the top holds for every profile; a profile is chosen by ``--profile``
or FILED_PROFILE. A secret has no place in the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final, TypeAlias

import click
from click.core import ParameterSource
from click.types import BoolParamType

from diagnose.cli.options import Wrong
from diagnose.cli.people import run_masker
from diagnose.vendor import GATEWAY_URL

Value: TypeAlias = str | int | bool | list[str]

KEYS: Final = (
    "endpoint", "source-platform", "token-file", "api-key-file", "timeout", "deadline", "stale-after", "max-job-works",
    "strict", "check", "skip", "output-dir", "format", "log-link", "alias-map",
)  # fmt: skip
_PATHS: Final = frozenset({"token-file", "api-key-file", "output-dir", "alias-map"})
_SECRET: Final = ("key", "token", "secret", "password", "credential", "authorization")
_TABLE: Final = "profile"
_CREDENTIALS: Final = frozenset({"token-file", "api-key-file"})
_MEANT_FOR: Final = "credentials' endpoint"
_MOST: Final = 256 * 1024
"""Bytes of the file."""


def config_path() -> Path:
    """Return where the file is looked for: the system's own place for settings."""
    return Path(click.get_app_dir("filed-diagnose")) / "config.toml"


def profile_names() -> tuple[str, ...]:
    """Return the profiles that the file has, none where it cannot be read."""
    try:
        return tuple(_tables(_read(config_path())))
    except Wrong:
        return ()


def own_keys(name: str) -> frozenset[str]:
    """Return the keys that a profile has of its own."""
    return frozenset(_tables(_read(config_path())).get(name, {}))


def chosen(name: str | None) -> dict[str, Value]:
    """Return the values by key, those of the profile before those at the top of the file.

    Raises Wrong, with the file and the key, for a file that is none, a profile that there is not, a key or a value that
    no option takes, and a secret.
    """
    path = config_path()
    content = _read(path)
    tables = _tables(content)
    if name is not None and name not in tables:
        known = f"those in {path} are {', '.join(tables)}" if tables else f"there is none in {path}"
        raise Wrong(f"There is no profile {name!r}: {known}.")
    top = {key: value for key, value in content.items() if key != _TABLE}
    own = tables.get(name or "", {})
    if _CREDENTIALS & own.keys():  # one to sign in with takes the other's place
        top = {key: value for key, value in top.items() if key not in _CREDENTIALS}
    return dict(_checked({**top, **own}, path))


def settled_file(option: str) -> bool:
    """Whether an option of the running command has its value from the settings, not from the command line."""
    ctx = click.get_current_context(silent=True)
    return ctx is not None and ctx.get_parameter_source(option) is ParameterSource.DEFAULT_MAP


def credentials_endpoint() -> str:
    """Return the endpoint that the settings' token-file or api-key-file is for: that of the table that names it."""
    return str(click.get_current_context().meta.get(_MEANT_FOR, GATEWAY_URL))


def _meant_for(name: str | None) -> str:
    content = _read(config_path())
    own = _tables(content).get(name or "", {})
    tables = (own, content) if _CREDENTIALS & own.keys() else (content,)
    return next((str(table["endpoint"]) for table in tables if "endpoint" in table), GATEWAY_URL)


def apply_profile(ctx: click.Context, _: click.Parameter, name: str | None) -> str | None:
    """Have the command's options take the profile's values where neither the line nor the environment has one."""
    if ctx.resilient_parsing:  # a shell asks for suggestions
        return name
    ctx.meta["profile"] = name
    values = chosen(name)
    ctx.meta[_MEANT_FOR] = _meant_for(name)
    by_key = {option.lstrip("-"): param for param in ctx.command.params for option in param.opts}
    found: dict[str, object] = {}
    for key in values.keys() & by_key.keys():
        param = by_key[key]
        value = _given(key, values[key], param)
        try:
            param.process_value(ctx, value)
        except click.BadParameter as error:
            raise Wrong(f"{config_path()}: {key}: {error.message}") from error
        found[param.name or key] = value
    ctx.default_map = {**(ctx.default_map or {}), **found}
    return name


def _given(key: str, value: Value, param: click.Parameter) -> str | bool | list[str]:
    """Return a value as it would stand on a command line: as text, but for a flag."""
    if isinstance(value, list):
        if not param.multiple:
            raise Wrong(f"{config_path()}: {key} takes one value, not a list.")
        return value
    if isinstance(value, bool) and isinstance(param.type, BoolParamType):
        return value
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return [text] if param.multiple else text


def _read(path: Path) -> Mapping[str, object]:
    try:
        if path.exists() and not path.is_file():  # a pipe would have the command wait for ever
            raise Wrong(f"Cannot read {str(path)!r}: it is not a file.")
        with path.open("rb") as file:
            content = file.read(_MOST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise Wrong(f"Cannot read {str(path)!r}: {error.strerror}.") from error
    if len(content) > _MOST:
        raise Wrong(f"{path} is larger than settings ever are ({_MOST // 1024} KiB).")
    try:
        # Loaded late: most machines have no such file, and it takes as long as all the options.
        import tomllib  # noqa: PLC0415

        return tomllib.loads(content.decode("utf-8-sig"))
    except RecursionError as error:
        raise Wrong(f"{path} is not TOML that can be read: it is nested too deeply.") from error
    except ValueError as error:  # also of a number with thousands of digits, and of what is no UTF-8
        raise Wrong(f"{path} is not TOML: {run_masker().mask(str(error))}.") from error


def _tables(content: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    tables = content.get(_TABLE, {})
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise Wrong(f"{config_path()}: profiles are tables, such as [profile.staging].")
    return tables


def _checked(values: Mapping[str, object], path: Path) -> Iterator[tuple[str, Value]]:
    for key, value in values.items():
        if key not in KEYS:
            raise Wrong(f"{path}: {_unknown(key)}")
        match value:
            case str() | list() if run_masker().holds(value if isinstance(value, str) else "\n".join(map(str, value))):
                raise Wrong(f"{path}: {key} holds a secret, which has no place there. {_INSTEAD}")
            case str() | bool() | int():
                yield key, _expanded(key, value)
            case list() if all(isinstance(part, str) for part in value):
                yield key, [str(part) for part in value]
            case _:
                raise Wrong(f"{path}: {key} takes a text, a number, true or false, or a list of texts.")


_INSTEAD: Final = "Use 'diagnose login', a variable such as FILED_API_KEY, or api-key-file with a path."


def _unknown(key: str) -> str:
    if any(word in key.lower() for word in _SECRET):
        return f"{key!r} would hold a secret, which has no place there. {_INSTEAD}"
    near = get_close_matches(key, KEYS, 1)
    return f"there is no key {key!r}: " + (f"did you mean {near[0]}?" if near else f"the keys are {', '.join(KEYS)}.")


def _expanded(key: str, value: Value) -> Value:
    """``~`` is the shell's business on a command line; in a file it is ours."""
    return os.path.expanduser(value) if key in _PATHS and isinstance(value, str) else value  # noqa: PTH111

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
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final, TypeAlias

import click

from diagnose.cli.options import Wrong
from diagnose.cli.people import run_masker

Value: TypeAlias = str | int | bool | list[str]

KEYS: Final = (
    "endpoint", "source-platform", "token-file", "api-key-file", "timeout", "deadline", "stale-after", "max-job-works",
    "strict", "check", "skip", "output-dir", "format", "log-link", "alias-map",
)  # fmt: skip
_PATHS: Final = frozenset({"token-file", "api-key-file", "output-dir", "alias-map"})
_SECRET: Final = ("key", "token", "secret", "password", "credential", "authorization")
_TABLE: Final = "profile"


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
    return dict(_checked({**top, **tables.get(name or "", {})}, path))


def apply_profile(ctx: click.Context, _: click.Parameter, name: str | None) -> str | None:
    """Have the command's options take the profile's values where neither the line nor the environment has one."""
    if ctx.resilient_parsing:  # a shell asks for suggestions
        return name
    ctx.meta["profile"] = name
    values = chosen(name)
    by_key = {option.lstrip("-"): param for param in ctx.command.params for option in param.opts}
    found: dict[str, object] = {}
    for key in values.keys() & by_key.keys():
        param, value = by_key[key], values[key]
        if param.multiple and not isinstance(value, list):
            value = [str(value)]
        try:
            param.type_cast_value(ctx, value)
        except click.BadParameter as error:
            raise Wrong(f"{config_path()}: {key}: {error.message}") from error
        found[param.name or key] = value
    ctx.default_map = {**(ctx.default_map or {}), **found}
    return name


def _read(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise Wrong(f"Cannot read {str(path)!r}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
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
            case str() if run_masker().holds(value):
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

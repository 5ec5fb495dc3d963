"""What the options take: durations, lists of IDs, credentials. Each mistake is one sentence and exit code 2."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from diagnose.ids import Kind
from diagnose.ticket.slots import SLOTS

if TYPE_CHECKING:
    from diagnose.gateway.credentials import AccessToken, ApiKey

F = TypeVar("F", bound=Callable[..., Any])

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)?", re.ASCII)
_MAX_SECONDS = 366 * 86400
_MAX_SECRET = 64 * 1024


class Wrong(click.ClickException):
    """Wrong usage, in one sentence."""

    exit_code = 2


class Duration(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """``90s``, ``5m``, ``1h30m``, ``500ms``; a bare number is seconds."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """Return the time span; fail for anything that is none, is zero, or is longer than a year."""
        if isinstance(value, timedelta):
            return value
        text = str(value).strip().lower()
        parts = list(_PART.finditer(text))
        if not parts or "".join(part[0] for part in parts) != text:
            self.fail(f"{value!r} is not a duration: write it like 90s, 5m or 1h30m.", param, ctx)
        seconds = sum(float(part[1]) * _UNITS[part[2] or "s"] for part in parts)
        if not 0 < seconds <= _MAX_SECONDS:
            self.fail(f"{value!r} is out of range: more than nothing, and at most a year.", param, ctx)
        return timedelta(seconds=seconds)


DURATION = Duration()


def split_ids(values: Iterable[str]) -> tuple[str, ...]:
    """Split comma-separated lists; the spaces around a comma belong to the list, not to the IDs."""
    found: list[str] = []
    for value in values:
        parts = value.split(",")
        if value and not any(part.strip(" ") for part in parts):
            raise Wrong(f"The list {value!r} names nothing: give the IDs, or leave the option out.")
        if len(parts) == 1:
            found.append(value)
        else:
            found.extend(part.strip(" ") for part in parts if part.strip(" "))
    return tuple(found)


def id_options(command: F) -> F:
    """Add an option for each kind of ID; :func:`named_ids` reads what they were given."""
    for slot in reversed(tuple(SLOTS.values())):
        option = click.option(slot.option, slot.kind.value, metavar="ID", multiple=slot.many, help=slot.help)
        command = option(command)
    return command


def named_ids(given: Mapping[str, str | Sequence[str] | None]) -> dict[Kind, tuple[str, ...]]:
    """Return the IDs that the options name, by kind; where an option takes several, also in comma-separated lists."""
    named: dict[Kind, tuple[str, ...]] = {}
    for kind in SLOTS:
        value = given[kind.value]
        named[kind] = (value,) if isinstance(value, str) else split_ids(value or ())
    return named


def credential_options(command: F) -> F:
    """Add the two options that name files with secrets; a secret itself is never an option's value."""
    for option in (
        click.option(
            "--api-key-file",
            metavar="PATH",
            help="Read the API key from a file (- for standard input) instead of FILED_API_KEY.",
        ),
        click.option(
            "--token-file",
            metavar="PATH",
            help="Read the access token from a file (- for standard input) instead of FILED_ACCESS_TOKEN.",
        ),
    ):
        command = option(command)
    return command


def read_credential(token_file: str | None, api_key_file: str | None) -> AccessToken | ApiKey:
    """Return what to sign in with: a file, else the environment, else what is typed at a hidden prompt."""
    from diagnose.gateway.credentials import AccessToken, ApiKey, CredentialError  # noqa: PLC0415
    from diagnose.secrets import Secret  # noqa: PLC0415

    if token_file is not None and api_key_file is not None:
        raise Wrong("Give --token-file or --api-key-file, not both.")
    try:
        if token_file is not None:
            return AccessToken(Secret(_secret_from(token_file, "--token-file"), "access token"))
        if api_key_file is not None:
            return ApiKey(Secret(_secret_from(api_key_file, "--api-key-file"), "API key"))
        if token := os.environ.get("FILED_ACCESS_TOKEN", "").strip():
            return AccessToken(Secret(token, "access token"))
        if key := os.environ.get("FILED_API_KEY", "").strip():
            return ApiKey(Secret(key, "API key"))
        return AccessToken(Secret(_typed(), "access token"))
    except CredentialError as error:
        raise Wrong(str(error)) from error


def _typed() -> str:
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty()):
        raise Wrong(
            "No credentials: set FILED_ACCESS_TOKEN or FILED_API_KEY, or name a file with --token-file or "
            "--api-key-file (- for standard input), or run this on a terminal to be asked for the access token."
        )
    text: str = click.prompt("Access token", hide_input=True, err=True)
    return text.strip()


def _secret_from(path: str, option: str) -> str:
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
    if not text.strip():
        raise Wrong(f"{option}: {path!r} is empty.")
    return text.strip()

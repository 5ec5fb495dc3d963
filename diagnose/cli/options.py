"""What the options take: durations, lists of IDs, groups of options. Each mistake is one sentence and exit code 2."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import timedelta
from functools import wraps
from typing import Any, TypeAlias

import click

from diagnose.cli.completing import FILE, FORMAT

Command: TypeAlias = Callable[..., int]
"""A command's function; click hands it its options by name."""

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)?", re.ASCII)
_MAX_SECONDS = 366 * 86400


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
            self.fail(f"{value!r} is out of range: a duration is longer than 0 and at most a year.", param, ctx)
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


def grouped(name: str, group: type[Any], *options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Add options to a command that takes their values as one: the argument ``name``, a ``group``.

    ``group`` is a dataclass whose fields are the options' own names.
    """
    names = [field.name for field in fields(group)]

    def add(command: Command) -> Command:
        @wraps(command)
        def call(**given: object) -> int:
            values = {option: given.pop(option) for option in names}
            return command(**given, **{name: group(**values)})

        wrapped: Command = call
        for option in reversed(options):
            wrapped = option(wrapped)
        return wrapped

    return add


@dataclass(frozen=True)
class Words:
    """How much is printed for people."""

    quiet: bool
    verbose: bool


word_options = grouped(
    "words",
    Words,
    click.option("--quiet", "-q", is_flag=True, help="Print the verdict line only."),
    click.option("--verbose", "-v", is_flag=True, help="Print every check and request, and the evidence."),
)


@dataclass(frozen=True)
class Places:
    """Where reports go, as the options name it; None for an option that was not given."""

    html: str | None = None
    json: str | None = None
    markdown: str | None = None
    reply: str | None = None
    formats: tuple[str, ...] = ()
    """Each ``NAME`` or ``NAME=PATH``."""
    output_dir: str | None = None
    capsule: str | None = None
    debug: bool = False
    log_links: tuple[str, ...] = ()
    """Addresses of log viewers, for the evidence in the HTML report."""


html_option = click.option("--html", metavar="PATH", type=FILE, help="Write the HTML report (- for standard output).")
markdown_option = click.option(
    "--markdown", metavar="PATH", type=FILE, help="Write a Markdown summary (- for standard output)."
)
reply_option = click.option(
    "--reply", metavar="PATH", type=FILE, help="Write a draft answer to the customer (- for standard output)."
)


class _Formats(click.Option):
    """An option whose help names the formats that are installed."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help; the plugins are loaded for it."""
        # Loaded late: with the plugins, it takes 350 ms, and only who asks for help waits.
        from diagnose.checking.registry import load_renderers  # noqa: PLC0415

        record = super().get_help_record(ctx)
        names = ", ".join(load_renderers().files)
        return record and (record[0], record[1].replace("NAMES", names))


format_option = click.option(
    "--format",
    "formats",
    metavar="NAME[=PATH]",
    type=FORMAT,
    multiple=True,
    cls=_Formats,
    help="Write a report in any format: NAMES. - for standard output, without PATH into the output directory "
    "(repeatable).",
)
capsule_option = click.option(
    "--capsule",
    metavar="PATH",
    type=FILE,
    help="Write the run itself as well, masked like the reports, for 'diagnose replay' (a ZIP file).",
)


def _checked_log_links(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    for template in given:
        if not template.startswith("https://") or not ("{request_id}" in template or "{at}" in template):
            raise click.BadParameter(
                "give an https address with {request_id} or {at} in it, such as https://logs.example/?q={request_id}."
            )
    return given


log_link_option = click.option(
    "--log-link",
    "log_links",
    metavar="TEMPLATE",
    multiple=True,
    callback=_checked_log_links,
    help="Link each request in the HTML report to its logs: an https address with {request_id} or {at} (repeatable).",
)

"""What a shell may suggest for a value. Each list is loaded only when somebody presses Tab."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Suggested(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A text as it stands, with suggestions; of a comma-separated list, for the last part."""

    def __init__(self, name: str, known: Callable[[], Iterable[str]]) -> None:
        self.name = name
        self._known = known

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take any text: what is unknown is said where it is used, with the nearest that exists."""
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return what is known and begins like this."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415

        before, comma, last = incomplete.rpartition(",")
        return [CompletionItem(f"{before}{comma}{name}") for name in self._known() if name.startswith(last)]


class File(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A path, as it stands: the shell knows its own files."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take any text: what cannot be read or written is said where that is tried."""
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Leave it to the shell."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415

        return [CompletionItem(incomplete, type="file")]


def _check_ids() -> Iterable[str]:
    from diagnose.checking.registry import load_checks  # noqa: PLC0415

    return (check.id for check in load_checks().checks)


def _formats() -> Iterable[str]:
    from diagnose.checking.registry import load_renderers  # noqa: PLC0415

    return load_renderers().files


def _scenarios() -> Iterable[str]:
    from diagnose.sandbox import scenario_names  # noqa: PLC0415

    return scenario_names()


def _dialects() -> Iterable[str]:
    from diagnose.sandbox import DIALECTS  # noqa: PLC0415

    return DIALECTS


def _faults() -> Iterable[str]:
    from diagnose.sandbox import FAULTS  # noqa: PLC0415

    return FAULTS


def _profiles() -> Iterable[str]:
    from diagnose.cli.profiles import profile_names  # noqa: PLC0415

    return profile_names()


FILE = File()
PROFILE = Suggested("profile", _profiles)
CHECK_ID = Suggested("check", _check_ids)
FORMAT = Suggested("format", _formats)
SCENARIO = Suggested("scenario", _scenarios)
DIALECT = Suggested("dialect", _dialects)
FAULT = Suggested("fault", _faults)

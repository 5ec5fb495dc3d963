"""What a renderer is: a report in, a file or a terminal's text out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from diagnose.report import Report

if TYPE_CHECKING:
    from rich.console import Console

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SUFFIX = re.compile(r"(\.[a-z0-9]+)+")
_PLAIN = frozenset({"html", "json", "markdown"})
"""The formats with an option of their own; their files had these names before there were other formats."""


@dataclass(frozen=True)
class RenderOptions:
    """What a renderer may want to know besides the report. Options are added here, each with a default.

    ``strict`` says that warnings count as problems, as the exit code does with ``--strict``. ``log_links`` are
    addresses of log viewers with ``{request_id}`` and ``{at}`` where those of an exchange belong. ``carried`` is the
    same report as JSON, where that is written already: for a format that carries it.
    """

    strict: bool = False
    log_links: tuple[str, ...] = ()
    carried: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Late:
    """A function of a module that is loaded when the function is first called, or before, where there is time."""

    module: str
    function: str = "render"

    def load(self) -> Callable[..., Any]:
        """Load the module; return the function."""
        function: Callable[..., Any] = getattr(import_module(self.module), self.function)
        return function

    def __call__(self, *given: Any, **named: Any) -> Any:
        """Call the function."""
        return self.load()(*given, **named)


Render: TypeAlias = Callable[[Report, RenderOptions], bytes]
"""Turns a report into the bytes of a file; most renderers have no use for the options."""


@dataclass(frozen=True)
class Renderer:
    """Turns a report into a file: ``name`` is the format, ``suffix`` as in ``.html``, ``render`` gives UTF-8 bytes.

    ``guest`` is set where plugins are loaded: the renderer is of another package, and is called as a guest. ``at_home``
    says that what it writes stays with the engineer, and has true values; a guest's never does.
    """

    name: str
    suffix: str
    media_type: str
    render: Render
    guest: bool = False
    at_home: bool = False

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"format {self.name!r} is not lower-case words joined by hyphens")
        if not _SUFFIX.fullmatch(self.suffix):
            raise ValueError(f"format {self.name} has the suffix {self.suffix!r}; one like .html is needed")

    def file_name(self, stem: str) -> str:
        """``T-1007.html``, but ``T-1007.junit.xml``: two formats may have one suffix."""
        return f"{stem}{self.suffix}" if self.name in _PLAIN else f"{stem}.{self.name}{self.suffix}"


class TerminalRender(Protocol):
    """Prints a report for people, on a console whose width and colours are the caller's.

    ``verbose`` adds what the verdict rests on, ``written`` are the paths of the files that were written.
    """

    def __call__(self, report: Report, console: Console, *, verbose: bool = False, written: Sequence[str] = ()) -> None:
        """Print it."""
        ...


@dataclass(frozen=True)
class TerminalRenderer:
    """What people see on a terminal: the whole report, or its verdict in one line."""

    name: str
    render: TerminalRender
    verdict_line: Callable[[Report], str]

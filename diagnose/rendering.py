"""What a renderer is: a report in, a file or a terminal's text out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from diagnose.report import Report

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True)
class Renderer:
    """Turns a report into a file: ``name`` is the format, ``suffix`` as in ``.html``, ``render`` gives UTF-8 bytes."""

    name: str
    suffix: str
    media_type: str
    render: Callable[[Report], bytes]


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

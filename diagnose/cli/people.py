"""What people read goes to standard error, and a run does not fail because nobody can read it."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast

import click
from rich.console import Console
from rich.text import Text

from diagnose.invisible import visible
from diagnose.secrets import Masker

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_MOST_OVERHEARD = 2000
"""Characters."""


def run_masker() -> Masker:
    """The masker of the command that is running; it knows the secrets of this run as soon as they are known."""
    context = click.get_current_context(silent=True)
    return context.obj if context is not None and isinstance(context.obj, Masker) else Masker()


def people() -> Console:
    """The console for people: standard error, no markup or emoji from data, colours as the terminal likes."""
    stream = cast("IO[str]", _Forgiving(sys.stderr, run_masker())) if sys.stderr is not None else None
    return Console(file=stream, stderr=True, markup=False, emoji=False, highlight=False)


def tell(console: Console, sentence: str) -> None:
    """Print one sentence as it stands: never wrapped, never read as markup, never acted on by a terminal."""
    console.print(Text("\n".join(map(visible, sentence.split("\n")))), soft_wrap=True)


def overheard(console: Console, name: str, said: str) -> None:
    """Print what a plugin printed, the beginning of it, in lines that nobody takes for the tool's own."""
    text = run_masker().mask(said.strip("\n"))
    if text:
        more = "\n…" if len(text) > _MOST_OVERHEARD else ""
        lines = f"{text[:_MOST_OVERHEARD]}{more}".split("\n")
        tell(console, "\n".join([f"{name} printed:", *(f"  {line}" for line in lines)]))


class _Forgiving:
    """Standard error, except that a full disk or a reader that has gone away is nobody's problem.

    The verdict is in the files and in the exit code; losing them because a message could not be shown would be worse.
    """

    def __init__(self, stream: IO[str], masker: Masker) -> None:
        self._stream = stream
        self._masker = masker

    def write(self, text: str) -> int:
        """Write, if it can be written, without any secret of the run."""
        return _tried(lambda: self._stream.write(self._masker.mask(text)), 0)

    def flush(self) -> None:
        """Flush, if it can be flushed."""
        _tried(self._stream.flush, None)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _tried(action: Callable[[], T], otherwise: T) -> T:
    try:
        return action()
    except OSError:
        return otherwise

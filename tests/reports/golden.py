"""The golden files: what each renderer makes of each example, whole.

Rewrite them with ``python -m tests.reports.regold`` (from the repository's root) and read the difference.
"""

from __future__ import annotations

import io
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from diagnose.rendering import Renderer, RenderOptions
from diagnose_reports import RENDERERS
from diagnose_reports.terminal import render_terminal
from tests.reports import examples

if TYPE_CHECKING:
    from collections.abc import Callable

    from diagnose.report import Report

FOLDER = Path(__file__).parent / "golden"
WRITTEN = ("diagnosis/TICKET-4711.html", "diagnosis/TICKET-4711.json")
LINK = re.compile(rb"\x1b\]8;[^\x1b]*\x1b\\")
"""A terminal's link: it names where this machine keeps the file."""
EXAMPLES = {
    "rich": examples.rich,
    "healthy": examples.healthy,
    "inconclusive": examples.inconclusive,
    "hostile": examples.hostile,
    "tied": examples.tied,
}


def terminal_bytes(
    report: Report, width: int = 80, *, encoding: str = "utf-8", verbose: bool = False, colour: bool = False
) -> bytes:
    """Return what a console of this width and encoding is sent."""
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding=encoding, newline="\n") as file:
        console = Console(file=file, width=width, force_terminal=colour, color_system="standard" if colour else None)
        render_terminal(report, console, verbose=verbose, written=WRITTEN)
        file.flush()
        return LINK.sub(b"", raw.getvalue())


def _named(name: str) -> dict[str, Callable[[], bytes]]:
    report = EXAMPLES[name]()
    files = (renderer for renderer in RENDERERS.values() if isinstance(renderer, Renderer))
    made = {file.file_name(name): partial(file.render, report, RenderOptions()) for file in files}
    return {**made, f"{name}.txt": partial(terminal_bytes, report)}


def golden_files() -> dict[str, Callable[[], bytes]]:
    """Return file name to what makes its content."""
    files = {name: make for example in EXAMPLES for name, make in _named(example).items()}
    rich = examples.rich()
    files["rich-narrow.txt"] = lambda: terminal_bytes(rich, 40)
    files["rich-verbose.txt"] = lambda: terminal_bytes(rich, verbose=True)
    files["rich-ascii.txt"] = lambda: terminal_bytes(rich, encoding="ascii")
    files["rich-colour.txt"] = lambda: terminal_bytes(rich, colour=True)
    return files

"""Names of the files that the tool picks: harmless whatever a ticket calls itself, and never one that is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from datetime import datetime
from itertools import count
from pathlib import Path

from diagnose.cli.file_writing import reserve

_MAX_STEM = 80
_DEVICE = re.compile(r"(?:con|prn|aux|nul|clock|conin|conout|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that no file can have on Windows, whatever follows the dot; reports travel."""


def stem_of(reference: str | None, moment: datetime) -> str:
    """Return a file name without suffix: the ticket's reference, made harmless, else the time in UTC."""
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", reference or "").strip("-.")[:_MAX_STEM].rstrip("-.")
    if _DEVICE.match(safe):
        safe = f"_{safe}"
    return safe or moment.strftime("%Y-%m-%dT%H-%M-%SZ")


def reserved(stem: str, paths_of: Callable[[str], tuple[Path, ...]], taken: Container[Path | None]) -> str:
    """Take the first of ``T-1007``, ``T-1007-2``, ``T-1007-3`` under which all paths are free, and return it.

    The paths then are there, as empty files: two runs at once get names of their own. ``taken`` are those that count as
    taken whether they are there or not. Raises OSError where no file can be made.
    """
    for number in count(1):
        name = stem if number == 1 else f"{stem}-{number}"
        paths = paths_of(name)
        if not any(path in taken for path in paths) and reserve(paths):
            return name
    raise AssertionError("numbers do not end")

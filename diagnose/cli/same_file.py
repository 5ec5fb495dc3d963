"""Telling whether two names are one file: by detours, links, hard links, or a difference in case alone."""

from __future__ import annotations

import os
import stat
import sys
import unicodedata
from pathlib import Path
from typing import IO, Final, TypeAlias

Marks: TypeAlias = frozenset[str | tuple[int, int]]
"""What a file goes by; two that share a mark are one. Empty for what takes any number of texts, as /dev/null does."""
_CASE_COUNTS: Final = sys.platform not in {"win32", "darwin"}
"""Elsewhere, two names that differ in case alone are one file, as a rule."""


def marks_of(path: Path) -> Marks:
    """Return the marks of a file that there is, or is to be."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return frozenset({_spelled(path)})
    return _marks(status, _spelled(path))


def standard_input() -> Marks:
    """Return the marks of standard input, which may be a ticket's file."""
    return _marks_of_stream(sys.stdin)


def standard_output() -> Marks:
    """Return the marks of standard output, which may be a file that another option names."""
    return _marks_of_stream(sys.stdout)


def _marks_of_stream(stream: IO[str] | None) -> Marks:
    try:
        return _marks(os.fstat(stream.fileno())) if stream is not None else frozenset()
    except (OSError, ValueError):  # a stream that is not a file's, or is closed
        return frozenset()


def _marks(status: os.stat_result, *names: str) -> Marks:
    if stat.S_ISCHR(status.st_mode) or stat.S_ISSOCK(status.st_mode):
        return frozenset()
    return frozenset({(status.st_dev, status.st_ino), *names})


def _spelled(path: Path) -> str:
    try:
        real = os.path.realpath(path)
    except ValueError:  # a null character: no file has such a name
        real = str(path)
    return real if _CASE_COUNTS else unicodedata.normalize("NFC", real).casefold()

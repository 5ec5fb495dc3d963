"""Writing a file whole or not at all: beside its place first, then into it in one step."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

_UNFINISHED: Final[set[Path]] = set()
"""Files that are no report yet: who ends the process at once takes them along."""
_OWNER_ONLY: Final = 0o600
"""Reports hold customers' IDs. A stricter umask makes it less."""


def write_file(path: Path, data: bytes) -> None:
    """Write whole or not at all. Raises OSError.

    A device or a pipe is written into as it stands, and a link stays a link: neither may be replaced by a file. A new
    file is for its owner alone, one that is replaced keeps its permissions.
    """
    if is_special(path):
        path.write_bytes(data)
        return
    place = target(path)
    Draft(place.parent, data).put(place)


class Draft:
    """A file's content on the disk, in the directory where it belongs but under a name that nobody looks for."""

    def __init__(self, directory: Path, data: bytes) -> None:
        """Write it. Raises OSError, and then leaves nothing."""
        self._path = directory / f".diagnose-{token_hex(8)}"
        try:
            with os.fdopen(_made(self._path), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            release(self._path)
            raise

    def put(self, place: Path) -> None:
        """Give it its name; what had that name is gone. Raises OSError, and then leaves what was there."""
        try:
            if place.exists():
                self._path.chmod(place.stat().st_mode & 0o777)
            self._path.replace(place)
        except BaseException:
            release(self._path)
            raise
        _UNFINISHED.difference_update({self._path, place})

    def discard(self) -> None:
        """Take it away."""
        release(self._path)


def reserve(paths: tuple[Path, ...]) -> bool:
    """Make all of them, as empty files that nobody else can have made; False, and none, where one is taken.

    Raises OSError where no file can be made.
    """
    made: list[Path] = []
    try:
        for path in paths:
            os.close(_made(path))
            made.append(path)
    except OSError as error:
        for path in made:
            release(path)
        if isinstance(error, FileExistsError):
            return False
        raise
    return True


def release(path: Path) -> None:
    """Take away a file that did not become a report."""
    with suppress(OSError):
        path.unlink()
    _UNFINISHED.discard(path)


def release_all() -> None:
    """Take away everything that is no report yet. For the end of the process: nothing is waited for."""
    for path in (*_UNFINISHED,):
        release(path)


def is_special(path: Path) -> bool:
    """True for a device, a pipe, a socket."""
    return path.exists() and not path.is_file()


def target(path: Path) -> Path:
    """Return where a link points, else the path itself."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _made(path: Path) -> int:
    """Make a file that was not there, and return its descriptor. Raises OSError."""
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), _OWNER_ONLY)
    _UNFINISHED.add(path)
    return descriptor

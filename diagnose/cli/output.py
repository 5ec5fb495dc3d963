"""Where reports go: checked before the run, written whole or not at all, searched for secrets before they are."""

from __future__ import annotations

import errno
import os
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from diagnose.cli.options import Wrong

if TYPE_CHECKING:
    from diagnose.rendering import Renderer
    from diagnose.report import Report
    from diagnose.secrets import Masker

STDOUT = "-"
DEFAULT_DIR = "diagnosis"
_MAX_STEM = 80
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that no file can have on Windows, whatever follows the dot; reports travel."""


class Leak(Exception):
    """A finished file contained a secret; it was not written."""


@dataclass(frozen=True)
class Output:
    """One file to write, or standard output (``path`` None), in one format."""

    format: str
    path: Path | None


@dataclass(frozen=True)
class Outputs:
    """Everything that a run writes."""

    outputs: tuple[Output, ...]


def plan_outputs(
    named: Mapping[str, str | None], directory: str | None, stem: str, *, default_dir: str | None = DEFAULT_DIR
) -> Outputs:
    """Return what to write. ``named`` maps formats to paths; without any path, both reports go to ``default_dir``.

    Raises Wrong for two outputs at one place and for places that cannot be written.
    """
    outputs = [Output(name, _place(name, path)) for name, path in named.items() if path is not None]
    if directory is None and not outputs:
        directory = default_dir
    if directory is not None:
        if not directory:
            raise Wrong("--output-dir is empty: name a directory, or . for this one.")
        outputs += [Output(name, Path(directory) / f"{stem}.{name}") for name in ("html", "json")]
        _make(Path(directory))
    _refuse_twice(outputs)
    for one in outputs:
        if one.path is not None:
            _refuse_unwritable(one.path)
    return Outputs(tuple(outputs))


def stem_of(reference: str | None, moment: datetime) -> str:
    """Return a file name without suffix: the ticket's reference, made harmless, else the time in UTC."""
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", reference or "").strip("-.")[:_MAX_STEM].rstrip("-.")
    if _DEVICE.match(safe):
        safe = f"_{safe}"
    return safe or moment.strftime("%Y-%m-%dT%H-%M-%SZ")


def write_all(outputs: Outputs, report: Report, renderers: Mapping[str, Renderer], masker: Masker | None) -> list[str]:
    """Render and write everything; return the paths written. Raises Leak, and Wrong when a disk lets us down."""
    written: list[str] = []
    for one in outputs.outputs:
        data = renderers[one.format].render(report)
        leaked = masker.leaks(data) if masker else ()
        if leaked:
            raise Leak(
                f"The {one.format} report was not written: it would have contained the {' and the '.join(leaked)}."
            )
        if one.path is None:
            _print(data)
        else:
            _write(one.path, data)
            written.append(str(one.path))
    return written


def _place(name: str, path: str) -> Path | None:
    if not path:
        raise Wrong(f"--{name} is empty: name a file, or - for standard output.")
    if path == STDOUT and sys.stdout is None:
        raise Wrong(f"Standard output is closed: name a file for --{name} instead of -.")
    return None if path == STDOUT else Path(path)


def _print(data: bytes) -> None:
    """Write to standard output; whoever stops reading early has what he wanted, and the verdict stays the verdict."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # What is still buffered would fail once more when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise Wrong(f"Cannot write to standard output: {error.strerror}.") from error


def _make(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Wrong(f"Cannot make the directory {str(directory)!r}: {error.strerror}.") from error


def _refuse_twice(outputs: Sequence[Output]) -> None:
    if sum(1 for one in outputs if one.path is None) > 1:
        raise Wrong("Only one report can go to standard output: give - once.")
    seen: set[Path] = set()
    for one in outputs:
        if one.path is not None:
            place = Path(os.path.realpath(one.path))
            if place in seen:
                raise Wrong(f"Two reports would be written to {str(one.path)!r}: give them different names.")
            seen.add(place)


def _refuse_unwritable(path: Path) -> None:
    if path.is_dir():
        raise Wrong(f"Cannot write {str(path)!r}: it is a directory; name a file in it.")
    try:
        if _is_special(path):
            if not os.access(path, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return
        # Trying is the only sure way: permission bits do not know of read-only mounts and full quotas.
        with tempfile.NamedTemporaryFile(dir=_target(path).parent, prefix=".diagnose-"):
            pass
    except OSError as error:
        raise Wrong(f"Cannot write {str(path)!r}: {error.strerror}.") from error


def _write(path: Path, data: bytes) -> None:
    """Write whole or not at all: into a file beside it, which then takes its place.

    A device or a pipe is written into as it stands, and a link stays a link: neither may be replaced by a file.
    """
    try:
        if _is_special(path):
            path.write_bytes(data)
            return
        path = _target(path)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".diagnose-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(_mode(path))
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Wrong(f"Cannot write {str(path)!r}: {error.strerror}.") from error


def _is_special(path: Path) -> bool:
    return path.exists() and not path.is_file()


def _target(path: Path) -> Path:
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _mode(path: Path) -> int:
    """The mode that a plain open would have given: mkstemp's is for the owner alone."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

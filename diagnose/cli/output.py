"""Where reports go: checked before the run, written whole or not at all, searched for secrets before they are."""

from __future__ import annotations

import errno
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from diagnose.checking.registry import Renderers
from diagnose.cli.options import Places, Wrong, split_ids
from diagnose.phrases import clause, listed
from diagnose.rendering import Renderer, RenderOptions
from diagnose.report import Report
from diagnose.secrets import Masker

STDOUT = "-"
DEFAULT_DIR = "diagnosis"
USUAL = ("html", "json")
"""The formats that are written where no option names any: the two that go with a bug report."""
_MAX_STEM = 80
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that no file can have on Windows, whatever follows the dot; reports travel."""


@dataclass(frozen=True)
class Output:
    """One file to write, or standard output (``path`` None), in one format."""

    renderer: Renderer
    path: Path | None


@dataclass(frozen=True)
class Written:
    """What came of writing: the paths of the files, and a sentence for each format that could not be made."""

    paths: tuple[str, ...]
    failures: tuple[str, ...]


def plan_outputs(
    places: Places, stem: str, renderers: Renderers, *, default: tuple[str, ...] = USUAL
) -> tuple[Output, ...]:
    """Return what to write. Without any option, the ``default`` formats go to ``./diagnosis``.

    Raises Wrong for formats that there are not, for two outputs at one place, and for places that cannot be written.
    """
    named = {"html": places.html, "json": places.json, "markdown": places.markdown}
    outputs = [_named(f"--{name}", name, path, renderers) for name, path in named.items() if path is not None]
    unplaced: list[str] = []
    for name, path in _formats(places.formats):
        if path is None:
            unplaced.append(_known(name, renderers).name)
        else:
            outputs.append(_named(f"--format {name}", name, path, renderers))
    if places.output_dir is not None or not (outputs or unplaced):
        unplaced = [*default, *unplaced]
    if unplaced:
        directory = Path(_directory(places.output_dir))
        files = [_known(name, renderers) for name in dict.fromkeys(unplaced)]
        outputs += [Output(renderer, directory / renderer.file_name(stem)) for renderer in files]
        _make(directory)
    _refuse_twice(outputs)
    for output in outputs:
        if output.path is not None:
            _refuse_unwritable(output.path)
    return tuple(outputs)


def _formats(values: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """Take ``--format`` apart: ``NAME=PATH``, or a list of names; a path may hold commas, a name does not."""
    for value in values:
        name, equals, path = value.partition("=")
        if equals:
            yield name.strip(), path
        else:
            yield from ((part, None) for part in split_ids([value]))


def _named(option: str, name: str, path: str, renderers: Renderers) -> Output:
    return Output(_known(name, renderers), _place(option, path))


def _known(name: str, renderers: Renderers) -> Renderer:
    """Return the renderer of a format; Wrong, with those that there are, for a name that is none."""
    if name in renderers.files:
        return renderers.files[name]
    for broken in renderers.broken:
        if broken.name == name:
            raise Wrong(f"The format {name!r} of {broken.package.name} cannot be used: {clause(broken.why)}.")
    others = [f"{broken.package.name} could not be loaded ({clause(broken.why)})" for broken in renderers.broken]
    known = "; ".join([f"installed are {listed(list(renderers.files), len(renderers.files))}", *others])
    raise Wrong(f"Unknown format {name!r}: {known}.")


def _directory(named: str | None) -> str:
    if named == "":
        raise Wrong("--output-dir is empty: name a directory, or . for this one.")
    return DEFAULT_DIR if named is None else named


def stem_of(reference: str | None, moment: datetime) -> str:
    """Return a file name without suffix: the ticket's reference, made harmless, else the time in UTC."""
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", reference or "").strip("-.")[:_MAX_STEM].rstrip("-.")
    if _DEVICE.match(safe):
        safe = f"_{safe}"
    return safe or moment.strftime("%Y-%m-%dT%H-%M-%SZ")


def write_all(outputs: Sequence[Output], report: Report, options: RenderOptions, masker: Masker) -> Written:
    """Render and write everything. Raises Wrong when a disk lets us down.

    A renderer that raises costs its own file only; so does one whose finished file, or its name, holds a secret.
    """
    paths: list[str] = []
    failures: list[str] = []
    for output in outputs:
        data = _rendered(output.renderer, report, options)
        if isinstance(data, str):
            failures.append(masker.mask(data))
            continue
        leaked = masker.leaks(data) or masker.leaks(str(output.path or "").encode("utf-8", "surrogateescape"))
        if leaked:
            failures.append(
                f"The {output.renderer.name} report was not written: it would have contained the "
                f"{' and the '.join(leaked)}."
            )
            continue
        if output.path is None:
            _print(data)
        else:
            write_file(output.path, data)
            paths.append(str(output.path))
    return Written(tuple(paths), tuple(failures))


def _rendered(renderer: Renderer, report: Report, options: RenderOptions) -> bytes | str:
    """Return the file's bytes, or a sentence that says why there are none."""
    try:
        with redirect_stdout(sys.stderr):  # what it prints must not get between the reports that go to standard output
            data: object = renderer.render(report, options)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin raises is named, and the rest goes on
        why = f"its renderer raised {type(error).__name__}: {clause(str(error))}"
    else:
        if isinstance(data, bytes):
            return data
        why = f"its renderer gave a {type(data).__name__}, not bytes"
    return f"The {renderer.name} report was not written: {why}."


def _place(option: str, path: str) -> Path | None:
    if not path:
        raise Wrong(f"{option} is empty: name a file, or - for standard output.")
    if path == STDOUT and sys.stdout is None:
        raise Wrong(f"Standard output is closed: name a file for {option} instead of -.")
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
    paths = [output.path for output in outputs if output.path is not None]
    if len(outputs) - len(paths) > 1:
        raise Wrong("Only one report can go to standard output: give - once.")
    seen: set[Path] = set()
    for path in paths:
        place = Path(os.path.realpath(path))
        if place in seen:
            raise Wrong(f"Two reports would be written to {str(path)!r}: give them different names.")
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


def write_file(path: Path, data: bytes) -> None:
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

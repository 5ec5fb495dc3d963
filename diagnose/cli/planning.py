"""Where reports are to go, from the options: every mistake is found before anything is asked."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from diagnose.checking.registry import Renderers
from diagnose.cli.file_writing import is_special, target
from diagnose.cli.options import Places, Wrong, split_ids
from diagnose.cli.output import Output
from diagnose.cli.people import run_masker
from diagnose.cli.same_file import Marks, marks_of, standard_input, standard_output
from diagnose.phrases import clause, listed
from diagnose.rendering import Renderer

STDOUT = "-"
STDIN = "-"
DEFAULT_DIR = "diagnosis"
USUAL = ("html", "json")
"""The formats that are written where no option names any: the two that go with a bug report."""


@dataclass(frozen=True)
class Ground:
    """Where paths start from, and the inputs, none of which may be written over.

    Both are taken down before a plugin is loaded, since that may leave the directory.
    """

    here: Path
    inputs: Marks = frozenset()


def ground(*inputs: str | None) -> Ground:
    """Take down where we stand, with the files that are read (``-`` is standard input)."""
    try:
        here = Path.cwd()
    except OSError:  # somebody has removed it: whatever is to be written there will say so
        here = Path()
    marks = [standard_input() if name == STDIN else marks_of(here / name) for name in inputs if name]
    return Ground(here, frozenset[str | tuple[int, int]]().union(*marks))


def plan_outputs(
    places: Places,
    stem: str,
    renderers: Renderers,
    on: Ground,
    *,
    default: tuple[str, ...] = USUAL,
    replacing: bool = False,
    capsule: Renderer | None = None,
    log: Renderer | None = None,
) -> tuple[Output, ...]:
    """Return what to write. Without any option, the ``default`` formats go to ``./diagnosis``.

    A capsule, which ``capsule`` makes, comes on top of them and is no report of its own; so does the ``log``.

    Files that no option names get ``stem`` as their name or, but for ``replacing``, one like it that is still free.
    Raises Wrong for formats that there are not, for an output that is an input or another output, for paths that hold a
    secret, and for places that cannot be written.
    """
    outputs, unplaced = _asked_for(places, renderers, on)
    if places.output_dir is not None or not (outputs or unplaced):
        unplaced = [*default, *unplaced]
    directory = Path(_directory(places.output_dir))
    picked = [*(_known(name, renderers) for name in dict.fromkeys(unplaced)), *([log] if log else [])]
    for renderer in picked:
        shown = directory / renderer.file_name(stem)
        outputs.append(Output(renderer, on.here / shown, str(shown), None if replacing else stem))
    if places.capsule is not None and capsule is not None:
        outputs.append(_placed("--capsule", capsule, places.capsule, on))
    _refuse_secrets([output.shown for output in outputs])
    _refuse_one_file(outputs, on)
    if picked:
        _make(on.here / directory, str(directory))
    for output in outputs:
        if output.path is not None:
            _refuse_unwritable(output.path, output.shown)
    return tuple(outputs)


def _refuse_secrets(paths: Iterable[str]) -> None:
    """A path is written on the terminal, and into the other reports: a secret in it is found before anything is."""
    masker = run_masker()
    for path in paths:
        if masker.holds(path):
            raise Wrong(f"The path {masker.mask(path)!r} contains a secret: give the report another name.")


def _asked_for(places: Places, renderers: Renderers, on: Ground) -> tuple[list[Output], list[str]]:
    """Return the outputs with a path, and the names of the formats without one."""
    named = {"html": places.html, "json": places.json, "markdown": places.markdown, "reply": places.reply}
    outputs = [_named(f"--{name}", name, path, renderers, on) for name, path in named.items() if path is not None]
    unplaced: list[str] = []
    for name, path in _formats(places.formats):
        if path is None:
            unplaced.append(_known(name, renderers).name)
        else:
            outputs.append(_named(f"--format {name}", name, path, renderers, on))
    return outputs, unplaced


def _formats(values: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """Take ``--format`` apart: ``NAME=PATH``, or a list of names; a path may hold commas, a name does not."""
    for value in values:
        name, equals, path = value.partition("=")
        if equals:
            yield name.strip(), path
        else:
            yield from ((part, None) for part in split_ids([value]))


def _named(option: str, name: str, path: str, renderers: Renderers, on: Ground) -> Output:
    return _placed(option, _known(name, renderers), path, on)


def _placed(option: str, renderer: Renderer, path: str, on: Ground) -> Output:
    if not path:
        raise Wrong(f"{option} is empty: name a file, or - for standard output.")
    if path == STDOUT and sys.stdout is None:
        raise Wrong(f"Standard output is closed: name a file for {option} instead of -.")
    return Output(renderer, None, STDOUT) if path == STDOUT else Output(renderer, on.here / path, str(Path(path)))


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


def _make(directory: Path, shown: str) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        why = "it is a link to nothing" if directory.is_symlink() else "it is a file"
        raise Wrong(f"Cannot make the directory {shown!r}: {why}.") from error
    except OSError as error:
        raise Wrong(f"Cannot make the directory {shown!r}: {error.strerror}.") from error


def _refuse_one_file(outputs: Sequence[Output], on: Ground) -> None:
    """Refuse an output that is an input, and two outputs that are one file.

    A name that the tool picks is never an input: it would be taken.
    """
    if sum(output.path is None for output in outputs) > 1:
        raise Wrong("Only one report can go to standard output: give - once.")
    seen: set[str | tuple[int, int]] = set()
    for output in outputs:
        marks = standard_output() if output.path is None else marks_of(output.path)
        shown = "standard output" if output.path is None else repr(output.shown)
        if output.stem is None and marks & on.inputs:
            raise Wrong(f"The {output.called} would replace {shown}, which is read: name another file.")
        if marks & seen:
            raise Wrong(f"Two reports would be written to {shown}: give them different names.")
        seen |= marks


def _refuse_unwritable(path: Path, shown: str) -> None:
    try:
        if path.is_dir():
            raise Wrong(f"Cannot write {shown!r}: it is a directory; name a file in it.")
        if is_special(path):
            if not os.access(path, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return
        # Trying is the only sure way: permission bits do not know of read-only mounts and full quotas.
        with tempfile.NamedTemporaryFile(dir=target(path).parent, prefix=".diagnose-"):
            pass
    except OSError as error:
        raise Wrong(f"Cannot write {shown!r}: {error.strerror}.") from error

"""Writing the reports: each whole or not at all, searched for secrets first, and none at the cost of another."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

from diagnose.capsule.archive import NotACapsule, parts
from diagnose.carried_report import carried_json
from diagnose.checking.fingerprint import fingerprint
from diagnose.checking.guests import told, visit
from diagnose.cli.file_names import reserved
from diagnose.cli.file_writing import Draft, is_special, release, write_file
from diagnose.phrases import clause, with_article
from diagnose.rendering import Renderer, RenderOptions
from diagnose.report import Report
from diagnose.secrets import Masker
from diagnose.stopping import Stop

CAPSULE = "capsule"
"""What a capsule is called among the outputs: it is written like a report, and is none."""
_CARRIED = "json"
_RENDERING_S = 10.0
"""Seconds that another package's renderer has."""


@dataclass(frozen=True)
class Output:
    """One file to write, or standard output (``path`` None), in one format; ``shown`` is the path as it was named.

    ``stem`` is set where the tool picks the name: it begins with that, and is never one that is taken.
    """

    renderer: Renderer
    path: Path | None
    shown: str
    stem: str | None = None

    @property
    def called(self) -> str:
        """What it is, in words: ``html report``, ``capsule``."""
        return self.renderer.name if self.renderer.name == CAPSULE else f"{self.renderer.name} report"

    def under(self, stem: str) -> Output:
        """Return the output under another name that the tool picks."""
        name = self.renderer.file_name(stem)
        path = self.path.with_name(name) if self.path else None
        return replace(self, path=path, shown=str(Path(self.shown).with_name(name)), stem=stem)

    @property
    def waits(self) -> bool:
        """True for what takes a text only as fast as somebody reads it: such come last."""
        return self.path is None or is_special(self.path)


@dataclass(frozen=True)
class Written:
    """What came of writing: the paths of the files, and a sentence for each report that there is not.

    ``renamed`` says in a sentence under which name the files are, where the usual one was taken. ``said`` is what
    other packages' renderers printed, by format.
    """

    paths: tuple[str, ...]
    failures: tuple[str, ...]
    renamed: str | None = None
    said: tuple[tuple[str, str], ...] = ()


class _NotWritten(Exception):
    """One report that there is not, and why: a clause."""


def write_all(
    outputs: Sequence[Output], attachment: Report, options: RenderOptions, masker: Masker, *, home: Report
) -> Written:
    """Render and write everything: what cannot be made or written costs its own file only.

    What goes to others is made of the ``attachment``, what stays with the engineer of the report as it is at ``home``.
    """
    desk = _Desk(masker)
    for output in sorted(outputs, key=lambda output: output.renderer.name != _CARRIED):
        stays = output.renderer.at_home and not output.renderer.guest
        desk.render(output, home if stays else attachment, options)
        if output.renderer.name == _CARRIED and not output.renderer.guest:
            options = replace(options, carried=desk.ready(output))  # the page that carries it need not write it again
    desk.write_picked([output for output in outputs if output.stem is not None])
    for output in sorted((output for output in outputs if output.stem is None), key=lambda output: output.waits):
        desk.write(output)
    return desk.written(outputs)


class _Desk:
    """The reports of one run on their way into their files: rendered, searched, then written."""

    def __init__(self, masker: Masker) -> None:
        self._masker = masker
        self._ready: dict[Output, bytes] = {}
        self._placed: dict[Output, Output] = {}
        self._failures: dict[Output, str] = {}
        self._said: list[tuple[str, str]] = []

    def ready(self, output: Output) -> bytes | None:
        """Return the bytes of an output that were made and may be written."""
        return self._ready.get(output)

    def render(self, output: Output, report: Report, options: RenderOptions) -> None:
        """Make the file's bytes, and search them for secrets."""
        try:
            data = self._rendered(output.renderer, report, options)
            self._search(data, str(output.path or ""))
            self._ready[output] = data
        except _NotWritten as why:
            self._fail(output, f"The {output.called} was not written: {why}.")

    def _rendered(self, renderer: Renderer, report: Report, options: RenderOptions) -> bytes:
        """Return the file's bytes; raise _NotWritten where there are none."""
        if renderer.guest:
            # A wish to stop does not end it: who wants the run to end still wants its reports.
            came = visit(lambda: _unchanging(renderer, report, options), seconds=_RENDERING_S, stop=Stop())
            if came.said:
                self._said.append((renderer.name, came.said))
            answer = f"its renderer {clause(came.failure)}" if came.failure else came.answer
        else:
            answer = _at_home(renderer, report, options)
        if isinstance(answer, bytes):
            return answer
        raise _NotWritten(f"{answer}")

    def _search(self, data: bytes, name: str) -> None:
        """Raise _NotWritten for a file that holds a secret, and for one whose name does."""
        within = (carried_json(data) or b"", *parts(data))
        found = (self._masker.leaks(searched) for searched in (data, os.fsencode(name), *within))
        if leaked := next(filter(None, found), ()):
            raise _NotWritten(f"it would have contained the {' and the '.join(leaked)}")

    def write_picked(self, outputs: Sequence[Output]) -> None:
        """Write what goes under names that the tool picks: under one number, which is free for all of them."""
        drafts: dict[Output, Draft] = {}
        for output in outputs:
            if output in self._ready and output.path:
                try:
                    drafts[output] = Draft(output.path.parent, self._ready[output])
                except OSError as error:
                    self._fail(output, _cannot(output, error))
        for stem in dict.fromkeys(output.stem or "" for output in drafts):
            self._name({output: draft for output, draft in drafts.items() if output.stem == stem}, stem)

    def _name(self, drafts: dict[Output, Draft], stem: str) -> None:
        taken = {output.path for output in self._ready if output.stem is None}

        def paths(name: str) -> tuple[Path, ...]:
            return tuple(path for output in drafts if (path := output.under(name).path))

        try:
            name = reserved(stem, paths, taken)
        except OSError as error:
            for output, draft in drafts.items():
                draft.discard()
                self._fail(output, _cannot(output, error))
            return
        for output, draft in drafts.items():
            placed = output.under(name)
            if placed.path:
                try:
                    draft.put(placed.path)
                    self._placed[output] = placed
                except OSError as error:
                    release(placed.path)
                    self._fail(output, _cannot(placed, error))

    def write(self, output: Output) -> None:
        """Write what is ready to the place that an option named."""
        if output not in self._ready:
            return
        try:
            if output.path is None:
                _print(self._ready[output])
            else:
                write_file(output.path, self._ready[output])
        except OSError as error:
            self._fail(output, _cannot(output, error))
        else:
            self._placed[output] = output

    def _fail(self, output: Output, sentence: str) -> None:
        self._failures[output] = self._masker.mask(sentence)

    def written(self, outputs: Sequence[Output]) -> Written:
        """Say what came of it, in the order of the outputs."""
        placed = [(output, self._placed[output]) for output in outputs if output in self._placed]
        renamed = next((_renamed(was.stem, now.stem) for was, now in placed if was.stem != now.stem), None)
        failures = [self._failures[output] for output in outputs if output in self._failures]
        paths = tuple(now.shown for _, now in placed if now.path)
        return Written(paths, tuple(failures), renamed, tuple(self._said))


def _at_home(renderer: Renderer, report: Report, options: RenderOptions) -> bytes | str:
    """Return the file's bytes, or a clause that says why there are none."""
    try:
        with redirect_stdout(sys.stderr):  # what it prints must not get into a report on standard output
            return _bytes(renderer.render(report, options))
    except NotACapsule as error:
        return f"'diagnose replay' would refuse to read it, because {error}"
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it raises is named, and the rest goes on
        return f"its renderer raised {clause(told(error))}"


def _unchanging(renderer: Renderer, report: Report, options: RenderOptions) -> bytes | str:
    """Have a guest render, and hold it to leave the report alone: its file would tell of another one."""
    before = fingerprint(report)
    data = renderer.render(report, options)
    if fingerprint(report) != before:
        return "its renderer changed the report that it was handed"
    return _bytes(data)


def _bytes(data: object) -> bytes | str:
    """Return bytes as the common kind of them, or a clause that says what came instead."""
    if isinstance(data, bytes):
        return memoryview(data).tobytes()
    return f"its renderer gave {with_article(type(data).__name__)}, not bytes"


def _renamed(stem: str | None, now: str | None) -> str:
    return f"There are reports named {stem} already, so these are named {now}."


def _cannot(output: Output, error: OSError) -> str:
    where = "to standard output" if output.path is None else repr(output.shown)
    return f"Cannot write {where}: {error.strerror}."


def _print(data: bytes) -> None:
    """Write to standard output; whoever stops reading early has what he wanted, and the verdict stays the verdict."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # What is still buffered would fail once more when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

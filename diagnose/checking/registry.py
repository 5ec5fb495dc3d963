"""Finding the plugins: entry points are found, sorted, loaded and classified; built-ins enter like everybody else.

A plugin that cannot be loaded does not stop the run: it becomes a :class:`Broken`, and is reported by name. Plugins
are trusted code: this guards against their accidents, not against malice. Another package is first loaded on trial, as
a guest, since a module that ends the process or never comes back cannot be stopped once it is loaded here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import Distribution, EntryPoint, entry_points
from pathlib import Path

from diagnose.checking.admission import BadResult, plain_text
from diagnose.checking.check import Check
from diagnose.checking.declared import declared
from diagnose.checking.guests import hushed, told, visit
from diagnose.phrases import with_article
from diagnose.rendering import Renderer, TerminalRenderer
from diagnose.report import Plugin
from diagnose.stopping import Stop

CHECK_GROUP = "diagnose.checks"
RENDERER_GROUP = "diagnose.reports"
OWN = "filed-diagnose"
_LOADING_S = 10.0
"""Seconds that a package has to load."""


@dataclass(frozen=True)
class Broken:
    """Something of a plugin that could not be used, and why, in one clause.

    ``name`` is the entry point's, or that of the check or format where the rest of the plugin is usable.
    """

    name: str
    package: Plugin
    why: str


@dataclass(frozen=True)
class Checks:
    """All checks, built-in ones first, and what could not be loaded. ``packages`` maps a check's ID to its origin."""

    checks: tuple[Check, ...]
    packages: Mapping[str, Plugin] = field(default_factory=dict)
    broken: tuple[Broken, ...] = ()

    @property
    def third_parties(self) -> tuple[Plugin, ...]:
        """The packages besides this one that contributed, or tried to, each once."""
        packages = dict.fromkeys([*self.packages.values(), *(broken.package for broken in self.broken)])
        return tuple(package for package in packages if package.name != OWN)


@dataclass(frozen=True)
class Renderers:
    """The file formats by name, built-in ones first, the renderers for terminals, and what could not be loaded."""

    files: Mapping[str, Renderer]
    terminals: tuple[TerminalRenderer, ...] = ()
    broken: tuple[Broken, ...] = ()

    @property
    def terminal(self) -> TerminalRenderer:
        """The renderer for terminals; LookupError if the installation is damaged and has none."""
        if not self.terminals:
            raise LookupError("no renderer for terminals is installed: install filed-diagnose again")
        return self.terminals[0]


@lru_cache(maxsize=4)  # each look opens the metadata of every package that is installed
def _installed(group: str, *_path: str) -> tuple[EntryPoint, ...]:
    return tuple(entry_points(group=group))


def load_checks(found: Iterable[EntryPoint] | None = None) -> Checks:
    """Load every check; a check ID that is already taken is refused, and reported as broken."""
    checks: dict[str, Check] = {}
    packages: dict[str, Plugin] = {}
    broken: list[Broken] = []
    for point in _sorted(_installed(CHECK_GROUP, *sys.path) if found is None else found):
        package = _package(point)
        try:
            loaded = _tuple_at(point)
        except _Unusable as error:
            broken.append(Broken(point.name, package, str(error)))
            continue
        for each in loaded:
            try:
                check = _check(point, each, packages)
            except _Unusable as error:
                broken.append(Broken(error.name or point.name, package, str(error)))
                continue
            checks[check.id] = check
            packages[check.id] = package
    return Checks(tuple(checks.values()), packages, _each_once(broken))


def _check(point: EntryPoint, each: object, owners: Mapping[str, Plugin]) -> Check:
    """Return the check that a package declares, as a guest where it is not ours."""
    if not isinstance(each, Check):
        raise _Unusable(f"{point.value} holds {with_article(type(each).__name__)}, not a Check")
    try:
        check = each if _is_own(point) else declared(each)
    except BadResult as error:
        raise _Unusable(f"a check of {point.value} is not well declared: {error}") from error
    if check.id in owners:
        raise _Unusable(f"the check ID {check.id} is already taken by {owners[check.id].name}", check.id)
    return check


def load_renderers(found: Iterable[EntryPoint] | None = None) -> Renderers:
    """Load every renderer; a format that is already taken is refused, and reported as broken."""
    files: dict[str, Renderer] = {}
    terminals: list[TerminalRenderer] = []
    owners: dict[str, Plugin] = {}
    broken: list[Broken] = []
    for point in _sorted(_installed(RENDERER_GROUP, *sys.path) if found is None else found):
        package = _package(point)
        try:
            loaded = _mapping_at(point)
        except _Unusable as error:
            broken.append(Broken(point.name, package, str(error)))
            continue
        for name, renderer in loaded.items():
            try:
                ours = _renderer(point, name, renderer, owners)
            except _Unusable as error:
                broken.append(Broken(error.name or point.name, package, str(error)))
                continue
            owners[ours.name] = package
            if isinstance(ours, Renderer):
                files[ours.name] = ours
            else:
                terminals.append(ours)
    return Renderers(files, tuple(terminals), _each_once(broken))


def _renderer(
    point: EntryPoint, name: object, renderer: object, owners: Mapping[str, Plugin]
) -> Renderer | TerminalRenderer:
    """Return what a mapping of renderers holds under a name, as a guest where it is not ours."""
    if not isinstance(name, str):
        raise _Unusable(f"{point.value} holds a format under {with_article(type(name).__name__)}, not under its name")
    name = plain_text(name, "name")
    if not isinstance(renderer, Renderer | TerminalRenderer):
        raise _Unusable(f"{point.value} holds {with_article(type(renderer).__name__)} as {name}, not a Renderer", name)
    if not callable(renderer.render):
        raise _Unusable(f"the format {name} has no function that renders", name)
    if renderer.name != name:
        raise _Unusable(f"{point.value} holds the format {renderer.name} under the name {name}", name)
    if name in owners:
        raise _Unusable(f"the format {name} is already taken by {owners[name].name}", name)
    if _is_own(point) or isinstance(renderer, TerminalRenderer):
        return renderer
    try:
        suffix, media_type = plain_text(renderer.suffix, "suffix"), plain_text(renderer.media_type, "media type")
        return Renderer(name, suffix, media_type, renderer.render, guest=True)
    except (BadResult, ValueError) as error:
        raise _Unusable(f"the format {name} is not well declared: {error}", name) from error


def _each_once(broken: Iterable[Broken]) -> tuple[Broken, ...]:
    """What is broken of one package under one name is told once, by the first reason."""
    return tuple({(each.package.name, each.name): each for each in reversed([*broken])}.values())[::-1]


def _sorted(points: Iterable[EntryPoint]) -> list[EntryPoint]:
    return sorted(points, key=lambda point: (not _is_own(point), _package(point).name, point.name))


def _is_own(point: EntryPoint) -> bool:
    return _package(point).name == OWN


def _package(point: EntryPoint) -> Plugin:
    if point.dist is None:
        return Plugin(name=point.value.partition(":")[0], version="unknown")
    return _distributed(point.dist)


@lru_cache(maxsize=64)  # a name and a version are each read from the whole metadata, which a run asks for sixty times
def _distributed(package: Distribution) -> Plugin:
    return Plugin(name=package.name, version=package.version)


class _Unusable(Exception):
    """What cannot be used, in a clause; ``name`` is that of the check or format where it is one of several."""

    def __init__(self, why: str, name: str = "") -> None:
        super().__init__(why)
        self.name = name


def _tuple_at(point: EntryPoint) -> tuple[object, ...]:
    loaded = _load(point)
    if isinstance(loaded, tuple):
        return loaded
    raise _Unusable(f"{point.value} is {with_article(type(loaded).__name__)}, not a tuple of checks")


def _mapping_at(point: EntryPoint) -> dict[object, object]:
    loaded = _load(point)
    if isinstance(loaded, Mapping):
        try:
            return dict(loaded)
        except Exception as error:
            raise _Unusable(f"going through {point.value} raised {told(error)}") from error
    kind = with_article(type(loaded).__name__)
    raise _Unusable(f"{point.value} is {kind}, not a mapping from format names to renderers")


def _load(point: EntryPoint) -> object:
    if _is_own(point):
        return _loaded(point)
    trial = visit(lambda: _try(point), seconds=_LOADING_S, stop=Stop())
    if trial.failure:
        raise _Unusable(f"loading {point.value} {trial.failure}")
    with hushed(), _staying_here():
        return _loaded(point)


def _try(point: EntryPoint) -> None:
    """Load on trial. What it raises it will raise again: here counts only whether it comes back."""
    with suppress(BaseException):
        point.load()


def _loaded(point: EntryPoint) -> object:
    try:
        loaded: object = point.load()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # whatever a plugin raises while loading is its own fault, and named
        raise _Unusable(f"loading {point.value} raised {told(error)}") from error
    return loaded


@contextmanager
def _staying_here() -> Iterator[None]:
    """Come back to the directory that the block leaves, for whatever is still named from there."""
    try:
        here = Path.cwd()
    except OSError:
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError):
            os.chdir(here)

"""Finding the plugins: entry points are found, sorted, loaded and classified; built-ins enter like everybody else.

A plugin that cannot be loaded does not stop the run: it becomes a :class:`Broken`, and is reported by name. Plugins
are trusted code: this guards against their accidents, not against malice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points

from diagnose.checking.check import Check
from diagnose.rendering import Renderer, TerminalRenderer
from diagnose.report import Plugin

CHECK_GROUP = "diagnose.checks"
RENDERER_GROUP = "diagnose.reports"
OWN = "filed-diagnose"


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


def load_checks(found: Iterable[EntryPoint] | None = None) -> Checks:
    """Load every check; a check ID that is already taken is refused, and reported as broken."""
    checks: dict[str, Check] = {}
    packages: dict[str, Plugin] = {}
    broken: list[Broken] = []
    for point in _sorted(entry_points(group=CHECK_GROUP) if found is None else found):
        package = _package(point)
        try:
            loaded = _tuple_at(point)
        except _Unusable as error:
            broken.append(Broken(point.name, package, str(error)))
            continue
        for check in loaded:
            if not isinstance(check, Check):
                broken.append(Broken(point.name, package, f"{point.value} holds a {type(check).__name__}, not a Check"))
            elif check.id in checks:
                owner = packages[check.id].name
                broken.append(Broken(check.id, package, f"the check ID {check.id} is already taken by {owner}"))
            else:
                checks[check.id] = check
                packages[check.id] = package
    return Checks(tuple(checks.values()), packages, tuple(broken))


def load_renderers(found: Iterable[EntryPoint] | None = None) -> Renderers:
    """Load every renderer; a format that is already taken is refused, and reported as broken."""
    files: dict[str, Renderer] = {}
    terminals: list[TerminalRenderer] = []
    owners: dict[str, Plugin] = {}
    broken: list[Broken] = []
    for point in _sorted(entry_points(group=RENDERER_GROUP) if found is None else found):
        package = _package(point)
        try:
            loaded = _mapping_at(point)
        except _Unusable as error:
            broken.append(Broken(point.name, package, str(error)))
            continue
        for name, renderer in loaded.items():
            if why := _why_not(point, name, renderer, owners):
                broken.append(Broken(str(name), package, why))
                continue
            if isinstance(renderer, Renderer):
                files[renderer.name] = renderer
                owners[renderer.name] = package
            elif isinstance(renderer, TerminalRenderer):
                terminals.append(renderer)
                owners[renderer.name] = package
    return Renderers(files, tuple(terminals), tuple(broken))


def _why_not(point: EntryPoint, name: object, renderer: object, owners: Mapping[str, Plugin]) -> str | None:
    """Say why an entry of a mapping of renderers cannot be used; None if it can."""
    if not isinstance(renderer, Renderer | TerminalRenderer):
        return f"{point.value} holds a {type(renderer).__name__} as {name}, not a Renderer"
    if renderer.name != name:
        return f"{point.value} holds the format {renderer.name} under the name {name}"
    if renderer.name in owners:
        return f"the format {name} is already taken by {owners[renderer.name].name}"
    return None


def _sorted(points: Iterable[EntryPoint]) -> list[EntryPoint]:
    return sorted(points, key=lambda point: (point.name != "builtin", _package(point).name, point.name))


def _package(point: EntryPoint) -> Plugin:
    if point.dist is None:
        return Plugin(name=point.value.partition(":")[0], version="unknown")
    return Plugin(name=point.dist.name, version=point.dist.version)


class _Unusable(Exception):
    """An entry point that does not point at what it should, in a clause."""


def _tuple_at(point: EntryPoint) -> tuple[object, ...]:
    loaded = _load(point)
    if isinstance(loaded, tuple):
        return loaded
    raise _Unusable(f"{point.value} is a {type(loaded).__name__}, not a tuple of checks")


def _mapping_at(point: EntryPoint) -> Mapping[object, object]:
    loaded = _load(point)
    if isinstance(loaded, Mapping):
        return loaded
    raise _Unusable(f"{point.value} is a {type(loaded).__name__}, not a mapping from format names to renderers")


def _load(point: EntryPoint) -> object:
    try:
        loaded: object = point.load()
    except (Exception, SystemExit) as error:  # whatever a plugin raises while loading is its own fault, and named
        raise _Unusable(f"loading {point.value} raised {type(error).__name__}: {error}") from error
    return loaded

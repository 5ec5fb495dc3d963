"""Finding the plugins: entry points are found, sorted, loaded and classified; built-ins enter like everybody else.

A plugin that cannot be loaded does not stop the run: it becomes a :class:`Broken`, and is reported by name.
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
    """An entry point that could not be used, and why, in one sentence."""

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
        packages = dict.fromkeys([*self.packages.values(), *(one.package for one in self.broken)])
        return tuple(one for one in packages if one.name != OWN)


def load_checks(found: Iterable[EntryPoint] | None = None) -> Checks:
    """Load every check; a check ID that is already taken is refused, and reported as broken."""
    checks: dict[str, Check] = {}
    packages: dict[str, Plugin] = {}
    broken: list[Broken] = []
    for point in _sorted(entry_points(group=CHECK_GROUP) if found is None else found):
        package = _package(point)
        loaded = _load(point)
        if isinstance(loaded, str):
            broken.append(Broken(point.name, package, loaded))
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


def load_renderers(found: Iterable[EntryPoint] | None = None) -> dict[str, Renderer]:
    """Load every file format by name; the first one of a name wins, built-in ones come first.

    Renderers that cannot be loaded are left out: the formats that people ask for by name are checked where they ask.
    """
    loaded = _renderers(found)
    return {name: renderer for name, renderer in loaded.items() if isinstance(renderer, Renderer)}


def load_terminal(found: Iterable[EntryPoint] | None = None) -> TerminalRenderer:
    """Load the renderer for terminals; LookupError if the installation is broken and has none."""
    for renderer in _renderers(found).values():
        if isinstance(renderer, TerminalRenderer):
            return renderer
    raise LookupError("no renderer for terminals is installed: install filed-diagnose again")


def _renderers(found: Iterable[EntryPoint] | None) -> dict[str, object]:
    renderers: dict[str, object] = {}
    for point in _sorted(entry_points(group=RENDERER_GROUP) if found is None else found):
        for name, renderer in _load_mapping(point).items():
            renderers.setdefault(name, renderer)
    return renderers


def _sorted(points: Iterable[EntryPoint]) -> list[EntryPoint]:
    return sorted(points, key=lambda point: (point.name != "builtin", _package(point).name, point.name))


def _package(point: EntryPoint) -> Plugin:
    if point.dist is None:
        return Plugin(name=point.value.partition(":")[0], version="unknown")
    return Plugin(name=point.dist.name, version=point.dist.version)


def _load(point: EntryPoint) -> tuple[object, ...] | str:
    try:
        loaded = point.load()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin raises while loading is its own fault, and named
        return f"loading {point.value} raised {type(error).__name__}: {error}"
    if isinstance(loaded, tuple):
        return loaded
    return f"{point.value} is a {type(loaded).__name__}, not a tuple of checks"


def _load_mapping(point: EntryPoint) -> Mapping[str, object]:
    try:
        loaded = point.load()
    except Exception:  # noqa: BLE001 - as above; a missing format is reported where it is asked for
        return {}
    return loaded if isinstance(loaded, Mapping) else {}

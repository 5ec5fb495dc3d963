"""Reads the scenarios: data files under ``scenarios/`` over worlds shared under ``worlds/``.

A scenario's file says ``world = "harbour"`` and, in ``[changes."<id>"]`` tables, what is different about the
things with these IDs (``remove = true`` takes one out). Unknown keys, unknown IDs and wrong types are one error
that names the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from diagnose.sandbox.dialects import Dialect
from diagnose.sandbox.errors import InvalidScenario, UnknownScenario
from diagnose.sandbox.faults import Faults
from diagnose.sandbox.generate import Generate, grown
from diagnose.sandbox.scenario import Credentials, Endpoint, Expect, Scenario, ScenarioTicket
from diagnose.sandbox.world import World

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_HERE = resources.files("diagnose.sandbox")
_FIRST = "healthy"
_T = TypeVar("_T")


@dataclass(frozen=True)
class ScenarioFile:
    """A scenario as its file writes it."""

    title: str
    story: str
    world: str
    ticket: ScenarioTicket
    expect: Expect
    credentials: Credentials = Credentials.TOKEN
    endpoint: Endpoint = Endpoint.GATEWAY
    dialect: Dialect = field(default_factory=Dialect)
    faults: Faults = field(default_factory=Faults)
    generate: Generate | None = None
    changes: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


def scenario_names() -> tuple[str, ...]:
    """Return the names of all scenarios, sorted, ``healthy`` first."""
    names = (entry.name for entry in (_HERE / "scenarios").iterdir())
    found = (name.removesuffix(".toml") for name in names if name.endswith(".toml"))
    return tuple(sorted(found, key=lambda name: (name != _FIRST, name)))


def scenario(name: str, *, job_works: int | None = None) -> Scenario:
    """Return the scenario of this name; ``job_works`` overrides how many a generated world has.

    Raises UnknownScenario, which names similar ones, and ValueError when ``job_works`` does not apply.
    """
    known = scenario_names()
    if name not in known:
        raise UnknownScenario(name, known)
    return read_scenario(name, _HERE / "scenarios" / f"{name}.toml", job_works=job_works)


def read_scenario(name: str, source: Traversable, *, job_works: int | None = None) -> Scenario:
    """Read one scenario's file; InvalidScenario says what is wrong with it."""
    file = _valid(_scenario_file, _table(source), source)
    if job_works is not None and file.generate is None:
        raise ValueError(f"the scenario {name} generates no job works")
    generate = file.generate and replace(file.generate, job_works=job_works or file.generate.job_works)
    try:
        world = _world(file, source)
        return _scenario(name, file, grown(world, generate) if generate else world, generate)
    except ValueError as problem:
        raise InvalidScenario(f"{source.name}: {problem}") from problem


def _scenario(name: str, file: ScenarioFile, world: World, generate: Generate | None) -> Scenario:
    ticket = file.ticket
    if generate is not None and generate.named:
        ticket = replace(ticket, job_work_ids=ticket.job_work_ids + generate.ids)
    return Scenario(
        name=name,
        title=file.title,
        story=" ".join(file.story.split()),
        ticket=ticket,
        world=world,
        expect=file.expect,
        credentials=file.credentials,
        endpoint=file.endpoint,
        dialect=file.dialect,
        faults=file.faults,
    )


def _world(file: ScenarioFile, source: Traversable) -> World:
    base = _HERE / "worlds" / f"{file.world}.toml"
    if not base.is_file():
        raise InvalidScenario(f"{source.name}: there is no world {file.world!r}")
    table = _table(base)
    for key, change in file.changes.items():
        _change(table, key, change)
    return _valid(_world_file, table, source if file.changes else base)


def _change(table: dict[str, Any], key: str, change: Mapping[str, object]) -> None:
    """Apply ``change`` to the thing whose ``id`` is ``key``; ValueError unless there is exactly one."""
    places = [(rows, row) for rows, row in _things(table) if row.get("id") == key]
    if len(places) != 1:
        raise ValueError(f"changes: {len(places)} things have the ID {key!r}")
    rows, row = places[0]
    if change == {"remove": True}:
        rows.remove(row)
    else:
        row.update(change)


def _things(table: Mapping[str, Any]) -> Iterator[tuple[list[dict[str, Any]], dict[str, Any]]]:
    for value in table.values():
        if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
            for row in value:
                yield value, row
                yield from _things(row)


def _table(source: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise InvalidScenario(f"{source.name}: {problem}") from problem


def _valid(model: Callable[[], TypeAdapter[_T]], table: Mapping[str, Any], source: Traversable) -> _T:
    from pydantic import ValidationError  # noqa: PLC0415  (importing this package stays cheap)

    try:
        return model().validate_python(table)
    except ValidationError as problem:
        faults = (f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in problem.errors())
        raise InvalidScenario(f"{source.name}: {'; '.join(faults)}") from problem


@cache
def _scenario_file() -> TypeAdapter[ScenarioFile]:
    from pydantic import TypeAdapter  # noqa: PLC0415  (likewise)

    return TypeAdapter(ScenarioFile)


@cache
def _world_file() -> TypeAdapter[World]:
    from pydantic import TypeAdapter  # noqa: PLC0415  (likewise)

    return TypeAdapter(World)

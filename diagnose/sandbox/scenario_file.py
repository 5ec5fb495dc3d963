"""Reads a scenario's file: what it says of its own, and the world under ``worlds/`` that it shares with others.

A scenario's file says ``world = "harbour"`` and, in ``[changes."<id>"]`` tables, what is different about the
things with these IDs (``remove = true`` takes it out). ``sources = ["<name>.eml"]`` names the files beside it that
are the customer's ticket; each begins with the scenario's own name. Unknown keys, unknown IDs and wrong types are one
error that names the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, ClassVar, TypeVar

from pydantic import TypeAdapter, ValidationError

from diagnose.sandbox.dialects import Dialect
from diagnose.sandbox.errors import InvalidScenario
from diagnose.sandbox.faults import Faults
from diagnose.sandbox.generate import Generate, grown
from diagnose.sandbox.scenario_model import Credentials, Destination, Expect, Scenario, ScenarioTicket, TicketFile
from diagnose.sandbox.world import World

_WORLDS = resources.files("diagnose.sandbox") / "worlds"
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
    endpoint: Destination = Destination.GATEWAY
    dialect: Dialect = field(default_factory=Dialect)
    faults: Faults = field(default_factory=Faults)
    generate: Generate | None = None
    changes: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


_SCENARIO_FILE = TypeAdapter(ScenarioFile)
_WORLD_FILE = TypeAdapter(World)


def read_scenario(
    name: str, source: Traversable, *, folder: Traversable | None = None, job_works: int | None = None
) -> Scenario:
    """Read one scenario's file, and its ticket's in ``folder``; InvalidScenario says what is wrong with it."""
    file = _valid(_SCENARIO_FILE, _table(source), source)
    if job_works is not None and file.generate is None:
        raise ValueError(f"the scenario {name} generates no job works")
    generate = file.generate and replace(file.generate, job_works=job_works or file.generate.job_works)
    try:
        world = _world(file, source)
        scenario = _scenario(name, file, grown(world, generate) if generate else world, generate)
        return replace(scenario, sources=tuple(_ticket_file(name, folder, file_name) for file_name in file.sources))
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


def _ticket_file(scenario: str, folder: Traversable | None, name: str) -> TicketFile:
    """Read a file of the ticket; for people it is ``ticket.eml``, whatever the scenario."""
    if not name.startswith(scenario):
        raise ValueError(f"sources: {name!r} does not begin with {scenario!r}")
    if folder is None or not (folder / name).is_file():
        raise ValueError(f"sources: there is no file {name!r}")
    return TicketFile(f"ticket{name.removeprefix(scenario)}", (folder / name).read_bytes())


def _world(file: ScenarioFile, source: Traversable) -> World:
    base = _WORLDS / f"{file.world}.toml"
    if not base.is_file():
        raise InvalidScenario(f"{source.name}: there is no world {file.world!r}")
    table = _table(base)
    for key, change in file.changes.items():
        _change(table, key, change)
    return _valid(_WORLD_FILE, table, source if file.changes else base)


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


def _valid(model: TypeAdapter[_T], table: Mapping[str, Any], source: Traversable) -> _T:
    try:
        return model.validate_python(table)
    except ValidationError as problem:
        faults = (f"{'.'.join(map(str, fault['loc'])) or 'file'}: {fault['msg']}" for fault in problem.errors())
        raise InvalidScenario(f"{source.name}: {'; '.join(faults)}") from problem

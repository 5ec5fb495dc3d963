"""The worlds that the tickets are played against: one real gateway on loopback for each, started when first needed.

A file under ``worlds/`` is a whole world, or names its ``base`` and says what is different: ``[moves]`` puts a job
work into another connection, ``[changes."<id>"]`` changes the thing with this ID (``remove = true`` takes it out).
``offline`` asks nobody. ``scenario:NAME`` is the world of one of the product's own scenarios.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from diagnose.diagnosis import Settings
from diagnose.gateway.address import parse_endpoint
from diagnose.gateway.credentials import AccessToken
from diagnose.sandbox import Expect, Scenario, ScenarioTicket, scenario, serve
from diagnose.sandbox.world import World
from diagnose.secrets import Secret

WORLDS = Path(__file__).parent / "worlds"
OFFLINE = "offline"
_SCENARIO = "scenario:"
_NOWHERE = "https://gateway.filed.com/graphql"


class Gateways:
    """The gateways of a ``with`` block, by the name of their world."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._settings: dict[str, Settings] = {OFFLINE: Settings(parse_endpoint(_NOWHERE), None)}

    def __enter__(self) -> Gateways:
        return self

    def __exit__(self, *raised: object) -> None:
        self._stack.close()

    def settings(self, name: str) -> Settings:
        """Return the settings that point a run at this world's gateway."""
        if name not in self._settings:
            gateway = self._stack.enter_context(serve(_scenario(name)))
            token = AccessToken(Secret(gateway.access_token, "access token"))
            self._settings[name] = Settings(parse_endpoint(gateway.client_url), token)
        return self._settings[name]


def _scenario(name: str) -> Scenario:
    if name.startswith(_SCENARIO):
        return scenario(name.removeprefix(_SCENARIO))
    world = TypeAdapter(World).validate_python(_table(name))
    return Scenario(name, name, name, ScenarioTicket(), world, Expect("healthy", 0))


def _table(name: str) -> dict[str, Any]:
    written = tomllib.loads((WORLDS / f"{name}.toml").read_text(encoding="utf-8"))
    if "base" not in written:
        return written
    table = _table(written["base"])
    for job_work_id, connection_id in written.get("moves", {}).items():
        job_works, job_work = _place(table, job_work_id)
        job_works.remove(job_work)
        _place(table, connection_id)[1]["job_works"].append(job_work)
    for some_id, change in written.get("changes", {}).items():
        rows, row = _place(table, some_id)
        if change.get("remove"):
            rows.remove(row)
        else:
            row.update(change)
    return table


def _place(table: dict[str, Any], some_id: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the one thing with this ID, and the list that it stands in."""
    ((rows, row),) = [(rows, row) for rows, row in _things(table) if row.get("id") == some_id]
    return rows, row


def _things(table: dict[str, Any]) -> Iterator[tuple[list[dict[str, Any]], dict[str, Any]]]:
    for value in table.values():
        if isinstance(value, list):
            for row in value:
                yield value, row
                yield from _things(row)

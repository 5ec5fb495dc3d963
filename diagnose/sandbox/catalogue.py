"""The scenarios by name: the data files under ``scenarios/``."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from diagnose.sandbox.errors import UnknownScenario

if TYPE_CHECKING:
    from diagnose.sandbox.scenario_model import Scenario

_FOLDER = resources.files("diagnose.sandbox") / "scenarios"
_FIRST = "healthy"


def scenario_names() -> tuple[str, ...]:
    """Return the names of all scenarios, sorted, ``healthy`` first."""
    names = (entry.name for entry in _FOLDER.iterdir())
    found = (name.removesuffix(".toml") for name in names if name.endswith(".toml"))
    return tuple(sorted(found, key=lambda name: (name != _FIRST, name)))


def scenario(name: str, *, job_works: int | None = None) -> Scenario:
    """Return the scenario of this name; ``job_works`` overrides how many a generated world has.

    Raises UnknownScenario, which names similar ones, and ValueError when ``job_works`` does not apply.
    """
    # Reading a file needs pydantic, which takes 130 ms to import; listing the names (`demo --list`) does not.
    from diagnose.sandbox.scenario_file import read_scenario  # noqa: PLC0415

    known = scenario_names()
    if name not in known:
        raise UnknownScenario(name, known)
    return read_scenario(name, _FOLDER / f"{name}.toml", folder=_FOLDER, job_works=job_works)

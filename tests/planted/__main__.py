"""``python -m tests.planted``: plant faults at random in a copy of the code, and count those that tests notice.

Needs ``pip install '.[mutants]'``. ``--slips`` plants the faults of people's hands in place of cosmic-ray's. A module
is named by its path or a part of it; without names, all modules that decide are tried. Tests that are likely to notice
come first: the module's own, those of its room, and whole runs.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import click

from tests.planted import operators, slips
from tests.planted.fault import Planted, drawn
from tests.planted.trial import ROOT, Copy
from tests.test_mirror import place_of_the_test

DECIDING = (
    "diagnose/investigation/reasoning",
    "diagnose/investigation/known",
    "diagnose/investigation/asking",
    "diagnose/gateway",
    "diagnose/secrets",
    "diagnose/ticket",
    "diagnose/checking",
    "checks/diagnose_checks",
    "reports/diagnose_reports",
)
"""The rooms whose faults would make a report wrong or let a secret out."""
EVERY_SCENARIO = (
    "tests/checks/test_declarations.py::test_the_published_names_are_the_declared_ones",
    "tests/diagnosis/test_reports.py",
)
WHOLE_RUNS = ("tests/field", "tests/checks", "tests/reports/test_golden.py")
DEAR = ("tests/reports/test_browser.py", "tests/checking/test_registry.py", "tests/checks/test_declarations.py")
"""Tests that cost more than they notice here: processes, a browser."""


def modules(wished: tuple[str, ...]) -> list[str]:
    """Return the paths of the modules that are meant, below the root."""
    every = [str(path.relative_to(ROOT)) for room in DECIDING for path in sorted((ROOT / room).rglob("*.py"))]
    own = [path for path in every if "compiled_templates" not in path]
    return [path for path in own if not wished or any(wish in path for wish in wished)]


def stages(path: str) -> list[list[str]]:
    """Return the tests to try, the likeliest first: the module's own; every scenario, and those of its room that speak
    of it; the rest of the room, and whole runs.
    """
    own = place_of_the_test(path)
    room = [test for test in sorted(own.parent.glob("test_*.py")) if test != own and _named(test) not in DEAR]
    speaking = [test for test in room if Path(path).stem.strip("_") in test.read_text(encoding="utf-8")]
    wide = [test for test in WHOLE_RUNS if not own.is_relative_to(ROOT / test)]
    first = [_named(own)] if own.exists() else []
    second = [*EVERY_SCENARIO, *map(_named, speaking)]
    third = [*(_named(test) for test in room if test not in speaking), *wide]
    return [stage for stage in (first, second, third) if stage]


def _named(test: Path) -> str:
    return str(test.relative_to(ROOT))


def faults(path: str, each: int, seed: int, by_hand: bool) -> list[Planted]:
    """Return the faults that are planted in one module."""
    text = (ROOT / path).read_text(encoding="utf-8")
    return drawn(path, (slips if by_hand else operators).by_line(text), each, f"{seed}:{path}")


@click.command(help=__doc__)
@click.argument("wished", nargs=-1)
@click.option("--seed", default=1, help="Another seed, other faults.")
@click.option("--each", default=5, help="How many faults a module.")
@click.option("--most", default=0, help="How many faults in all, drawn from those; 0 for all.")
@click.option("--seconds", default=20, help="Processor time for each of the three stages of a fault.")
@click.option("--slips", "by_hand", is_flag=True, help="Faults of people's hands in place of cosmic-ray's.")
def main(wished: tuple[str, ...], seed: int, each: int, most: int, seconds: int, by_hand: bool) -> None:
    """Plant, try, tell."""
    planted = [fault for path in modules(wished) for fault in faults(path, each, seed, by_hand)]
    if most:
        planted = sorted(random.Random(seed).sample(planted, min(most, len(planted))), key=lambda one: one.path)  # noqa: S311
    noticed: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        copy = Copy(Path(place))
        _green(copy, planted)
        for fault in planted:
            by = _try(copy, fault, seconds)
            tried[fault.path] += 1
            noticed[fault.path] += by is not None
            before = (ROOT / fault.path).read_text(encoding="utf-8")
            click.echo(f"{f'noticed by {by}' if by else 'SURVIVES'}: {fault.path}:{fault.line} ({fault.kind})")
            click.echo(fault.difference(before) + "\n" if by is None else "", nl=False)
            sys.stdout.flush()
        os.chdir(ROOT)
    for path in tried:
        click.echo(f"{noticed[path]:4} of {tried[path]:3}  {path}")
    click.echo(f"{noticed.total()} of {tried.total()} noticed ({noticed.total() / max(1, tried.total()):.1%})")


def _green(copy: Copy, planted: list[Planted]) -> None:
    """Raise unless the tests are green without a fault: what fails anyway would notice every fault."""
    stages_of_all = {frozenset(tests) for path in {fault.path for fault in planted} for tests in stages(path)}
    for tests in stages_of_all:
        if noticed := copy.tried(sorted(tests), 150).noticed:
            raise click.ClickException(f"not green without a fault: {noticed}")


def _try(copy: Copy, fault: Planted, seconds: int) -> str | None:
    before = (copy.place / fault.path).read_text(encoding="utf-8")
    copy.plant(fault.path, fault.text)
    try:
        for tests in stages(fault.path):
            found = copy.tried(tests, seconds).noticed
            if found:
                return found
    finally:
        copy.plant(fault.path, before)
    return None


if __name__ == "__main__":
    main()

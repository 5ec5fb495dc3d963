"""What a person reads after a run, and the exit code: one contract for every format."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk

FORMATS = ("json", "html", "markdown", "junit")
"""Asked for by their own option, where they have one."""
OUTCOMES = {
    "healthy": (0, 0),
    "artifact-pending": (0, 1),
    "wrong-connection": (1, 1),
    "token-rejected": (3, 3),
    "endpoint-web-page": (3, 3),
}
"""Scenario: the exit codes without and with --strict."""


def asked(name: str) -> tuple[str, ...]:
    return ("--format", f"{name}=-") if name == "junit" else (f"--{name}", "-")


@pytest.fixture(scope="module")
def healthy() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running


@pytest.mark.parametrize("name", OUTCOMES)
def test_the_exit_code_is_the_same_for_every_format(desk: Desk, name: str) -> None:
    """0, 1 and 3 depend on the verdict alone, and --strict moves warnings only."""
    plain, strict = OUTCOMES[name]
    with serve(scenario(name)) as gateway:
        codes = {name: desk.run(gateway, *asked(name), "--quiet").code for name in FORMATS}
        strict_codes = {name: desk.run(gateway, *asked(name), "--quiet", "--strict").code for name in FORMATS}
    assert set(codes.values()) == {plain}
    assert set(strict_codes.values()) == {strict}


def test_quiet_prints_the_verdict_line_only(desk: Desk) -> None:
    """One line, with the verdict first."""
    with serve(scenario("wrong-connection")) as gateway:
        said = desk.run(gateway, "--quiet", "--json", "r.json")
    assert said.err == "Problem found: All 5 job works are in connection_790, not in connection_789.\n"
    assert said.out == b""


def test_strict_says_why_the_exit_code_is_1(desk: Desk) -> None:
    """A warning that counts as a problem is explained, unless one line was asked for."""
    with serve(scenario("artifact-pending")) as gateway:
        told = desk.run(gateway, "--json", "r.json", "--strict")
        quiet = desk.run(gateway, "--json", "r.json", "--strict", "-q")
        lenient = desk.run(gateway, "--json", "r.json")
    assert (told.code, quiet.code, lenient.code) == (1, 1, 0)
    assert told.err.endswith("With --strict, warnings count as problems: the exit code is 1.\n")
    assert "--strict" not in quiet.err + lenient.err

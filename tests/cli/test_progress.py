"""What is being asked, while it is: lines with -v, silence otherwise where nobody watches."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from diagnose.sandbox import FAULTS, Gateway, scenario, serve
from tests.cli.calling import Desk


@pytest.fixture(scope="module")
def healthy() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running


def test_verbose_shows_each_request(desk: Desk, healthy: Gateway) -> None:
    """Every request and its answer is a line of its own, and the evidence is printed."""
    said = desk.run(healthy, "-v", "--json", "r.json")
    lines = said.err.splitlines()
    assert lines[0].startswith("→ TicketChain")
    assert lines[1].startswith("← TicketChain: HTTP 200")
    assert "E1 " in said.err


def test_tries_again_are_shown(desk: Desk) -> None:
    """A request that has to wait says for how long and why."""
    with serve(scenario("healthy"), faults=FAULTS["flaky"]) as gateway:
        said = desk.run(gateway, "-v", "--json", "r.json")
    assert "waiting" in said.err
    assert "attempt 2" in said.err


def test_nothing_is_shown_in_a_pipe(desk: Desk, healthy: Gateway) -> None:
    """Without -v, a log has the verdict and no trace of the asking."""
    assert "TicketChain" not in desk.run(healthy, "--json", "r.json").err

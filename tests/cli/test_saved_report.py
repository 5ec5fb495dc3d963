"""``diagnose render``: a saved report, rendered again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("wrong-connection")) as running:
        yield running


def test_rendering_a_saved_report_gives_the_very_same_page(desk: Desk, gateway: Gateway) -> None:
    """HTML, Markdown and the words are those of the run, byte for byte; the exit code says that it could be read."""
    ran = desk.run(gateway, "--json", "r.json", "--html", "r.html", "--markdown", "r.md")
    said = desk.call("render", "r.json", "--html", "again.html", "--markdown", "again.md")
    files = desk.files
    assert said.code == 0
    assert files["again.html"] == files["r.html"]
    assert files["again.md"] == files["r.md"]
    assert said.err.partition("  Report ")[0] == ran.err.partition("  Report ")[0]
    assert desk.call("render", "r.json", "--html", "-").out == files["r.html"]
    assert desk.call("render", "r.json", "-q").err.startswith("Problem found: ")

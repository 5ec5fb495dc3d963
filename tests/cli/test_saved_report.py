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


def test_the_page_alone_is_enough(desk: Desk) -> None:
    """It carries its JSON: rendered again, both are the same to the byte; verify and compare read it too."""
    assert desk.call("demo", "--quiet").code == 0
    page = "diagnosis/wrong-connection.html"
    said = desk.call("render", "--quiet", page, "--html", "again.html", "--format", "json=again.json")
    assert said.code == 0, said.err
    assert desk.files["again.html"] == desk.files[page]
    assert desk.files["again.json"] == desk.files["diagnosis/wrong-connection.json"]
    assert desk.call("verify", page).code == 0
    assert desk.call("compare", page, "diagnosis/wrong-connection.json").code == 1


def test_a_page_without_a_report_is_refused(desk: Desk) -> None:
    """One sentence, exit code 2."""
    (desk.path / "page.html").write_text("<!DOCTYPE html><title>Sign in</title>")
    said = desk.call("render", "page.html")
    assert said.code == 2
    assert "carries no report" in said.one_sentence()

"""A saved report that somebody wrote or changed: one sentence, exit code 2, and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk

Change = Callable[[Any], object]


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("wrong-connection")) as running:
        yield running


@pytest.fixture(scope="module")
def saved(gateway: Gateway, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The JSON report of a run."""
    desk = Desk(tmp_path_factory.mktemp("saved"))
    desk.run(gateway, "--json", "r.json", "-q")
    return desk.files["r.json"]


def nested(levels: int) -> list[object]:
    value: list[object] = []
    for _ in range(levels):
        value = [value]
    return value


CHANGES: dict[str, tuple[Change, str]] = {
    "same-finding-twice": (lambda r: r["findings"].append(r["findings"][0]), "two findings have the same ID"),
    "same-check-twice": (lambda r: r["checks"].append(r["checks"][0]), "two checks have the same ID"),
    "too-many-causes": (lambda r: r["verdict"].update(causes=r["verdict"]["causes"] * 10_001), "10,001 causes"),
    "too-many-links": (lambda r: r["chain"].update(links=r["chain"]["links"] * 10_001), "links, more than the 10,000"),
    "cause-without-finding": (lambda r: r["verdict"]["causes"][0].update(finding="F99"), "1 finding that it does not"),
    "caused-by-nobody": (lambda r: r["findings"][0].update(caused_by="F99"), "1 finding that it does not have"),
    "coverage": (lambda r: r["coverage"].update({"pass": 99}), "coverage does not add up"),
    "row-gone": (lambda r: r["checks"].pop(), "coverage does not add up"),
    "no-zone": (lambda r: r["run"].update(started_at="2026-11-25T00:00:00"), "a time in it has no zone"),
    "no-such-year": (lambda r: r["run"].update(started_at="0001-01-01T00:00:00+14:00"), "or cannot be"),
    "number-for-a-time": (lambda r: r["run"].update(started_at=1e11), "run.started_at"),
    "text-for-a-number": (lambda r: r["run"].update(requests="3"), "run.requests"),
    "bool-for-a-number": (lambda r: r["run"].update(requests=True), "run.requests"),
    "number-for-text": (lambda r: r["verdict"].update(headline=5), "verdict.headline"),
    "not-a-number": (lambda r: r["checks"][0].update(duration_ms=float("nan")), "the number NaN"),
    "endless": (lambda r: r["checks"][0].update(duration_ms=float("inf")), "the number Infinity"),
    "deep": (lambda r: r["findings"][0]["details"].update(a=nested(150)), "nested more than 100 levels deep"),
    "deep-where-nobody-looks": (lambda r: r.update(extra=nested(150)), "nested more than 100 levels deep"),
    "half-a-character": (lambda r: r["verdict"].update(headline="\ud800"), "half a character"),
    "newer": (lambda r: r.update(schema_version="2"), "schema version 1"),
    "number-for-the-version": (lambda r: r.update(schema_version=1), "schema version 1"),
}
"""What somebody changed, and what the sentence says."""


@pytest.mark.parametrize("name", CHANGES)
def test_a_report_that_cannot_be_is_refused(desk: Desk, saved: bytes, name: str) -> None:
    report = json.loads(saved)
    change, says = CHANGES[name]
    change(report)
    (desk.path / "r.json").write_text(json.dumps(report))
    said = desk.call("render", "r.json", "--html", "r.html")
    assert said.code == 2
    assert says in said.one_sentence()
    assert list(desk.files) == ["r.json"]


def test_a_key_twice_is_refused(desk: Desk, saved: bytes) -> None:
    """Readers do not agree on which of the two counts."""
    twice = saved.replace(b'"schema_version"', b'"verdict": 5, "schema_version"', 1)
    (desk.path / "r.json").write_bytes(twice)
    said = desk.call("render", "r.json")
    assert said.code == 2
    assert "an object with the same key twice" in said.one_sentence()


@pytest.mark.parametrize("name", ["healthy", "token-rejected", "tie", "ticket-contains-secret", "failed-and-stuck"])
def test_every_report_of_a_run_can_be_read(desk: Desk, name: str) -> None:
    with serve(scenario(name)) as running:
        desk.run(running, "--json", "r.json", "-q")
    assert desk.call("render", "r.json", "-q").code == 0

"""``diagnose doctor`` as it is called: rows for people, rows for programs, and an exit code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from diagnose.cli import main
from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk, pointed_at


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running


def test_a_machine_in_order(desk: Desk, gateway: Gateway) -> None:
    said = desk.call("doctor", environ=pointed_at(gateway))
    assert said.code == 0, said.err
    assert said.out == b""
    assert "an access token, from FILED_ACCESS_TOKEN, valid for" in said.err
    assert gateway.access_token not in said.err
    assert not desk.files


def test_a_fault_is_exit_code_1_with_what_to_do_below_it(desk: Desk, gateway: Gateway) -> None:
    said = desk.call("doctor", environ={**pointed_at(gateway), "FILED_ACCESS_TOKEN": "…"})
    assert said.code == 1
    assert "✕  credentials" in said.err
    assert "→ Copy the key or token again" in said.err
    assert "1 fault" in said.err.splitlines()[-1]


def test_a_file_that_is_not_there_is_a_row_too(desk: Desk, gateway: Gateway) -> None:
    said = desk.call("doctor", "--token-file", "gone.txt", "--offline", environ=pointed_at(gateway))
    assert said.code == 1
    assert "cannot read 'gone.txt'" in " ".join(said.err.split())


def test_rows_for_programs(desk: Desk, gateway: Gateway) -> None:
    said = desk.call("doctor", "--json", "--offline", environ=pointed_at(gateway))
    told = json.loads(said.out)
    assert (said.code, told["status"]) in {(0, "healthy"), (0, "warning")}
    assert {"id", "title", "outcome", "reason", "remedy"} == set(told["checks"][0])
    assert {row["outcome"] for row in told["checks"] if row["id"] in {"reachable", "clock"}} == {"skip"}
    assert told["packages"]["httpx"]


def test_a_terminal_without_the_signs_gets_ascii(desk: Desk, gateway: Gateway) -> None:
    said = desk.spawn("doctor", "--offline", environ={**pointed_at(gateway), "PYTHONIOENCODING": "ascii"})
    assert said.code == 0, said.err
    assert "+  plugins" in said.err


def test_a_directory_that_was_removed_is_a_row_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert main(["doctor", "--offline", "--json"]) in {1, 3}
    row = next(row for row in json.loads(capsys.readouterr().out)["checks"] if row["id"] == "output")
    assert (row["outcome"], "--output-dir" in row["remedy"]) == ("warn", True)

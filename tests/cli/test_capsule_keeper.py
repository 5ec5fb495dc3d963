"""``--capsule PATH``: one more output, with the same rules as the reports."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from diagnose.capsule.archive import MEMBERS, NotACapsule, packed
from diagnose.cli.output import CAPSULE, Output, write_all
from diagnose.plugin import Renderer, RenderOptions
from diagnose.report import Report
from diagnose.sandbox import Gateway, scenario, serve
from diagnose.secrets import Masker, Secret
from diagnose_reports import HTML, JSON
from tests.cli.calling import Desk
from tests.diagnosis.playing import played
from tests.reports import examples


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with serve(scenario("wrong-connection")) as running:
        yield running


def test_a_run_keeps_its_capsule_beside_its_reports(desk: Desk, gateway: Gateway) -> None:
    """The owner's alone, replaced when it is there; the terminal names it; the aliases are those of the report."""
    said = desk.run(gateway, "--capsule", "run.zip", "--json", "run.json", "--alias-map", "map.json")
    assert said.code == 1
    assert ".zip" in said.err
    file = desk.path / "run.zip"
    assert file.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(file) as archive:
        assert archive.read("report.json") == (desk.path / "run.json").read_bytes()
        aliases = {each["alias"] for each in json.loads(archive.read("aliases.json"))["stand_ins"]}
    known = {entry["alias"] for entry in json.loads((desk.path / "map.json").read_bytes())["aliases"]}
    assert aliases
    assert aliases <= known
    assert desk.run(gateway, "--capsule", "run.zip", "--quiet").code == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--capsule", ""), "--capsule is empty: name a file, or - for standard output."),
        (("--capsule", "a.json", "--json", "a.json"), "Two reports would be written to 'a.json'"),
        (("--capsule", "."), "Cannot write '.': it is a directory"),
        (("ticket.txt", "--capsule", "ticket.txt"), "The capsule would replace 'ticket.txt', which is read"),
    ],
)
def test_a_place_that_cannot_be_is_refused_before_anything_is_asked(
    desk: Desk, gateway: Gateway, options: tuple[str, ...], sentence: str
) -> None:
    (desk.path / "ticket.txt").write_text("connection connection_789")
    said = desk.run(gateway, *options)
    assert said.code == 2
    assert sentence in said.one_sentence()
    assert not gateway.requests


def test_a_capsule_with_a_secret_is_not_written(tmp_path: Path) -> None:
    """Each member is searched as it was before it was packed away; the reports are written."""
    secret = Secret("made-up-token-of-nobody-4711", "access token")
    members = {name: json.dumps({"note": secret.reveal()}).encode() for name in MEMBERS}
    keeper = Renderer(CAPSULE, ".zip", "application/zip", lambda *_: packed(members, {}))
    outputs = [Output(renderer, tmp_path / name, name) for renderer, name in ((keeper, "run.zip"), (JSON, "run.json"))]
    report = played("wrong-connection")
    written = write_all(outputs, report, RenderOptions(), Masker([secret]), home=report)
    assert written.failures == ("The capsule was not written: it would have contained the access token.",)
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


def test_demo_keeps_one_as_well(desk: Desk) -> None:
    assert desk.call("demo", "artifact-failed", "--capsule", "demo.zip", "--quiet").code == 0
    assert desk.call("replay", "demo.zip", "--quiet").code == 1
    assert Path(desk.path / "demo.zip").stat().st_mode & 0o777 == 0o600


def test_a_capsule_that_replay_would_refuse_is_not_written(tmp_path: Path) -> None:
    """One sentence says why; the other files are there."""

    def render(_report: Report, _options: RenderOptions) -> bytes:
        raise NotACapsule("it has more than 64 MiB")

    capsule = Output(Renderer("capsule", ".zip", "application/zip", render), tmp_path / "c.zip", "c.zip")
    page = Output(HTML, tmp_path / "r.html", "r.html")
    report = examples.rich()
    written = write_all([capsule, page], report, RenderOptions(), Masker(), home=report)
    assert written.paths == ("r.html",)
    assert written.failures == (
        "The capsule was not written: 'diagnose replay' would refuse to read it, because it has more than 64 MiB.",
    )

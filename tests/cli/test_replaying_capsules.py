"""``diagnose replay``: a recorded run told like a run, and a folder of them as a corpus of rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose.capsule.archive import MANIFEST, packed, unpacked
from diagnose.plugin import RenderOptions
from diagnose.report import Report
from diagnose_reports import JSON
from tests.capsule.lived import Lived, played
from tests.capsule.test_archive import HOSTILE
from tests.cli.calling import Desk


@pytest.fixture
def capsule(desk: Desk) -> Path:
    """The capsule of a run that found a problem, in the desk's directory."""
    file = desk.path / "run.zip"
    file.write_bytes(played("wrong-connection").file)
    return file


def test_a_capsule_is_told_like_a_run(desk: Desk, capsule: Path) -> None:
    """The verdict's exit code, every output, the terminal; nothing is written that was not asked for."""
    said = desk.call("replay", capsule.name)
    assert said.code == 1
    assert "All 5 job works are in connection_790, not in connection_789." in said.err
    assert [*desk.files] == [capsule.name]
    said = desk.call("replay", capsule.name, "--json", "-", "--html", "a.html", "--format", "junit=a.xml", "--quiet")
    assert said.code == 1
    assert said.report.verdict == played("wrong-connection").done.attachment.verdict
    assert {"a.html", "a.xml"} <= desk.files.keys()
    again = desk.call("replay", capsule.name, "--json", "-", "--quiet")
    assert again.out == said.out
    assert desk.call("render", "a.html", "--quiet").code == 0


def test_strict_counts_warnings_as_problems(desk: Desk) -> None:
    (desk.path / "run.zip").write_bytes(played("response-error").file)
    assert desk.call("replay", "run.zip", "--quiet").code == 0
    assert desk.call("replay", "run.zip", "--quiet", "--strict").code == 1


def test_a_report_alone_holds_too_little(desk: Desk, capsule: Path) -> None:
    desk.call("replay", capsule.name, "--json", "run.json", "--html", "run.html", "--quiet")
    for name in ("run.json", "run.html"):
        said = desk.call("replay", name)
        assert said.code == 2
        assert f"'{name}' is a report, and a report alone holds too little to be judged again" in said.one_sentence()


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_capsule_is_one_sentence(desk: Desk, name: str) -> None:
    (desk.path / "run.zip").write_bytes(HOSTILE[name][0]())
    for command in ("replay", "compare"):
        said = desk.call(command, "run.zip", *(["run.zip"] if command == "compare" else []))
        assert said.code == 2
        assert "run.zip" in said.one_sentence()
    assert [*desk.files] == ["run.zip"]


def test_wrong_usage_is_one_sentence(desk: Desk, capsule: Path) -> None:
    (desk.path / "empty").mkdir()
    for argv, sentence in {
        (): "Give one capsule, or --all with a folder of them.",
        (capsule.name, "--all", "."): "Give one capsule, or --all with a folder of them.",
        ("--all", ".", "--json", "-"): "With --all, only what changed is printed",
        ("--all", "nowhere"): "Cannot read the folder 'nowhere'",
        ("--all", "empty"): "There is no capsule in 'empty'",
        ("nowhere.zip",): "Cannot read 'nowhere.zip'",
        (capsule.name, "--html", capsule.name): "The html report would replace 'run.zip', which is read",
    }.items():
        said = desk.call("replay", *argv)
        assert said.code == 2
        assert sentence in said.one_sentence()


def test_compare_takes_capsules(desk: Desk, capsule: Path) -> None:
    said = desk.call("compare", capsule.name, capsule.name)
    assert said.code == 1
    assert "connection-mismatch" in said.out.decode()
    assert desk.call("verify", capsule.name).code == 0


def test_a_folder_of_capsules_tells_which_verdicts_changed(desk: Desk, capsule: Path) -> None:
    """As they were recorded by a tool that judged otherwise: exit 1; a file that cannot be read is named."""
    said = desk.call("replay", "--all", ".")
    assert (said.code, said.out) == (0, b"1 capsule replayed: no verdict changed.\n")
    healthy = played("healthy")
    other = healthy.done.attachment.model_copy(update={"verdict": played("wrong-connection").done.attachment.verdict})
    judged_otherwise = other.model_copy(update={"findings": played("wrong-connection").done.attachment.findings})
    _write(desk.path / "older.zip", healthy, judged_otherwise)
    said = desk.call("replay", "--all", ".")
    assert said.code == 1
    assert said.out.decode().splitlines() == [
        "older.zip: the status was problem and is healthy",
        "older.zip: the cause connection-mismatch on connection connection_789 (proven) is gone",
        "2 capsules replayed: 1 verdict changed.",
    ]
    (desk.path / "older.zip").write_bytes(b"PK\x03\x04 no more")
    said = desk.call("replay", "--all", ".")
    assert said.code == 2
    assert b"1 capsule replayed: no verdict changed; 1 file could not be read." in said.out


def _write(path: Path, run: Lived, report: Report) -> None:
    """The capsule of a run with another report in it."""
    members = {name: data for name, data in unpacked(run.file).items() if name != MANIFEST}
    members["report.json"] = JSON.render(report, RenderOptions())
    path.write_bytes(packed(members, {}))

"""A scenario's file: what it changes of its world, and a broken one as one clear error."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose.sandbox import InvalidScenario
from diagnose.sandbox.scenario_file import read_scenario

MINIMAL = """
title = "t"
story = "s"
world = "harbour"
[ticket]
[expect]
status = "healthy"
exit_code = 0
"""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ('tilte = "t"\n', "tilte: Unexpected keyword argument"),
        ("[ticket]\nworkspace = 1\n", "workspace: Unexpected keyword argument"),
        ("[dialect]\nmax_limits = 3\n", "dialect.max_limits: Unexpected keyword argument"),
        ('[dialect]\nhidden = "sometimes"\n', "dialect.hidden: Input should be 'empty-list'"),
        ("[faults]\nlatency = 3\n", "faults.latency: Unexpected keyword argument"),
        ('[changes.artifact_000]\nstatus = "failed"\n', "0 things have the ID 'artifact_000'"),
        ('[changes.artifact_41013]\nstate = "failed"\n', "state: Unexpected keyword argument"),
        ('world = "harbor"\n', "there is no world 'harbor'"),
        ('[generate]\nconnection = "c"\nconnection_job = "j"\njob_works = 1\n', "there is no connection 'c'"),
        ("= 3\n", "Invalid"),
        ('sources = ["other.eml"]\n', "sources: 'other.eml' does not begin with 'broken'"),
        ('sources = ["broken.eml"]\n', "sources: there is no file 'broken.eml'"),
    ],
)
def test_broken_file(tmp_path: Path, change: str, says: str) -> None:
    """A typo in a file is one error that names the file and the key."""
    key = change.partition("\n")[0]
    base = "\n".join(line for line in MINIMAL.splitlines() if line != key and line[:7] != change[:7])
    text = f"{base}\n{change}" if change.startswith("[") else f"{change}{base}"
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidScenario) as caught:
        read_scenario("broken", path)
    assert str(caught.value).startswith("broken.toml: ")
    assert says in str(caught.value)


def test_changes(tmp_path: Path) -> None:
    """A scenario's file can change one thing of a shared world, or take it out."""
    path = tmp_path / "changed.toml"
    path.write_text(
        MINIMAL + "[changes.connection_789]\nremove = true\n[changes.job_work_20931]\nname = 'Other'\n", "utf-8"
    )
    world = read_scenario("changed", path).world
    assert [c.id for c in world.workspaces[0].connections] == ["connection_790", "connection_245130"]
    assert world.workspaces[0].connections[0].job_works[0].name == "Other"


def test_sources(tmp_path: Path) -> None:
    """The files beside it are the ticket, under the name that the customer's would have."""
    path = tmp_path / "mailed.toml"
    path.write_text(f'sources = ["mailed.eml", "mailed-2.har"]\n{MINIMAL}', "utf-8")
    (tmp_path / "mailed.eml").write_bytes(b"mail")
    (tmp_path / "mailed-2.har").write_bytes(b"recording")
    files = read_scenario("mailed", path, folder=tmp_path).sources
    assert [(file.name, file.data) for file in files] == [("ticket.eml", b"mail"), ("ticket-2.har", b"recording")]

"""A file is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diagnose.cli.file_writing import Draft, release_all, reserve, write_file


def test_a_file_takes_its_place_in_one_step(tmp_path: Path) -> None:
    """Until then it is under a name of its own, and what had the place before is untouched."""
    place = tmp_path / "r.json"
    place.write_text("old")
    draft = Draft(tmp_path, b"new")
    assert place.read_text() == "old"
    draft.put(place)
    assert place.read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["r.json"]


def test_what_cannot_take_its_place_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "file").touch()
    with pytest.raises(OSError, match="directory"):
        Draft(tmp_path, b"x").put(tmp_path / "directory")
    assert [path.name for path in tmp_path.iterdir()] == ["directory"]


def test_what_is_no_report_yet_can_be_taken_away(tmp_path: Path) -> None:
    """By who ends the process at once; finished reports stay."""
    write_file(tmp_path / "r.json", b"done")
    Draft(tmp_path, b"half")
    assert reserve((tmp_path / "a", tmp_path / "b"))
    assert not reserve((tmp_path / "c", tmp_path / "b"))
    release_all()
    assert [path.name for path in tmp_path.iterdir()] == ["r.json"]


def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_file(tmp_path / "pipe", b"x")
    assert os.read(reader, 10) == b"x"
    os.close(reader)

"""Whether two names are one file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diagnose.cli.same_file import marks_of


@pytest.fixture
def ticket(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "ticket.eml").write_text("x")
    (tmp_path / "link").symlink_to("ticket.eml")
    os.link(tmp_path / "ticket.eml", tmp_path / "hard")
    (tmp_path / "nowhere").symlink_to("sub/later")
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "ticket.eml"


@pytest.mark.parametrize("name", ["ticket.eml", "./ticket.eml", "sub/../ticket.eml", "link", "hard"])
def test_one_file_by_other_names(ticket: Path, name: str) -> None:
    assert marks_of(ticket) & marks_of(ticket.parent / name)


@pytest.mark.parametrize("name", ["ticket.html", "sub", "nowhere", "pipe", "no/such/directory", "a\0b"])
def test_other_files(ticket: Path, name: str) -> None:
    assert not marks_of(ticket) & marks_of(ticket.parent / name)


def test_a_file_that_is_not_there_yet(ticket: Path) -> None:
    """It goes by where it will be."""
    assert marks_of(ticket.parent / "nowhere") & marks_of(ticket.parent / "sub/later")


def test_what_takes_any_number_of_texts_is_nobodys(ticket: Path) -> None:
    assert not marks_of(Path("/dev/null"))
    assert marks_of(ticket.parent / "pipe")

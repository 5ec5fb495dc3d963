"""Names that the tool picks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from diagnose.cli.file_names import reserved, stem_of

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reference", "stem"),
    [("T-1007", "T-1007"), ("../../x", "x"), (None, "2026-11-25T09-30-00Z"), ("…", "2026-11-25T09-30-00Z")],
)
def test_a_reference_becomes_a_harmless_name(reference: str | None, stem: str) -> None:
    assert stem_of(reference, NOW) == stem


def test_the_first_name_under_which_all_are_free(tmp_path: Path) -> None:
    """One that is taken takes the number for all, and what was made for it is gone again."""
    (tmp_path / "T.json").touch()
    (tmp_path / "T-2.html").symlink_to("nowhere")

    def paths(name: str) -> tuple[Path, ...]:
        return (tmp_path / f"{name}.html", tmp_path / f"{name}.json")

    assert reserved("T", paths, {tmp_path / "T-3.html"}) == "T-4"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["T-2.html", "T-4.html", "T-4.json", "T.json"]


def test_a_directory_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        reserved("T", lambda name: (tmp_path / "gone" / name,), ())

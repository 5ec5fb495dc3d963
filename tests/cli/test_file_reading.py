"""A file read up to a bound, or one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose.cli.file_reading import bounded
from diagnose.cli.options import Wrong


def test_a_file_is_read_up_to_the_bound(tmp_path: Path) -> None:
    """And not beyond it."""
    (tmp_path / "a").write_bytes(b"x" * 2**20)
    assert len(bounded(str(tmp_path / "a"), 2**20, "for a report")) == 2**20
    (tmp_path / "a").write_bytes(b"x" * (2**20 + 1))
    with pytest.raises(Wrong, match="is too large for a report: it has more than 1 MiB"):
        bounded(str(tmp_path / "a"), 2**20, "for a report")


def test_what_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    """With what it was to be, where that is said."""
    with pytest.raises(Wrong, match=r"^Cannot read the alias map '.*nowhere': No such file"):
        bounded(str(tmp_path / "nowhere"), 10, "for an alias map", called="the alias map")

from __future__ import annotations

import pytest

from tests.reports.golden import FOLDER, golden_files

FILES = golden_files()


@pytest.mark.parametrize("name", FILES)
def test_a_report_renders_to_the_very_bytes_of_its_golden_file(name: str) -> None:
    """Whatever a reader sees changes only together with a golden file, so that a change is read before it ships."""
    assert FILES[name]().decode() == FOLDER.joinpath(name).read_bytes().decode(), "see tests/reports/golden.py"


def test_no_golden_file_is_left_over() -> None:
    """Every golden file is compared with something."""
    assert {path.name for path in FOLDER.iterdir()} == set(FILES)

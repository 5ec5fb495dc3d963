from __future__ import annotations

from pathlib import Path

import pytest

from diagnose_reports import page_templates
from diagnose_reports.html import render
from tests.reports import examples
from tests.reports.golden import FOLDER


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of compiled templates of its own."""
    monkeypatch.setattr(page_templates, "COMPILED", tmp_path / "compiled")
    page_templates.compile_templates()
    return tmp_path / "compiled"


def test_the_page_is_the_same_however_its_templates_are_read(compiled: Path) -> None:
    """What was compiled at build time writes what the texts themselves write."""
    report = examples.rich()
    from_modules = render(report)
    assert from_modules == FOLDER.joinpath("rich.html").read_bytes(), "compiled by the settings of today"
    for module in compiled.glob("*.py"):
        module.unlink()
    (compiled / "stamp.txt").unlink()
    page_templates._compiled.cache_clear()
    assert render(report) == from_modules


def test_what_was_made_of_other_texts_does_not_count(compiled: Path) -> None:
    """Whoever changes a template sees the change, built or not."""
    assert page_templates._compiled(compiled) is not None
    page_templates._compiled.cache_clear()
    (compiled / "stamp.txt").write_text("of other texts")
    assert page_templates._compiled(compiled) is None

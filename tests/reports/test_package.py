from __future__ import annotations

import subprocess
import sys

from diagnose.rendering import Renderer
from diagnose_reports import RENDERERS


def test_importing_the_package_is_cheap() -> None:
    """Neither the template engine nor the terminal library loads before something is rendered."""
    code = "import diagnose_reports, sys; print(*sorted({'jinja2', 'rich', 'markupsafe'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


def test_each_format_is_found_by_its_name() -> None:
    """The mapping's keys are the renderers' own names."""
    assert all(name == renderer.name for name, renderer in RENDERERS.items())


def test_three_formats_keep_the_plain_suffix() -> None:
    """HTML, JSON and Markdown files are called after the ticket alone, all others after their format too."""
    files = {name: each.file_name("T-1007") for name, each in RENDERERS.items() if isinstance(each, Renderer)}
    plain = {"html": "T-1007.html", "json": "T-1007.json", "markdown": "T-1007.md"}
    assert {name: files[name] for name in plain} == plain
    assert all(file.startswith(f"T-1007.{name}.") for name, file in files.items() if name not in plain)

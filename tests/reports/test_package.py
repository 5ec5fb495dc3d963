from __future__ import annotations

import subprocess
import sys

from diagnose.rendering import Renderer
from diagnose_reports import RENDERERS


def test_importing_the_package_is_cheap() -> None:
    """Neither the template engine nor the terminal library loads before something is rendered."""
    code = "import diagnose_reports, sys; print(*sorted({'jinja2', 'rich', 'markupsafe'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


def test_the_files_have_their_usual_names() -> None:
    """Each format is found by its name and written with its suffix."""
    files = {name: each.suffix for name, each in RENDERERS.items() if isinstance(each, Renderer)}
    assert files == {"html": ".html", "json": ".json", "markdown": ".md"}
    assert all(name == each.name for name, each in RENDERERS.items())

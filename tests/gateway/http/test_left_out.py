from __future__ import annotations

import subprocess
import sys

import pytest

from diagnose.gateway.http.left_out import left_out


def test_a_module_that_is_left_out_cannot_be_imported() -> None:
    """Only for the length of the block."""
    with left_out("this.module.alone"), pytest.raises(ImportError):
        import this.module.alone  # type: ignore[import-not-found]  # noqa: F401, PLC0415
    assert "this.module.alone" not in sys.modules


def test_what_is_loaded_already_stays() -> None:
    """Whoever imported it before keeps it."""
    with left_out("json"):
        import json  # noqa: PLC0415
    assert sys.modules["json"] is json


def test_asking_loads_no_command_line() -> None:
    """Neither of the library's nor of anybody else's: the terminal's libraries come with what prints."""
    code = "import diagnose.gateway.client, sys; print({'click', 'rich', 'pygments', 'pydantic'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"

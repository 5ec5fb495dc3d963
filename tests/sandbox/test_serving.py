"""The way in is cheap to import, and says what to install when the extra is missing."""

from __future__ import annotations

import subprocess
import sys


def test_import_is_cheap() -> None:
    """Importing the package loads neither the extra's packages nor pydantic, and starts nothing."""
    heavy = ("graphql", "starlette", "uvicorn", "pydantic")
    code = f"import sys, diagnose.sandbox as s; s.scenario_names(); print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_without_the_extra() -> None:
    """Without the extra's packages the scenarios can still be read, and ``serve`` says what to install."""
    code = (
        "import sys; sys.modules.update(starlette=None, uvicorn=None)\n"
        "from diagnose.sandbox import SandboxUnavailable, scenario, serve\n"
        "try: serve(scenario('healthy'))\n"
        "except SandboxUnavailable as problem: print(problem)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("in a clone with pip install '.[sandbox]'.\n")

"""Trying the tests on a copy of the tree: in children of this process, which has loaded what does not change."""

from __future__ import annotations

import compileall
import importlib
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from py_compile import PycInvalidationMode

import pytest

ROOT = Path(__file__).parents[2]
_COPIED = ("diagnose", "checks", "reports", "tests", "template", "docs", "pyproject.toml", "README.md", "CHANGELOG.md")
_UNCHANGING = ("graphql", "httpx", "hypothesis", "jinja2", "jsonschema", "pydantic", "rich.console", "uvicorn")
_LOADED = ("diagnose", "diagnose_checks", "diagnose_reports")
PATIENCE = 6
"""How many seconds a stage may last for each second of processor time that it is given: the machine may be busy."""


@dataclass(frozen=True)
class Tried:
    """The first test that noticed, or None; and whether all tests were tried or their time was out."""

    noticed: str | None
    whole: bool


class Copy:
    """A copy of the tree under ``place``, in which alone faults are planted."""

    def __init__(self, place: Path) -> None:
        self.place = place
        for name in _COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, place / name, ignore=shutil.ignore_patterns("__pycache__", "planted"))
            else:
                shutil.copy2(source, place / name)
        for tree in ("diagnose", "checks", "reports"):  # by their contents: two faults a second look alike by the clock
            compileall.compile_dir(place / tree, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
        paths = [str(place), str(place / "checks"), str(place / "reports")]
        os.environ["PYTHONPATH"] = os.pathsep.join(paths)
        os.chdir(place)
        sys.path[:0] = paths
        for name in [name for name in sys.modules if name.partition(".")[0] in {"tests", *_LOADED}]:
            del sys.modules[name]
        for name in _UNCHANGING:
            importlib.import_module(name)

    def plant(self, path: str, text: str) -> None:
        """Write a module's text, with a fault or without."""
        (self.place / path).write_text(text, encoding="utf-8")

    def tried(self, tests: Sequence[str], seconds: int) -> Tried:
        """Run tests until one fails, for so many seconds of processor time."""
        told = self.place / "told.txt"
        told.unlink(missing_ok=True)
        child = os.fork()
        if not child:
            _run(tests, seconds, told)
        status = _ended(child, time.monotonic() + seconds * PATIENCE)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # what its tests started
        noticed = told.read_text(encoding="utf-8") if told.exists() else ""
        if not noticed and status is not None and os.WIFEXITED(status) and os.WEXITSTATUS(status):
            noticed = f"pytest ended with {os.WEXITSTATUS(status)}"
        return Tried(noticed or None, status is not None and os.WIFEXITED(status))


class _Telling:
    """Writes down the first test that fails, at once: the process may be ended before it tells."""

    def __init__(self, told: Path) -> None:
        self.told = told

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.told.exists():
            self.told.write_text(report.nodeid, encoding="utf-8")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.told.exists():
            self.told.write_text(report.nodeid or "collection", encoding="utf-8")


def _run(tests: Sequence[str], seconds: int, told: Path) -> None:
    """Become the child that runs the tests, and end as pytest does."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    options = ["-n0", "-x", "-q", "-p", "no:cacheprovider", "--timeout=30"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # hypothesis is loaded
    code = 3  # pytest itself fell over
    try:
        code = pytest.main([*options, *tests], plugins=[_Telling(told)])
    finally:
        os._exit(code)


def _ended(child: int, until: float) -> int | None:
    """Return how a child ended, or None where it was ended for its time."""
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None

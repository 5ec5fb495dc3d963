"""Which tests run, and how many examples a property tries: see ``tests/parts.py``."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

from tests.parts import EXAMPLES, THOROUGH

for _wish in ("FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
    os.environ.pop(_wish, None)  # of the terminal that the tests are started from; a test that has one says so itself

settings.register_profile(
    "suite",
    max_examples=EXAMPLES,
    deadline=None,  # the machine may be busy
    # A red suite means a change, not luck; on a machine of one's own the thorough part looks at others every time.
    derandomize=not THOROUGH or bool(os.environ.get("CI")),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
)
settings.load_profile("suite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what belongs to the other part."""
    mine = [item for item in items if _is_of_this_part(item)]
    for item in mine if THOROUGH else ():
        item.add_marker(pytest.mark.timeout(900))  # ten times as many examples
    if len(mine) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if not _is_of_this_part(item)])
        items[:] = mine


def _is_of_this_part(item: pytest.Item) -> bool:
    if item.get_closest_marker("thorough"):
        return THOROUGH
    return not THOROUGH or item.get_closest_marker("property") is not None or _is_property(item)


def _is_property(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and getattr(item.obj, "is_hypothesis_test", False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """In CI a test that was skipped is a failure: it showed nothing."""
    skipped = terminalreporter.stats.get("skipped", ())
    if skipped and os.environ.get("CI"):
        terminalreporter.write_line(f"{len(skipped)} skipped, and in CI nothing may be:", red=True)
        for report in skipped:
            terminalreporter.write_line(f"{report.nodeid}: {report.longrepr}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """See above."""
    reporter = session.config.pluginmanager.getplugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped") and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays to the end: thousands of tests and their parameters."""
    gc.collect()
    gc.freeze()

"""A real browser for the pages: Debian's Chromium, one for each worker."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")  # while it is there, its event loop runs: nothing else may start one in this thread
def browser() -> Iterator[Browser]:
    """A browser; without one, skip."""
    found = os.environ.get("FILED_DIAGNOSE_CHROMIUM") or shutil.which("chromium")
    if found is None:
        pytest.skip("no chromium on PATH, and FILED_DIAGNOSE_CHROMIUM does not name one")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield started
        started.close()

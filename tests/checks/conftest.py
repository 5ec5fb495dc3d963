"""One gateway for all tests that only read it, and a desk for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diagnose.sandbox import Gateway, scenario, serve
from tests.cli.calling import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def gateway() -> Iterator[Gateway]:
    with serve(scenario("healthy")) as running:
        yield running

"""Fixtures for the client's tests."""

from __future__ import annotations

import pytest

from tests.gateway.loopback import HeldTime


@pytest.fixture
def held() -> HeldTime:
    return HeldTime()

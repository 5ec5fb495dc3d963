"""A caller of the embedded gateway, over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sandbox.calling import Caller


@pytest.fixture
def caller() -> Iterator[Caller]:
    with Caller() as ready:
        yield ready

"""Times as a world's file writes them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from diagnose.sandbox.world import moment


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("-45s", "2026-03-02T11:59:15+00:00"),
        ("-10m", "2026-03-02T11:50:00+00:00"),
        ("-2h", "2026-03-02T10:00:00+00:00"),
        ("-3d", "2026-02-27T12:00:00+00:00"),
        ("-1w", "2026-02-23T12:00:00+00:00"),
        ("2026-01-01T00:00:00+01:00", "2026-01-01T00:00:00+01:00"),
    ],
)
def test_times(text: str, means: str) -> None:
    """Times are relative to the moment of the start, or absolute with a zone."""
    assert moment(text, datetime(2026, 3, 2, 12, tzinfo=UTC)) == datetime.fromisoformat(means)


@pytest.mark.parametrize("text", ["", "10m", "-10", "-10y", "2026-01-01T00:00:00", "soon"])
def test_no_time(text: str) -> None:
    """Anything else is no time."""
    with pytest.raises(ValueError):  # noqa: PT011  (the message is datetime's own for some)
        moment(text, datetime(2026, 3, 2, 12, tzinfo=UTC))

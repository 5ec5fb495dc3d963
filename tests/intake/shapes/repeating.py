"""A shape is a function from a size in bytes to a source of about that size."""

from __future__ import annotations

import random
from collections.abc import Callable

Shape = Callable[[int], bytes]


def repeated(text: str, size: int) -> bytes:
    """Return a text over and over, cut at ``size`` bytes."""
    data = text.encode("utf-8", "surrogatepass")
    return (data * (size // len(data) + 1))[:size]


def after(start: str, text: str, size: int, end: str = "") -> bytes:
    """Return a text over and over behind a beginning, and before an end."""
    return (start.encode() + repeated(text, size) + end.encode())[: size + len(end)]


def generator(size: int) -> random.Random:
    """Return what draws the same noise each time."""
    return random.Random(size)  # noqa: S311 - nobody's secret

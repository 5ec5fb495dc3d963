"""Inputs of any size for every reader of the intake: what each takes naturally, and noise of every sort.

``benchmarks/readers.py`` measures how the cost of each grows; ``tests/intake/test_linear.py`` reads a small one of
each.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.intake.shapes.large import LARGE
from tests.intake.shapes.natural import NATURAL
from tests.intake.shapes.noise import NOISE
from tests.intake.shapes.repeating import Shape

SHAPES: Mapping[str, Shape] = {**LARGE, **NATURAL, **NOISE}

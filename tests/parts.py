"""The two parts of the suite: the quick one, which README's command runs, and the thorough one.

``FILED_DIAGNOSE_THOROUGH=1 pytest`` runs what the quick part leaves out, and every property again with ten times as
many examples. Nothing else in the tests asks which part is running: a test is cheap, a property (its number of examples
comes from here), one of the ``crossed`` or ``sampled`` cases of a matrix, or marked ``thorough`` as a whole. A larger
number than 1 leaves cases of the matrices out: with 3, every third is played, and the properties are tried in full.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from itertools import product
from typing import Final

import pytest
from _pytest.mark import ParameterSet

_WISH: Final = os.environ.get("FILED_DIAGNOSE_THOROUGH", "")
THOROUGH: Final = bool(_WISH)
STEP: Final = max(1, int(_WISH)) if _WISH.isdecimal() else 1
"""Which of the cases of a matrix the thorough part plays: every one, every second, …"""
EXAMPLES: Final = 500 if THOROUGH else 50
"""How many examples a property tries."""


def parted(cases: Iterable[object], quick: Collection[object]) -> list[ParameterSet]:
    """Return cases to parametrise with: those that are ``quick`` in the quick part, the others in the thorough one."""
    marks = (pytest.mark.thorough,) if THOROUGH else ()
    mine = [case for case in cases if (case not in quick) == THOROUGH][::STEP]
    return [pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=marks) for case in mine]


def sampled(cases: Iterable[object], most: int) -> list[ParameterSet]:
    """Return cases to parametrise with: ``most`` of them, evenly spread, in the quick part; the others in the other."""
    every = [*cases]
    return parted(every, [every[index * len(every) // most] for index in range(most)])


def crossed(first: Iterable[object], *others: Iterable[object]) -> list[ParameterSet]:
    """Return combinations to parametrise with: all pairs, triples, … but in the quick part just so many that each
    value of each axis is in one; the others in the thorough part.
    """
    axes = [[*axis] for axis in (first, *others)]
    turns = range(max(map(len, axes)))
    return parted(product(*axes), [tuple(axis[turn % len(axis)] for axis in axes) for turn in turns])

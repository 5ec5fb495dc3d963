"""Stretches that overlap: nothing of either is left to be read."""

from __future__ import annotations

from diagnose.redaction.aliases import PersonalKind
from diagnose.redaction.stretches import PersonalStretch, settled


def test_what_overlaps_is_covered_once_and_whole() -> None:
    first, second, third = (
        PersonalStretch(0, 5, PersonalKind.PERSON),
        PersonalStretch(3, 9, PersonalKind.FILE),
        PersonalStretch(4, 5, PersonalKind.FIRM),
    )
    kept = list(settled([third, second, first]))
    assert [(stretch.start, stretch.end) for stretch in kept] == [(0, 5), (5, 9)]

"""A stretch of a text that must not leave, and how those that overlap are settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from diagnose.redaction.aliases import PersonalKind


@dataclass(frozen=True, slots=True)
class PersonalStretch:
    """Where something personal stands in a text, and what it is."""

    start: int
    end: int
    kind: PersonalKind


def settled(found: Iterable[PersonalStretch]) -> Iterator[PersonalStretch]:
    """Yield stretches in the order of the text, none over another: the one that begins first, then the longest, stays.

    What reaches over the end of a kept one keeps its rest, so that nothing of it is left to be read.
    """
    end = 0
    for stretch in sorted(found, key=lambda stretch: (stretch.start, -stretch.end)):
        if stretch.start >= end:
            yield stretch
        elif stretch.end > end:
            yield PersonalStretch(end, stretch.end, stretch.kind)
        end = max(end, stretch.end)

"""Near-miss IDs: which live ID was probably meant.

A choice of this tool, not documented by the vendor: one edit (a character changed, added, left out, or two neighbours
swapped) is near for any ID, two edits only where the part that tells IDs apart has eight characters or more. Letter
case alone counts half an edit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import hexdigits

_LONG = 8
_UUID_DIGITS = 32


@dataclass(frozen=True)
class Near:
    """Live IDs near to one that was typed, nearest first; ``only`` is set when no other is about as near."""

    ids: tuple[str, ...] = ()
    only: str | None = None


NOTHING_NEAR = Near()


def near(typed: str, live: Sequence[str], *, most: int = 5) -> Near:
    """Return the live IDs near to ``typed``, which itself is not live."""
    # Loaded late: it takes 20 ms, and a ticket whose IDs are all live compares none.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    bound = _allowed(typed)
    # One more than is near: a runner-up just outside still makes the nearest one ambiguous.
    hits = process.extract(
        typed, live, scorer=OSA.distance, processor=_folded(typed), score_cutoff=bound + 1, limit=most + 1
    )
    measured = sorted((distance or 0.5, candidate) for candidate, distance, _ in hits if candidate != typed)
    within = [candidate for distance, candidate in measured if distance <= bound]
    if not within:
        return NOTHING_NEAR
    alone = all(distance > measured[0][0] + 1 for distance, _ in measured[1:])
    return Near(tuple(within[:most]), within[0] if alone else None)


def _folded(typed: str) -> Callable[[str], str]:
    """How IDs are compared: whoever types a UUID may leave its hyphens out, as gateways do."""
    bare = _bare(typed)
    wrong = sum(sign not in hexdigits for sign in bare)
    return _bare if wrong <= 1 and abs(len(bare) - _UUID_DIGITS) <= 1 else str.casefold


def _bare(text: str) -> str:
    return text.replace("-", "").casefold()


def _allowed(typed: str) -> int:
    telling = typed.rsplit("_", 1)[-1].replace("-", "")
    return 2 if len(telling) >= _LONG else 1

"""How much of the planted corpus is masked, and how much that is harmless stays: ``python -m tests.secrets.recall``."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from diagnose.secrets import Masker
from tests.secrets.corpus import HARMLESS, OUR_IDS, PLANTED, Sort

_A_WORD = 4
"""Characters that are left by chance: a placeholder says `live` as well."""


@dataclass(frozen=True)
class Share:
    """Characters of one sort: planted, and those of them that are still there after masking."""

    planted: int
    left: int

    @property
    def masked(self) -> float:
        return 1 - self.left / self.planted


def measured(sort: Sort, seeds: int) -> Share:
    """Mask each text of a sort by itself, and count what is left of what was planted."""
    planted = left = 0
    for seed in range(seeds):
        for text, secret in sort(seed):
            planted += len(secret)
            left += _left(Masker().mask(text), secret)
    return Share(planted, left)


def _left(masked: str, secret: str) -> int:
    """Return the length of the longest piece that still stands there."""
    for size in range(len(secret), _A_WORD if len(secret) > _A_WORD else 0, -1):
        if any(secret[at : at + size] in masked for at in range(len(secret) - size + 1)):
            return size
    return 0


def total(sorts: dict[str, Sort], seeds: int) -> Share:
    shares = [measured(sort, seeds) for sort in sorts.values()]
    return Share(sum(share.planted for share in shares), sum(share.left for share in shares))


def main(seeds: int) -> None:
    """Print each sort, and the whole."""
    for title, sorts, wanted in (("masked", PLANTED, True), ("kept", OUR_IDS, False), ("kept", HARMLESS, False)):
        for name, sort in sorts.items():
            share = measured(sort, seeds)
            sys.stdout.write(f"{name:28} {title} {100 * (share.masked if wanted else 1 - share.masked):6.2f} %\n")
        whole = total(sorts, seeds)
        sys.stdout.write(f"{'all':28} {title} {100 * (whole.masked if wanted else 1 - whole.masked):6.2f} %\n\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)

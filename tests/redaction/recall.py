"""How much of the planted corpus is masked, and what that is harmless stays: ``python -m tests.redaction.recall``."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator

from diagnose.redaction.aliases import AliasTable
from diagnose.redaction.known_names import KnownNames
from diagnose.redaction.scrubber import Scrubber
from tests.redaction.corpus import PERSONAL, Planted
from tests.redaction.look_alikes import LOOK_ALIKES, OUR_IDS, kept_texts

_BY_CHANCE = 3
"""Signs in a row that may be left of a value: its words stand in the text around it as well."""


def masked_share(texts: Callable[[random.Random], Iterator[Planted]], seeds: int, *, show: bool = False) -> float:
    """Return how much of a kind's values, by characters, cannot be read any more."""
    planted = left = 0
    for seed in range(seeds):
        for case in texts(random.Random(seed)):  # noqa: S311 - the same corpus each time
            names = KnownNames()
            for name, kind in case.known:
                names.add(name, kind)
            scrubbed = Scrubber(AliasTable(), names).scrubbed(case.text)
            for value in case.values:
                remains = _left(value, case.text, scrubbed)
                planted, left = planted + len(value), left + remains
                if remains and show:
                    sys.stdout.write(f"    {case.text!r} -> {scrubbed!r}\n")
    return 1 - left / planted


def _left(value: str, before: str, after: str) -> int:
    """Return how many signs of the value are still there: those of its longest piece."""
    around = before.replace(value, "\n")
    for size in range(len(value), _BY_CHANCE, -1):
        for at in range(len(value) - size + 1):
            piece = value[at : at + size]
            if after.count(piece) > around.count(piece):
                return size
    return 0


def kept_share(sorts: dict[str, Callable[[random.Random], str]], name: str, seeds: int, *, show: bool = False) -> float:
    """Return the share of values of a harmless sort that are left as they were, with the whole text around them."""
    kept = total = 0
    for seed in range(seeds):
        for case in kept_texts(sorts[name], random.Random(seed)):  # noqa: S311
            same = Scrubber(AliasTable()).scrubbed(case.text) == case.text
            kept, total = kept + same, total + 1
            if show and not same:
                sys.stdout.write(f"    {case.text!r} -> {Scrubber(AliasTable()).scrubbed(case.text)!r}\n")
    return kept / total


def main(seeds: int, *, show: bool) -> None:
    """Print each kind."""
    for name, texts in PERSONAL.items():
        sys.stdout.write(f"{name:16} masked {100 * masked_share(texts, seeds, show=show):6.2f} %\n")
    for title, sorts in (("IDs", OUR_IDS), ("other", LOOK_ALIKES)):
        shares = {name: kept_share(sorts, name, seeds, show=show) for name in sorts}
        for name, share in shares.items():
            sys.stdout.write(f"{name:16} kept   {100 * share:6.2f} %\n")
        sys.stdout.write(f"{title:16} kept   {100 * sum(shares.values()) / len(shares):6.2f} % in all\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50, show="--show" in sys.argv)

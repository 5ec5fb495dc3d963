"""Measure how the cost of reading grows: every reader on its natural input, and on noise of every sort.

Run from the repository's root: ``PYTHONPATH=. python benchmarks/readers.py [WORD…]``; only shapes with one of the words
in their names, all without. Each shape is read at n, 2n and 4n, then at 25 MB, in a process of its own; the figures are
CPU seconds, the exponent is that of the growth, the greater of n to 4n and 2n to 4n. The aims: an exponent of at most
1.1, and at most 2 s for 25 MB of anything. Ends within three minutes, and says what it did not come to.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

from diagnose.intake import Source, read_sources
from tests.intake.shapes import SHAPES

LARGE = 25_000_000
STEPS = (250_000, 500_000, 1_000_000)
MOST_EXPONENT, MOST_SECONDS = 1.1, 2.0
LONGEST = 12.0
"""Seconds of CPU for one step: what takes longer hangs. The process is ended then, as it is when time is up."""
SHORT = 0.05
"""Seconds of CPU: below, the exponent is one of the clock's."""


@dataclass
class Row:
    """What was measured of a shape: CPU seconds by size, and the peak in megabytes at the last one."""

    name: str
    seconds: dict[int, float]
    megabytes: float = 0.0
    hung: int | None = None
    """The size that took too long."""

    steps: Sequence[int] = STEPS

    @property
    def exponent(self) -> float | None:
        """How the time grows; None where it is too short to tell, or was not measured."""
        small, middle, large = (self.seconds.get(size, 0.0) for size in self.steps)
        if large < SHORT or not small or not middle:
            return None
        return max(math.log(large / small, 4), math.log2(large / middle))

    @property
    def misses(self) -> bool:
        """Tell whether an aim is missed."""
        exponent, large = self.exponent or 0.0, self.seconds.get(LARGE, 0.0)
        return self.hung is not None or exponent > MOST_EXPONENT or large > MOST_SECONDS


def measure(name: str, sizes: Sequence[int], pipe: Connection) -> None:
    """Read a shape at each size, and send the seconds and the peak of each."""
    for size in sizes:
        data = SHAPES[name](size)
        limits = math.ceil(time.process_time() + LONGEST), resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, limits)
        times: list[float] = []
        for _ in range(3):
            started = time.process_time()
            read_sources([Source.of_bytes("ticket", data)])
            times.append(time.process_time() - started)
            if sum(times) > 0.4 or size == LARGE:  # noqa: PLR2004 - long enough to be no matter of chance
                break
        pipe.send((min(times), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000))


def measured(name: str, sizes: Sequence[int], until: float) -> Row:
    """Measure in a process of its own, which is ended when it takes too long."""
    mine, its = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=measure, args=(name, sizes, its), daemon=True)
    process.start()
    its.close()
    row = Row(name, {}, steps=sizes[:3])
    for size in sizes:
        try:
            if not mine.poll(max(until - time.monotonic(), 1)):
                break
            row.seconds[size], row.megabytes = mine.recv()
        except EOFError:
            row.hung = size
            break
    process.kill()
    process.join()
    return row


def shown(row: Row) -> str:
    """Return a line of the table."""
    exponent = "   -" if row.exponent is None else f"{row.exponent:4.2f}"
    steps = "".join(f"{row.seconds[size]:8.3f}" if size in row.seconds else "       -" for size in (*STEPS, LARGE))
    hung = f"  not done after {LONGEST:.0f} s at {row.hung:,} bytes" if row.hung else ""
    mark = "!" if row.misses else " "
    return f"{mark} {row.name[:58]:<58}{exponent}{steps}{row.megabytes:7.0f} MB{hung}"


def rows(names: Sequence[str], until: float, *, large: bool) -> Iterator[Row]:
    """Measure the shapes, as many as there is time for."""
    sizes = (*STEPS, LARGE) if large else STEPS
    for name in names:
        if time.monotonic() > until:
            return
        yield measured(name, sizes, until)


def main() -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", metavar="WORD", help="only shapes with one of these in their names")
    parser.add_argument("--minutes", type=float, default=3.0, help="when to stop")
    parser.add_argument("--no-large", action="store_true", help="leave out the 25 MB")
    options = parser.parse_args()
    names = [name for name in SHAPES if not options.words or any(word in name for word in options.words)]
    until = time.monotonic() + options.minutes * 60 - 2
    sys.stdout.write(f"  {'':<58}{'exp.':>4}{''.join(f'{size / 1e6:6.2f}MB' for size in (*STEPS, LARGE))}\n")
    read_sources([Source.of_bytes("warm", SHAPES["curl commands"](1000))])
    found = []
    for row in rows(names, until, large=not options.no_large):
        found.append(row)
        sys.stdout.write(shown(row) + "\n")
        sys.stdout.flush()
    missed = [row for row in found if row.misses]
    left = names[len(found) :]
    sys.stdout.write(f"{len(found)} shapes measured, {len(missed)} miss an aim\n")
    if left:
        sys.stdout.write(f"not measured, for lack of time: {', '.join(left)}\n")
    return 1 if missed or left else 0


if __name__ == "__main__":
    sys.exit(main())

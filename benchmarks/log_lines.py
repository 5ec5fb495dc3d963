"""Measure the reading of a log whose every line holds one and the same query, at growing lengths.

Run from the repository's root: ``PYTHONPATH=. python benchmarks/log_lines.py [--lines 1400]``. CPU seconds, for a
quarter, a half and the whole of that many lines; the aim is under 2 s for 1,400 lines, and growth no faster than
their number.
"""

from __future__ import annotations

import argparse
import json
import sys
import time

from diagnose.intake import Source, read_sources

_QUERY = (
    "query JobWorks($w: ID!, $c: ID!) { me { workspaces(filters: { ids: [$w] }) { id"
    " connections(filters: { ids: [$c] }) { id jobWorks { id workId jobWorkArtifacts { artifactId } } } } } }"
)


def log(lines: int) -> bytes:
    """Write a made-up log."""
    body = json.dumps({"query": _QUERY, "variables": {"w": "workspace_123456", "c": "connection_789"}})
    return "".join(
        f"2026-01-31T09:{number // 60 % 60:02d}:{number % 60:02d}Z INFO gateway request {body}\n"
        for number in range(lines)
    ).encode()


def seconds(lines: int) -> float:
    """Return the CPU seconds that reading so many lines takes."""
    source = Source.of_bytes("gateway.log", log(lines))
    started = time.process_time()
    reading = read_sources([source])
    if len(reading.requests) != lines:
        raise RuntimeError(f"{len(reading.requests)} of {lines} requests were read")
    return time.process_time() - started


def main() -> int:
    """Read the log at three lengths, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1400)
    options = parser.parse_args()
    seconds(1)  # what is imported with the first document
    figures = [(lines, seconds(lines)) for lines in (options.lines // 4, options.lines // 2, options.lines)]
    for lines, spent in figures:
        sys.stdout.write(f"{lines:>7,} lines: {spent:.2f} s of CPU, {spent / lines * 1000:.3f} ms a line\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Measure the reading of a large HAR: peak memory of a process of its own, and its time as a ratio to ``json.load``.

Run from the repository's root: ``PYTHONPATH=. python benchmarks/har_memory.py [--megabytes 200] [--entries 2000]``.
The recording is made up, in a temporary folder; one entry in four is a GraphQL request with its response, the others
are scripts and styles as a browser records them. The aim is a peak of at most 150 MB.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_QUERY = (
    "query Q($c: ID!) { me { workspaces { id connections(filters: { ids: [$c] }) { id jobWorks { id workId } } } } }"
)


def _graphql_entry(number: int, size: int) -> dict[str, object]:
    works = [
        {"id": f"job_work_{number}_{i}", "workId": f"work_{number}_{i}", "note": '"' * 40} for i in range(size // 220)
    ]
    data = {
        "data": {
            "me": {"workspaces": [{"id": "workspace_1", "connections": [{"id": "connection_1", "jobWorks": works}]}]}
        }
    }
    body = json.dumps({"query": _QUERY, "variables": {"c": "connection_1"}})
    return _entry("https://gateway.filed.com/graphql", "POST", json.dumps(data), {"postData": {"text": body}})


def _entry(url: str, method: str, text: str, more: dict[str, object]) -> dict[str, object]:
    headers = [{"name": "content-type", "value": "application/json"}, {"name": "accept", "value": "*/*"}]
    return {
        "startedDateTime": "2026-01-31T09:30:00.000Z",
        "request": {"method": method, "url": url, "headers": headers, **more},
        "response": {"status": 200, "headers": headers, "content": {"size": len(text), "text": text}},
    }


def _entries(count: int, size: int) -> Iterator[dict[str, object]]:
    script = 'function f(a){return a ? "x\\n" : {b: [1, 2, "\\u00e9"]};}\n' * (size // 62 + 1)
    for number in range(count):
        if number % 4 == 0:
            yield _graphql_entry(number, size)
        else:
            yield _entry(f"https://app.filed.com/assets/{number}.js", "GET", script[: size * 9 // 10], {})


def write_har(path: Path, *, megabytes: int, entries: int) -> None:
    """Write a made-up HAR of about that size."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{"log": {"version": "1.2", "creator": {"name": "benchmark", "version": "1"}, "entries": [\n')
        for number, entry in enumerate(_entries(entries, megabytes * 1_000_000 // entries)):
            file.write((",\n" if number else "") + json.dumps(entry))
        file.write("\n]}}\n")


_READ = """
import resource, sys, time
from pathlib import Path
from diagnose.intake import Source, read_sources
started = time.perf_counter()
reading = read_sources([Source.of_path(Path(sys.argv[1]))])
seconds = time.perf_counter() - started
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(reading.requests), len(reading.notes))
"""
_LOAD = """
import json, resource, sys, time
started = time.perf_counter()
with open(sys.argv[1], encoding="utf-8") as file:
    json.load(file)
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, 0, 0)
"""


def measure(script: str, path: Path) -> tuple[float, float, int, int]:
    """Run a script on the file in a process of its own; return seconds, peak megabytes, requests and notes."""
    command = [sys.executable, "-c", script, str(path)]
    words = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return float(words[0]), int(words[1]) / unit, int(words[2]), int(words[3])


def main() -> int:
    """Make the file, read it both ways, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--entries", type=int, default=2000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.har"
        write_har(path, megabytes=options.megabytes, entries=options.entries)
        size = path.stat().st_size / 1_000_000
        read, load = measure(_READ, path), measure(_LOAD, path)
    sys.stdout.write(
        f"{size:.0f} MB, {options.entries} entries, {read[2]} GraphQL requests read, {read[3]} notes\n"
        f"diagnose.intake: {read[0]:.2f} s, peak {read[1]:.0f} MB\n"
        f"json.load:       {load[0]:.2f} s, peak {load[1]:.0f} MB\n"
        f"time ratio {read[0] / load[0]:.2f}, peak {'within' if read[1] <= 150 else 'ABOVE'} 150 MB\n"  # noqa: PLR2004
    )
    return 0 if read[1] <= 150 else 1  # noqa: PLR2004


if __name__ == "__main__":
    sys.exit(main())

"""Large HAR files, made up, and what reading them costs: ``benchmarks/run.py har``.

One entry in four is a GraphQL request with its response, the others are scripts and styles as a browser records them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
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


READ = """
import resource, sys, time
from pathlib import Path
from diagnose.intake import Source
from diagnose.intake.reader import read_sources
started = time.process_time()
reading = read_sources([Source.of_path(Path(sys.argv[1]))])
seconds = time.process_time() - started
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(reading.requests), len(reading.notes))
"""
LOAD = """
import json, resource, sys, time
started = time.process_time()
with open(sys.argv[1], encoding="utf-8") as file:
    json.load(file)
print(time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, 0, 0)
"""


@dataclass(frozen=True)
class Measured:
    """Seconds of CPU, the peak in MB, and how many requests and notes were read."""

    seconds: float
    megabytes: float
    requests: int
    notes: int


def measure(script: str, path: Path) -> Measured:
    """Run a script on the file in a process of its own."""
    command = [sys.executable, "-c", script, str(path)]
    words = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return Measured(float(words[0]), int(words[1]) / unit, int(words[2]), int(words[3]))

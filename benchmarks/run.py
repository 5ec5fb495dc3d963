"""What a diagnosis costs. A command, not a test: ``python benchmarks/run.py``.

Prints, for every scenario, its requests and its waits in a row; for one ticket with 10,000 job-work IDs the wall time
as a ratio to a bare httpx loop that sends the very same batches to the same server (aim: 1.3), and the peak memory of
the diagnosing process (aim: 150 MiB); and ``diagnose --version`` as a ratio to ``python -c "import click"`` (aim: 2).
Times depend on the machine; the ratios are taken from pairs that run one after the other, and are medians.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diagnose.checking.registry import load_checks
from diagnose.rehearsal import rehearse
from diagnose.sandbox import scenario, scenario_names

ROOT = Path(__file__).resolve().parents[1]
AIMS = {"wall": 1.3, "memory": 150.0, "start": 2.0}


@dataclass(frozen=True)
class Server:
    """A gateway in its own process."""

    url: str
    token: str


def main() -> None:
    """Run all parts, or those named."""
    parts: dict[str, Callable[[argparse.Namespace], None]] = {"scenarios": scenarios, "big": big, "start": start}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="*", choices=[*parts, []], help="which parts to run; all unless given")
    parser.add_argument("--job-works", type=int, default=10_000, help="IDs in the ticket (default: 10000)")
    parser.add_argument("--pairs", type=int, default=5, help="pairs to take the median of (default: 5)")
    chosen = parser.parse_args()
    for name in chosen.part or parts:
        parts[name](chosen)


def scenarios(_: argparse.Namespace) -> None:
    """Requests and waits of every scenario."""
    checks = load_checks()
    say(f"{'scenario':<38}{'requests':>9}{'waits':>7}  verdict")
    for name in scenario_names():
        run = rehearse(scenario(name), checks, run_id="benchmark").diagnosis.report
        say(f"{name:<38}{run.run.requests:>9}{run.run.round_trips:>7}  {run.verdict.status}")
    say("")


def big(chosen: argparse.Namespace) -> None:
    """One ticket with very many job-work IDs, against the bare loop."""
    with tempfile.TemporaryDirectory() as place, server(chosen.job_works) as gateway:
        batches = Path(place) / "batches.json"
        size = ["--job-works", str(chosen.job_works)]
        ours = module("diagnosing", gateway, *size, "--batches", str(batches))
        module("bare_loop", gateway, str(batches))
        pairs = [
            (module("bare_loop", gateway, str(batches))["seconds"], module("diagnosing", gateway, *size))
            for _ in range(chosen.pairs)
        ]
    asking, diagnosed, rendered = (
        statistics.median(run[key] / bare for bare, run in pairs) for key in ("asking_s", "diagnosed_s", "rendered_s")
    )
    memory = max(run["peak_mib"] for _, run in pairs)
    say(f"A ticket with {chosen.job_works:,} job works: {ours['status']}, {ours['requests']} requests, "
        f"{ours['waits']} in a row; JSON {ours['sizes']['json']:,} bytes, HTML {ours['sizes']['html']:,}.")  # fmt: skip
    say(f"  bare loop                      {statistics.median(bare for bare, _ in pairs):7.2f} s")
    for words, key, ratio in (
        ("all answers read", "asking_s", asking),
        ("diagnosed", "diagnosed_s", diagnosed),
        ("both reports rendered as well", "rendered_s", rendered),
    ):
        say(f"  {words:<30} {statistics.median(run[key] for _, run in pairs):7.2f} s, ratio {ratio:.2f}")
    say(f"  wall time: {verdict(diagnosed, AIMS['wall'], 'x')}")
    say(f"  peak memory: {verdict(memory, AIMS['memory'], ' MiB')}\n")


def start(chosen: argparse.Namespace) -> None:
    """How long the command takes to say its version."""
    ours, click = ["-m", "diagnose", "--version"], ["-c", "import click"]
    timed(ours), timed(click)
    pairs = [(timed(click), timed(ours)) for _ in range(max(15, chosen.pairs))]
    ratio = statistics.median(ours_s / click_s for click_s, ours_s in pairs)
    bare, own = (statistics.median(pair[side] for pair in pairs) * 1000 for side in (0, 1))
    say(f"diagnose --version: {own:.0f} ms, import click: {bare:.0f} ms: {verdict(ratio, AIMS['start'], 'x')}")


def verdict(value: float, aim: float, unit: str) -> str:
    """Say a figure beside its aim."""
    return f"{value:.2f}{unit} (aim: at most {aim:g}{unit}, {'met' if value <= aim else 'missed'})"


@contextmanager
def server(job_works: int) -> Iterator[Server]:
    """Start the gateway in a process of its own; it ends when its standard input does."""
    argv = [sys.executable, "-m", "benchmarks.gateway_process", "healthy-big", "--job-works", str(job_works)]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101 - both are pipes
        assert process.stdin is not None  # noqa: S101
        url, token = process.stdout.readline().split()
        yield Server(url, token)
        process.stdin.close()


def module(name: str, gateway: Server, *options: str) -> dict[str, Any]:
    """Run one of the other files here as a process, and return what it measured."""
    argv = [sys.executable, "-m", f"benchmarks.{name}", gateway.url, *options]
    done = subprocess.run(argv, input=f"{gateway.token}\n", capture_output=True, text=True, check=False, cwd=ROOT)  # noqa: S603
    if done.returncode:
        sys.exit(done.stderr)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def timed(argv: list[str]) -> float:
    """Return the seconds that an interpreter takes for this."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *argv], check=True, capture_output=True, cwd=ROOT)  # noqa: S603
    return time.perf_counter() - started


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)  # noqa: T201 - a benchmark's result is its output


if __name__ == "__main__":
    main()

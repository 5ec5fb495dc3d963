"""What a diagnosis costs, as one table: ``python benchmarks/run.py [PART…]``, from the repository's root.

Each figure stands beside its aim. Times are CPU time (user and system) or ratios of processes that ran in turn in this
run, the least of several; a time on the clock is only ever part of a ratio. Peers (``benchmarks/peers/``) send the very
questions that the tool sends, in as few waits. Ends within three minutes, and says what it could not measure.

Parts: ``start`` (the command says its version), ``ticket`` (one ticket against scripts that do the same look-ups),
``lists`` (long lists of IDs), ``readers`` (by which power of the size their time grows), ``har`` (big recordings
against ``json.load``); and ``scenarios``, only when named: requests and waits of each.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise, product
from pathlib import Path
from typing import Any

from benchmarks.costs import ROOT, cost, least

PYTHON = sys.executable
MOST_SECONDS = 170.0
KINDS, SIZES = ("healthy", "failed", "absent"), (1_000, 10_000, 100_000)
GROWTH = 11
"""How many times as long a list of ten times as many IDs takes, at most, when it is worth beginning."""
READERS = (
    "curl commands", "IDs on lines", "IDs in a JSON list", "IDs in sentences", "HAR of small entries",
    "HAR of large answers", "mail with a PDF", "mail as base64", "table in Markdown", "table as CSV", "log of requests",
    "answer of job works", "nested strings", "random bytes", "random JSON", "random shell", "one endless string",
    "only U+007B {", "only U+0022 \"", "only U+005C \\", "only web request table", "only fence", "only curl",
)  # fmt: skip
"""A sample of what ``benchmarks/readers.py`` measures."""
STEPS = (50_000, 100_000, 200_000)


@dataclass
class Table:
    """Prints a row as soon as it is measured; keeps what is missed, and what nobody could measure."""

    until: float
    missed: list[str] = field(default_factory=list)
    unmeasured: list[str] = field(default_factory=list)

    def row(self, what: str, value: float, aim: float | None, unit: str = "") -> None:
        """Print a figure beside its aim."""
        met = aim is None or value <= aim
        shown = "" if aim is None else f"  at most {aim:g}{unit}  {'met' if met else 'MISSED'}"
        say(f"{what:<64}{value:>10.2f}{unit}{shown}")
        if not met:
            self.missed.append(what)

    def note(self, what: str, text: str) -> None:
        """Print what is told without a figure."""
        say(f"{what:<64}{text}")

    @property
    def left(self) -> float:
        """Seconds until the end."""
        return self.until - time.monotonic()

    def skip(self, what: str, why: str) -> None:
        """Keep what could not be measured."""
        self.unmeasured.append(f"{what} ({why})")


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)  # noqa: T201 - a benchmark's result is its output


# -- start-up


def start(table: Table) -> None:
    """How much the command costs before it does anything."""
    ours, click = [PYTHON, "-m", "diagnose", "--version"], [PYTHON, "-c", "import click"]
    runs = least({"click": click, "ours": ours}, 7)
    table.row("diagnose --version / import click, CPU", runs["ours"].cpu / runs["click"].cpu, 2.0, "x")


# -- one ticket, against peers


@contextmanager
def told_by(module: str, *options: str) -> Iterator[str]:
    """Start one of the servers here, which ends when its standard input does; yield the line that it says."""
    argv = [PYTHON, "-m", f"benchmarks.{module}", *options]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101 - both are pipes
        assert process.stdin is not None  # noqa: S101
        yield process.stdout.readline()
        process.stdin.close()


def ticket(table: Table) -> None:
    """One ticket whose IDs are given as options, healthy and with the wrong connection, near and far away."""
    for name in ("healthy", "wrong-connection"):
        for latency in (0, 100):
            if table.left < 25:  # noqa: PLR2004
                table.skip(f"{name} at {latency} ms", "no time left")
                continue
            with (
                told_by("gateway_process", name, "--latency", str(latency)) as said,
                tempfile.TemporaryDirectory() as place,
            ):
                _ticket(table, f"{name}, {latency} ms", json.loads(said), Path(place))


def _ticket(table: Table, what: str, told: dict[str, Any], place: Path) -> None:
    questions = place / "questions.json"
    questions.write_text(json.dumps(told["rounds"]), encoding="utf-8")
    (place / "token").write_text(told["token"], encoding="utf-8")
    ids = [word for kind, some in told["ids"].items() for some_id in some for word in (f"--{kind}", some_id)]
    ours = [PYTHON, "-c", "from diagnose.cli import script; script()", "run", "--endpoint", told["url"], *ids]
    ours += ["--token-file", str(place / "token"), "--output-dir", str(place / "out"), "--quiet"]
    wanted = ",".join(told["ids"]["job-work"])
    peer = [told["url"], told["ids"]["connection"][0], wanted, str(questions), str(place)]
    commands = {"ours": ours, "bare": [PYTHON, "-m", "benchmarks.peers.httpx_script", *peer]}
    if importlib.util.find_spec("gql"):
        commands["gql"] = [PYTHON, "-m", "benchmarks.peers.gql_script", *peer]
    else:
        table.skip(f"{what} against gql", "gql is not installed: pip install '.[bench]'")
    runs = least(commands, 5, given=f"{told['token']}\n", codes=frozenset({0, 1}))
    run = json.loads(max((place / "out").glob("*.json")).read_text(encoding="utf-8"))["run"]
    counts = (run["requests"], run["round_trips"], run.get("connections", "not counted"))
    table.note(f"{what}: requests, waits, connections", f"{counts[0]:>10}, {counts[1]}, {counts[2]}")
    for name, aims in (("gql", (1.05, 0.8)), ("bare", (None, None))):
        if name in runs:
            table.row(f"{what} / {name} script, on the clock", runs["ours"].wall / runs[name].wall, aims[0], "x")
            table.row(f"{what} / {name} script, CPU", runs["ours"].cpu / runs[name].cpu, aims[1], "x")


# -- long lists


def lists(table: Table) -> None:
    """Tickets with very many job-work IDs."""
    _against_bare(table)
    with told_by("listing_gateway") as said:
        done: dict[str, dict[int, dict[str, Any]]] = {kind: {} for kind in KINDS}
        for size, kind in product(SIZES, KINDS):  # the largest come last: they are left out where time is short
            last = next(reversed(done[kind].values()), None)
            expected = GROWTH * last["took_s"] if last else 5.0
            if table.left < expected + 5:
                table.skip(f"{size:,} IDs, {kind}", f"it would take about {expected:.0f} s")
            else:
                started = time.monotonic()
                measured = _diagnosed(f"http://127.0.0.1:{said.strip()}/{kind}", size)
                done[kind][size] = {**measured, "took_s": time.monotonic() - started}
        for kind in KINDS:
            _listed(table, kind, done[kind])


def _listed(table: Table, kind: str, done: dict[int, dict[str, Any]]) -> None:
    sizes = list(done)
    for small, large in pairwise(sizes):
        grown = math.log(done[large]["cpu_s"] / done[small]["cpu_s"]) / math.log(large / small)
        table.row(f"IDs {kind}, {small:,} to {large:,}: exponent of CPU", grown, 1.05)
    for size, run in done.items():
        table.note(
            f"{size:,} IDs {kind}: CPU, requests, waits", f"{run['cpu_s']:>10.2f} s, {run['requests']}, {run['waits']}"
        )
        table.row(f"{size:,} IDs {kind}: peak memory", run["peak"], 300.0 if size == 100_000 else None, " MB")  # noqa: PLR2004
        if size == 10_000 and run["findings"]:  # noqa: PLR2004
            table.row(f"{run['findings']:,} findings ({kind}): JSON", run["sizes"]["json"] / 1e6, 5.0, " MB")
            table.row(
                f"{run['findings']:,} findings ({kind}): HTML, its JSON in it", run["sizes"]["html"] / 1e6, 2.0, " MB"
            )


def _diagnosed(url: str, size: int, *more: str, beginning: str = "job_work_7", **place: str) -> dict[str, Any]:
    where = (place.get("workspace", "workspace_1"), place.get("connection", "connection_1"))
    argv = [PYTHON, "-m", "benchmarks.diagnosing", url, *where, f"{beginning}:{size}", *more]
    measured: dict[str, Any] = json.loads(cost(argv, given=f"{place.get('token', 'a-token-of-nobody')}\n").said)
    return measured


def _against_bare(table: Table) -> None:
    """Ten thousand IDs against the embedded gateway, and a bare loop that sends the same batches to it."""
    size = 10_000
    if table.left < 30:  # noqa: PLR2004
        table.skip(f"{size:,} IDs against the bare loop", "no time left")
        return
    with (
        told_by("gateway_process", "healthy-big", "--job-works", str(size)) as said,
        tempfile.TemporaryDirectory() as folder,
    ):
        told = json.loads(said)
        batches = Path(folder) / "batches.json"
        place = {
            "workspace": told["ids"]["workspace"][0],
            "connection": told["ids"]["connection"][0],
            "token": told["token"],
        }
        bare = [PYTHON, "-m", "benchmarks.bare_loop", told["url"], str(batches)]
        ours = [_diagnosed(told["url"], size, "--batches", str(batches), **place)]
        loops: list[float] = []
        for _ in range(2):
            loops.append(json.loads(cost(bare, given=f"{told['token']}\n").said)["seconds"])
            ours.append(_diagnosed(told["url"], size, **place))
    fastest = min(run["diagnosed_s"] for run in ours[1:])
    table.row(f"{size:,} IDs, diagnosed / bare loop, on the clock", fastest / min(loops), 1.3, "x")


# -- reading


def readers(table: Table) -> None:
    """By which power of the size the time of readers grows: a sample of ``benchmarks/readers.py``."""
    from benchmarks.readers import measured  # noqa: PLC0415 - it loads all readers, which other parts measure

    exponents: list[float] = []
    for name in READERS:
        if table.left < 10:  # noqa: PLR2004
            table.skip(f"reader of {name}", "no time left")
            continue
        row = measured(name, STEPS, time.monotonic() + min(6.0, table.left))
        if row.hung or len(row.seconds) < len(STEPS):
            table.skip(f"reader of {name}", "it took too long")
        elif row.exponent is not None:
            exponents.append(row.exponent)
            if row.exponent > 1.1:  # noqa: PLR2004
                table.row(f"reader of {name}: exponent", row.exponent, 1.1)
    if exponents:
        table.row(f"readers, the worst exponent of the {len(exponents)} that took long enough", max(exponents), 1.1)


def har(table: Table) -> None:
    """Recordings of 95 MB against ``json.load``, of large entries and of small ones."""
    from benchmarks.har_files import LOAD, READ, measure, write_har  # noqa: PLC0415 - as above

    for entries in (2_000, 100_000):
        what = f"HAR of 95 MB, {entries:,} entries"
        if table.left < 25:  # noqa: PLR2004
            table.skip(what, "no time left")
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "large.har"
            write_har(path, megabytes=95, entries=entries)
            pairs = [(measure(READ, path), measure(LOAD, path)) for _ in range(2)]
        read, load = (min(run[side].seconds for run in pairs) for side in (0, 1))
        table.row(f"{what} / json.load, CPU", read / load, 2.0, "x")
        table.row(f"{what}: peak memory", pairs[0][0].megabytes, 150.0, " MB")


# -- requests and waits


def scenarios(table: Table) -> None:
    """Requests and waits of every scenario."""
    from diagnose.checking.registry import load_checks  # noqa: PLC0415 - other parts measure what is loaded
    from diagnose.rehearsal import rehearse  # noqa: PLC0415
    from diagnose.sandbox import scenario, scenario_names  # noqa: PLC0415

    checks = load_checks()
    for name in scenario_names():
        run = rehearse(scenario(name), checks, run_id="benchmark").diagnosis.report
        table.note(
            f"{name}: requests, waits, verdict", f"{run.run.requests}, {run.run.round_trips}, {run.verdict.status}"
        )


PARTS = {"start": start, "ticket": ticket, "har": har, "readers": readers, "lists": lists, "scenarios": scenarios}


def main(words: Sequence[str] | None = None) -> int:
    """Measure, and print the table; 1 when an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "part", nargs="*", choices=[*PARTS, []], help="which parts to run; all but scenarios unless given"
    )
    chosen = parser.parse_args(words)
    table = Table(time.monotonic() + MOST_SECONDS)
    for name in chosen.part or [part for part in PARTS if part != "scenarios"]:
        PARTS[name](table)
    say("")
    say(f"{len(table.missed)} aims missed" + (f": {'; '.join(table.missed)}" if table.missed else ""))
    say(f"not measured: {'; '.join(table.unmeasured) or 'nothing'}")
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main())

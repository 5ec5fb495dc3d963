"""What the checks say in the tests of this room, word for word: in ``wording/``, a page for each of their files.

Every run of these tests is compared with what was said in it before, whatever its test looks at: sentences, outcomes,
what explains what. A run that has no entry yet is not compared, but in CI it fails. ``python -m tests.checks.regold``
(from the root of the repository) writes the pages again: read the difference.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from diagnose.report import CheckOutcome, Report

FOLDER = Path(__file__).parent / "wording"
RECORDED: dict[str, dict[str, str]] = defaultdict(dict)
"""By page and run, what was said: filled where ``RECORDING`` holds anything."""
RECORDING: list[bool] = []
_RUNS: Counter[str] = Counter()
_OF_THIS_MOMENT = re.compile(
    r"127\.0\.0\.1:\d+|\d{4}-\d\d-\d\d[T ][\d:.+Z]*|\d[\d.]* (?:ms|s)\b|\d+ requests?\b|sandbox-\d+"
    r"|\b[0-9a-f]{32}\b"
)
_HOW_OFTEN = re.compile(r", (?:\d+ attempts|and the run's deadline leaves no time to try again)")
"""What a slow machine says otherwise: how often a gateway could be asked before the time was up."""


def compare(report: Report) -> None:
    """Compare a report with what was said before in the running test's first, second, … run."""
    test, _, moment = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")
    path, _, name = test.partition("::")
    if moment != "(call)" or not path.startswith("tests/checks/"):
        return
    _RUNS[test] += 1
    page, run = Path(path).stem.removeprefix("test_"), f"{name} {_RUNS[test]}"
    said = _OF_THIS_MOMENT.sub("…", _HOW_OFTEN.sub("", "\n".join(_said(report))))
    if RECORDING:
        RECORDED[page][run] = said
    else:
        before = _pages(page).get(run, "nothing" if os.environ.get("CI") else said)
        assert said == before, "on purpose? python -m tests.checks.regold"


def _said(report: Report) -> Iterator[str]:
    yield f"{report.verdict.status}: {report.verdict.headline}"
    for row in report.checks:
        if row.outcome is not CheckOutcome.SKIP:
            yield f"{row.id} {row.outcome}: {row.reason}"
    for found in report.findings:
        yield f"{found.id} {found.code} ({found.severity}) on {found.subject.kind} {found.subject.id}"
        because = f"because of {found.caused_by}" if found.caused_by else ""
        told = (found.summary, found.expected, found.observed, found.remedy, found.suggestion or "", because)
        yield from (f"  {text}" for text in told if text)
    yield from (f"ask for {question.ask_for}: {question.why}" for question in report.questions)


@cache
def _pages(page: str) -> dict[str, str]:
    file = FOLDER / f"{page}.txt"
    entries = file.read_text(encoding="utf-8").split("\n== ")[1:] if file.exists() else []
    return {run: said.rstrip("\n") for run, _, said in (entry.partition("\n") for entry in entries)}


def write() -> None:
    """Write what was recorded."""
    FOLDER.mkdir(exist_ok=True)
    for page, runs in RECORDED.items():
        entries = (f"\n== {run}\n{said}\n" for run, said in sorted(runs.items()))
        (FOLDER / f"{page}.txt").write_text("".join(entries), encoding="utf-8")

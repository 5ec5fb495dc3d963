"""Asking again until the artifacts have settled, for ``--until-settled``: politely, and no longer than was wanted."""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Final

from rich.console import Console
from rich.text import Text

from diagnose.checking.registry import Checks
from diagnose.cli.options import Words
from diagnose.cli.people import tell
from diagnose.diagnosis import Diagnosis
from diagnose.foreign_text import cut
from diagnose.invisible import visible
from diagnose.report import Report, Severity, Status, SubjectKind
from diagnose.stopping import Stop

FLOOR: Final = 5.0
"""Seconds between two rounds, at least."""
_GROWTH, _CEILING = 1.5, 60.0
_SLICE = 0.2
_MOST_STATUSES, _MOST_STATUS = 6, 40


@dataclass(frozen=True)
class Watch:
    """How long to go on, in seconds, and how to wait: ``pause`` takes the last report and the seconds."""

    seconds: float
    pause: Callable[[Report, float], None]
    monotonic: Callable[[], float] = time.monotonic


@dataclass(frozen=True)
class Watched:
    """The last round; ``ran_out`` says that time was up while artifacts were still pending."""

    last: Diagnosis
    ran_out: bool = False


def until_settled(
    look: Callable[[Diagnosis | None], Diagnosis], waiting: Callable[[Report], bool], watch: Watch, stop: Stop
) -> Watched:
    """Look, and look again while the report is worth ``waiting`` for; each ``look`` is handed the one before.

    Pauses grow from five seconds to a minute; the last round is at the end of the time. A wish to stop leaves the last
    round that is whole, and marks it as interrupted.
    """
    until, pause, last = watch.monotonic() + watch.seconds, FLOOR, look(None)
    while waiting(last.report) and not stop:
        left = until - watch.monotonic()
        if left < FLOOR:
            return Watched(last, ran_out=True)
        watch.pause(last.report, left if left - pause < FLOOR else pause)
        if not stop:
            again = look(last)
            last = last if again.report.run.interrupted else again
        pause = min(pause * _GROWTH, _CEILING)
    return Watched(_interrupted(last) if stop else last)


def _interrupted(done: Diagnosis) -> Diagnosis:
    report, attachment = (
        each.model_copy(update={"run": each.run.model_copy(update={"interrupted": True})})
        for each in (done.report, done.attachment)
    )
    return replace(done, report=report, attachment=attachment)


def waits_for(checks: Checks) -> Callable[[Report], bool]:
    """Return a test for reports: is something pending that ends by itself, and nothing but artifacts a problem?

    What else failed would still be so after the wait, and what could not be looked at is no state of an artifact.
    """
    settling = frozenset(code.code for check in checks.checks for code in check.codes if code.settles)

    def waiting(report: Report) -> bool:
        causes = report.verdict.causes
        others = [each for each in causes if each.severity is Severity.ERROR]
        return (
            report.verdict.status is not Status.INCONCLUSIVE
            and any(cause.code in settling for cause in causes)
            and all(cause.subject.kind is SubjectKind.ARTIFACT for cause in others)
        )

    return waiting


def pausing(console: Console, words: Words, stop: Stop) -> Callable[[Report, float], None]:
    """Return the wait between two rounds: one line on a terminal, a line each with -v, silence elsewhere.

    A wish to stop ends it within a fraction of a second.
    """

    def pause(report: Report, seconds: float) -> None:
        said = statuses(report)
        gc.collect()  # a command collects nothing by itself; this one may stay for hours
        if words.verbose and not words.quiet:
            tell(console, f"{said}; asking again in {seconds:.0f} s")
        shown = console.is_terminal and not (words.quiet or words.verbose)
        with console.status(Text(said)) if shown else nullcontext() as line:
            until = time.monotonic() + seconds
            while not stop and (left := until - time.monotonic()) > 0:
                if line is not None:
                    line.update(Text(f"{said}; asking again in {left:.0f} s"))
                time.sleep(min(left, _SLICE))

    return pause


def statuses(report: Report) -> str:
    """Return how many artifacts have which status: ``Artifacts: 2 completed · 1 pending``."""
    notes = [link.note or "" for link in report.chain.links if link.kind is SubjectKind.ARTIFACT]
    counts = Counter(visible(cut(note, _MOST_STATUS)) for note in notes)
    listed = [f"{number:,} {status}".rstrip() for status, number in counts.most_common(_MOST_STATUSES)]
    if more := report.chain.omitted.get(SubjectKind.ARTIFACT, 0):
        listed.append(f"{more:,} more")
    return f"Artifacts: {' · '.join(listed)}" if listed else "Artifacts are pending"

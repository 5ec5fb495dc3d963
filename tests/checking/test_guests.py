"""Guests: whatever a function of another package does, the run goes on and says what that was."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from diagnose.checking.context import Context
from diagnose.checking.guests import told, visit
from diagnose.checking.registry import Checks
from diagnose.checking.results import Result
from diagnose.rehearsal import rehearse
from diagnose.report import CheckOutcome
from diagnose.sandbox import scenario
from diagnose.stopping import Stop
from tests.checking.making import making


class Mute(Exception):
    def __str__(self) -> str:
        raise RuntimeError


def raising(error: BaseException) -> Callable[[], object]:
    def act() -> object:
        raise error

    return act


MISDEEDS: dict[str, tuple[Callable[[], object], str]] = {
    "exits": (lambda: sys.exit(0), "raised SystemExit: 0"),
    "ends-the-process": (lambda: os._exit(0), "ended its process with exit code 0"),
    "is-killed": (lambda: os.kill(os.getpid(), signal.SIGKILL), "ended its process with SIGKILL"),
    "interrupts": (raising(KeyboardInterrupt()), "raised KeyboardInterrupt"),
    "raises-anything": (raising(BaseException("x")), "raised BaseException: x"),
    "raises-a-mute-error": (raising(Mute()), "raised Mute, which cannot say what is wrong"),
    "never-ends": (lambda: [None for _ in iter(int, 1)], "did not come back within 0.5 s, and was ended"),
    "holds-the-interpreter": (lambda: re.match("(a+)+b", "a" * 60), "did not come back within 0.5 s, and was ended"),
    "answers-a-function": (lambda: lambda: 1, "gave an answer that cannot be handed on"),
    "asks-the-keyboard": (input, "raised EOFError"),
}


@pytest.mark.parametrize("name", MISDEEDS)
def test_a_guest_costs_its_own_answer_only(name: str) -> None:
    """It is told what it did, in time, and this process is as it was."""
    act, says = MISDEEDS[name]
    came = visit(act, seconds=0.5, stop=Stop())
    assert came.answer is None
    assert says in (came.failure or "")


def test_a_guest_leaves_nothing_behind_but_its_answer() -> None:
    """The directory stays, and what it prints is handed back, past Python too, the beginning of it."""
    here = Path.cwd()

    def act() -> object:
        os.chdir("/")
        os.system("echo past Python")  # noqa: S605 - what a guest may do
        print("x" * 1_000_000)  # noqa: T201
        return {"a": 1}

    came = visit(act, seconds=10, stop=Stop())
    assert (came.answer, came.failure, Path.cwd()) == ({"a": 1}, None, here)
    assert came.said.startswith("past Python\nxxx")
    assert len(came.said) < 100_000


def test_the_end_of_the_run_ends_a_guest() -> None:
    """Whoever waits for a guest is woken when the run is to end."""
    stop = Stop()
    before = signal.signal(signal.SIGALRM, lambda *_: stop.request(signal.SIGINT))
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        came = visit(signal.pause, seconds=60, stop=stop)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert came.failure == "was still at it when the run was interrupted"


def test_an_error_is_told_whatever_its_methods_do() -> None:
    assert told(ValueError("x")) == "ValueError: x"
    assert told(ValueError()) == "ValueError"


def test_a_guest_has_its_share_of_the_deadline() -> None:
    """A check of another package that never comes back is an error row once its share of the run's time is over."""
    never = replace(making("never", _forever), guest=True)
    report = rehearse(scenario("healthy"), Checks((never,)), run_id="run", deadline=2).diagnosis.report
    (row,) = report.checks
    assert (row.outcome, row.reason) == (
        CheckOutcome.ERROR,
        "the check broke: it did not come back within 2 s, and was ended",
    )


def _forever(_: Context) -> Result:
    while True:
        pass

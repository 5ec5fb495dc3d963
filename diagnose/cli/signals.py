"""Ctrl-C and SIGTERM: before the first question they end the command, from then on they ask the run for its end."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from diagnose.cli.file_writing import release_all
from diagnose.stopping import Stop

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
_KILLED_BY: Final = 128
"""Shells add it to a signal's number: 130 for Ctrl-C, 143 for SIGTERM."""
_SHOW_CURSOR: Final = b"\x1b[?25h"


def code_for(number: int) -> int:
    """Return the exit code of a command that a signal has ended."""
    return _KILLED_BY + number


def raise_at_signals() -> Stop:
    """Let SIGTERM do what Ctrl-C does: unwind, so that a hidden prompt gives the terminal back as it was.

    What is returned knows of the signal even where the exception is lost on its way, as in a class that is being made.
    """
    asked = Stop()

    def handle(number: int, _: FrameType | None) -> None:
        asked.request(number)
        raise KeyboardInterrupt

    for number in _SIGNALS:
        signal.signal(number, handle)
    return asked


def stop_at_signals() -> Stop:
    """From now on, let the first signal ask for the run's end, and the second end the process at once.

    Nothing is raised any more: no write is cut, no object is torn down half-way. This holds until the process ends, or
    until :func:`handlers_kept` puts back what was there.
    """
    stop = Stop()

    def handle(number: int, _: FrameType | None) -> None:
        if stop:
            _end_at_once(number)
        stop.request(number)

    if threading.current_thread() is threading.main_thread():
        for number in _SIGNALS:
            signal.signal(number, handle)
    return stop


def ignore_signals() -> None:
    """Let no signal change the exit code of a process that is about to end."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def handlers_kept() -> Iterator[None]:
    """Put the handlers back that were there before the block."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end_at_once(number: int) -> None:
    release_all()
    if os.isatty(2):
        os.write(2, _SHOW_CURSOR)
    os._exit(code_for(number))

"""What a signal does to this process: tests/cli/test_interrupt.py sends them to real ones."""

from __future__ import annotations

import os
import signal

from diagnose.cli.signals import code_for, handlers_kept, stop_at_signals


def test_the_first_signal_only_asks_and_the_handlers_come_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with handlers_kept():
        stop = stop_at_signals()
        os.kill(os.getpid(), signal.SIGTERM)
        assert stop.signal == signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) is before


def test_exit_codes_are_those_of_a_shell() -> None:
    assert (code_for(signal.SIGINT), code_for(signal.SIGTERM)) == (130, 143)

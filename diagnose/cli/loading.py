"""Loading what the reports take while the first answer is awaited: the template engine, the terminal's prose."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace

from diagnose.cli.output import Output
from diagnose.diagnosis import Listener
from diagnose.gateway.events import Event, RequestSent
from diagnose.rendering import Late, TerminalRenderer

_ON_ITS_WAY_S = 0.002
"""Seconds until a question has gone out: loading would hold it up."""


def of_reports(outputs: Iterable[Output], terminal: TerminalRenderer) -> tuple[Late, ...]:
    """Return what these outputs and the terminal load late."""
    uses: list[object] = [*(output.renderer.render for output in outputs), terminal.verdict_line]
    return tuple(use for use in uses if isinstance(use, Late))


def loading(uses: Iterable[Late]) -> Callable[[Listener], Listener]:
    """Return what makes a listener load one module after another once the first question is out."""
    waiting = deque(uses)

    def load() -> None:
        with suppress(Exception):  # whoever uses it is told
            waiting.popleft().load()
        if waiting:
            asyncio.get_running_loop().call_soon(load)

    def listening(listener: Listener) -> Listener:
        started = False

        def on_event(event: Event) -> None:
            nonlocal started
            if waiting and not started and isinstance(event, RequestSent):
                started = True
                asyncio.get_running_loop().call_later(_ON_ITS_WAY_S, load)
            if listener.on_event:
                listener.on_event(event)

        return replace(listener, on_event=on_event)

    return listening

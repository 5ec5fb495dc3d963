"""``--debug``: what a run did, moment by moment, for whoever looks into the tool itself.

It goes the way of the reports: beside them, under their name, searched for secrets. Of what was asked and answered it
has names, times, counts and states, and no values: there is nothing of a person in it.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import click
from click.core import ParameterSource

from diagnose.checking.registry import Checks
from diagnose.checking.runner import Row
from diagnose.cli.progress import line_of
from diagnose.diagnosis import Listener
from diagnose.gateway.events import AnswerReceived, Event
from diagnose.invisible import visible
from diagnose.phrases import count
from diagnose.rendering import Renderer, RenderOptions
from diagnose.report import Report
from diagnose.version import __version__


class DebugLog:
    """Lines as they come; what they say is written when the reports are."""

    def __init__(self, checks: Checks, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.renderer = Renderer("debug", ".log", "text/plain", self._rendered)
        self._now = now
        self._lines: list[str] = []
        self._begin(checks)

    def note(self, text: str) -> None:
        """Add a line, with the time in UTC."""
        self._lines.append(f"{self._now().strftime('%H:%M:%S.%f')[:-3]}Z {visible(text)}")

    def _begin(self, checks: Checks) -> None:
        """Note what runs where, and which options were given; never their values."""
        self.note(
            f"{self._now():%Y-%m-%d} filed-diagnose {__version__}, Python {platform.python_version()}, {sys.platform}"
        )
        others = [f"{package.name} {package.version}" for package in checks.third_parties]
        self.note(count(len(checks.checks), "check") + (f", those of {', '.join(others)} included" if others else ""))
        self.note(f"options given: {' '.join(_given()) or 'none'}")

    def listening(self, listener: Listener) -> Listener:
        """Return a listener that tells this log, then whom it told before."""

        def on_event(event: Event) -> None:
            self.note(f"{line_of(event, ascii_only=True)}{_request_ids(event)}")
            if listener.on_event:
                listener.on_event(event)

        def on_row(row: Row) -> None:
            codes = ", ".join(found.finding.code for found in row.findings)
            self.note(f"check {row.id}: {row.outcome} in {row.duration_ms:.1f} ms{f', {codes}' if codes else ''}")
            listener.on_row(row)

        return replace(listener, on_event=on_event, on_row=on_row)

    def _rendered(self, report: Report, _: RenderOptions) -> bytes:
        run = report.run
        self.note(
            f"verdict: {report.verdict.status}, {count(len(report.verdict.causes), 'cause')}; "
            f"{count(run.requests, 'request')}, {count(run.round_trips, 'wait')} in a row, retries: {run.retries}"
        )
        return "\n".join([*self._lines, ""]).encode("utf-8", "replace")


def _given() -> list[str]:
    ctx = click.get_current_context()
    on_line = (
        param
        for param in ctx.command.params
        if ctx.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE
    )
    return sorted(param.opts[0] if isinstance(param, click.Option) else param.human_readable_name for param in on_line)


def _request_ids(event: Event) -> str:
    """The gateway's own words for an exchange, which find it in other people's logs."""
    if not isinstance(event, AnswerReceived):
        return ""
    ids = [attempt.request_id for attempt in event.answer.attempts if attempt.request_id]
    return f", request ID {', '.join(ids)}" if ids else ""

"""What is being asked, while it is: one changing line on a terminal, plain lines with -v, silence elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from rich.console import Console
from rich.status import Status
from rich.text import Text

from diagnose.checking.runner import Row
from diagnose.cli.people import overheard, tell
from diagnose.diagnosis import Listener
from diagnose.gateway.events import AnswerReceived, Event, RequestSent, RetryPlanned
from diagnose.investigation.asking.investigate import Investigation

_WORDS = {
    "TicketChain": "looking up the ticket's IDs",
    "JobWorks": "reading job works",
    "JobWorksShallow": "listing job works",
    "Search": "searching everything visible",
    "Connections": "listing connections",
    "NamedConnections": "looking up the connection",
    "NamedWorkspaces": "looking up the workspace",
    "JobWorkRows": "listing job works",
    "JobWorkRowsAnywhere": "searching everything visible",
    "JobWorkExternalIds": "reading external IDs",
    "JobWorkArtifacts": "reading artifacts",
    "ArtifactStatuses": "reading artifacts",
    "ArtifactDetails": "reading artifacts",
    "LoginViaPersonalApiToken": "exchanging the API key",
}


@contextmanager
def watching(console: Console, *, quiet: bool, verbose: bool) -> Iterator[Listener]:
    """Yield a listener that shows what goes on while the block runs, and after it what plugins printed."""
    rows: list[Row] = []
    with _watching(console, quiet=quiet, verbose=verbose) as listener:
        yield replace(listener, on_row=rows.append)
    for row in rows:
        overheard(console, row.id, row.said)


@contextmanager
def _watching(console: Console, *, quiet: bool, verbose: bool) -> Iterator[Listener]:
    if quiet or not (console.is_terminal or verbose):
        yield Listener()
        return
    if verbose:
        ascii_only = console.options.ascii_only
        yield Listener(on_event=lambda event: tell(console, line_of(event, ascii_only=ascii_only)))
        return
    with console.status(Text("Asking the gateway …")) as status:
        yield _Line(status).listener()


class _Line:
    def __init__(self, status: Status) -> None:
        self.status = status
        self.round = 1

    def listener(self) -> Listener:
        return Listener(on_event=self.event, on_round=self.next_round)

    def next_round(self, found: Investigation) -> None:
        self.round = found.rounds + 1

    def event(self, event: Event) -> None:
        match event:
            case RequestSent(question):
                self.status.update(Text(f"Round {self.round}: {_WORDS.get(question.operation, question.operation)} …"))
            case RetryPlanned(_, wait_s, why):
                self.status.update(Text(f"Waiting {wait_s:.1f} s before the next attempt: {why}"))
            case AnswerReceived():
                pass


def line_of(event: Event, *, ascii_only: bool) -> str:
    """Say in a line what goes on, in our own words: nothing from outside is in it."""
    there, waiting, back = ("->", "..", "<-") if ascii_only else ("→", "…", "←")
    match event:
        case RequestSent(question, attempt):
            again = f", attempt {attempt}" if attempt > 1 else ""
            return f"{there} {question.operation}: {_WORDS.get(question.operation, 'asking')}{again}"
        case RetryPlanned(question, wait_s, why):
            return f"{waiting} {question.operation}: waiting {wait_s:.1f} s, {why}"
        case AnswerReceived(answer):
            took = sum(attempt.duration_ms for attempt in answer.attempts)
            came = answer.attempts[-1].in_own_words if answer.attempts else answer.reception.value
            return f"{back} {answer.question.operation}: {came} ({took:.0f} ms)"

"""Reading the ticket's sources, and saying what would be asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO, UnsupportedOperation
from pathlib import Path
from typing import BinaryIO

from rich.text import Text

from diagnose import library
from diagnose.cli.mistaken import no_source
from diagnose.cli.options import Wrong
from diagnose.cli.people import run_masker
from diagnose.gateway.exchange import Question
from diagnose.intake import Reading, Source, UnreadableSourceError
from diagnose.invisible import visible
from diagnose.ticket.from_reading import Options, shown_name
from diagnose.ticket.ticket import NothingNamedError, Ticket, TicketError

STDIN = "-"
_STDIN_NAME = "standard input"
_MOST = 5


def read_ticket(sources: Sequence[str], options: Options, late: Callable[[], bool] = lambda: False) -> Ticket:
    """Read the sources and put the options before them; every mistake is one sentence.

    ``late`` says when there is no more time for reading: what was read by then is the ticket.
    """
    try:
        return library.read_ticket([_source(path, name) for path, name in _names(sources)], options, run_masker(), late)
    except NothingNamedError as error:
        raise Wrong(_without_ids(error.reading) if sources else str(error)) from error
    except UnreadableSourceError as error:
        raise Wrong(next(filter(None, map(no_source, sources)), str(error))) from error
    except TicketError as error:
        raise Wrong(str(error)) from error


def _without_ids(reading: Reading) -> str:
    """Return the sentence about sources that name no ID, with what could not be read of them."""
    names = ", ".join(shown_name(source.name) for source in reading.sources)
    unread = "".join(f" {shown_name(note.source)}: {note.text}" for note in reading.notes[:1])
    return (
        f"No ID was found in {names}: name at least one with an option, such as --connection ID or --job-work ID."
        f"{unread}"
    )


def _names(sources: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Name each source by its file name alone, numbered where two are alike: the report is no place for folders."""
    seen: dict[str, int] = {}
    for path in sources:
        name = _STDIN_NAME if path == STDIN else shown_name(path)
        seen[name] = seen.get(name, 0) + 1
        yield path, name if seen[name] == 1 else f"{name} ({seen[name]})"


def _source(path: str, name: str) -> Source:
    return Source(name, _stdin) if path == STDIN else Source.of_path(Path(path), name)


def _stdin() -> BinaryIO:
    if sys.stdin is None:
        raise Wrong("Standard input is closed: name a file instead of -.")
    try:
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    except UnsupportedOperation:
        # Standard input that is not a file, as when another program calls this.
        return BytesIO(sys.stdin.buffer.read())


def intentions(ticket: Ticket, questions: Sequence[Question], endpoint: str) -> Iterator[str]:
    """Yield the lines that say what would be asked."""
    if not questions:
        yield "Nothing would be asked."
        return
    number = "1 request" if len(questions) == 1 else f"{len(questions)} parallel requests"
    yield f"Would first ask {endpoint}, in {number}:"
    for question in questions[:_MOST]:
        yield f"  {question.operation}"
    if len(questions) > _MOST:
        yield f"  and {len(questions) - _MOST:,} more"


def lines(texts: Iterator[str]) -> Text:
    """Return the lines as one text, made safe for a terminal: masked before it breaks them where it likes."""
    masker = run_masker()
    return Text("\n".join(visible(masker.mask(text)) for text in texts))

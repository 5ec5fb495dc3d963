"""Reading the ticket's sources, and the card that says what was understood."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO, UnsupportedOperation
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from diagnose.cli.options import Wrong
from diagnose.intake import Reading, SecretKind, Source, UnreadableSourceError, read_sources
from diagnose.ticket.from_reading import Options, shown_name, ticket_from
from diagnose.ticket.slots import SLOTS
from diagnose.ticket.ticket import Ticket, TicketError

if TYPE_CHECKING:
    from rich.text import Text

    from diagnose.gateway.credentials import AccessToken, ApiKey
    from diagnose.gateway.exchange import Question

STDIN = "-"
_STDIN_NAME = "standard input"
_MOST = 5


def read_ticket(sources: Sequence[str], options: Options) -> Ticket:
    """Read the sources and put the options before them; every mistake is one sentence."""
    try:
        reading = read_sources([_source(one, name) for one, name in _names(sources)]) if sources else Reading()
        return ticket_from(options, reading)
    except (UnreadableSourceError, TicketError) as error:
        raise Wrong(_sentence(error, sources)) from error


def _sentence(error: Exception, sources: Sequence[str]) -> str:
    if isinstance(error, TicketError) and sources and "names no ID" in str(error):
        names = ", ".join(shown_name(one) if one != STDIN else _STDIN_NAME for one in sources)
        return (
            f"No ID was found in {names}: name at least one with an option, such as --connection ID or --job-work ID."
        )
    return str(error)


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
        # Standard input that is no file, as where this is called from another program.
        return BytesIO(sys.stdin.buffer.read())


def ticket_credential(ticket: Ticket) -> AccessToken | ApiKey:
    """Return the token or key that the ticket contains, for --use-ticket-token alone."""
    from diagnose.gateway.credentials import AccessToken, ApiKey, CredentialError  # noqa: PLC0415
    from diagnose.secrets import Secret  # noqa: PLC0415

    usable = [one for one in ticket.reading.secrets if one.kind in {SecretKind.ACCESS_TOKEN, SecretKind.API_KEY}]
    if not usable:
        raise Wrong("--use-ticket-token: the ticket contains no access token and no API key.")
    first = min(usable, key=lambda one: one.kind is not SecretKind.ACCESS_TOKEN)
    try:
        if first.kind is SecretKind.ACCESS_TOKEN:
            return AccessToken(Secret(first.secret.reveal(), "access token"))
        return ApiKey(Secret(first.secret.reveal(), "API key"))
    except CredentialError as error:
        raise Wrong(f"--use-ticket-token: {error}") from error


def card(ticket: Ticket) -> Iterator[str]:
    """Yield the lines of the card: what was read, where each ID stood, what was not understood."""
    reading = ticket.reading
    yield "What I read"
    for one in reading.sources:
        forms = f", with {', '.join(one.forms)}" if one.forms else ""
        yield f"  {shown_name(one.name)}: {one.kind}{forms} ({one.bytes:,} bytes)"
    for kind in SLOTS:
        if named := [some_id.named for some_id in ticket.of(kind)]:
            ids = [f"{text} ({where})" if (where := _where(ticket, text)) else text for text in named[:_MOST]]
            more = f" and {len(named) - _MOST:,} more" if len(named) > _MOST else ""
            yield f"  {kind.words}: {', '.join(ids)}{more}"
    if ticket.unsorted:
        yield f"  of unknown kind: {', '.join(ticket.unsorted[:_MOST])}"
    if reading.requests or reading.responses:
        yield f"  requests: {len(reading.requests)}, saved responses: {len(reading.responses)}"
    for ambiguity in reading.ambiguities:
        yield f"  not sure: {ambiguity.why}, but the ticket has {', '.join(ambiguity.others[:_MOST])} too"
    if reading.secrets:
        yield f"  secrets in the ticket: {len(reading.secrets)} (not stored, not printed)"
    for note in reading.notes[:_MOST]:
        yield f"  {shown_name(note.source)}, line {note.line}: {note.text}"


def intentions(ticket: Ticket, questions: Sequence[Question], endpoint: str) -> Iterator[str]:
    """Yield the lines that say what would be asked."""
    if not questions:
        yield "Nothing would be asked."
        return
    number = "1 request" if len(questions) == 1 else f"{len(questions)} requests side by side"
    yield f"Would ask {endpoint}, to begin with in {number}:"
    for question in questions[:_MOST]:
        yield f"  {question.operation}"
    if len(questions) > _MOST:
        yield f"  and {len(questions) - _MOST:,} more"


def _where(ticket: Ticket, some_id: str) -> str:
    found = next((one for one in ticket.reading.ids if one.value == some_id and not one.inventory), None)
    if found is None:
        return ""
    several = len(ticket.reading.sources) > 1
    return f"{shown_name(found.source)}, line {found.line}" if several else f"line {found.line}"


def lines(texts: Iterator[str]) -> Text:
    """Return the lines as one text, made safe for a terminal."""
    from rich.text import Text  # noqa: PLC0415

    return Text("\n".join(_visible(text) for text in texts))


def _visible(text: str) -> str:
    """Show control and invisible characters as code points: a ticket may hold any."""
    return "".join(one if one.isprintable() else f"\\u{{{ord(one):x}}}" for one in text)

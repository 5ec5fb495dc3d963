"""The card that says what was understood of a ticket, before anything is asked."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.ticket.from_reading import shown_name
from diagnose.ticket.slots import SLOTS
from diagnose.ticket.ticket import Ticket

_MOST = 5


def card(ticket: Ticket) -> Iterator[str]:
    """Yield the lines of the card: what was read, where each ID stood, what was not understood."""
    reading = ticket.reading
    yield "What I read"
    for source in reading.sources:
        forms = f", with {', '.join(source.forms)}" if source.forms else ""
        yield f"  {shown_name(source.name)}: {source.kind}{forms} ({source.bytes:,} bytes)"
    for kind in SLOTS:
        named = [some_id.named for some_id in ticket.of(kind)]
        if not named:
            continue
        ids = [f"{name} ({where})" if (where := _where(ticket, name)) else name for name in named[:_MOST]]
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


def _where(ticket: Ticket, some_id: str) -> str:
    found = next((seen for seen in ticket.reading.ids if seen.value == some_id and not seen.inventory), None)
    if found is None:
        return ""
    several = len(ticket.reading.sources) > 1
    return f"{shown_name(found.source)}, line {found.line}" if several else f"line {found.line}"

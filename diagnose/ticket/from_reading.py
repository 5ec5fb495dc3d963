"""From a reading to a ticket: which IDs of those that were read are used, and where the report says they stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from diagnose.foreign_text import clean, cut
from diagnose.ids import Kind
from diagnose.intake.model import Ambiguity, FoundId, Reading
from diagnose.outside import like
from diagnose.report import TicketSource
from diagnose.ticket.outside_reading import from_outside
from diagnose.ticket.slots import SLOTS, ids_by_kind
from diagnose.ticket.ticket import NamedId, Ticket, TicketError, make_ticket, named_id

_MOST = 200


@dataclass(frozen=True)
class Options:
    """What the options name; for its kind, each overrides everything that was read."""

    ids: Mapping[Kind, Sequence[str]] = field(default_factory=dict)
    reference: str | None = None


def ticket_from(options: Options, reading: Reading) -> Ticket:
    """Return the ticket; raise TicketError when neither options nor sources name anything to diagnose.

    What was read may be rubbish: an ID that cannot be one is left out, and its source says so.
    """
    read, reading = ids_by_kind(reading.slots), from_outside(reading)
    return make_ticket(
        {kind: options.ids.get(kind) or _usable(kind, read[kind]) for kind in SLOTS},
        reference=options.reference if options.reference is not None else _reference(reading.slots.reference),
        sources=sources_of(reading),
        reading=replace(
            reading,
            ambiguities=tuple(_unsettled(options, reading)),
            set_aside=_usable(Kind.JOB_WORK, reading.set_aside)[:_MOST],
        ),
        unsorted=_usable(Kind.JOB_WORK, reading.unsorted)[:_MOST],
    )


def _unsettled(options: Options, reading: Reading) -> Iterator[Ambiguity]:
    """Yield what the sources disagree about and no option settles."""
    given = {SLOTS[kind].key for kind, ids in options.ids.items() if ids}
    given |= set() if options.reference is None else {"reference"}
    return (ambiguity for ambiguity in reading.ambiguities if ambiguity.slot not in given)


def _usable(kind: Kind, texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if _is_usable(kind, text))


def _is_usable(kind: Kind, text: str) -> bool:
    try:
        named_id(kind, text)
    except TicketError:
        return False
    return True


def _reference(text: str | None) -> str | None:
    return cut(clean(text or ""), 100) or None


def sources_of(reading: Reading) -> tuple[TicketSource, ...]:
    """Return what the report says of the sources of a reading that is marked as from outside."""
    return tuple(_source(source.name, reading) for source in reading.sources)


def _source(name: str, reading: Reading) -> TicketSource:
    info = next(source for source in reading.sources if source.name == name)
    found = [some_id for some_id in reading.ids if some_id.source == name and not some_id.inventory]
    notes = [f"line {note.line}: {note.text}" for note in reading.notes if note.source == name]
    return TicketSource(
        name=shown_name(name),
        kind=info.kind,
        details={
            "bytes": info.bytes,
            "forms": [*info.forms],
            "ids": [_found(some_id) for some_id in found[:_MOST]],
            "more_ids": max(0, len(found) - _MOST),
            "requests": sum(1 for request in reading.requests if request.source == name),
            "responses": sum(1 for response in reading.responses if response.source == name),
            "notes": [*notes[:_MOST]],
        },
    )


def _found(some_id: FoundId) -> dict[str, str | int | None]:
    return {
        "kind": some_id.kind.value if some_id.kind else None,
        "id": some_id.value,
        "line": some_id.line,
        "evidence": some_id.evidence.value,
    }


def shown_name(name: str) -> str:
    """Return a source's name without its folders: a path tells more of a machine than a report should."""
    return like(name, PurePath(str.__str__(name)).name) or name


def sort_ids(ticket: Ticket, kinds: Mapping[str, Kind]) -> Ticket:
    """Put unsorted IDs into the slots that the live data tells, as far as there is room in them.

    ``kinds`` has the likeliest first: of two for a slot that holds one ID, it is the first that gets it. One that the
    customer names in place of another takes that one's slot, and that one is set aside. What the live data does not
    tell stays unsorted.
    """
    corrected = {kinds[some_id] for some_id in ticket.reading.corrections if some_id in kinds}
    sorted_ids: dict[Kind, list[NamedId]] = {
        kind: [*ticket.of(kind)] if slot.many else []
        for kind, slot in SLOTS.items()
        if slot.many or kind in corrected or not ticket.of(kind)
    }
    kinds = dict(sorted(kinds.items(), key=lambda pair: pair[0] not in ticket.reading.corrections))
    placed: set[str] = set()
    for some_id, kind in kinds.items():
        if kind in sorted_ids and (SLOTS[kind].many or not sorted_ids[kind]):
            sorted_ids[kind].append(named_id(kind, some_id))
            placed.add(some_id)
    named = {kind: tuple(sorted_ids.get(kind, ticket.of(kind))) for kind in SLOTS}
    displaced = tuple(old.named for kind in corrected if not SLOTS[kind].many for old in ticket.of(kind))
    return replace(
        ticket,
        named=named,
        unsorted=tuple(some_id for some_id in ticket.unsorted if some_id not in placed),
        reading=replace(ticket.reading, set_aside=(*ticket.reading.set_aside, *displaced)),
    )

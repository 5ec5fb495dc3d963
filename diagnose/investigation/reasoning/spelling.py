"""One ID, one identity: an ID that the gateway spells otherwise than the ticket is the same ID all the same."""

from __future__ import annotations

from dataclasses import replace

from diagnose.ids import Kind, identity, spellings
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.ticket.ticket import NamedId, Ticket


def respelled(ticket: Ticket, live: Knowledge) -> Ticket:
    """Return the ticket with its IDs as the gateway spells them; the very same one when nothing differs."""
    known: dict[Kind, dict[str, str]] = {}
    named = {kind: tuple(_respelled(some_id, live, known) for some_id in ticket.of(kind)) for kind in Kind}
    if all(named[kind] == ticket.of(kind) for kind in Kind):
        return ticket
    return replace(ticket, named={kind: _without_repetitions(some) for kind, some in named.items()})


def _respelled(named: NamedId, live: Knowledge, known: dict[Kind, dict[str, str]]) -> NamedId:
    if len(spellings(named.id)) == 1 or live.lives(named.kind, named.id):
        return named
    if named.kind not in known:
        known[named.kind] = {identity(some_id): some_id for some_id in live.ids_of(named.kind)}
    right = known[named.kind].get(identity(named.id))
    return replace(named, id=right, spelled=named.id) if right else named


def _without_repetitions(some: tuple[NamedId, ...]) -> tuple[NamedId, ...]:
    """Of two spellings of one ID, the one that is not the gateway's is worth telling."""
    unique: dict[str, NamedId] = {}
    for named in some:
        if named.id not in unique or named.spelled:
            unique[named.id] = named
    return tuple(unique.values())

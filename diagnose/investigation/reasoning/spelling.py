"""One ID, one identity: an ID that the gateway spells otherwise than the ticket is the same ID all the same."""

from __future__ import annotations

from dataclasses import replace

from diagnose.ids import Kind, identity, spellings
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.ticket.ticket import NamedId, Ticket


def respelled(ticket: Ticket, live: Knowledge) -> Ticket:
    """Return the ticket with its IDs as the gateway spells them; the very same one when nothing differs."""
    known: dict[Kind | None, dict[str, str]] = {}
    named = {kind: tuple(_respelled(some_id, live, known) for some_id in ticket.of(kind)) for kind in Kind}
    if all(named[kind] == ticket.of(kind) for kind in Kind):
        return ticket
    return replace(ticket, named={kind: _without_repetitions(some) for kind, some in named.items()})


def _respelled(named: NamedId, live: Knowledge, known: dict[Kind | None, dict[str, str]]) -> NamedId:
    """As one of its kind is spelled, or else, for an ID in the wrong slot, as one of any other kind is."""
    if len(spellings(named.id)) == 1 or live.lives(named.kind, named.id):
        return named
    for kind in (named.kind, None):
        if kind not in known:
            known[kind] = live.spelled_as((kind,) if kind else Kind)
        right = known[kind].get(identity(named.id))
        if right is not None:
            return named if right == named.id else replace(named, id=right, spelled=named.id)
    return named


def _without_repetitions(some: tuple[NamedId, ...]) -> tuple[NamedId, ...]:
    """Of two spellings of one ID, the one that is not the gateway's is worth telling."""
    unique: dict[str, NamedId] = {}
    for named in some:
        if named.id not in unique or named.spelled:
            unique[named.id] = named
    return tuple(unique.values())

"""One ID, one identity: an ID that the gateway spells otherwise than the ticket is the same ID all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diagnose.ids import Kind, identity, spellings
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.ticket.ticket import NamedId, Ticket


def respelled(ticket: Ticket, live: Knowledge) -> Ticket:
    """Return the ticket with its IDs as the gateway spells them; the very same one when nothing differs."""
    known: dict[Kind | None, dict[str, str]] = {}
    named = {kind: tuple(_respelled(some_id, live, known) for some_id in ticket.of(kind)) for kind in Kind}
    own = dict(_listed_otherwise(ticket, live))
    if not own and all(named[kind] == ticket.of(kind) for kind in Kind):
        return ticket
    unique = {kind: _without_repetitions(some) for kind, some in named.items()}
    return replace(ticket, named=unique, own_spelling=own)


def _listed_otherwise(ticket: Ticket, live: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield the IDs of the customer's own requests that the gateway spells otherwise."""
    asked = (ids for listing in ticket.listings for ids in (listing.connection_ids, *listing.filters.values()))
    spelled = {some_id for ids in asked for some_id in ids if len(spellings(some_id)) > 1}
    own = live.spelled_as(Kind) if spelled else {}
    for some_id in spelled:
        right = own.get(identity(some_id), some_id)
        if right != some_id:
            yield some_id, right


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

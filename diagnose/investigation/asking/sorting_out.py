"""What the IDs of unknown kind are: one search, asked beside the first questions, tells."""

from __future__ import annotations

from dataclasses import replace

from diagnose.gateway.exchange import Asker
from diagnose.ids import Kind, spellings
from diagnose.investigation.asking.investigate import Investigation, investigate
from diagnose.investigation.known.bounds import Reach
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.known.presence import Home
from diagnose.ticket.from_reading import sort_ids
from diagnose.ticket.lookups import lookups
from diagnose.ticket.neighbours import by_their_neighbours
from diagnose.ticket.ticket import Ticket, named_id

_SHAPES = 3
"""Times that a search is asked anew, smaller, when the gateway refuses its shape."""


def first_reading(ticket: Ticket) -> Ticket:
    """Return the ticket as the first questions see it: with nothing else named, IDs of unknown kind are searched for.

    They stand in for job works then: the search tries each ID as every kind that can be filtered by.
    """
    if any(ticket) or not ticket.unsorted:
        return ticket
    searched_for = tuple(named_id(Kind.JOB_WORK, some_id) for some_id in lookups(ticket))
    return replace(ticket, named={Kind.JOB_WORK: searched_for})


async def sorted_out(ticket: Ticket, asker: Asker, reach: Reach, into: Investigation) -> Ticket:
    """Return the ticket with the IDs of unknown kind in their slots, as far as one search tells.

    It is asked beside the first questions, again only where the gateway refused their shape.
    """
    if not lookups(ticket):
        return ticket
    searched = first_reading(ticket)
    for _ in range(_SHAPES):
        await investigate(searched, asker, reach, into, rounds=1)
        if any(answer.usable for _, answer in into.live.answers):
            break
    kinds = _kinds(ticket, into.live)
    return sort_ids(ticket, kinds | by_their_neighbours(ticket, kinds))


def _kinds(ticket: Ticket, live: Knowledge) -> dict[str, Kind]:
    """Return what the IDs of unknown kind are, those first that other IDs of the ticket hang off."""
    homes = {some_id: found for some_id in ticket.unsorted if (found := _homes(live, some_id))}
    below = [home for found in (*homes.values(), *(live.homes(named.id) for named in ticket)) for home in found]
    holding = {home.connection_id for home in below if home.job_work_id}
    holding |= {home.workspace_id for home in below if home.connection_id}
    likeliest = sorted(homes, key=lambda some_id: some_id not in holding)
    return {some_id: homes[some_id][0].kind for some_id in likeliest}


def _homes(live: Knowledge, some_id: str) -> tuple[Home, ...]:
    """Where an ID lives, in whatever spelling."""
    return tuple(home for spelling in spellings(some_id) for home in live.homes(spelling))

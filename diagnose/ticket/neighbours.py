"""IDs of unknown kind that stand in a list with others: what its items are, the one is that lives nowhere.

Lists are told by where their items stand, whatever the language: one behind the other on a line, or one below the other
at the same column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise

from diagnose.ids import Kind
from diagnose.intake.model import FoundId
from diagnose.ticket.lookups import shape
from diagnose.ticket.slots import SLOTS
from diagnose.ticket.ticket import Ticket

_BETWEEN = 12
"""Characters between two items on one line: a separator, or a short word such as "and" in any language."""
_SHIFT = 2
"""Columns by which the items of a list may stand apart from one line to the next."""


def by_their_neighbours(ticket: Ticket, kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """Return the IDs of unknown kind that are not in ``kinds``, each with the kind of the item before it in its list.

    Only where the ticket knows its workspace and connection: else it may be one of those that lives nowhere.
    """
    known = {**{named.named: named.kind for named in ticket}, **kinds}
    if not {Kind.WORKSPACE, Kind.CONNECTION} <= {*known.values()}:
        return {}
    unknown = {some_id for some_id in ticket.unsorted if some_id not in known}
    found: dict[str, Kind] = {}
    for before, after in _neighbours(ticket):
        kind = known.get(before.value)
        if after.value in unknown and kind and SLOTS[kind].many and shape(before.value) == shape(after.value):
            found[after.value] = known[after.value] = kind
    return found


def _neighbours(ticket: Ticket) -> Iterator[tuple[FoundId, FoundId]]:
    """Yield the IDs that follow one another in a list, in the order of the text."""
    placed = [found for found in ticket.reading.ids if found.column is not None and not found.inventory]
    placed.sort(key=lambda found: (found.source, found.line, found.column or 0))
    for _, group in groupby(placed, key=lambda found: found.source):
        ids = list({(found.line, found.column): found for found in group}.values())
        yield from ((before, after) for before, after in pairwise(ids) if _in_one_list(before, after))


def _in_one_list(before: FoundId, after: FoundId) -> bool:
    first, second = before.column or 0, after.column or 0
    if before.line == after.line:
        return 0 < second - first - len(before.value) <= _BETWEEN
    return after.line - before.line == 1 and abs(second - first) <= _SHIFT

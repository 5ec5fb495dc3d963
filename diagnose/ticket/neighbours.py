"""IDs of unknown kind that stand in a list with others: what its items are, the one is that lives nowhere.

Lists are told by where their items stand: one behind the other on a line with only a separator or an "and" between
them, or one below the other at the same column, with no words before the item. What has a label is no mere item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise

from diagnose.ids import Kind
from diagnose.intake.model import FoundId
from diagnose.ticket.lookups import shape
from diagnose.ticket.slots import SLOTS
from diagnose.ticket.ticket import Ticket

_BETWEEN = re.compile(
    r"(?i)[\s,;/&+|*`\"']{0,6}(?:\b(?:and|or|und|oder|et|ou|y|e|i|o|u|en|of|oraz|lub|a|och|og|eller|ja|tai|ve|veya|[sș]i|és|kaj"
    r"|и|та|和|と|및)\b)?[\s*`\"']{0,6}"
)
"""All that stands between two items on one line."""
_BULLET = re.compile(r"[\W\d_]{0,12}")
"""All that stands before an item on a line of its own."""
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
    said = after.context.rpartition(after.value)[0]
    if before.line == after.line:
        return first < second and _BETWEEN.fullmatch(said.rpartition(before.value)[2]) is not None
    return after.line - before.line == 1 and abs(second - first) <= _SHIFT and _BULLET.fullmatch(said) is not None

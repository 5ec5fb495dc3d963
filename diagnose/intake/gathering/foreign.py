"""Keys of somebody else's that are called like ours: the ``connectionId`` of a database pool in a log line.

An ID is of this API or it is not, and those of one ticket are of one make. Where the ticket names IDs of a make that
the gateway gives (a UUID, a CUID, a documented prefix), what a log calls ``connectionId=17`` is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from diagnose.ids import Kind
from diagnose.intake.content.mentions import certain
from diagnose.intake.model import FoundId, Grounds

_KEY = re.compile(r"[A-Za-z]\w{0,60}[\"']?[ ]?[=:][ ]?[\"'\[]{0,2}$")
"""Before a value: ``connectionId=``, ``"jobId": "``; in words a kind stands apart (``connection 17``)."""
_GAP = 2
"""Lines between the keys of one object."""
_MAKES = 2
"""Kinds of ID that must show the make for it to be the ticket's."""


def without_foreign(ids: Sequence[FoundId]) -> list[FoundId]:
    """Return the IDs without those of objects and log lines that have other IDs in the place of the ticket's own."""
    sure = {found.kind for found in ids if found.kind and not found.inventory and certain(found.value)}
    if len(sure) < _MAKES:
        return [*ids]
    foreign = {
        id(found) for group in _groups(ids) if any(found.kind in sure for found in group) for found in group
    }  # fmt: skip
    shortest = min(len(found.value) for found in ids if found.kind and certain(found.value))
    return [found for found in ids if id(found) not in foreign and not _is_stray(found, sure, shortest)]


def _is_stray(found: FoundId, sure: Collection[Kind | None], shortest: int) -> bool:
    """Tell the ``conn12`` of a pool and the number of a build's job from the IDs that the gateway gives.

    Neither is a request's own; the kind has a sure ID besides, or is the job, which much else is called.
    """
    if found.inventory or found.evidence not in {Grounds.WORDS, Grounds.FIELD} or certain(found.value):
        return False
    if found.kind is Kind.CONNECTION_JOB:
        return found.value.isdecimal()
    alone = found.value.isdecimal() and not _is_keyed(found)  # "connection 861" is short for connection_861
    return found.kind in sure and not alone and len(found.value) * 2 <= shortest


def _groups(ids: Sequence[FoundId]) -> Iterator[list[FoundId]]:
    """Yield the IDs under keys that stand together, where none of them is of a make that the gateway gives."""
    keyed = sorted((found for found in ids if _is_keyed(found)), key=lambda found: (found.source, found.line))
    for _, of_source in groupby(keyed, key=lambda found: found.source):
        group: list[FoundId] = []
        for found in of_source:
            if group and found.line - group[-1].line > _GAP:
                yield from _plain(group)
                group = []
            group.append(found)
        yield from _plain(group)


def _plain(group: list[FoundId]) -> Iterator[list[FoundId]]:
    if not any(certain(found.value) for found in group):
        yield group


def _is_keyed(found: FoundId) -> bool:
    """Tell whether a key, and no word, says what an ID is."""
    if found.inventory or found.kind is None:
        return False
    if found.evidence is Grounds.FIELD:
        return True
    before, value, _ = found.context.partition(found.value)
    return found.evidence is Grounds.WORDS and (not value or _KEY.search(before) is not None)

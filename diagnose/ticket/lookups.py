"""IDs of a ticket that nothing tells the kind of: which of them the gateway is asked about, and which matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.ids import Kind
from diagnose.intake.model import Grounds
from diagnose.ticket.ticket import Ticket

MOST_LOOKUPS = 20
_PLACES = frozenset({Grounds.ARGUMENT, Grounds.FIELD, Grounds.WORDS})
_FORM = re.compile(r"[A-Za-z0-9_-]{3,64}")
_PERSONAL = re.compile(r"\d{9}|[\d-]*-[\d-]*")
"""Takes 123-45-6789, 12-3456789, 030-5550-1077 and nine digits in a row; leaves job-5512 and 8812047193."""
_PREFIX = re.compile(r"([A-Za-z]+(?:[_-][A-Za-z]+)*)[_-](?=\w*\d)")


def lookups(ticket: Ticket) -> tuple[str, ...]:
    """Return the IDs of unknown kind that the gateway may be asked about (contract §6): no secret, nothing personal."""
    secrets = [found.secret.reveal() for found in ticket.reading.secrets]
    named = {some_id.id for some_id in ticket}
    usable = (
        some_id
        for some_id in ticket.unsorted
        if _may_be_asked(some_id) and some_id not in named and not any(some_id in secret for secret in secrets)
    )
    return tuple(usable)[:MOST_LOOKUPS]


def _may_be_asked(some_id: str) -> bool:
    if not _FORM.fullmatch(some_id) or not any(character.isdigit() for character in some_id):
        return False
    return not _PERSONAL.fullmatch(some_id)


def unplaced(ticket: Ticket) -> Iterator[str]:
    """Yield the IDs of unknown kind that the ticket is about, as far as it tells; any other may be whatever it likes.

    Those that stood in the place of an ID are, and all of them in a ticket that names nothing else; also one that
    looks like the IDs named, if the ticket names no connection or nothing below one, so that it may be just that.
    """
    in_place = {found.value for found in ticket.reading.ids if found.kind is None and found.evidence in _PLACES}
    shapes = {shape(some_id.id) for some_id in ticket}
    lacking = ticket.connection is None or not any(ticket.of(kind) for kind in (Kind.JOB_WORK, Kind.WORK))
    for some_id in ticket.unsorted:
        if some_id in in_place or not shapes or (lacking and shape(some_id) in shapes):
            yield some_id


def shape(some_id: str) -> str:
    """Return what IDs of one system have in common: a prefix in words, else the length and where hyphens stand."""
    prefix = _PREFIX.match(some_id)
    return prefix[1] if prefix else re.sub(r"\w", "x", some_id)

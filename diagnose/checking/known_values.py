"""Whose names and which values a run knows, so that they are found in texts of others as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from diagnose.customer.creations import Creation
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.json_value import Json, objects_in
from diagnose.redaction.aliases import PersonalKind
from diagnose.redaction.known_names import NAME_KEY, KnownNames, is_firm
from diagnose.ticket.ticket import Ticket

_FIRMS: Final = re.compile(r"company|business|firm|organi[sz]ation|employer", re.IGNORECASE)
_FILES: Final = re.compile(r"(?:file|document|original)_?name|file", re.IGNORECASE)
_MOST: Final = 20_000


def ids_of(live: Knowledge) -> frozenset[str]:
    """Return the gateway's own IDs that the run saw: none of them is anybody's name."""
    found: set[str] = {*live.workspaces, *live.connections, *live.job_works}
    for job_work in live.job_works.values():
        found.update((job_work.connection_job_id, job_work.work_id))
        found.update(
            some_id for artifact in job_work.artifacts or () for some_id in (artifact.id, artifact.artifact_id)
        )
    return frozenset(found)


def names_of(ticket: Ticket, live: Knowledge) -> KnownNames:
    """Return the names in the ticket's signatures and data, and the customer's own IDs and files by their values."""
    names = KnownNames()
    for name in ticket.reading.people:
        names.add(name, PersonalKind.FIRM if is_firm(name) else PersonalKind.PERSON)
    for name, kind in _in_data(ticket):
        names.add(name, kind)
    for external_id in _external_ids(ticket, live):
        names.add(external_id, PersonalKind.EXTERNAL_ID)
    for some_id in ticket:
        names.add(some_id.named, PersonalKind.ID)
    for source in ticket.reading.sources:
        names.add(source.name, PersonalKind.FILE)
    return names


def _in_data(ticket: Ticket) -> Iterator[tuple[str, PersonalKind]]:
    values: list[Json] = [dict(request.variables) for request in ticket.reading.requests]
    values += [response.data for response in ticket.reading.responses]
    left = _MOST
    for value in values:
        for row in objects_in(value):
            left -= 1
            if left <= 0:
                return
            yield from _of_row(row)


def _of_row(row: dict[str, Json]) -> Iterator[tuple[str, PersonalKind]]:
    for key, text in row.items():
        if not isinstance(text, str):
            continue
        if _FILES.fullmatch(key):
            yield text, PersonalKind.FILE
        elif NAME_KEY.fullmatch(key):
            yield text, PersonalKind.FIRM if _FIRMS.match(key) or is_firm(text) else PersonalKind.PERSON
        elif key == "externalId":
            yield text, PersonalKind.EXTERNAL_ID


def _external_ids(ticket: Ticket, live: Knowledge) -> Iterable[str]:
    creations: tuple[Creation, ...] = ticket.creations
    yield from (asked for creation in creations for asked in creation.asked)
    for job_work in live.job_works.values():
        yield from (job_work.external_id,) if job_work.external_id else ()
        yield from (artifact.external_id for artifact in job_work.artifacts or () if artifact.external_id)

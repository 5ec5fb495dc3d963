"""From a reading to a ticket: which IDs of those that were read are used, and where the report says they stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from diagnose.ids import Kind
from diagnose.intake.model import Ambiguity, FoundId, Reading
from diagnose.report import TicketSource
from diagnose.ticket.ticket import NamedId, Ticket, TicketError, make_ticket, named_id

_MOST = 200


@dataclass(frozen=True)
class Named:
    """What the options name; it goes before anything that was read."""

    workspace: str | None = None
    connection: str | None = None
    connection_jobs: Sequence[str] = ()
    job_works: Sequence[str] = ()
    works: Sequence[str] = ()
    artifacts: Sequence[str] = ()
    reference: str | None = None


def ticket_from(named: Named, reading: Reading) -> Ticket:
    """Return the ticket; raise TicketError when neither options nor sources name anything to diagnose.

    What was read may be rubbish: an ID that cannot be one is left out, and its source says so.
    """
    slots = reading.slots
    return make_ticket(
        workspace=named.workspace if named.workspace is not None else _usable(Kind.WORKSPACE, slots.workspace_id),
        connection=named.connection if named.connection is not None else _usable(Kind.CONNECTION, slots.connection_id),
        connection_jobs=named.connection_jobs or _all_usable(Kind.CONNECTION_JOB, slots.connection_job_ids),
        job_works=named.job_works or _all_usable(Kind.JOB_WORK, slots.job_work_ids),
        works=named.works or _all_usable(Kind.WORK, slots.work_ids),
        artifacts=named.artifacts or _all_usable(Kind.ARTIFACT, slots.artifact_ids),
        reference=named.reference if named.reference is not None else _reference(slots.reference),
        sources=tuple(_source(one.name, reading) for one in reading.sources),
        reading=replace(reading, ambiguities=tuple(_unsettled(named, reading))),
        unsorted=tuple(one for one in reading.unsorted if _usable(Kind.JOB_WORK, one))[:_MOST],
    )


def _unsettled(named: Named, reading: Reading) -> Iterator[Ambiguity]:
    """Yield what the sources disagree about and no option settles."""
    given = {"workspace_id": named.workspace, "connection_id": named.connection, "reference": named.reference}
    return (one for one in reading.ambiguities if given.get(one.slot) is None)


def _usable(kind: Kind, text: str | None) -> str | None:
    if text is None:
        return None
    try:
        named_id(kind, text)
    except TicketError:
        return None
    return text


def _all_usable(kind: Kind, texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if _usable(kind, text))


def _reference(text: str | None) -> str | None:
    clean = "".join(character for character in text or "" if character.isprintable()).strip()
    return clean[:100] or None


def _source(name: str, reading: Reading) -> TicketSource:
    info = next(one for one in reading.sources if one.name == name)
    found = [one for one in reading.ids if one.source == name and not one.inventory]
    notes = [f"line {one.line}: {one.text}" for one in reading.notes if one.source == name]
    return TicketSource(
        name=shown_name(name),
        kind=info.kind,
        details={
            "bytes": info.bytes,
            "forms": [*info.forms],
            "ids": [_found(one) for one in found[:_MOST]],
            "more_ids": max(0, len(found) - _MOST),
            "requests": sum(1 for one in reading.requests if one.source == name),
            "responses": sum(1 for one in reading.responses if one.source == name),
            "notes": [*notes[:_MOST]],
        },
    )


def _found(one: FoundId) -> dict[str, str | int | None]:
    return {
        "kind": one.kind.value if one.kind else None,
        "id": one.value,
        "line": one.line,
        "evidence": one.evidence.value,
    }


def shown_name(name: str) -> str:
    """Return a source's name without its folders: a path tells more of a machine than a report should."""
    return PurePath(name).name or name


def sort_ids(ticket: Ticket, kinds: dict[str, Kind]) -> Ticket:
    """Put unsorted IDs into the slots that the live data tells; those it does not tell stay unsorted."""
    slots: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for some_id in ticket.unsorted:
        if some_id in kinds:
            slots[kinds[some_id]].append(some_id)
    left = tuple(one for one in ticket.unsorted if one not in kinds)
    left += tuple(slots[Kind.WORKSPACE][1:] + slots[Kind.CONNECTION][1:])
    return replace(
        ticket,
        workspace=_first(Kind.WORKSPACE, slots),
        connection=_first(Kind.CONNECTION, slots),
        connection_jobs=tuple(named_id(Kind.CONNECTION_JOB, one) for one in slots[Kind.CONNECTION_JOB]),
        job_works=tuple(named_id(Kind.JOB_WORK, one) for one in slots[Kind.JOB_WORK]),
        works=tuple(named_id(Kind.WORK, one) for one in slots[Kind.WORK]),
        artifacts=tuple(named_id(Kind.ARTIFACT, one) for one in slots[Kind.ARTIFACT]),
        unsorted=left,
    )


def _first(kind: Kind, slots: dict[Kind, list[str]]) -> NamedId | None:
    return named_id(kind, slots[kind][0]) if slots[kind] else None

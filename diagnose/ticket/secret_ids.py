"""A key pasted where the ticket has an ID: neither used nor sent to the gateway, and said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from diagnose.intake.model import FoundId, FoundSecret, Note, Reading, SecretKind, Slots
from diagnose.secrets import Secret
from diagnose.secrets.telling_words import is_our_id, is_telling


def without_secret_ids(reading: Reading, is_secret: Callable[[str], bool]) -> Reading:
    """Return the reading without IDs that are secrets: they become secrets of the ticket, each with a note.

    ``is_secret`` tells of a text whether it holds a secret that is known or looks like one; it is known from then on.
    """
    is_secret(_torn(reading))  # it learns the whole of what was torn, so that it knows each piece
    values = [value for value in dict.fromkeys(_values(reading)) if not is_our_id(value)]
    if not is_secret("\n".join(values)):  # one look at all of them: a ticket may name very many
        return reading
    taken = {value for value in values if is_secret(value)}
    places = {found.value: found for found in reversed(reading.ids) if found.value in taken}
    return replace(
        reading,
        ids=tuple(found for found in reading.ids if found.value not in taken),
        unsorted=tuple(value for value in reading.unsorted if value not in taken),
        set_aside=tuple(value for value in reading.set_aside if value not in taken),
        slots=_without(reading.slots, taken),
        secrets=(*reading.secrets, *map(_secret, places.values())),
        notes=(*reading.notes, *map(_note, places.values())),
        ambiguities=tuple(found for found in reading.ambiguities if taken.isdisjoint((found.chosen, *found.others))),
    )


def words_beside_ids(reading: Reading) -> str:
    """Return what stood beside IDs that might be secrets: ``AUTH_TOKEN="9f3a…"`` is one by the name before it."""
    found = [some_id for some_id in reading.ids if not is_our_id(some_id.value)]
    lines = dict.fromkeys(some_id.quote for some_id in found if some_id.quote)
    named = dict.fromkeys(f'{some_id.context}: "{some_id.value}"' for some_id in found if is_telling(some_id.context))
    return "\n\n".join([*lines, *named])


def _torn(reading: Reading) -> str:
    """Return each secret that quoted-printable tore (``eyJ…= aGVs…= bG8``), with the pieces that look like IDs."""
    lines = {(found.source, found.line): [f"{found.secret.reveal()}="] for found in reading.secrets}
    for found in reading.ids if lines else ():
        pieces = lines.get((found.source, found.line), [])
        if pieces and pieces[-1].endswith("=") and not is_our_id(found.value):
            pieces.append(found.value)
    return "\n\n".join("\n".join(pieces) for pieces in lines.values() if len(pieces) > 2)  # noqa: PLR2004


def _values(reading: Reading) -> list[str]:
    slots = reading.slots
    return [
        *(found.value for found in reading.ids),
        *reading.unsorted,
        *reading.set_aside,
        *filter(None, (slots.workspace_id, slots.connection_id)),
        *slots.connection_job_ids,
        *slots.job_work_ids,
        *slots.work_ids,
        *slots.artifact_ids,
    ]


def _without(slots: Slots, taken: set[str]) -> Slots:
    def kept(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(value for value in values if value not in taken)

    return replace(
        slots,
        workspace_id=None if slots.workspace_id in taken else slots.workspace_id,
        connection_id=None if slots.connection_id in taken else slots.connection_id,
        connection_job_ids=kept(slots.connection_job_ids),
        job_work_ids=kept(slots.job_work_ids),
        work_ids=kept(slots.work_ids),
        artifact_ids=kept(slots.artifact_ids),
    )


def _secret(found: FoundId) -> FoundSecret:
    secret = Secret(found.value, "key in the place of an ID")
    return FoundSecret(SecretKind.API_KEY, found.source, found.line, "in the place of an ID", secret)


def _note(found: FoundId) -> Note:
    kind = f"{found.kind.words} ID" if found.kind else "ID"
    text = f"What stands there as the {kind} looks like a secret, so it was neither used nor sent to the gateway."
    return Note(found.source, found.line, text)

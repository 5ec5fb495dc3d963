"""From a run that is over to its capsule: what was heard is veiled, with what an alias destroys beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TypeAlias

from diagnose.capsule.contents import Aliases, Capsule, Exchanged, RecordedRun, RecordedTicket
from diagnose.capsule.recording import Recording, recorded_run, recorded_ticket
from diagnose.capsule.standing_in import ComparedValues, stand_ins
from diagnose.capsule.veil import Veil
from diagnose.capsule.veiled_run import veiled_exchanged, veiled_run, veiled_ticket
from diagnose.capsule.written_values import written
from diagnose.checking.runner import Selection
from diagnose.diagnosis import Diagnosis
from diagnose.ids import Kind
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.redaction.aliases import aliases_in
from diagnose.ticket.ticket import Ticket

_Heard: TypeAlias = tuple[RecordedTicket, RecordedRun, Exchanged]


def capsule_of(
    done: Diagnosis, ticket: Ticket, recording: Recording, selection: Selection, *, tries: bool = True
) -> Capsule:
    """Return the capsule of a run; ``ticket`` as it was when the run began, ``tries`` as with ``--no-try`` or not.

    Values that the report has no alias for get one here: whoever keeps a map of them keeps it afterwards.
    """
    heard = (recorded_ticket(ticket), recorded_run(done, selection, tries=tries), recording.exchanged(done))
    said, run, exchanged = _veiled(heard, Veil(str, done.resolver), ticket, done)
    text = _text(said, run, exchanged)
    if done.masker.learn(text):
        # Looking for secrets in each value takes its time, and is seldom needed.
        said, run, exchanged = _veiled(heard, Veil(done.masker.mask, done.resolver), ticket, done)
        text = _text(said, run, exchanged)
    found = Aliases()
    if done.resolver is not None:
        found = Aliases(stand_ins(done.resolver.table.aliases, aliases_in(text), _compared(ticket, done)))
    return Capsule(done.attachment, said, run, exchanged, found)


def _veiled(heard: _Heard, veil: Veil, ticket: Ticket, done: Diagnosis) -> _Heard:
    for some_id in (*ticket, *done.sight.ticket):
        veil.id(some_id.named)  # what is named is an ID wherever it stands
    return veiled_ticket(heard[0], veil), veiled_run(heard[1], veil), veiled_exchanged(heard[2], veil)


def _text(*parts: object) -> str:
    return "\n".join(json.dumps(written(part), ensure_ascii=False) for part in parts)


def _compared(ticket: Ticket, done: Diagnosis) -> ComparedValues:
    named = [text for some_id in (*ticket, *done.sight.ticket) for text in (some_id.id, some_id.named)]
    live = done.sight.live
    types = frozenset(_plain(artifact.type) for row in live.rows for artifact in row.artifacts or () if artifact.type)
    return ComparedValues([*named, *ticket.unsorted], tuple(_known(live)), types)


def _plain(kind: str) -> str:
    return "".join(sign for sign in kind.casefold() if sign.isalnum())


def _known(live: Knowledge) -> Iterator[str]:
    """Yield the live IDs that a slip is sought among, and the customer's own."""
    for kind in Kind:
        yield from live.ids_of(kind)
    for row in live.rows:
        yield from (row.external_id,) if row.external_id else ()
        yield from (artifact.external_id for artifact in row.artifacts or () if artifact.external_id)

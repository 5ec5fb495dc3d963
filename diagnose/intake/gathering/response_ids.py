"""Keeping the IDs of a response: all of them, or what still counts once no more are kept that are merely listed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from diagnose.intake.content.sightings import ResponseSeen
from diagnose.intake.gathering.naming import OwnId, ids_in_errors, ids_in_response
from diagnose.intake.gathering.store import Store, found_id
from diagnose.intake.gathering.weight import Say, Weight
from diagnose.intake.kinds import CREATING
from diagnose.intake.source.voices import Voice
from diagnose.json_value import Json


def keep_ids(store: Store, source: str, seen: ResponseSeen, aliases: Mapping[str, str]) -> None:
    """Keep the IDs in a response of a source, as far as there is room for them."""
    created = Say(Voice.NOW, Weight.CREATED)
    if store.is_full and seen.response.data and not creates(seen.response.data, aliases):
        store.leave_listed(seen.rows.own_ids)
    else:
        for named in ids_in_response(seen, aliases, partial(store.wants, source)):
            if isinstance(named, OwnId):
                store.given_external_ids.add(named.value)
            else:
                say = Say(Voice.EARLIER, Weight.INVENTORY) if named.inventory else created
                store.found(found_id(source, named), say)
    for named in ids_in_errors(seen):
        store.found(found_id(source, named), created)


def creates(data: Json, aliases: Mapping[str, str]) -> bool:
    """Tell whether a response says what was created, whose IDs count however many there are."""
    return isinstance(data, dict) and any(aliases.get(root, root) in CREATING for root in data)

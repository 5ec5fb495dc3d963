"""Which of what was found the customer means: not support's words, nor what was taken back, nor what is superseded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from diagnose.ids import Kind
from diagnose.intake.gathering.foreign import without_foreign
from diagnose.intake.gathering.store import Store
from diagnose.intake.gathering.weight import Say, Weight
from diagnose.intake.model import CustomerRequest, FoundId, Grounds, SavedResponse, ToldSymptom
from diagnose.intake.source.voices import Voice

_UNHEARD = Say(Voice.NOW, Weight.INVENTORY)
"""What an ID has to say of which no place was kept."""


def meant(store: Store, ids: Sequence[FoundId]) -> list[FoundId]:
    """Return the IDs that the customer means; what is dropped here is dropped only where something is left.

    Support's own words name nothing once the customer names anything; an ID that was taken back gives way to another
    of its kind; what only has an ID's form and is labelled as something else anywhere is that everywhere.
    """
    ids = without_foreign([found for found in ids if not _is_other(store, found)])
    named = [found for found in ids if not found.inventory]
    newest = {found.kind for found in named if _voice(store, found) is Voice.NOW}
    least = Voice.EARLIER if any(_voice(store, found) > Voice.SUPPORT for found in named) else Voice.SUPPORT
    if store.earlier_taken_back and newest:
        least = Voice.NOW
    settled = len(newest - {None}) > 1
    heard = [
        found for found in ids
        if found.inventory
        or (_voice(store, found) >= least and (found.kind or not settled or _voice(store, found) is Voice.NOW))
    ]  # fmt: skip
    standing = _without_taken_back(store, heard)
    left = {found.value for found in standing}
    store.set_aside.update(dict.fromkeys(found.value for found in heard if found.value not in left))
    return standing


def _voice(store: Store, found: FoundId) -> Voice:
    return store.weights.get((found.kind, found.value), _UNHEARD).voice


def _is_other(store: Store, found: FoundId) -> bool:
    """Tell whether only its form speaks for an ID that is labelled as something else."""
    return found.evidence in {Grounds.PREFIX, Grounds.NONE} and found.value in store.others


def _without_taken_back(store: Store, ids: list[FoundId]) -> list[FoundId]:
    taken_back = {value for _, value in store.taken_back}
    if not taken_back:
        return ids
    standing: set[Kind | None] = {found.kind for found in ids if not found.inventory and found.value not in taken_back}
    standing |= {None} if standing else set()
    return [found for found in ids if found.value not in taken_back or found.kind not in standing]


def requests_meant(store: Store, others: Collection[int]) -> tuple[list[CustomerRequest], list[SavedResponse]]:
    """Return the customer's requests and the answers, without those that a newer request supersedes.

    ``others`` are the indices of those about another customer. A request that support wrote down is none of the
    customer's, and is not judged.
    """
    newest = max(store.voices, default=Voice.NOW)
    customer_spoke = any(say.voice > Voice.SUPPORT for say in store.weights.values())
    least = newest if newest > Voice.SUPPORT or not customer_spoke else Voice.EARLIER
    kept, dropped = list[CustomerRequest](), list[CustomerRequest]()
    for index, (request, voice) in enumerate(zip(store.requests, store.voices, strict=True)):
        (dropped if voice < least or index in others else kept).append(request)
    if not dropped:
        return store.requests, store.responses
    gone = {request.response for request in dropped} - {request.response for request in kept}
    places = [index for index in range(len(store.responses)) if index not in gone]
    moved = {index: place for place, index in enumerate(places)}
    responses = [store.responses[index] for index in places]
    return [_moved(request, moved) for request in kept], responses


def complaints_meant(store: Store) -> list[ToldSymptom]:
    """Return what the customer complains of now; with no newer word about it, what they said before."""
    newest = max((voice for _, voice in store.told), default=Voice.SUPPORT)
    return [told for told, voice in store.told if voice is newest and newest > Voice.SUPPORT]


def _moved(request: CustomerRequest, moved: dict[int, int]) -> CustomerRequest:
    return request if request.response is None else replace(request, response=moved[request.response])

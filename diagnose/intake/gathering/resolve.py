"""From what was found to one chain: each slot's IDs, what disagrees, and a reading without any secret in it.

How a slot is filled. An ID's kind follows from the strongest evidence that it has anywhere (argument or field, words,
prefix). Workspace and connection: the place that weighs most wins (:class:`Weight`: the request that failed first),
what else stands there is an :class:`Ambiguity`. The lists take every ID named, in order. Two kinds of places name an
ID only when nothing else does: the request of an exchange that was answered in full, and a listing that the customer
saved. Of such a listing, the job works without artifacts or with artifacts not completed come first; all of them when
there are at most 20; none of a longer one, for then the connection is what the ticket is about. A workspace or
connection in a listing counts when it is the only one there. The response to a creation names what it created.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from diagnose.ids import Kind
from diagnose.intake.gathering.chains import set_apart
from diagnose.intake.gathering.columns import in_their_places
from diagnose.intake.gathering.meaning import complaints_meant, meant, requests_meant
from diagnose.intake.gathering.store import Store
from diagnose.intake.gathering.weight import Say, Weight
from diagnose.intake.model import Ambiguity, CustomerRequest, FoundId, Grounds, Note, Reading, SavedResponse, Slots
from diagnose.intake.source.limits import MAX_INVENTORY
from diagnose.intake.source.secret_search import MASK, find, kind_of_key
from diagnose.intake.source.voices import Voice
from diagnose.invisible import NO_WIDTH
from diagnose.json_value import Json
from diagnose.secrets.telling_words import is_placeholder

_FEW = 20
_UNHEARD = Say(Voice.EARLIER, Weight.INVENTORY)
"""The reason given for an ID whose place was not kept."""
_HINTS = "author|bearer|eyj|token|key|schl|pass|kennw|secret|cookie"
_RANK = {Grounds.ARGUMENT: 0, Grounds.FIELD: 0, Grounds.WORDS: 1, Grounds.PREFIX: 2, Grounds.NONE: 3}


def finish(store: Store) -> Reading:
    """Return the reading of everything in the store."""
    order = {info.name: index for index, info in enumerate(store.sources)}
    masker = _Masker(store)
    ids = sorted(_without_secrets(store, masker), key=lambda found: (order.get(found.source, 0), found.line))
    ids = meant(store, _strongest(ids))
    apart = set_apart(store, ids)
    ids = [found for found in ids if found.value not in apart.values]
    requests, responses = requests_meant(store, apart.requests)
    notes = [note for noted in store.notes.values() for note in noted.values()]
    for what, count in store.left_out.items():
        if store.sources:
            notes.append(Note(store.sources[-1].name, 1, f"{count:,} more {what} were left out."))
    if store.more_listed:
        limit = f"Of the IDs that saved responses list, the first {MAX_INVENTORY:,} are kept."
        notes.append(Note(store.sources[-1].name, 1, limit))
    store.endpoints = [(masker.text(address), weight) for address, weight in store.endpoints]
    store.references = [(masker.text(reference), weight) for reference, weight in store.references]
    slots, ambiguities = _slots(store, [found for found in ids if found.kind is not None])
    named = {found.value for found in ids if found.kind is not None}
    return Reading(
        ids_left_out=store.left_out["IDs"],
        sources=tuple(store.sources),
        ids=in_their_places([_masked(found, masker) for found in ids], store.texts, masker.text),
        unsorted=tuple(dict.fromkeys(item.value for item in ids if item.kind is None and item.value not in named)),
        requests=tuple(masker.request(request) for request in requests),
        people=tuple(masker.text(name) for name in store.people),
        responses=tuple(masker.response(response) for response in responses),
        secrets=tuple(sorted(store.secrets.values(), key=lambda item: (order.get(item.source, 0), item.line))),
        notes=tuple(
            replace(note, text=masker.text(note.text))
            for note in sorted(notes, key=lambda note: (order.get(note.source, 0), note.line))
        ),
        slots=slots,
        ambiguities=ambiguities,
        told=tuple(replace(told, words=masker.text(told.words)) for told in complaints_meant(store)),
        others=apart.chains,
        corrections=tuple(_corrections(store, named)),
        set_aside=tuple(store.set_aside),
    )  # fmt: skip


def _corrections(store: Store, named: Collection[str]) -> Iterator[str]:
    """Yield the IDs of unknown kind that stand in place of another one: of one that is taken back, any may."""
    single = {Kind.WORKSPACE, Kind.CONNECTION}
    open_slot = any(kind in single and value in named for kind, value in store.taken_back)
    for (kind, value), say in store.weights.items():
        corrects = say.weight is Weight.CORRECTED or (open_slot and say.voice is Voice.NOW)
        if kind is None and corrects and value not in named:
            yield value


def _without_secrets(store: Store, masker: _Masker) -> list[FoundId]:
    """Return the IDs that hold no secret: a token pasted where an ID belongs is none, and is not kept as one."""
    return [found for found in store.ids.values() if masker.text(found.raw) == found.raw]


def _masked(found: FoundId, masker: _Masker) -> FoundId:
    context = masker.text(found.context)
    return found if context == found.context else replace(found, context=context)


def _strongest(ids: list[FoundId]) -> list[FoundId]:
    """Drop mentions of an ID as a kind that a stronger piece of evidence contradicts."""
    best: dict[str, int] = {}
    for found in ids:
        if not found.inventory:
            best[found.value] = min(best.get(found.value, 9), _RANK[found.evidence])
    kinds = {(f.value, f.kind) for f in ids if not f.inventory and _RANK[f.evidence] == best[f.value]}
    return [f for f in ids if f.inventory or (f.value, f.kind) in kinds]


def _slots(store: Store, ids: list[FoundId]) -> tuple[Slots, tuple[Ambiguity, ...]]:
    ambiguities: list[Ambiguity] = []

    def single(kind: Kind) -> str | None:
        found = [item for item in ids if item.kind is kind]
        named = [item.value for item in found if not item.inventory]
        values = named or _only({item.value for item in found})
        return _choose(
            f"{kind}_id",
            [(value, store.weights.get((kind, value), _UNHEARD)) for value in values],
            ambiguities,
            lambda chosen, other: _outweighs(store, (kind, chosen), (kind, other)),
        )

    slots = Slots(
        workspace_id=single(Kind.WORKSPACE),
        connection_id=single(Kind.CONNECTION),
        connection_job_ids=_several(store, ids, Kind.CONNECTION_JOB),
        job_work_ids=_several(store, ids, Kind.JOB_WORK),
        work_ids=_several(store, ids, Kind.WORK),
        artifact_ids=_several(store, ids, Kind.ARTIFACT),
        reference=_choose("reference", store.references, ambiguities),
        endpoint=_choose("endpoint", store.endpoints, ambiguities),
    )
    return slots, tuple(ambiguities)


def _outweighs(store: Store, chosen: tuple[Kind, str], other: tuple[Kind, str]) -> bool:
    """Set an ID aside that a correction outweighs: one that is named only behind it is corrected by nothing."""
    corrected, named = store.corrected_at.get(chosen), store.named_at.get(other)
    if corrected and named and corrected[0] == named[0] and named[1] >= corrected[1]:
        return False
    store.set_aside[other[1]] = None
    return True


def _only(values: set[str]) -> list[str]:
    return list(values) if len(values) == 1 else []


def _choose(
    slot: str,
    candidates: Iterable[tuple[str, Say]],
    ambiguities: list[Ambiguity],
    outweighs: Callable[[str, str], bool] = lambda *_: True,
) -> str | None:
    """Return the heaviest candidate, the first of equals; report the others that no correction outweighs."""
    weights: dict[str, Say] = {}
    written: dict[str, str] = {}
    for value, weight in candidates:
        key = re.sub(f"^https?://|[{NO_WIDTH}\\s]", "", value).rstrip("/")
        if key not in weights or weight > weights[key]:
            weights[key] = weight
            written[key] = value
    if not weights:
        return None
    chosen = max(weights, key=lambda key: weights[key])
    best = weights[chosen]
    others = tuple(written[key] for key, say in weights.items() if key != chosen and say.voice is best.voice)
    if best.weight is Weight.CORRECTED:
        others = tuple(other for other in others if not outweighs(written[chosen], other))
    if others:
        why = f"{written[chosen]} was taken because {best.words}"
        ambiguities.append(Ambiguity(slot, written[chosen], others, why))
    return written[chosen]


def _several(store: Store, ids: list[FoundId], kind: Kind) -> tuple[str, ...]:
    found = [item for item in ids if item.kind is kind]
    named = list(dict.fromkeys(item.value for item in found if not item.inventory))
    named = [value for value in named if not (kind is Kind.ARTIFACT and value in store.given_external_ids)]
    weights = {value: store.weights.get((kind, value), _UNHEARD) for value in named}
    # What only an earlier message in the thread names counts when the newest one names nothing of the kind.
    newest = [value for value in named if weights[value].voice is Voice.NOW] or named
    firm = [value for value in newest if not _answered(weights[value])]
    if named:
        return tuple(firm or newest)
    return _listed(store, found, kind)


def _answered(say: Say) -> bool:
    return say.weight is Weight.ASKED_AND_GIVEN


def _listed(store: Store, found: list[FoundId], kind: Kind) -> tuple[str, ...]:
    """Return what a saved listing names when nothing else does; see the module's words."""
    if kind is not Kind.JOB_WORK:
        return ()
    values = list(dict.fromkeys(item.value for item in found))
    troubled = [value for value in values if value in store.troubled]
    if troubled:
        return tuple(troubled)
    return tuple(values) if len(values) <= _FEW else ()


class _Masker:
    """Takes every secret that was found, and everything that looks like a token, out of texts and JSON."""

    def __init__(self, store: Store) -> None:
        values = {found.secret.reveal() for found in store.secrets.values()}
        longest = sorted((value for value in values if len(value) >= 4), key=len, reverse=True)  # noqa: PLR2004
        self._known = re.compile("|".join(map(re.escape, longest))) if longest else None
        escaped = [json.dumps(value, ensure_ascii=False)[1:-1].lower() for value in longest]
        self._telling = re.compile("|".join([*map(re.escape, escaped), _HINTS]))

    def text(self, text: str) -> str:
        """Return the text without secrets."""
        if self._known is not None:
            text = self._known.sub(MASK, text)
        hits = list(find(text))
        for hit in sorted(hits, key=lambda hit: hit.start, reverse=True):
            text = text[: hit.start] + MASK + text[hit.end :]
        return text

    def json(self, value: Json, key: str = "", depth: int = 0) -> Json:
        """Return the JSON without secrets, also those that only their key tells."""
        if depth == 0 and not self._telling.search(json.dumps({key: value}, ensure_ascii=False).lower()):
            return value
        if isinstance(value, dict):
            return {self.text(name): self.json(item, name, depth + 1) for name, item in value.items()}
        if isinstance(value, list):
            return [self.json(item, key, depth + 1) for item in value]
        if not isinstance(value, str):
            return value
        return MASK if kind_of_key(key) and not is_placeholder(value) else self.text(value)

    def request(self, request: CustomerRequest) -> CustomerRequest:
        """Return the request without secrets."""
        variables = {self.text(key): self.json(value, key) for key, value in request.variables.items()}
        return replace(
            request,
            document=None if request.document is None else self.text(request.document),
            variables=variables,
            operation_name=request.operation_name and self.text(request.operation_name),
            endpoint=request.endpoint and self.text(request.endpoint),
            headers=None if request.headers is None else {k: self.text(v) for k, v in request.headers.items()},
            problems=tuple(self.text(problem) for problem in request.problems),
        )

    def response(self, response: SavedResponse) -> SavedResponse:
        """Return the response without secrets."""
        errors = tuple(self.json(error) for error in response.errors)
        return replace(response, data=self.json(response.data), errors=errors)

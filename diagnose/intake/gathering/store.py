"""What is kept of a ticket while it is read: bounded lists, each ID and each secret once a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field

from diagnose.ids import Kind
from diagnose.intake.content.correspondents import MOST_PEOPLE
from diagnose.intake.content.sightings import IdSeen
from diagnose.intake.gathering.weight import Say
from diagnose.intake.model import (  # fmt: skip
    CustomerRequest,
    FoundId,
    FoundSecret,
    Grounds,
    Note,
    OtherChain,
    SavedResponse,
    SecretKind,
    SourceInfo,
    ToldSymptom,
)
from diagnose.intake.source.limits import (
    MAX_IDS,
    MAX_INVENTORY,
    MAX_KEPT_DATA,
    MAX_KEPT_RESPONSE,
    MAX_NOTES,
    MAX_REQUESTS,
    MAX_SECRETS,
)
from diagnose.intake.source.voices import Voice
from diagnose.secrets import Secret


@dataclass
class Store:
    """Everything found so far, over all sources."""

    ids: dict[tuple[Kind | None, str, Grounds, str, bool], FoundId] = field(default_factory=dict)
    requests: list[CustomerRequest] = field(default_factory=list)
    responses: list[SavedResponse] = field(default_factory=list)
    secrets: dict[tuple[str, str], FoundSecret] = field(default_factory=dict)
    notes: dict[str, dict[str, Note]] = field(default_factory=dict)
    sources: list[SourceInfo] = field(default_factory=list)
    weights: dict[tuple[Kind | None, str], Say] = field(default_factory=dict)
    """The best weight of an ID as its kind, over all places."""
    references: list[tuple[str, Say]] = field(default_factory=list)
    endpoints: list[tuple[str, Say]] = field(default_factory=list)
    troubled: set[str] = field(default_factory=set)
    """Job works that a healthy listing shows in trouble."""
    given_external_ids: set[str] = field(default_factory=set)
    """The customer's own IDs of artifacts that a response pairs with the gateway's."""
    voices: list[Voice] = field(default_factory=list)
    """Whose each request is."""
    chains: list[tuple[OtherChain, Say]] = field(default_factory=list)
    """The IDs that each request asks with, and how much it counts."""
    taken_back: set[tuple[Kind | None, str]] = field(default_factory=set)
    """What the customer says is not meant."""
    named_at: dict[tuple[Kind | None, str], tuple[str, int]] = field(default_factory=dict)
    """Of each ID the source of its first mention, and how many there were before."""
    corrected_at: dict[tuple[Kind | None, str], tuple[str, int]] = field(default_factory=dict)
    """The same of its last mention as a correction."""
    set_aside: dict[str, None] = field(default_factory=dict)
    """IDs that are dropped because of it, or that a correction outweighs."""
    earlier_taken_back: bool = False
    """The customer asks to ignore an earlier message."""
    others: set[str] = field(default_factory=set)
    """What is labelled as the ID of something else."""
    told: list[tuple[ToldSymptom, Voice]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict, repr=False)
    """The sources that were read whole, by name."""
    people: dict[str, None] = field(default_factory=dict)
    """Names of those who wrote, or are written to."""
    inventory: int = 0
    kept_data: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    more_listed: bool = False
    """Responses listed more IDs than are kept: how many more is not counted, which took longer than all the rest."""

    def note(self, source: str, line: int, text: str) -> None:
        """Note what could not be read; equal sentences of a source are kept once."""
        mine = self.notes.setdefault(source, {})
        if text in mine:
            return
        if len(mine) >= MAX_NOTES:
            self.left_out["notes"] += 1
            return
        mine[text] = Note(source, line, text)

    def found(self, found: FoundId, say: Say) -> None:
        """Keep an ID with what its place has to say; the first place of each kind, value, evidence and source."""
        pair = (found.kind, found.value)
        if pair in self.weights or len(self.weights) < MAX_IDS:
            self.weights[pair] = max(self.weights.get(pair, say), say)
        key = (found.kind, found.value, found.evidence, found.source, found.inventory)
        if key in self.ids or not found.value.strip():
            return
        self.inventory += found.inventory
        if len(self.ids) >= MAX_IDS:
            self.left_out["IDs"] += 1
            return
        self.ids[key] = found

    def wants(self, source: str, kind: Kind, value: str, inventory: bool) -> bool:
        """Tell whether an ID in a response's field is new, and not one inventory item too many."""
        if (kind, value, Grounds.FIELD, source, inventory) in self.ids:
            return False
        if not inventory or not self.is_full:
            return True
        self.more_listed = True
        return False

    def leave_listed(self, own_ids: Set[str]) -> None:
        """Keep of a response that lists IDs when no more are kept only the customer's own ones."""
        self.more_listed = True
        self.given_external_ids |= own_ids

    @property
    def is_full(self) -> bool:
        """True once no more IDs are kept that responses merely list."""
        return self.inventory >= MAX_INVENTORY

    def secret(self, kind: SecretKind, value: str, source: str, line: int, where: str) -> None:
        """Keep a secret; the first place of each value and source."""
        if not value.strip() or (value, source) in self.secrets:
            return
        if len(self.secrets) >= MAX_SECRETS:
            self.left_out["secrets"] += 1
            return
        self.secrets[value, source] = FoundSecret(
            kind, source, line, where, Secret(value, f"{kind.value.replace('-', ' ')} in the ticket")
        )

    def request(self, request: CustomerRequest, chain: OtherChain, say: Say) -> None:
        """Keep a request, the IDs that it asks with, and how much it counts."""
        if len(self.requests) >= MAX_REQUESTS:
            self.left_out["requests"] += 1
            return
        self.requests.append(request)
        self.voices.append(say.voice)
        self.chains.append((chain, say))

    def complaint(self, told: ToldSymptom, voice: Voice) -> None:
        """Keep what somebody complains of."""
        if len(self.told) < MAX_NOTES:
            self.told.append((told, voice))

    def person(self, *names: str) -> None:
        """Keep the names of people; of a ticket with very many, the first."""
        for name in names:
            if len(self.people) < MOST_PEOPLE:
                self.people[name] = None

    def endpoint(self, address: str, say: Say) -> None:
        """Keep an address that a request went to, or that the text names."""
        if len(self.endpoints) < MAX_REQUESTS:
            self.endpoints.append((address, say))

    def reference(self, reference: str, say: Say) -> None:
        """Keep what the ticket calls itself."""
        if len(self.references) < MAX_NOTES:
            self.references.append((reference, say))

    def fits(self, size: int) -> bool:
        """Tell whether a response of so many characters can be kept as evidence; take the room for it."""
        if size > MAX_KEPT_RESPONSE or self.kept_data + size > MAX_KEPT_DATA:
            return False
        self.kept_data += size
        return True

    def response(self, response: SavedResponse) -> int | None:
        """Keep a response; return its index, None when there are too many."""
        if len(self.responses) >= MAX_REQUESTS:
            self.left_out["responses"] += 1
            return None
        self.responses.append(response)
        return len(self.responses) - 1


def found_id(source: str, seen: IdSeen) -> FoundId:
    """Return a sighting of an ID as it is kept, with its source."""
    return FoundId(seen.kind, seen.value, seen.raw, seen.grounds, source, seen.line, seen.context, seen.inventory)

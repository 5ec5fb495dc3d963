"""What is found while reading, before it is a reading: bounded lists, and each secret only once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from diagnose.ids import Kind
from diagnose.intake.model import (  # fmt: skip
    CustomerRequest,
    Evidence,
    FoundId,
    FoundSecret,
    Note,
    SavedResponse,
    SecretKind,
    SourceInfo,
)
from diagnose.intake.source.limits import MAX_IDS, MAX_INVENTORY, MAX_NOTES, MAX_REQUESTS, MAX_SECRETS
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json
from diagnose.secrets import Secret


@dataclass
class Draft:
    """A request while its variables and its response may still be found further down.

    ``variable_lines`` gives the source line of the strings in ``variables`` by path; ``traced`` is the document.
    """

    request: CustomerRequest
    traced: Traced | None = None
    variable_lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)
    variables_source: str | None = None
    """The source that the variables stood in, when it is another one."""


@dataclass
class DraftResponse:
    """A response while its request may still be looked for; ``lines`` as in :class:`Draft`."""

    response: SavedResponse
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)
    request: Draft | None = None
    external_ids: list[str] = field(default_factory=list)


@dataclass
class Journal:
    """Everything found so far, over all sources."""

    ids: dict[tuple[Kind | None, str, Evidence, str, bool], FoundId] = field(default_factory=dict)
    requests: list[CustomerRequest] = field(default_factory=list)
    responses: list[SavedResponse] = field(default_factory=list)
    secrets: dict[tuple[str, str], FoundSecret] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    sources: list[SourceInfo] = field(default_factory=list)
    weights: dict[tuple[Kind | None, str], float] = field(default_factory=dict)
    """The best weight of an ID as its kind, over all places."""
    references: list[tuple[str, float]] = field(default_factory=list)
    endpoints: list[tuple[str, float]] = field(default_factory=list)
    troubled: set[str] = field(default_factory=set)
    """Job works that a healthy listing shows in trouble."""
    given_external_ids: set[str] = field(default_factory=set)
    """The customer's own IDs of artifacts that a response pairs with the gateway's."""
    inventory: int = 0
    kept_data: int = 0
    left_out: dict[str, int] = field(default_factory=dict)

    def note(self, source: str, line: int, text: str) -> None:
        """Note what could not be read; equal sentences of a source are kept once."""
        mine = [note for note in self.notes if note.source == source]
        if any(note.text == text for note in mine):
            return
        if len(mine) >= MAX_NOTES:
            self.left_out["notes"] = self.left_out.get("notes", 0) + 1
            return
        self.notes.append(Note(source, line, text))

    def found(self, found: FoundId, weight: float) -> None:
        """Keep an ID with the weight of its place; the first place of each kind, value, evidence and source."""
        pair = (found.kind, found.value)
        if pair in self.weights or len(self.weights) < MAX_IDS:
            self.weights[pair] = max(self.weights.get(pair, 0), weight)
        key = (found.kind, found.value, found.evidence, found.source, found.inventory)
        if key in self.ids or not found.value.strip():
            return
        self.inventory += found.inventory
        if len(self.ids) >= MAX_IDS:
            self.left_out["IDs"] = self.left_out.get("IDs", 0) + 1
            return
        self.ids[key] = found

    def wants(self, kind: Kind, value: str, source: str, *, inventory: bool) -> bool:
        """Tell whether an ID in a response's field is new, and not one inventory item too many."""
        if (kind, value, Evidence.FIELD, source, inventory) in self.ids:
            return False
        if not inventory or self.inventory < MAX_INVENTORY:
            return True
        self.left_out["listed IDs"] = self.left_out.get("listed IDs", 0) + 1
        return False

    def secret(self, kind: SecretKind, value: str, source: str, line: int, where: str) -> None:
        """Keep a secret; the first place of each value and source."""
        if not value.strip() or (value, source) in self.secrets:
            return
        if len(self.secrets) >= MAX_SECRETS:
            self.left_out["secrets"] = self.left_out.get("secrets", 0) + 1
            return
        self.secrets[value, source] = FoundSecret(
            kind, source, line, where, Secret(value, f"{kind.value.replace('-', ' ')} in the ticket")
        )

    def request(self, request: CustomerRequest) -> None:
        """Keep a request."""
        if len(self.requests) >= MAX_REQUESTS:
            self.left_out["requests"] = self.left_out.get("requests", 0) + 1
            return
        self.requests.append(request)

    def endpoint(self, address: str, weight: float) -> None:
        """Keep an address that a request went to, or that the text names."""
        if len(self.endpoints) < MAX_REQUESTS:
            self.endpoints.append((address, weight))

    def reference(self, reference: str, weight: float) -> None:
        """Keep what the ticket calls itself."""
        if len(self.references) < MAX_NOTES:
            self.references.append((reference, weight))

    def response(self, response: SavedResponse) -> int | None:
        """Keep a response; return its index, None when there are too many."""
        if len(self.responses) >= MAX_REQUESTS:
            self.left_out["responses"] = self.left_out.get("responses", 0) + 1
            return None
        self.responses.append(response)
        return len(self.responses) - 1


@dataclass
class Page:
    """One source while it is read: where findings go, and what waits to be paired."""

    source: str
    journal: Journal
    quoted: set[int] = field(default_factory=set)
    """Lines inside ``>`` quoting."""
    forms: dict[str, None] = field(default_factory=dict)
    index: int = 0
    """Place among the sources."""
    before: list[Draft] = field(default_factory=list)
    """Requests of the source before this one."""
    requests: list[Draft] = field(default_factory=list)
    responses: list[DraftResponse] = field(default_factory=list)

    def note(self, line: int, text: str) -> None:
        """Note something about this source."""
        self.journal.note(self.source, line, text)

    def form(self, name: str) -> None:
        """Remember that this form stood in the source."""
        self.forms[name] = None

    def add_request(self, draft: Draft) -> None:
        """Add a request, marked when it stands in a quotation."""
        quoted = draft.request.line in self.quoted
        draft.request = replace(draft.request, quoted=quoted) if quoted else draft.request
        self.requests.append(draft)

    def secret(self, kind: SecretKind, value: str, line: int, where: str) -> None:
        """Keep a secret of this source."""
        self.journal.secret(kind, value, self.source, line, where)

    def secrets_in(self, value: Json, line: int) -> None:
        """Keep the secrets that stand under telling keys anywhere in a JSON value."""
        from diagnose.intake.source.secret_search import is_placeholder, kind_of_key  # noqa: PLC0415  # avoids a cycle

        stack: list[tuple[str, Json]] = [("", value)]
        while stack:
            key, item = stack.pop()
            if isinstance(item, dict):
                stack.extend(item.items())
            elif isinstance(item, list):
                stack.extend((key, member) for member in item)
            elif isinstance(item, str) and (kind := kind_of_key(key)) and not is_placeholder(item):
                self.secret(kind, item, line, f"value of {key}")

"""The ticket: the IDs that the customer or the engineer named, checked and cleaned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from diagnose.customer.creations import Creation, creations
from diagnose.customer.exchanges import CustomerAnswer, CustomerExchange, answers, exchanges
from diagnose.customer.listings import Listing
from diagnose.customer.symptoms import symptoms
from diagnose.ids import MAX_ID_LENGTH, Kind
from diagnose.intake.model import Reading
from diagnose.outside import OutsideId, Reference
from diagnose.report import Symptom, TicketIds, TicketSource
from diagnose.ticket.hygiene import Dirt, clean
from diagnose.ticket.slots import SLOTS

if TYPE_CHECKING:
    from diagnose.customer.query import CustomerQuery

MAX_REFERENCE_LENGTH = 200
NOTHING_READ = Reading()


class TicketError(ValueError):
    """The ticket cannot be diagnosed as given: one sentence says what, where and what to do."""


class NothingNamedError(TicketError):
    """Nothing that was given or read names anything to diagnose; ``reading`` is what was read."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(
            "The ticket names no ID: give at least one, such as --connection ID or --job-work ID "
            "(see 'diagnose run --help')."
        )
        self.reading = reading


@dataclass(frozen=True, slots=True)
class NamedId:
    """One ID of the ticket: ``named`` exactly as given, ``id`` as it is used from there on.

    ``spelled`` is how the ticket spells an ID that the gateway spells otherwise, as ``id`` then does.
    """

    kind: Kind
    named: str
    id: str
    dirt: tuple[Dirt, ...] = ()
    spelled: str | None = None


@dataclass(frozen=True)
class Ticket:
    """What the ticket names: the IDs of each kind in the ticket's order, without repetitions."""

    named: Mapping[Kind, tuple[NamedId, ...]] = field(default_factory=dict)
    reference: str | None = None
    sources: tuple[TicketSource, ...] = ()
    reading: Reading = NOTHING_READ
    unsorted: tuple[str, ...] = ()
    """IDs of the sources whose kind is not known."""
    own_spelling: Mapping[str, str] = field(default_factory=dict)
    """IDs of the customer's requests that the gateway spells otherwise, each with its spelling."""

    def __iter__(self) -> Iterator[NamedId]:
        """All named IDs, highest in the chain first."""
        for kind in SLOTS:
            yield from self.of(kind)

    def of(self, kind: Kind) -> tuple[NamedId, ...]:
        """Return the named IDs of one kind."""
        return self.named.get(kind, ())

    @property
    def workspace(self) -> NamedId | None:
        """The workspace, if the ticket names one."""
        return next(iter(self.of(Kind.WORKSPACE)), None)

    @property
    def connection(self) -> NamedId | None:
        """The connection, if the ticket names one."""
        return next(iter(self.of(Kind.CONNECTION)), None)

    @property
    def connection_jobs(self) -> tuple[NamedId, ...]:
        """The connection jobs named."""
        return self.of(Kind.CONNECTION_JOB)

    @property
    def job_works(self) -> tuple[NamedId, ...]:
        """The job works named."""
        return self.of(Kind.JOB_WORK)

    @property
    def works(self) -> tuple[NamedId, ...]:
        """The works named."""
        return self.of(Kind.WORK)

    @property
    def artifacts(self) -> tuple[NamedId, ...]:
        """The artifacts that the ticket expects."""
        return self.of(Kind.ARTIFACT)

    @cached_property
    def exchanges(self) -> tuple[CustomerExchange, ...]:
        """The customer's requests, each with the response that they saved of it."""
        return exchanges(self.reading)

    @cached_property
    def answers(self) -> tuple[CustomerAnswer, ...]:
        """The responses that the customer saved, each with its request where the ticket has that."""
        return answers(self.reading)

    @cached_property
    def queries(self) -> tuple[CustomerQuery, ...]:
        """The customer's requests that have a document, as queries."""
        if not any(exchange.request.document for exchange in self.exchanges):
            return ()
        # The one door to graphql-core above the intake: loading it costs 0.12 s of CPU, which a run without any query
        # (IDs as options, an e-mail) does not pay.
        from diagnose.customer.query import queries_of  # noqa: PLC0415

        return queries_of(self.exchanges)

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """The ``jobWorks`` fields that the customer asked for."""
        return tuple(listing.spelled(self.own_spelling) for query in self.queries for listing in query.listings)

    @cached_property
    def creations(self) -> tuple[Creation, ...]:
        """The creation responses that the customer saved."""
        return creations(self.reading)

    @cached_property
    def symptoms(self) -> tuple[Symptom, ...]:
        """What the customer saw go wrong, as far as the ticket shows it."""
        return symptoms(self.reading, self.answers)

    @cached_property
    def ids(self) -> TicketIds:
        """The report's ``ticket`` object."""
        named: dict[str, object] = {}
        for kind, slot in SLOTS.items():
            texts = tuple(some_id.named for some_id in self.of(kind))
            named[slot.key] = texts if slot.many else next(iter(texts), None)
        return TicketIds.model_validate({**named, "reference": self.reference, "sources": self.sources})


def make_ticket(
    ids: Mapping[Kind, Iterable[str]],
    *,
    reference: str | None = None,
    sources: tuple[TicketSource, ...] = (),
    reading: Reading = NOTHING_READ,
    unsorted: tuple[str, ...] = (),
) -> Ticket:
    """Check and clean what was named; raise :class:`TicketError` for what cannot be an ID, or a ticket, at all."""
    named = {kind: _without_repetitions(kind, ids.get(kind, ())) for kind in SLOTS}
    for kind, slot in SLOTS.items():
        if not slot.many and len(named[kind]) > 1:
            raise TicketError(f"The ticket names {len(named[kind])} {kind.words}s: one can be diagnosed at a time.")
    known = tuple(map(OutsideId, unsorted))
    ticket = Ticket(named, _checked_reference(reference), sources, reading, known)
    if not any(ticket) and not unsorted and not reading.requests and not reading.responses:
        raise NothingNamedError(reading)
    return ticket


def named_id(kind: Kind, text: str) -> NamedId:
    """Check and clean one ID; raise :class:`TicketError` if it is empty, absurdly long or not text."""
    if not text.strip():
        raise TicketError(f"The {kind.words} ID is empty: give the ID, or leave the option out.")
    if len(text) > MAX_ID_LENGTH:
        raise TicketError(
            f"A {kind.words} ID has {len(text):,} characters; "
            f"IDs of up to {MAX_ID_LENGTH} are accepted. Was something else pasted?"
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise TicketError(f"The {kind.words} ID {text!a} is not valid text: paste it again, as UTF-8.")
    cleaned, dirt = clean(text, free_text=kind is Kind.ARTIFACT)
    if not cleaned:
        raise TicketError(f"The {kind.words} ID {text!a} has no visible character: paste it again.")
    return NamedId(kind, OutsideId(text), OutsideId(cleaned), dirt)


def _without_repetitions(kind: Kind, texts: Iterable[str]) -> tuple[NamedId, ...]:
    unique: dict[str, NamedId] = {}
    for text in texts:
        some_id = named_id(kind, text)
        if some_id.id not in unique or (some_id.dirt and not unique[some_id.id].dirt):
            # Of an ID that was named twice, the one that had to be cleaned is worth telling.
            unique[some_id.id] = some_id
    return tuple(unique.values())


def _checked_reference(reference: str | None) -> str | None:
    if reference is None:
        return None
    if not reference.strip():
        raise TicketError("The ticket reference is empty: give one, or leave --ticket-ref out.")
    if len(reference) > MAX_REFERENCE_LENGTH:
        raise TicketError(
            f"The ticket reference has {len(reference):,} characters; up to {MAX_REFERENCE_LENGTH} are accepted."
        )
    if not reference.isprintable():
        raise TicketError(
            f"The ticket reference {reference!a} contains control or invisible characters: type it again without them."
        )
    return Reference(reference)

"""Searching for IDs that are not where the ticket says: in everything visible, then where lists may have been cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from diagnose.gateway.exchange import Question
from diagnose.ids import Kind, identity, spellings
from diagnose.investigation.asking.connection_pages import connection_pages
from diagnose.investigation.asking.needs import Needs, batches, place_of
from diagnose.investigation.asking.questions import FILTERED_BY
from diagnose.investigation.reasoning.explain import Place
from diagnose.json_value import Json
from diagnose.ticket.lookups import lookups
from diagnose.ticket.ticket import NamedId

_FILTERS = 4
"""Filters over which the spellings of IDs may be spread."""


class SearchQuestions:
    """Questions for what a ticket misses."""

    def __init__(self, needs: Needs) -> None:
        self.needs = needs
        self.ticket = needs.ticket
        self.live = needs.live
        self.manners = needs.manners
        self.ask = needs.ask

    @property
    def possible(self) -> bool:
        """True while the gateway takes the search, which is deep and has aliases."""
        return self.manners.takes("Search")

    # -- everything visible

    def search(self) -> Iterator[Question]:
        """One search for what no search was made for yet."""
        missing = [named for named in self.needs.missing if named.id not in self.sought]
        if missing and self.remaining_first(missing):
            return
        yield from self.search_for(missing)

    @cached_property
    def sought(self) -> frozenset[str]:
        """The IDs that a search asked for; one whose lists were refused for their size has to be asked smaller."""
        found: set[str] = set()
        for _, answer in self.live.answers:
            if answer.usable and answer.detail is None:
                found.update(_sought_by(answer.question))
        return frozenset(found)

    def remaining_first(self, missing: Sequence[NamedId]) -> bool:
        """A long list, or one longer than lists seem capped at, is first asked for where the others were found."""
        return len(missing) > self.most_at_once and any(True for _ in self.unasked(missing))

    @cached_property
    def most_at_once(self) -> int:
        """How many IDs one list seems to be good for where the ticket's are."""
        caps = (self.cap(place.connection, kind) for place in self.needs.homes for kind in FILTERED_BY)
        return min((cap for cap in caps if cap), default=self.ask.batch)

    def search_for(self, missing: Sequence[NamedId], offset: int = 0) -> Iterator[Question]:
        """The search for these IDs, from the ``offset``-th connection of each workspace on."""
        for some in batches(self.spelled(named.id for named in missing), self.ask.batch):
            yield from self.search_ids(some, offset, *self.listed_beside())

    def search_ids(self, ids: Sequence[str], offset: int, listing: bool, filters: Json) -> Iterator[Question]:
        """The search, or for gateways that refuse it: the connections, then the job works by each filter."""
        if not ids:
            return
        if self.possible:
            yield self.ask.search(ids, offset, listing, filters)
            return
        if self.manners.takes("JobWorkRowsAnywhere"):
            kinds = [Kind.JOB_WORK, Kind.CONNECTION_JOB] + ([Kind.WORK] if self.manners.work_filter else [])
            yield from (self.ask.anywhere(kind, ids, offset) for kind in kinds)
        else:
            yield self.ask.all_connections(offset)
        yield self.ask.all_connections(0, ids)

    def spelled(self, ids: Iterable[str]) -> list[str]:
        """The IDs, each once, in every spelling that a gateway may have for them as far as few filters hold those."""
        plain = list(dict.fromkeys(ids))
        every = list(dict.fromkeys(spelling for some_id in plain for spelling in spellings(some_id)))
        most = min(self.needs.reach.batch, self.ask.batch * _FILTERS)
        return every if len(every) <= most else plain

    def unknown(self) -> Iterator[Question]:
        """The search for IDs of unknown kind, tried as every kind."""
        ids = [
            some_id for some_id in lookups(self.ticket) if some_id not in self.sought and not self.live.homes(some_id)
        ]
        for some in batches(self.spelled(ids), self.ask.batch):
            yield from self.search_ids(some, 0, listing=False, filters=None)

    def listed_beside(self) -> tuple[bool, Json]:
        """Whether, and how, to list what stands in for job works not named, in a connection that the search finds."""
        by, ids = self.needs.main_filter
        listing = not self.ticket.job_works and by is not Kind.WORK
        return listing, self.ask.filtered(by, ids[: self.ask.batch]) if listing else None

    def more_connections(self) -> Iterator[Question]:
        """Further pages of the connections, while something is still missing: lists may be capped silently.

        Each is asked for all that the first one was: what turned up elsewhere is then shown not to be there.
        """
        missing = {named.id for named in self.needs.missing}
        if missing:
            asked_for = [named for named in self.needs.chain() if named.id in missing or named.id in self.sought]
            pages = connection_pages(self.live, self.manners.page_of_connections(self.needs.reach.connections))
            for offset in pages.near:
                yield from self.search_for(asked_for, offset)
            yield from (self.ask.all_connections(offset) for offset in pages.far)

    # -- what that leaves

    def remaining_ids(self, *, searching: bool) -> Iterator[Question]:
        """IDs that are nowhere yet, asked for in each connection where others of the ticket were found."""
        missing = [named for named in self.needs.missing if named.kind in FILTERED_BY]
        # What a list lacks may be behind its cap, and is then where the others are: as likely as elsewhere.
        cut = self.most_at_once < self.ask.batch
        if missing and (cut or not searching):
            yield from self.unasked(missing, wide=not searching)
        connection = self.ticket.connection
        if searching or connection is None or connection not in self.needs.missing:
            return
        if self.live.looks.listed_workspaces and self.unproven_workspaces(connection.id):
            # Lists that came back with other connections leave it open whether this one is there.
            yield self.ask.all_connections(0, (connection.id,))

    def unproven_workspaces(self, connection: str) -> bool:
        """True when some workspace may still have the connection."""
        looks = self.live.looks
        return not all(looks.proven_absent(place, Kind.CONNECTION, connection) for place in self.live.workspaces)

    def unasked(self, missing: Sequence[NamedId], *, wide: bool = False) -> Iterator[Question]:
        """IDs whose absence is not proven, asked for where the ticket's are; ``wide``: wherever lists came back."""
        homes = self.needs.homes
        places = list(dict.fromkeys([*homes, *self.answering])) if wide else homes
        for kind in FILTERED_BY:
            ids = tuple(named.id for named in missing if named.kind is kind)
            if not ids or (kind is Kind.WORK and not self.manners.work_filter):
                continue
            for place in places:
                size = min(self.ask.batch, self.cap(place.connection, kind) or self.ask.batch)
                for some in batches(self.unproven(place.connection, kind, ids), size):
                    for question in self.ask.by_ids(place, kind, some):
                        if question.key not in self.live.asked:
                            yield question

    def unproven(self, connection: str, kind: Kind, ids: Sequence[str]) -> list[str]:
        """The IDs that the connection may still have."""
        return [some_id for some_id in ids if not self.live.looks.proven_absent(connection, kind, some_id)]

    @cached_property
    def answering(self) -> list[Place]:
        """The connections that answered a search with some rows: such a list may have been cut short."""
        looks = self.live.looks.of(Kind.JOB_WORK)
        found = {look.connection_id for look in looks if look.by is not None and look.rows}
        return [place_of(connection) for connection in self.live.connections.values() if connection.id in found]

    def cap(self, connection: str, kind: Kind) -> int | None:
        """The silent cap that filtered lists seem to have here: the most rows that came back when asked for more."""
        looks = self.live.looks.in_connection(connection, kind)
        wanted = ((look.rows, len({identity(some_id) for some_id in look.asked})) for look in looks)
        return max((rows for rows, asked in wanted if 0 < rows < asked), default=None)


def _sought_by(question: Question) -> Iterable[str]:
    """The IDs that a search was for."""
    filters = question.variables.get({"Search": "named", "JobWorkRowsAnywhere": "jobWorks"}.get(question.operation, ""))
    ids = next(iter(filters.values()), None) if isinstance(filters, dict) else None
    return (some_id for some_id in ids if isinstance(some_id, str)) if isinstance(ids, list) else ()

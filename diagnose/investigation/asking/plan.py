"""What to ask next: a pure function from the ticket and what is known to the questions of the next round.

Nothing here is a step counter. Each need is read off what is still unknown, and questions are built within what the
gateway accepts (:class:`~.known.bounds.Manners`); so a refused question comes back smaller by itself, and a
round with nothing new to ask ends the run. The economy (contract §8):

1. the opening: everything the ticket names in one request, more only for long ID lists;
2. for what is missing, one search through all that is visible, and beside it the first page of the listing that near
   misses are sought in, since neither needs the other's answer;
3. what that leaves: further pages, details of job works that live elsewhere, IDs whose absence is not proven yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from diagnose.gateway.exchange import Question, Reception
from diagnose.ids import Kind
from diagnose.investigation.asking.questions import FILTERS, Asking
from diagnose.investigation.known.bounds import Reach
from diagnose.investigation.known.facts import Detail
from diagnose.investigation.known.knowledge import Live
from diagnose.investigation.reasoning.standing import Standings, State, stand
from diagnose.json_value import Json
from diagnose.ticket.ticket import NamedId, Ticket

T = TypeVar("T")
_SIDE_BY_SIDE = 8
_MOST_CONNECTIONS = 20
"""Connections that are listed when nothing tells which one is meant: beyond that, the customer is asked."""
_SHUT = frozenset({Reception.UNAUTHENTICATED, Reception.UNREACHABLE, Reception.NOT_GRAPHQL, Reception.REDIRECTED})


def plan(ticket: Ticket, live: Live, reach: Reach) -> tuple[Question, ...]:
    """Return the next round's questions, none of them asked before; empty when there is nothing more to learn."""
    answers = [answer for _, answer in live.answers]
    if any(answer.reception in _SHUT or answer.detail == "wrong-surface" for answer in answers):
        return ()
    wanted: dict[str, Question] = {}
    for question in _Plan(ticket, live, reach).questions():
        if question.key not in live.asked:
            wanted.setdefault(question.key, question)
    return tuple(wanted.values())


@dataclass(frozen=True)
class PagedList:
    """A listing of job works in one connection: unfiltered, or by the IDs of one kind."""

    workspace: str
    connection: str
    by: Kind | None = None
    ids: tuple[str, ...] = ()


class _Plan:
    def __init__(self, ticket: Ticket, live: Live, reach: Reach) -> None:
        self.ticket = ticket
        self.live = live
        self.reach = reach
        self.manner = live.manners
        self.ask = Asking(live.manners, reach)

    @cached_property
    def standings(self) -> Standings:
        """How the named IDs stand; the opening does without."""
        return stand(self.ticket, self.live)

    def questions(self) -> Iterator[Question]:
        opening = tuple(self.opening())
        yield from opening
        served = any(answer.usable for _, answer in self.live.answers)
        if not served and any(question.key not in self.live.asked for question in opening):
            return  # the first round, or the gateway refused its shape: nothing is known to be missing yet
        search = tuple(question for question in self.search() if question.key not in self.live.asked)
        yield from search
        yield from self.more_connections()
        yield from self.remaining_ids(searching=bool(search))
        yield from self.looked_at()
        yield from self.near_misses()
        yield from self.windows()
        yield from self.details()

    # -- round 1

    def opening(self) -> Iterator[Question]:
        """The ticket as it stands; without a workspace there is nothing to hang it on but a search."""
        workspace, connection = self.ticket.workspace, self.ticket.connection
        if workspace is None:
            yield from self.search_for(list(self.chain())[: self.ask.batch])
            if not any(self.chain()):
                # An artifact cannot be filtered by: what is visible has to be listed.
                yield self.ask.all_connections(0)
            return
        by, ids = self.main_filter()
        first, rest = ids[: self.ask.batch], ids[self.ask.batch :]
        variables = self.ask.scope(workspace.id, connection.id if connection else None)
        main = self.ask.filtered(by, first)
        if connection is None or not (self.manner.aliases and self.manner.detail):
            yield self.ask.job_works(variables, main, len(first))
            if connection is not None:
                yield from (
                    self.ask.job_works(variables, self.ask.filtered(*side), len(side[1])) for side in self.sides(by)
                )
        else:
            yield self.ask.ticket_chain(variables, main, len(first), dict(self.sides(by)))
        for some in _batches(rest, self.ask.batch):
            yield self.ask.job_works(variables, self.ask.filtered(by, some), len(some))

    def main_filter(self) -> tuple[Kind | None, tuple[str, ...]]:
        """What to look at in full: job works, else the works' job works, else the connection jobs', else all."""
        for kind, named in (
            (Kind.JOB_WORK, self.ticket.job_works),
            (Kind.WORK, self.ticket.works if self.manner.work_filter else ()),
            (Kind.CONNECTION_JOB, self.ticket.connection_jobs),
        ):
            if named:
                return kind, tuple(one.id for one in named)
        return None, ()

    def sides(self, main: Kind | None) -> Iterator[tuple[Kind, tuple[str, ...]]]:
        """What else the ticket names, to be seen in the same breath."""
        if self.ticket.works and main is not Kind.WORK and self.manner.work_filter:
            yield Kind.WORK, tuple(one.id for one in self.ticket.works)[: self.ask.batch]
        if self.ticket.connection_jobs and main is not Kind.CONNECTION_JOB:
            yield Kind.CONNECTION_JOB, tuple(one.id for one in self.ticket.connection_jobs)[: self.ask.batch]

    # -- round 2: what is missing

    def chain(self) -> Iterator[NamedId]:
        return (one for one in self.ticket if one.kind is not Kind.ARTIFACT)

    @cached_property
    def missing(self) -> list[NamedId]:
        """Named IDs that were asked for where the ticket says, and not seen there or anywhere."""
        return [one for one in self.chain() if not self.live.lives(one.kind, one.id)]

    @property
    def searchable(self) -> bool:
        """True while the gateway takes the search, which is deep and has aliases."""
        return self.manner.aliases and self.manner.detail

    def search(self) -> Iterator[Question]:
        missing = [one for one in self.missing if not self.sought(one)]
        if missing and self.remaining_first(missing):
            return
        if missing and self.searchable:
            for some in _batches(missing, self.ask.batch):
                yield from self.search_for(some)
        elif missing:
            yield from self.search_one_by_one(missing)

    def sought(self, one: NamedId) -> bool:
        """True when a search asked for it; one whose lists were refused for their size has to be asked smaller."""
        return any(
            one.id in look.asked and look.evidence in self.searches
            for look in self.live.looks
            if look.of is Kind.CONNECTION
        )

    @cached_property
    def searches(self) -> frozenset[str]:
        return frozenset(
            evidence
            for evidence, answer in self.live.answers
            if answer.question.operation == "Search" and answer.usable and answer.detail is None
        )

    def remaining_first(self, missing: Sequence[NamedId]) -> bool:
        """A long list is first asked for where its other IDs were found, before everything visible is searched."""
        return len(missing) > self.ask.batch and any(True for _ in self.unasked(missing))

    def search_for(self, missing: Sequence[NamedId], offset: int = 0) -> Iterator[Question]:
        ids = list(dict.fromkeys(one.id for one in missing))
        if not ids:
            return
        if not self.searchable:
            yield from self.search_one_by_one(missing)
            return
        yield self.ask.search(ids, offset, *self.listed_beside())

    def listed_beside(self) -> tuple[bool, Json]:
        """Whether, and how, to list what stands in for job works not named, in a connection that the search finds."""
        by, ids = self.main_filter()
        listing = not self.ticket.job_works and by is not Kind.WORK
        return listing, self.ask.filtered(by, ids[: self.ask.batch]) if listing else None

    def search_one_by_one(self, missing: Sequence[NamedId]) -> Iterator[Question]:
        """The search, for gateways that refuse it: the connections first, then each of them by each filter."""
        ids = tuple(dict.fromkeys(one.id for one in missing))[: self.ask.batch]
        yield self.ask.all_connections(0)
        yield self.ask.all_connections(0, ids)
        kinds = [Kind.JOB_WORK, Kind.CONNECTION_JOB] + ([Kind.WORK] if self.manner.work_filter else [])
        for connection in tuple(self.live.connections.values())[: self.reach.connections]:
            for kind in kinds:
                scope = self.ask.scope(connection.workspace_id, connection.id)
                yield self.ask.job_works(
                    scope, self.ask.filtered(kind, ids), len(ids), shallow=kind is Kind.CONNECTION_JOB
                )

    def more_connections(self) -> Iterator[Question]:
        """Further pages of the connections, while something is still missing: lists may be capped silently."""
        missing = self.missing
        pages = [
            look for look in self.live.looks
            if look.of is Kind.CONNECTION and look.by is None and look.limit is not None and look.trouble is None
        ]  # fmt: skip
        if not missing or not pages:
            return
        furthest = max(look.offset for look in pages)
        came = max(look.rows for look in pages if look.offset == furthest)
        before = {some_id for look in pages if look.offset < furthest for some_id in look.ids}
        new = {some_id for look in pages if look.offset == furthest for some_id in look.ids} - before
        if came and new:
            offset = furthest + came
            if self.searchable:
                yield from self.search_for(missing[: self.ask.batch], offset)
            else:
                yield self.ask.all_connections(offset)

    # -- round 3: what that leaves

    def remaining_ids(self, *, searching: bool) -> Iterator[Question]:
        """IDs that are nowhere yet, asked for in each connection where others of the ticket were found."""
        missing = [one for one in self.missing if one.kind in FILTERS]
        if missing and (len(missing) > self.ask.batch or not searching):
            yield from self.unasked(missing, wide=not searching)
        connection = self.ticket.connection
        open_still = connection and connection in self.missing and not searching and self.live.listed_workspaces
        if connection and open_still and self.unproven_workspaces(connection.id):
            # Lists that came back with other connections leave it open whether this one is there.
            yield self.ask.all_connections(0, (connection.id,))

    def unproven_workspaces(self, connection: str) -> bool:
        return not all(self.live.proven_absent(one, Kind.CONNECTION, connection) for one in self.live.workspaces)

    def unasked(self, missing: Sequence[NamedId], *, wide: bool = False) -> Iterator[Question]:
        homes = self.homes()
        answering = self.answering() if wide else []
        for kind in FILTERS:
            ids = tuple(one.id for one in missing if one.kind is kind)
            if not ids or (kind is Kind.WORK and not self.manner.work_filter):
                continue
            for place in dict.fromkeys([*homes, *answering]):
                connection = place[1]
                open_ids = self.unproven(connection, kind, ids)
                cap = self.cap(connection, kind) if place in homes else None
                size = min(self.ask.batch, cap or self.ask.batch)
                for some in _batches(open_ids, size):
                    question = self.ask.by_ids(place, kind, some)
                    if question.key not in self.live.asked:
                        yield question

    def unproven(self, connection: str, kind: Kind, ids: Sequence[str]) -> list[str]:
        return [one for one in ids if not self.live.proven_absent(connection, kind, one)]

    def answering(self) -> list[tuple[str, str]]:
        """The connections that answered a search with some rows: such a list may have been cut short."""
        found = {
            look.connection_id for look in self.live.looks
            if look.of is Kind.JOB_WORK and look.by is not None and look.rows
        }  # fmt: skip
        return [(one.workspace_id, one.id) for one in self.live.connections.values() if one.id in found]

    def cap(self, connection: str, kind: Kind) -> int | None:
        """The silent cap that filtered lists seem to have here: the most rows that came back when asked for more."""
        rows = [
            look.rows for look in self.live.looks
            if look.of is Kind.JOB_WORK and look.by is kind and look.connection_id == connection
            and 0 < look.rows < len(look.asked)
        ]  # fmt: skip
        return max(rows, default=None)

    def homes(self) -> list[tuple[str, str]]:
        """The connections that the ticket's IDs are to be expected in: the anchor, and the one it names."""
        homes: dict[tuple[str, str], None] = {}
        if self.standings.anchor:
            homes[self.standings.anchor.workspace, self.standings.anchor.connection] = None
        named = self.live.connections.get(self.ticket.connection.id) if self.ticket.connection else None
        if named:
            homes[named.workspace_id, named.id] = None
        return list(homes)

    def looked_at(self) -> Iterator[Question]:
        """The pages of the listing that stands in for job works which the ticket does not name."""
        listing = self.listing_looked_at()
        if listing is None:
            return
        named = self.ticket.connection
        behind = named is not None and named.id != listing.connection and self.manner.page is None
        if behind and self.live.paging(listing.connection, listing.by, frozenset(listing.ids)).step is not None:
            return  # behind a wrong connection, a first page is enough: it is the connection that has to change
        yield from self.pages(listing, shallow=False)

    def listing_looked_at(self) -> PagedList | None:
        anchor = None if self.ticket.job_works else self.standings.anchor
        if anchor is None:
            return None
        by, ids = self.main_filter()
        live_ids = tuple(
            one for one in ids if any(home.connection_id == anchor.connection for home in self.live.homes(one))
        )
        if by is not None and not live_ids:
            return None
        if by is Kind.WORK:
            return None  # each work has its job works in the opening or the search; batches, not pages
        # Without --job-work, the filter is by the connection jobs as the opening named them, so that pages join up.
        return PagedList(anchor.workspace, anchor.connection, by, ids if by else ())

    def near_misses(self) -> Iterator[Question]:
        """The listing that near misses of missing IDs, and artifacts that hang elsewhere, are sought in."""
        deep = self.artifacts_missing()
        if not deep and not any(one.kind in FILTERS for one in self.missing):
            return
        first = self.homes()[:1] or self.anywhere()
        for workspace, connection in first:
            yield from self.pages(PagedList(workspace, connection), shallow=not deep)
        if deep:
            yield from self.other_connections(first)

    def other_connections(self, first: Sequence[tuple[str, str]]) -> Iterator[Question]:
        """The first page of every other connection, where an artifact that is missing may hang."""
        yield self.ask.all_connections(0)
        others = [one for one in self.live.connections.values() if (one.workspace_id, one.id) not in first]
        for one in others[:_MOST_CONNECTIONS]:
            if self.live.paging(one.id).step is None:
                yield from self.pages(PagedList(one.workspace_id, one.id), shallow=False)

    def windows(self) -> Iterator[Question]:
        """The lists that the customer's own limit and offset cut: how long they are tells what was cut off."""
        windowed = [listing for listing in self.ticket.listings if listing.windowed]
        anchor = self.standings.anchor if windowed else None
        if anchor is None or not any(one.id in self.live.job_works for one in self.ticket.job_works):
            return
        for listing in windowed:
            elsewhere = listing.connection_ids and anchor.connection not in listing.connection_ids
            if elsewhere or "ids" in listing.filters:
                continue
            for key, kind in (("connectionJobIds", Kind.CONNECTION_JOB), ("workIds", Kind.WORK), ("", None)):
                if key in listing.filters or kind is None:
                    ids = listing.filters.get(key, ())
                    yield from self.pages(PagedList(anchor.workspace, anchor.connection, kind, ids), shallow=True)
                    break

    def anywhere(self) -> list[tuple[str, str]]:
        """With nothing to tell the connection, those of the workspace named: an invisible one explains enough."""
        named = self.ticket.workspace
        visible = [one for one in self.live.connections.values() if named is None or one.workspace_id == named.id]
        return [(one.workspace_id, one.id) for one in visible[:_MOST_CONNECTIONS]]

    def artifacts_missing(self) -> bool:
        """True when the ticket expects an artifact that none of the job works looked at has."""
        if not self.ticket.artifacts:
            return False
        known = [self.live.job_works.get(one.id) for one in self.ticket.job_works]
        shown = known if self.ticket.job_works else self.live.job_works.values()
        seen = {
            text
            for one in shown if one
            for artifact in one.artifacts or ()
            for text in (artifact.id, artifact.artifact_id, artifact.external_id)
        }  # fmt: skip
        return any(one.id not in seen and one.named not in seen for one in self.ticket.artifacts)

    def details(self) -> Iterator[Question]:
        """Job works that are to be looked at, and were only seen in passing."""
        wanted = Detail.FULL if self.manner.detail else Detail.SHALLOW
        named = self.meant_job_works() or self.of_works() or self.of_listing()
        by_home: dict[tuple[str, str], list[str]] = {}
        for job_work_id in sorted(named & self.live.job_works.keys()):
            one = self.live.job_works[job_work_id]
            if one.detail < wanted:
                by_home.setdefault((one.workspace_id, one.connection_id), []).append(one.id)
        for (workspace, connection), ids in by_home.items():
            for some in _batches(ids, self.ask.batch):
                yield self.ask.job_works(
                    self.ask.scope(workspace, connection), self.ask.filtered(Kind.JOB_WORK, some), len(some)
                )

    def meant_job_works(self) -> set[str]:
        """The job works named, or the ones that were meant by IDs of another kind."""
        standings = (self.standings.of(one) for one in self.ticket.job_works)
        return {one.right_id if one.state is State.WRONG_KIND and one.right_id else one.named.id for one in standings}

    def of_works(self) -> set[str]:
        homes = (home for one in self.ticket.works for home in self.live.homes(one.id))
        return {home.job_work_id for home in homes if home.kind is Kind.WORK and home.job_work_id}

    def of_listing(self) -> set[str]:
        """With neither named: the job works of the connection jobs, else of the connection; a search shows only IDs."""
        anchor = self.standings.anchor
        if self.ticket.job_works or self.ticket.works or anchor is None:
            return set()
        jobs = {one.id for one in self.ticket.connection_jobs}
        here = [
            one.id for one in self.live.job_works.values()
            if one.connection_id == anchor.connection and (not jobs or one.connection_job_id in jobs)
        ]  # fmt: skip
        return set(here[: self.reach.max_job_works or None])

    # -- pages

    def pages(self, listing: PagedList, *, shallow: bool) -> Iterator[Question]:
        """The next pages of a listing: by what really came back, side by side once it is known to be long."""
        known = self.live.paging(listing.connection, listing.by, frozenset(listing.ids))
        if known.step is None:
            offsets: Sequence[int] = (0,)
        elif known.ended or known.stuck or known.step == 0 or not self.reach.within(known.covered):
            return
        else:
            lengthy = known.covered > known.step or known.step >= self.ask.page
            count = _SIDE_BY_SIDE if lengthy else 1
            further = (known.covered + known.step * index for index in range(count))
            offsets = [offset for offset in further if self.reach.within(offset)]
        scope = self.ask.scope(listing.workspace, listing.connection)
        for offset in offsets:
            yield self.ask.job_works(
                scope, self.ask.filtered(listing.by, listing.ids), self.ask.page, offset, shallow=shallow
            )


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]

"""Listing job works page by page: those that stand in for IDs not named, and those that near misses are sought in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from diagnose.gateway.exchange import Question
from diagnose.ids import Kind
from diagnose.investigation.asking.connection_pages import connection_pages
from diagnose.investigation.asking.needs import UNFILTERED, Filter, Needs, batches, place_of
from diagnose.investigation.asking.questions import FILTERED_BY
from diagnose.investigation.known.facts import Detail, JobWork
from diagnose.investigation.known.paging import Paging
from diagnose.investigation.reasoning.explain import Place
from diagnose.investigation.reasoning.standing import WrongKind

_SIDE_BY_SIDE = 8
_FURTHER = 16
"""How many times as far each page lies that is asked for to see how long a list is."""
_MOST_PAGES = 1000
"""Pages in one round of a list that is known to be so long: a gateway with a small cap must not be waited for by the
page."""
_LONGEST = 10_000_000
_WITH_ARTIFACTS = Detail.ARTIFACTS | Detail.STATUSES
_MOST_CONNECTIONS = 20
"""Connections that are listed when it is not known which one is meant: beyond that, the customer is asked."""


@dataclass(frozen=True)
class PagedList:
    """A listing of job works in one connection: unfiltered, or by the IDs of one kind."""

    place: Place
    filter: Filter = UNFILTERED


class ListQuestions:
    """Questions that list job works."""

    def __init__(self, needs: Needs) -> None:
        self.needs = needs
        self.ticket = needs.ticket
        self.live = needs.live
        self.manners = needs.manners
        self.reach = needs.reach
        self.ask = needs.ask

    # -- what to look at

    def looked_at(self) -> Iterator[Question]:
        """The pages of the listing that replaces job works which the ticket does not name."""
        listing = self.stand_in()
        if listing is None:
            return
        yield from self.pages(listing, Detail.FULL)

    def stand_in(self) -> PagedList | None:
        """The listing to look at where no job work is named; None where batches by IDs do it."""
        anchor = None if self.ticket.job_works else self.needs.anchor
        by, ids = self.needs.main_filter
        if anchor is None or by is Kind.WORK:
            return None  # each work has its job works in the opening or the search; batches, not pages
        here = (home.connection_id == anchor.connection for some_id in ids for home in self.live.homes(some_id))
        if by is not None and not any(here):
            return None
        # Without --job-work, the filter is by the connection jobs as the opening named them, so that pages join up.
        return PagedList(anchor, Filter(by, ids))

    def details(self) -> Iterator[Question]:
        """Job works that are to be looked at, and were only seen in passing."""
        obtainable = self.manners.shows(Detail.FULL)
        named = self.meant_job_works() or self.of_works() or self.of_listing()
        lacking: dict[tuple[Place, Detail], list[str]] = {}
        for job_work_id in sorted(named & self.live.job_works.keys()):
            job_work = self.live.job_works[job_work_id]
            if wanted := obtainable & ~job_work.detail:
                home = Place(job_work.workspace_id, job_work.connection_id)
                lacking.setdefault((home, wanted), []).append(job_work_id)
        for (place, wanted), ids in lacking.items():
            for some in batches(ids, self.ask.batch):
                yield from self.ask.by_ids(place, Kind.JOB_WORK, some, wanted=wanted, known=True)

    def meant_job_works(self) -> set[str]:
        """The job works named, or the ones that were meant by IDs of another kind."""
        meant: set[str] = set()
        for named in self.ticket.job_works:
            standing = self.needs.case.standings.of(named)
            right = standing.right if isinstance(standing, WrongKind) else None
            meant.add(right or named.id)
        return meant

    def of_works(self) -> set[str]:
        """The job works of the works named."""
        homes = (home for named in self.ticket.works for home in self.live.homes_as(Kind.WORK, named.id))
        return {home.job_work_id for home in homes if home.job_work_id}

    def of_listing(self) -> set[str]:
        """With neither named: the job works of the connection jobs, else of the connection; a search shows only IDs."""
        anchor = self.needs.anchor
        if self.ticket.job_works or self.ticket.works or anchor is None:
            return set()
        jobs = {named.id for named in self.ticket.connection_jobs}
        here = [
            job_work.id
            for job_work in self.live.job_works.values()
            if job_work.connection_id == anchor.connection and (not jobs or job_work.connection_job_id in jobs)
        ]
        return set(here[: self.reach.max_job_works or None])

    # -- what to compare with

    def near_misses(self) -> Iterator[Question]:
        """The listing that near misses of missing IDs, and artifacts that hang elsewhere, are sought in."""
        deep = self.artifacts_missing()
        # One that is live as something else is no near miss.
        missing = (named for named in self.needs.missing if not self.live.homes(named.id))
        sought = {named.kind for named in missing if named.kind in FILTERED_BY}
        if not deep and not sought:
            return
        # What a connection job is mistaken for is only looked for where the ticket's other IDs are.
        first = self.needs.homes[:1] or ([] if not deep and sought == {Kind.CONNECTION_JOB} else self.anywhere())
        for place in first:
            yield from self.pages(PagedList(place), _WITH_ARTIFACTS if deep else Detail.WORK, probing=True)
        if deep:
            yield from self.other_connections(first)

    def other_connections(self, first: Sequence[Place]) -> Iterator[Question]:
        """The first page of every other connection, where an artifact that is missing may hang."""
        yield self.ask.all_connections(0)
        others = [
            place for connection in self.live.connections.values() if (place := place_of(connection)) not in first
        ]
        if not self.needs.missing and len(others) < _MOST_CONNECTIONS:
            # Lists may be capped silently; once further, since those that it brings have to be listed then.
            pages = connection_pages(self.live, self.manners.page_of_connections(self.reach.connections))
            yield from (self.ask.all_connections(offset) for offset in (*pages.near, *pages.far) if pages.far)
        for place in others[:_MOST_CONNECTIONS]:
            if self.live.paging(place.connection).step is None:
                yield from self.pages(PagedList(place), _WITH_ARTIFACTS)

    def anywhere(self) -> list[Place]:
        """With nothing to tell the connection, those of the workspace named: an invisible one explains enough."""
        named = self.ticket.workspace
        places = (place_of(connection) for connection in self.live.connections.values())
        return [place for place in places if named is None or place.workspace == named.id][:_MOST_CONNECTIONS]

    def artifacts_missing(self) -> bool:
        """True when the ticket expects an artifact that none of the job works looked at has, and nothing says why.

        One whose creation failed, as the customer's own answer shows, need not be sought anywhere else.
        """
        tried = [creation for creation in self.ticket.creations if creation.kind is Kind.ARTIFACT]
        if not self.ticket.artifacts or (tried and tried[-1].errors and tried[-1].empty):
            return False
        known = (self.live.job_works.get(named.id) for named in self.ticket.job_works)
        shown = [job_work for job_work in known if job_work] if self.ticket.job_works else self.live.job_works.values()
        seen = {text for job_work in shown for text in _artifact_ids(job_work)}
        return any(named.id not in seen and named.named not in seen for named in self.ticket.artifacts)

    def windows(self) -> Iterator[Question]:
        """The lists that the customer's own limit and offset cut: how long they are tells what was cut off."""
        windowed = [listing for listing in self.ticket.listings if listing.windowed]
        anchor = self.needs.anchor if windowed else None
        if anchor is None or not any(named.id in self.live.job_works for named in self.ticket.job_works):
            return
        named = self.ticket.connection
        # A window on the connection that is named by mistake is judged as if it were on the right one.
        here = {anchor.connection, *([named.id] if named else [])}
        for listing in windowed:
            elsewhere = listing.connection_ids and here.isdisjoint(listing.connection_ids)
            if not elsewhere and FILTERED_BY[Kind.JOB_WORK] not in listing.filters:
                yield from self.pages(PagedList(anchor, _filter_of(listing.filters)), Detail.WORK, probing=True)

    # -- pages

    def pages(self, listing: PagedList, wanted: Detail, *, probing: bool = False) -> Iterator[Question]:
        """The next pages of a listing, side by side: by what really came back.

        ``probing``: behind a short page, which mostly is the last, a far one is asked for as well, since it tells how
        long the list is should pages be capped. Where the run began with the listing, there is time to see that first.
        """
        known = self.live.paging(listing.place.connection, *_asked(listing))
        scope, filters = self.ask.scope(*listing.place), self.ask.filtered(*listing.filter)
        for offset in self.offsets(known, probing):
            yield from self.ask.job_works(scope, filters, self.ask.page, offset, wanted=wanted)

    def offsets(self, known: Paging, probing: bool) -> Iterator[int]:
        """Where the next pages begin."""
        if known.step is None:
            yield 0
            if probing and self.manners.page:
                yield from self.far(self.manners.page * _FURTHER, _FURTHER)
        elif not (known.ended or known.stuck) and known.step:
            further = self.further(known, min(known.step, self.ask.page), probing)
            yield from (offset for offset in further if self.reach.within(offset))

    def further(self, known: Paging, step: int, probing: bool) -> Iterator[int]:
        """Everything up to where the list ends; while that is not known, the next pages and some far ones."""
        at = known.covered
        if known.reached > at:
            last = min(known.end or self.reach.max_job_works or _LONGEST, known.reached * _FURTHER)
            yield from islice(range(at, max(last, at + 1), step), _MOST_PAGES)
        elif known.end is not None:
            # Where it ends is only bounded: near pages tell a short list, far ones how long a long one is. The first
            # far page lies so many pages away that the near ones reach it: no second round for those in between.
            near, end = at + _FURTHER * step, known.end
            yield from range(at, min(near, end), step)
            yield from takewhile(lambda offset: offset < end, self.far(near, 2))
        elif at > step or known.full:
            yield from range(at, at + _SIDE_BY_SIDE * step, step)
            yield from self.far(at + _SIDE_BY_SIDE * step, 2)
        else:
            yield at
            if probing and step >= self.live.looks.longest:
                yield from self.far(at * _FURTHER, _FURTHER)

    def far(self, first: int, times: int) -> Iterator[int]:
        """Pages ever further away, as far as the run looks; without a bound, as far as any list may reach."""
        while first < (self.reach.max_job_works or _LONGEST):
            yield first
            first *= times


def _asked(listing: PagedList) -> tuple[Kind | None, frozenset[str]]:
    return listing.filter.by, frozenset(listing.filter.ids)


def _filter_of(filters: Mapping[str, tuple[str, ...]]) -> Filter:
    """The filter of a customer's listing; where there are several, the narrower one first."""
    for kind in (Kind.CONNECTION_JOB, Kind.WORK):
        if FILTERED_BY[kind] in filters:
            return Filter(kind, filters[FILTERED_BY[kind]])
    return UNFILTERED


def _artifact_ids(job_work: JobWork) -> Iterator[str | None]:
    for artifact in job_work.artifacts or ():
        yield from (artifact.id, artifact.artifact_id, artifact.external_id)

"""The questions that a plan asks, built within what the gateway accepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from diagnose.gateway.exchange import Question
from diagnose.ids import Kind
from diagnose.investigation.known.bounds import Manners, Reach
from diagnose.investigation.known.facts import Detail
from diagnose.json_value import Json
from diagnose.ticket.slots import SLOTS

FILTERED_BY = {kind: SLOTS[kind].filter or "" for kind in (Kind.JOB_WORK, Kind.WORK, Kind.CONNECTION_JOB)}
"""The key of JobWorkFilters for each kind of ID, in the order in which they are asked for."""

_VARIABLES = {"NamedConnections": ("workspaceIds", "connections"), "NamedWorkspaces": ("workspaceIds",)}
"""The variables of the documents that take fewer than a listing of job works has."""


class Asking:
    """Builds questions. ``page`` is how many rows one may ask for, ``batch`` how many IDs one filter may hold."""

    def __init__(self, manner: Manners, reach: Reach) -> None:
        self.manner = manner
        self.reach = reach
        self.page = manner.rows(reach.page)
        self.batch = manner.ids(reach.batch)

    def search(self, ids: Sequence[str], offset: int, listing: bool, filters: Json) -> Question:
        """IDs tried as every kind in everything visible, from the ``offset``-th connection of each workspace on."""
        wanted: list[Json] = list(ids)
        return Question(
            "Search",
            {
                "connectionOffset": offset,
                "connectionLimit": self.manner.page_of_connections(self.reach.connections),
                "named": {"ids": wanted},
                "byJobWork": {"ids": wanted},
                "byWork": {"workIds": wanted} if self.manner.work_filter else None,
                "withByWork": self.manner.work_filter,
                "byConnectionJob": {"connectionJobIds": wanted},
                "limit": self.page,
                "jobWorks": filters,
                "withJobWorks": listing,
            },
        )

    def all_connections(self, offset: int, ids: Sequence[str] = ()) -> Question:
        """A page of every visible workspace's connections, or those with these IDs."""
        limit = len(ids) or self.manner.page_of_connections(self.reach.connections)
        paging: dict[str, Json] = {"connectionOffset": offset, "connectionLimit": limit}
        return Question("Connections", {"connections": {"ids": list(ids)} if ids else None, **paging})

    def scope(self, workspace: str, connection: str | None) -> dict[str, Json]:
        """The workspace, and the connection or all of its connections."""
        return {"workspaceIds": [workspace], "connections": {"ids": [connection]} if connection else None}

    def filtered(self, by: Kind | None, ids: Iterable[str]) -> Json:
        """Job works by the IDs of a kind; without one, all of them."""
        return {FILTERED_BY[by]: list(ids)} if by else None

    def job_works(
        self, scope: dict[str, Json], filters: Json, count: int, offset: int = 0, *, wanted: Detail = Detail.FULL,
        known: bool = False,
    ) -> Iterator[Question]:  # fmt: skip
        """One listing of job works, in as many parts as the gateway wants it; ``count`` IDs it is filtered by.

        Of job works that are ``known``, only what is wanted besides is asked for.
        """
        limit = count if isinstance(filters, dict) and "ids" in filters else self.page
        variables: dict[str, Json] = {**scope, "jobWorks": filters, "offset": offset, "limit": limit}
        for operation in self.manner.listings(wanted, known=known):
            taken = _VARIABLES.get(operation, tuple(variables))
            yield Question(operation, {name: variables[name] for name in taken})

    def by_ids(
        self, place: tuple[str, str], kind: Kind, ids: Sequence[str], *, wanted: Detail = Detail.FULL,
        known: bool = False,
    ) -> Iterator[Question]:  # fmt: skip
        """The job works of one connection that these IDs of one kind lead to."""
        filters = self.filtered(kind, ids)
        return self.job_works(self.scope(*place), filters, len(ids), wanted=wanted, known=known)

    def anywhere(self, kind: Kind, ids: Sequence[str], offset: int) -> Question:
        """The rows that IDs of one kind lead to in everything visible, from an offset of the connections on."""
        limit = self.manner.page_of_connections(self.reach.connections)
        variables: dict[str, Json] = {"connectionOffset": offset, "connectionLimit": limit, "limit": self.page}
        return Question("JobWorkRowsAnywhere", {**variables, "jobWorks": self.filtered(kind, ids)})

    def ticket_chain(self, scope: dict[str, Json], main: Json, sides: Mapping[Kind, tuple[str, ...]]) -> Question:
        """The whole ticket in one request; ``sides`` are the IDs to see besides the main listing."""
        works, jobs = sides.get(Kind.WORK), sides.get(Kind.CONNECTION_JOB)
        own = main.get(FILTERED_BY[Kind.JOB_WORK]) if isinstance(main, dict) else None
        return Question(
            "TicketChain",
            {
                **scope,
                "jobWorks": main,
                "offset": 0,
                "limit": len(own) if isinstance(own, list) and not sides else self.page,
                "byWork": self.filtered(Kind.WORK, works) if works else None,
                "withByWork": works is not None,
                "byConnectionJob": self.filtered(Kind.CONNECTION_JOB, jobs) if jobs else None,
                "withByConnectionJob": jobs is not None,
            },
        )

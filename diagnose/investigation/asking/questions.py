"""The questions that a plan asks, built within what the gateway accepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from diagnose.gateway.exchange import Question
from diagnose.ids import Kind
from diagnose.investigation.known.bounds import Manners, Reach
from diagnose.json_value import Json
from diagnose.ticket.slots import SLOTS

FILTERED_BY = {kind: SLOTS[kind].filter or "" for kind in (Kind.JOB_WORK, Kind.WORK, Kind.CONNECTION_JOB)}
"""The key of JobWorkFilters for each kind of ID, in the order in which they are asked for."""


class Asking:
    """Builds questions. ``page`` is how many rows one may ask for, ``batch`` how many IDs one filter may hold."""

    def __init__(self, manner: Manners, reach: Reach) -> None:
        self.manner = manner
        self.reach = reach
        self.page = manner.rows(reach.page)
        self.batch = manner.rows(reach.batch)

    def search(self, ids: Sequence[str], offset: int, listing: bool, filters: Json) -> Question:
        """IDs tried as every kind in everything visible, from the ``offset``-th connection of each workspace on."""
        wanted: list[Json] = list(ids)
        return Question(
            "Search",
            {
                "connectionOffset": offset,
                "connectionLimit": self.manner.rows(self.reach.connections),
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
        limit = len(ids) or self.manner.rows(self.reach.connections)
        paging: dict[str, Json] = {"connectionOffset": offset, "connectionLimit": limit}
        return Question("Connections", {"connections": {"ids": list(ids)} if ids else None, **paging})

    def scope(self, workspace: str, connection: str | None) -> dict[str, Json]:
        """The workspace, and the connection or all of its connections."""
        return {"workspaceIds": [workspace], "connections": {"ids": [connection]} if connection else None}

    def filtered(self, by: Kind | None, ids: Iterable[str]) -> Json:
        """Job works by the IDs of a kind; without one, all of them."""
        return {FILTERED_BY[by]: list(ids)} if by else None

    def job_works(
        self, scope: dict[str, Json], filters: Json, count: int, offset: int = 0, *, shallow: bool = False
    ) -> Question:
        """One listing of job works; ``count`` is how many IDs it is filtered by."""
        operation = "JobWorks" if self.manner.detail and not shallow else "JobWorksShallow"
        limit = count if isinstance(filters, dict) and "ids" in filters else self.page
        return Question(operation, {**scope, "jobWorks": filters, "offset": offset, "limit": limit})

    def by_ids(self, place: tuple[str, str], kind: Kind, ids: Sequence[str], *, shallow: bool = False) -> Question:
        """The job works of one connection that these IDs of one kind lead to."""
        return self.job_works(self.scope(*place), self.filtered(kind, ids), len(ids), shallow=shallow)

    def ticket_chain(self, scope: dict[str, Json], main: Json, sides: Mapping[Kind, tuple[str, ...]]) -> Question:
        """The whole ticket in one request; ``sides`` are the IDs to see besides the main listing."""
        works, jobs = sides.get(Kind.WORK), sides.get(Kind.CONNECTION_JOB)
        return Question(
            "TicketChain",
            {
                **scope,
                "jobWorks": main,
                "offset": 0,
                "limit": self.page,
                "byWork": self.filtered(Kind.WORK, works) if works else None,
                "withByWork": works is not None,
                "byConnectionJob": self.filtered(Kind.CONNECTION_JOB, jobs) if jobs else None,
                "withByConnectionJob": jobs is not None,
            },
        )

"""What a ticket still needs, read off what is known: shared by the plan, the search and the listings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from diagnose.ids import Kind
from diagnose.investigation.asking.questions import Asking
from diagnose.investigation.known.bounds import Reach
from diagnose.investigation.known.facts import Connection
from diagnose.investigation.reasoning.case_file import CaseFile
from diagnose.investigation.reasoning.explain import Place
from diagnose.ticket.ticket import NamedId

T = TypeVar("T")


class Filter(NamedTuple):
    """What a listing is filtered by: the IDs of one kind, or nothing at all."""

    by: Kind | None = None
    ids: tuple[str, ...] = ()


UNFILTERED = Filter()


class Needs:
    """What is missing, and where it is to be expected. Asks nothing."""

    def __init__(self, case: CaseFile, reach: Reach) -> None:
        self.ticket = case.ticket
        self.live = case.live
        self.manners = case.live.manners
        self.reach = reach
        self.ask = Asking(case.live.manners, reach)
        self.case = case

    @property
    def anchor(self) -> Place | None:
        """The connection that the ticket really belongs to; the opening does without."""
        return self.case.standings.anchor

    def chain(self) -> Iterator[NamedId]:
        """The named IDs that can be filtered by."""
        return (named for named in self.ticket if named.kind is not Kind.ARTIFACT)

    @cached_property
    def missing(self) -> list[NamedId]:
        """Named IDs that were asked for where the ticket says, and not seen there or anywhere."""
        return [named for named in self.chain() if not self.live.lives(named.kind, named.id)]

    @cached_property
    def main_filter(self) -> Filter:
        """What to look at in full: job works, else the works' job works, else the connection jobs', else all."""
        for kind in (Kind.JOB_WORK, Kind.WORK, Kind.CONNECTION_JOB):
            named = self.ticket.of(kind)
            if named and (kind is not Kind.WORK or self.manners.work_filter):
                return Filter(kind, tuple(some_id.id for some_id in named))
        return UNFILTERED

    @cached_property
    def homes(self) -> list[Place]:
        """The connections that the ticket's IDs are to be expected in: the anchor, and the one it names."""
        homes = [self.anchor] if self.anchor else []
        named = self.live.connections.get(self.ticket.connection.id) if self.ticket.connection else None
        return list(dict.fromkeys([*homes, place_of(named)] if named else homes))


def place_of(connection: Connection) -> Place:
    """Return a connection with the workspace that it is in."""
    return Place(connection.workspace_id, connection.id)


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Cut a sequence into pieces of at most ``size``."""
    for start in range(0, len(items), size):
        yield items[start : start + size]

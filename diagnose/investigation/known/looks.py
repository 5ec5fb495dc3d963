"""All looks together: which IDs they prove absent, and why others may have been missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from diagnose.ids import Kind
from diagnose.investigation.known.facts import Look
from diagnose.investigation.known.paging import paging
from diagnose.investigation.known.presence import Absent, Unseen

NOT_ASKED = "this was not asked"


@dataclass(frozen=True)
class Looks:
    """The looks in the order they were taken."""

    every: tuple[Look, ...] = ()

    def __iter__(self) -> Iterator[Look]:
        return iter(self.every)

    def of(self, kind: Kind) -> Iterator[Look]:
        """Yield the lists whose rows are of a kind."""
        return (look for look in self.every if look.of is kind)

    def in_connection(self, connection_id: str, by: Kind | None) -> Sequence[Look]:
        """Return the lists of a connection's job works that were filtered by a kind of ID (None: unfiltered)."""
        return self._by_place.get((Kind.JOB_WORK, connection_id, by), ())

    def proven_absent(self, place: str, kind: Kind, some_id: str) -> bool:
        """True when a connection (for a connection's ID: a workspace) was asked for this very ID and had nothing."""
        return some_id in self._proven.get((place, kind), ())

    def without(self, place: str, kind: Kind, some_id: str) -> str | None:
        """Return the evidence of a list of the place that was asked for this very ID and came back without it.

        An empty list shows it best: it comes first. One with other rows may have been cut short.
        """
        return self._lacking.get((place, kind), {}).get(some_id)

    @cached_property
    def longest(self) -> int:
        """The most job works that came in one list: no list is capped at less, as far as the cap is one for all."""
        return max((look.rows for look in self.of(Kind.JOB_WORK)), default=0)

    @cached_property
    def listed_workspaces(self) -> bool:
        """True when the gateway was asked for all workspaces that these credentials see, and said so."""
        return any(look.trouble is None for look in self._lists_of_workspaces)

    @cached_property
    def why_workspaces_unlisted(self) -> str:
        """Say why the workspaces were not listed, where they were not."""
        troubles = (look.trouble.reason for look in self._lists_of_workspaces if look.trouble)
        return next(troubles, "it was not searched for")

    @cached_property
    def unread_page(self) -> str | None:
        """The trouble of a page of connections that no other answer showed."""
        pages = [look for look in self.of(Kind.CONNECTION) if look.by is None]
        read = {(place, look.offset) for look in pages if look.trouble is None for place in (look.workspace_id, None)}
        unread = (look for look in pages if (look.workspace_id, look.offset) not in read)
        return next((look.trouble.reason for look in unread if look.trouble), None)

    @cached_property
    def unending_list(self) -> str | None:
        """Why connections may be missed where one page is all that a workspace shows, whatever the offset.

        That page was full, or it lacks a connection that the workspace has: then there are others.
        """
        pages: dict[str, list[Look]] = {}
        shown: dict[str, set[str]] = {}
        for look in self.of(Kind.CONNECTION):
            if look.workspace_id is not None:
                shown.setdefault(look.workspace_id, set()).update(look.ids)
                if look.by is None and look.limit is not None:
                    pages.setdefault(look.workspace_id, []).append(look)
        for workspace, lists in pages.items():
            known, listed = paging(lists), {some_id for page in lists for some_id in page.ids}
            if known.stuck and (known.full or not shown[workspace] <= listed):
                return f"{workspace} may have more connections than the page that the gateway shows whatever the offset"
        return None

    def why_unproven(self, place: str, kind: Kind, some_id: str) -> str:
        """Say why the absence of an ID from a connection (of a connection: from a workspace) is not proven."""
        rows = Kind.CONNECTION if kind is Kind.CONNECTION else Kind.JOB_WORK
        looks = self._by_place.get((rows, place, kind), ())
        trouble = next((look.trouble.reason for look in looks if look.trouble and some_id in look.asked), None)
        return trouble or f"the list that {place} returned may have been cut short"

    @cached_property
    def _lists_of_workspaces(self) -> tuple[Look, ...]:
        return tuple(look for look in self.of(Kind.WORKSPACE) if look.by is None)

    @cached_property
    def _by_place(self) -> Mapping[tuple[Kind, str, Kind | None], list[Look]]:
        """By the kind of the rows, the place that was asked, and the kind that was filtered by."""
        lists: dict[tuple[Kind, str, Kind | None], list[Look]] = {}
        for look in self.every:
            if place := _place(look):
                lists.setdefault((look.of, place, look.by), []).append(look)
        return lists

    @cached_property
    def _lacking(self) -> Mapping[tuple[str, Kind], dict[str, str]]:
        lacking: dict[tuple[str, Kind], dict[str, str]] = {}
        for look in sorted(self.every, key=lambda look: not look.proves_absence):
            place = _place(look)
            if look.by and place and look.trouble is None and not look.offset:
                known = lacking.setdefault((place, look.by), {})
                came = frozenset(look.ids) if look.by is look.of else frozenset()
                for some_id in look.asked - came if look.by is look.of or not look.rows else ():
                    known.setdefault(some_id, look.evidence)
        return lacking

    @cached_property
    def _proven(self) -> Mapping[tuple[str, Kind], set[str]]:
        proven: dict[tuple[str, Kind], set[str]] = {}
        for look in self.every:
            place = _place(look)
            if look.by and place and look.proves_absence:
                proven.setdefault((place, look.by), set()).update(look.asked)
        return proven


def absent_or_unseen(looks: Sequence[Look]) -> Absent | Unseen:
    """Return what lists say of an ID that each of them was asked for, and none of them shows."""
    proof = next((look.evidence for look in looks if look.proves_absence), None)
    return Absent(proof) if proof else unseen(looks)


def unseen(looks: Sequence[Look]) -> Unseen:
    """Return why lists leave it open whether an ID is there."""
    for look in reversed(looks):
        if look.trouble:
            return Unseen(look.trouble.reason, look.evidence)
    if looks:
        return Unseen("the gateway's list may have been cut short", looks[-1].evidence)
    return Unseen(NOT_ASKED)


def _place(look: Look) -> str | None:
    """The workspace that connections were listed in, the connection that job works were."""
    return look.workspace_id if look.of is Kind.CONNECTION else look.connection_id

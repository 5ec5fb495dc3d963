"""What was meant by an ID that is not live as the kind that the ticket says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from diagnose.ids import Kind
from diagnose.investigation.known.knowledge import Knowledge
from diagnose.investigation.known.presence import Home
from diagnose.investigation.reasoning.near import NOTHING_NEAR, Near, near
from diagnose.investigation.reasoning.standing import Mistyped, WrongKind
from diagnose.ticket.ticket import NamedId

MOST_NEAR_MISSES = 200
"""IDs of one ticket that near misses are sought for: beyond that, the IDs are not typing errors."""

Meant: TypeAlias = WrongKind | Mistyped | Near
"""A guess, or only the live IDs that are near."""


class Meanings:
    """Finds what was meant, for the IDs of one ticket."""

    def __init__(self, live: Knowledge) -> None:
        self._live = live
        self._candidates: dict[Kind, tuple[str, ...]] = {}
        self._near_misses = 0

    def of(self, named: NamedId) -> Meant:
        """Return what was meant: an ID of another kind is preferred to one that is spelled nearly the same."""
        homes = tuple(home for home in self._live.homes(named.id) if home.kind is not named.kind)
        if homes:
            right = self._derived(named.kind, homes)
            return WrongKind(homes[0].kind, right, homes, evidence=self._live.shown_by(homes))
        if external := self._by_external_id(named):
            return external
        guess = self._near_miss(named)
        return guess if guess.only is None else Mistyped(guess.only, guess.ids)

    def _near_miss(self, named: NamedId) -> Near:
        self._near_misses += 1
        if self._near_misses > MOST_NEAR_MISSES:
            return NOTHING_NEAR
        if named.kind not in self._candidates:
            self._candidates[named.kind] = tuple(self._live.ids_of(named.kind))
        return near(named.id, self._candidates[named.kind])

    def _by_external_id(self, named: NamedId) -> WrongKind | None:
        """A customer's own external ID in the place of a job work's or work's ID."""
        if named.kind not in {Kind.JOB_WORK, Kind.WORK}:
            return None
        hits = self._live.by_external_id(named.id)
        if not hits:
            return None
        homes = tuple(Home(Kind.WORK, hit.workspace_id, hit.connection_id, hit.id) for hit in hits)
        right = _only({hit.id_as(named.kind) for hit in hits})
        return WrongKind(Kind.WORK, right, homes, external=True, evidence=self._live.shown_by(homes))

    def _derived(self, kind: Kind, homes: Iterable[Home]) -> str | None:
        """The one ID of ``kind`` that an ID of another kind leads to; None when it leads to several or to none."""
        return _only({some_id for home in homes for some_id in self._led_to(kind, home)})

    def _led_to(self, kind: Kind, home: Home) -> Iterable[str]:
        match kind:
            case Kind.WORKSPACE:
                return (home.workspace_id,)
            case Kind.CONNECTION if home.connection_id:
                return (home.connection_id,)
            case Kind.CONNECTION:
                connections = self._live.connections.values()
                return (connection.id for connection in connections if connection.workspace_id == home.workspace_id)
            case _ if home.job_work_id:
                return (self._live.job_works[home.job_work_id].id_as(kind),)
            case _:
                return ()


def _only(ids: set[str]) -> str | None:
    return ids.pop() if len(ids) == 1 else None

"""How a named ID can stand against the live data: one type for each case, with what is known in that case alone.

A check matches on the type. The most specific case wins: an ID that proves to be of another kind is
:class:`WrongKind` even where another one belongs in its place; a typing error goes before a mismatch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from diagnose.ids import Kind
from diagnose.investigation.known.presence import Home, Unseen
from diagnose.investigation.reasoning.explain import Explanation, Key, Place
from diagnose.ticket.ticket import NamedId


@dataclass(frozen=True, slots=True)
class Agrees:
    """It is live, and where the ticket says."""


@dataclass(frozen=True, slots=True)
class WrongKind:
    """It is live, but identifies something else: ``homes`` are the places where it lives as that.

    ``external`` says that it is the customer's own external ID of the work that was meant. ``right`` is what belongs
    in its place, None where the live data does not tell.
    """

    actual: Kind
    right: str | None
    homes: tuple[Home, ...]
    external: bool = False
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mistyped:
    """It is not live, and ``right`` is the only live ID that is near to it; ``near`` are all that are."""

    right: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mismatched:
    """Another one belongs in its place: the rest of the ticket belongs to ``right``. It may itself be live or not."""

    right: str
    near: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """It is live, but in other places than the rest of the ticket, and nothing belongs in its stead."""

    homes: tuple[Home, ...]
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Follows:
    """It is live, and not where the ticket says; putting right another ID of the ticket puts this one right too."""

    because_of: Key
    homes: tuple[Home, ...]
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Torn:
    """The ticket fits several places equally well: ``candidates`` are the IDs that are equally likely.

    ``homes`` are where it lives itself, ``near`` the live IDs near to one that does not.
    """

    candidates: tuple[str, ...]
    homes: tuple[Home, ...] = ()
    near: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Nowhere:
    """It was asked for by its very ID, and is not there; it was not seen anywhere else either.

    ``refusal`` is what the gateway said instead of an empty list, ``unsearched`` why it may yet live in a place that
    was not searched; each is empty where there is nothing to say. ``because_of`` is the job work of this work, where
    the ticket names that as well and it is nowhere either: who puts that right has the work with it.
    """

    near: tuple[str, ...] = ()
    refusal: str = ""
    unsearched: str = ""
    evidence: tuple[str, ...] = ()
    because_of: Key | None = None


Wrong: TypeAlias = WrongKind | Mistyped | Mismatched | Elsewhere | Follows | Torn | Nowhere
Standing: TypeAlias = Agrees | Wrong | Unseen


@dataclass(frozen=True)
class Standings:
    """All named IDs, and the connection that the ticket really belongs to (None if not known).

    ``anchor`` holds for IDs that the ticket names and for the ones that it does not: those are resolved from it.
    """

    anchor: Place | None
    explanation: Explanation
    by_key: Mapping[Key, Standing]
    rivals_by_key: Mapping[Key, tuple[Key, ...]] = field(default_factory=dict)

    def of(self, named: NamedId) -> Standing:
        """Return the standing of one of the ticket's IDs (artifacts have none: they hang off job works)."""
        return self.by_key[key_of(named)]

    def rivals(self, named: NamedId) -> tuple[Key, ...]:
        """Return the IDs that may be wrong in place of this one: changing them is as small a change."""
        return self.rivals_by_key.get(key_of(named), ())


def key_of(named: NamedId) -> Key:
    """Return the ID as the explanation has it."""
    return Key(named.kind, named.id)


def right_id(standing: Standing) -> str | None:
    """Return what belongs in the place of an ID, where it is another one and the live data tells which."""
    match standing:
        case WrongKind() | Mistyped() | Mismatched():
            return standing.right
        case Agrees() | Elsewhere() | Follows() | Torn() | Nowhere() | Unseen():
            return None
        case _:
            assert_never(standing)

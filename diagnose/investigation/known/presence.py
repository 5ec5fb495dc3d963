"""What can be said of one ID: it was seen, it is proven absent, or nobody can tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from diagnose.ids import Kind

T = TypeVar("T")


@dataclass(frozen=True)
class Seen(Generic[T]):
    """It was shown."""

    it: T


@dataclass(frozen=True)
class Absent:
    """It was asked for by its very ID, and nothing came back. ``refusal`` is what the gateway said, if it said more."""

    evidence: str
    refusal: str | None = None


@dataclass(frozen=True)
class Unseen:
    """Nobody can tell: the gateway would not let us look, or nobody looked."""

    reason: str
    evidence: str | None = None


Presence: TypeAlias = Seen[T] | Absent | Unseen


@dataclass(frozen=True, slots=True)
class Home:
    """Where an ID lives: a kind that it is live, and the place in the chain."""

    kind: Kind
    workspace_id: str
    connection_id: str | None = None
    job_work_id: str | None = None

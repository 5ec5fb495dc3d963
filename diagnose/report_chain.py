"""The chain of IDs as a report draws it."""

from __future__ import annotations

from pydantic import Field

from diagnose.report_proof import Model
from diagnose.report_words import LinkState, SubjectKind


class Link(Model):
    """One ID of the chain, as drawn: what the ticket says, what is true."""

    kind: SubjectKind
    id: str
    state: LinkState
    right_id: str | None = None
    """The ID that belongs here instead, where it is known."""
    note: str | None = None
    """A few words beside it: a status, a count, the reason."""
    finding: str | None = None


class Chain(Model):
    """The ticket's chain for the picture: bounded, with the counts of what is left out."""

    links: tuple[Link, ...] = ()
    """Highest in the chain first, the interesting ones of a kind first."""
    omitted: dict[str, int] = Field(default_factory=dict)
    """By kind: how many more there are than `links` shows."""

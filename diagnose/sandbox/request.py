"""What one GraphQL request carries through its execution."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from diagnose.sandbox.dialects import Dialect
from diagnose.sandbox.live_world import LiveWorld


@dataclass
class Request:
    """The resolvers' context.

    ``signed_in`` says whether the token was good, ``login`` turns an API key into an access token (None for a wrong
    key). The resolvers note in ``forbidden`` that the HTTP answer must be 403, and in ``mutations`` what else than a
    login they were asked to do. ``turn`` counts the requests, for what differs from one to the next.
    """

    world: LiveWorld
    dialect: Dialect
    partial: frozenset[tuple[str, str | None]]
    login: Callable[[str], str | None]
    signed_in: bool = True
    turn: int = 0
    forbidden: bool = False
    mutations: list[str] = field(default_factory=list)

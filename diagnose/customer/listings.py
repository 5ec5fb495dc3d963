"""What the customer asked for when they listed job works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from diagnose.outside import OutsideId


@dataclass(frozen=True)
class Listing:
    """One ``jobWorks`` field of one of the customer's requests, its arguments with the variables filled in.

    ``filters`` has the IDs by filter key; an empty tuple filters for nothing. ``request`` counts from 1.
    ``selects_artifacts`` is False also where ``@skip`` or ``@include`` leaves ``jobWorkArtifacts`` out;
    ``drops_artifacts`` is True only then.
    ``response`` is an index into the reading's responses.
    """

    request: int
    query: str
    connection_ids: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]]
    limit: int | None
    offset: int | None
    selects_artifacts: bool
    response: int | None
    drops_artifacts: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "connection_ids", tuple(map(OutsideId, self.connection_ids)))
        filters = {key: tuple(map(OutsideId, ids)) for key, ids in self.filters.items()}
        object.__setattr__(self, "filters", filters)

    def spelled(self, own: Mapping[str, str]) -> Listing:
        """Return the listing with its IDs as ``own`` spells them."""
        if not own:
            return self
        connections = tuple(own.get(some_id, some_id) for some_id in self.connection_ids)
        filters = {key: tuple(own.get(some_id, some_id) for some_id in ids) for key, ids in self.filters.items()}
        return replace(self, connection_ids=connections, filters=filters)

    @property
    def windowed(self) -> bool:
        """True when a limit or an offset may cut the list."""
        return self.limit is not None or bool(self.offset)

"""What exists behind the embedded gateway, as a scenario's file writes it.

Times are relative to the moment the gateway starts: ``-45s``, ``-10m``, ``-2h``, ``-3d``, ``-2w``; so "pending for
ten minutes" holds whenever it is run. An ISO 8601 time with a zone is taken as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def moment(text: str, now: datetime) -> datetime:
    """Return the time that ``text`` means at ``now``; ValueError if it means none."""
    if relative := re.fullmatch(r"-(\d{1,6})([smhdw])", text):
        return now - timedelta(**{_UNITS[relative[2]]: int(relative[1])})
    absolute = datetime.fromisoformat(text)
    if absolute.tzinfo is None:
        raise ValueError(f"the time {text!r} names no zone")
    return absolute


@dataclass(frozen=True)
class WorldArtifact:
    """A document attached to a job work. ``created`` defaults to the job work's, ``updated`` to ``created``.

    ``uploaded_url`` is made up for a completed artifact unless given; an empty string means that there is none.
    ``link_id`` is the job artifact's own ID, derived from ``id`` unless given.
    """

    id: str
    external_id: str
    type: str = "w2"
    name: str = "W-2 2025"
    status: str = "completed"
    created: str | None = None
    updated: str | None = None
    uploaded_url: str | None = None
    metadata: object = None
    link_id: str | None = None

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True)
class WorldJobWork:
    """A tax return of an import job: its own ID, its work's (``work``) and its connection job's (``job``)."""

    id: str
    work: str
    job: str
    external_id: str | None = None
    name: str = "Sample household - 2025"
    status: str = "pending"
    tag: str = "individual"
    created: str = "-2d"
    updated: str | None = None
    artifacts: tuple[WorldArtifact, ...] = ()

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True)
class WorldConnection:
    """A connection of a workspace to a practice's own platform."""

    id: str
    provider: str = "qount"
    status: str = "active"
    action: str | None = None
    name: str | None = None
    created: str = "-30d"
    updated: str | None = None
    job_works: tuple[WorldJobWork, ...] = ()

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True)
class WorldWorkspace:
    """A tax firm. One that is not ``visible`` exists, but not for these credentials."""

    id: str
    name: str
    slug: str | None = None
    status: str = "active"
    visible: bool = True
    connections: tuple[WorldConnection, ...] = ()

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True)
class World:
    """Everything that exists."""

    workspaces: tuple[WorldWorkspace, ...]

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}

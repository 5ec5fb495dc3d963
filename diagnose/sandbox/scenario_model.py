"""A scenario: one documented problem, with the world it happens in and the diagnosis that must come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar

from diagnose.sandbox.dialects import Dialect
from diagnose.sandbox.faults import Faults
from diagnose.sandbox.world import World

ENDPOINT = "{endpoint}"
"""Stands for the address that the diagnosis is pointed at, wherever an ID is expected."""


class Credentials(StrEnum):
    """What the diagnosis signs in with."""

    TOKEN = "token"  # noqa: S105
    API_KEY = "api-key"
    REJECTED_TOKEN = "rejected-token"  # noqa: S105
    EXPIRED_TOKEN = "expired-token"  # noqa: S105
    REJECTED_API_KEY = "rejected-api-key"


class Destination(StrEnum):
    """What stands at the address that the diagnosis is pointed at."""

    GATEWAY = "gateway"
    CLOSED_PORT = "closed-port"
    ROUTER = "router"
    HTML = "html"
    OTHER_JSON = "other-json"
    REDIRECT = "redirect"


@dataclass(frozen=True)
class ScenarioTicket:
    """The IDs as the customer's ticket names them; the keys are the report's (contract §4)."""

    reference: str | None = None
    workspace_id: str | None = None
    connection_id: str | None = None
    connection_job_ids: tuple[str, ...] = ()
    job_work_ids: tuple[str, ...] = ()
    work_ids: tuple[str, ...] = ()
    artifact_ids: tuple[str, ...] = ()

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True)
class TicketFile:
    """One file of a ticket as the customer sent it: an e-mail, a text, a recording. ``name`` begins with ``ticket``."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class ExpectedCause:
    """A root cause that must come out; without ``suggestion`` nothing is said about the suggestion."""

    code: str
    kind: str
    id: str
    suggestion: str | None = None

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}

    def at(self, endpoint: str) -> ExpectedCause:
        """Return the same with the real address where the ID is :data:`ENDPOINT`."""
        return replace(self, id=endpoint) if self.id == ENDPOINT else self


@dataclass(frozen=True)
class Expect:
    """The diagnosis that must come out.

    ``causes`` are in order. ``notices`` are the codes of what does not bear on the symptom. ``resolved`` has IDs that
    the ticket does not name and the live data tells, by kind (``connection``, ``workspace``, …).
    """

    status: str
    exit_code: int
    causes: tuple[ExpectedCause, ...] = ()
    notices: tuple[str, ...] = ()
    resolved: Mapping[str, str] = field(default_factory=dict)

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}

    def at(self, endpoint: str) -> Expect:
        """Return the same with the real address where an ID is :data:`ENDPOINT`."""
        return replace(self, causes=tuple(cause.at(endpoint) for cause in self.causes))


@dataclass(frozen=True)
class Scenario:
    """One documented problem: the ticket, the world, how the gateway behaves, and what must come out.

    ``title`` is one line, ``story`` two or three sentences as the customer wrote them. Where there are ``sources``, the
    diagnosis reads them, and ``ticket`` has the IDs that it must read there.
    """

    name: str
    title: str
    story: str
    ticket: ScenarioTicket
    world: World = field(repr=False)
    expect: Expect
    credentials: Credentials = Credentials.TOKEN
    endpoint: Destination = Destination.GATEWAY
    dialect: Dialect = field(default_factory=Dialect)
    faults: Faults = field(default_factory=Faults)
    sources: tuple[TicketFile, ...] = ()

"""What a capsule holds: a run as values, from which it can be judged again without network and token."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from diagnose.checking.runner import Selection
from diagnose.checking.sight import SignIn
from diagnose.gateway.exchange import Answer
from diagnose.intake.model import Reading
from diagnose.investigation.known.bounds import Reach
from diagnose.report import Report
from diagnose.ticket.ticket import NamedId


@dataclass(frozen=True)
class RecordedTicket:
    """The ticket as it was read, before anything was asked; secrets are places without a value."""

    named: tuple[NamedId, ...] = ()
    reference: str | None = None
    unsorted: tuple[str, ...] = ()
    reading: Reading = field(default_factory=Reading)


@dataclass(frozen=True)
class RecordedRun:
    """The options that bear on the verdict, the clock, what the run cost, and what it ran on.

    ``sign_in`` is the kind of credential with its times, None offline; ``stale_after`` and ``reach`` are options.
    """

    id: str
    started_at: datetime
    finished_at: datetime
    endpoint: str
    source_platform: str
    stale_after: timedelta
    reach: Reach = field(default_factory=Reach)
    selection: Selection = field(default_factory=Selection)
    sign_in: SignIn | None = None
    signed_in_with: str = ""
    offline: bool = False
    tries: bool = False
    """True where a corrected request might be run."""
    interrupted: bool = False
    requests: int = 0
    round_trips: int = 0
    retries: int = 0
    mutations: int = 0
    connections: int = 0
    personal_data: bool = False
    """True where it was recorded with everything shown."""
    python: str = ""


@dataclass(frozen=True)
class Exchanged:
    """The answers about the ticket in the order of their arrival, of the login exchange, and to corrected requests."""

    answers: tuple[Answer, ...] = ()
    logins: tuple[Answer, ...] = ()
    trials: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class StandIn:
    """What a replay works with in an alias's place: a made-up value with what rules compare of the true one.

    That is nothing for most. Of an ID of the ticket, and of those that are near to it, it is the length, where digits
    and signs stand, words that say nothing of a person, and which characters the near ones have in common.
    """

    alias: str
    value: str


@dataclass(frozen=True)
class Aliases:
    """The stand-ins of the aliases that the capsule's texts have."""

    stand_ins: tuple[StandIn, ...] = ()


@dataclass(frozen=True)
class Capsule:
    """All of it. ``report`` is the attachment as it was written."""

    report: Report
    ticket: RecordedTicket
    run: RecordedRun
    exchanged: Exchanged
    aliases: Aliases

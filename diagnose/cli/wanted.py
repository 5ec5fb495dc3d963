"""What was asked for on the command line of ``diagnose run``, as one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from diagnose.cli.options import Places
from diagnose.ids import Kind


@dataclass(frozen=True)
class Ids:
    """The ticket's IDs as the options name them, by kind; lists may still be comma-separated."""

    named: Mapping[Kind, tuple[str, ...]]
    ticket_ref: str | None = None


@dataclass(frozen=True)
class Access:
    """Which gateway is asked, and as whom."""

    endpoint: str
    source_platform: str
    token_file: str | None
    api_key_file: str | None
    timeout: timedelta


@dataclass(frozen=True)
class RunAccess(Access):
    """What a run says besides: whether it asks at all, with the ticket's own credentials, and for how long."""

    use_ticket_token: bool
    offline: bool
    no_try: bool
    deadline: timedelta


@dataclass(frozen=True)
class Judging:
    """Which checks run, and by which measure."""

    only: Sequence[str]
    skip: Sequence[str]
    stale_after: timedelta
    max_job_works: int
    strict: bool
    until_settled: timedelta | None = None


@dataclass(frozen=True)
class Sharing:
    """What the files that are written may tell of people."""

    show_personal_data: bool
    alias_map: str | None


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line."""

    sources: tuple[str, ...]
    ids: Ids
    access: RunAccess
    places: Places
    judging: Judging
    sharing: Sharing

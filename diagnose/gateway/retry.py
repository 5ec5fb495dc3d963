"""When to ask again, and after what pause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from diagnose.gateway.exchange import Reception
from diagnose.gateway.wire import FailureKind, RawReply, TransportFailure, WireResult

if TYPE_CHECKING:
    from collections.abc import Callable

    from diagnose.gateway.receiving.classify import Classified

__all__ = ["MAX_TRIES", "Pause", "http_date", "may_retry", "pause_before", "retry_after"]

MAX_TRIES = 4
BASE_SECONDS = 0.25
CAP_SECONDS = 8.0
RETRY_AFTER_CAP_SECONDS = 60.0
_MAX_TIMEOUTS = 2  # a first one and one more: a third would only use up the run's time
_PASSING_STATUSES = frozenset({502, 503, 504})
_DELAY = re.compile(r"\d{1,9}(\.\d{1,9})?")


@dataclass(frozen=True)
class Pause:
    """How long to wait; ``asked`` is what the server's Retry-After said, in seconds, if it said anything."""

    seconds: float
    asked: float | None


def may_retry(reading: Classified, result: WireResult, *, timeouts: int, mutation: bool) -> bool:
    """Tell whether the same request may be sent again. ``timeouts`` counts those of this question, this one included.

    A mutation (the login exchange) only when it certainly was not carried out: no connection, or turned away.
    """
    match result:
        case TransportFailure(kind=FailureKind.TIMEOUT, by_deadline=by_deadline):
            return not by_deadline and timeouts < _MAX_TIMEOUTS and not mutation
        case TransportFailure(kind=FailureKind.CLOSED):
            return not mutation
        case TransportFailure():
            return result.transient
        case RawReply():
            if reading.reception is Reception.RATE_LIMITED:
                return True
            passing = reading.reception is Reception.SERVER_ERROR and result.status in _PASSING_STATUSES
            return passing and not mutation


def pause_before(retry: int, result: WireResult, *, now: datetime, uniform: Callable[[float, float], float]) -> Pause:
    """Return the pause before the ``retry``-th retry (1, 2, …): full jitter, or what Retry-After asks for, capped."""
    asked = retry_after(result, now=now)
    if asked is not None:
        return Pause(min(asked, RETRY_AFTER_CAP_SECONDS) + uniform(0.0, BASE_SECONDS), asked)
    return Pause(uniform(0.0, min(CAP_SECONDS, BASE_SECONDS * 2**retry)), None)


def retry_after(result: WireResult, *, now: datetime) -> float | None:
    """Read Retry-After in either of its forms, as seconds from now; None where there is none that can be read.

    A date is measured against the reply's own Date, since the clocks may differ; against ``now`` where it has none.
    """
    if not isinstance(result, RawReply):
        return None
    value = (result.header("retry-after") or "").strip()
    if _DELAY.fullmatch(value):
        return float(value)
    moment = http_date(value)
    sent = http_date(result.header("date") or "") or now
    return max(0.0, (moment - sent).total_seconds()) if moment else None


def http_date(value: str) -> datetime | None:
    """Read a date as HTTP writes it, in UTC; None when it is anything else."""
    try:
        moment = parsedate_to_datetime(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None

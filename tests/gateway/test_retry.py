"""What is asked again, and after what pause: jittered, growing, as asked for, and never absurd."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.gateway.exchange import Reception
from diagnose.gateway.receiving.classify import Classified
from diagnose.gateway.retry import http_date, may_retry, pause_before, retry_after
from diagnose.gateway.wire import FailureKind, RawReply, TransportFailure

NOW = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)


def reply(**headers: str) -> RawReply:
    return RawReply(429, tuple((name.replace("_", "-"), value) for name, value in headers.items()), b"", 0)


def test_pauses_grow_and_are_full_jitter() -> None:
    """Anything from nothing to a doubling most, which ends at eight seconds."""
    most = [pause_before(n, reply(), now=NOW, uniform=lambda _, top: top).seconds for n in range(1, 8)]
    least = [pause_before(n, reply(), now=NOW, uniform=lambda low, _: low).seconds for n in range(1, 8)]
    assert most == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
    assert least == [0.0] * 7


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 1.5 ", 1.5),
        ("Sat, 31 Jan 2026 09:30:30 GMT", 30.0),
        ("Saturday, 31-Jan-26 09:30:30 GMT", 30.0),
        ("Sat Jan 31 09:30:30 2026", 30.0),
        ("Sat, 31 Jan 2026 09:00:00 GMT", 0.0),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("nan", None),
        ("1e9", None),
        ("9" * 400, None),
        ("Sat, 99 Jan 2026 09:30:30 GMT", None),
    ],
)
def test_retry_after_in_all_its_forms(value: str, seconds: float | None) -> None:
    """Seconds, the three forms of a date, and rubbish, which counts as nothing."""
    assert retry_after(reply(retry_after=value), now=NOW) == seconds


def test_a_date_is_measured_by_the_servers_own_clock() -> None:
    """A clock that is an hour off does not turn ten seconds into an hour."""
    headers = {"retry_after": "Sat, 31 Jan 2026 10:30:10 GMT", "date": "Sat, 31 Jan 2026 10:30:00 GMT"}
    assert retry_after(reply(**headers), now=NOW) == 10.0


def test_what_is_asked_for_is_capped() -> None:
    """No server makes this tool wait for longer than a minute; what it asked for is kept for the summary."""
    pause = pause_before(1, reply(retry_after="86400"), now=NOW, uniform=lambda low, _: low)
    assert (pause.seconds, pause.asked) == (60.0, 86400.0)


def test_without_a_reply_nothing_is_asked() -> None:
    """A failed connection says nothing about when to come back."""
    assert retry_after(TransportFailure(FailureKind.TCP, "why"), now=NOW) is None


@given(st.text(max_size=60))
def test_no_header_breaks_it(value: str) -> None:
    """Any text is a pause that is not negative, or none."""
    seconds = retry_after(reply(retry_after=value, date=value), now=NOW)
    assert seconds is None or 0 <= seconds <= 10**12
    http_date(value)


def again(reception: Reception, result: RawReply | TransportFailure, *, timeouts: int = 0) -> tuple[bool, bool]:
    """Whether a query, and whether the login exchange, may be sent again."""
    reading = Classified(reception)
    query, login = (may_retry(reading, result, timeouts=timeouts, mutation=mutation) for mutation in (False, True))
    return query, login


@pytest.mark.parametrize(
    ("reception", "status", "expected"),
    [
        (Reception.RATE_LIMITED, 429, (True, True)),
        (Reception.RATE_LIMITED, 200, (True, True)),
        (Reception.SERVER_ERROR, 502, (True, False)),
        (Reception.SERVER_ERROR, 503, (True, False)),
        (Reception.SERVER_ERROR, 504, (True, False)),
        (Reception.SERVER_ERROR, 500, (False, False)),
        (Reception.SERVER_ERROR, 200, (False, False)),
        (Reception.OK, 200, (False, False)),
        (Reception.UNAUTHENTICATED, 401, (False, False)),
        (Reception.MALFORMED, 200, (False, False)),
    ],
)
def test_only_what_passes_by_itself_is_asked_again(
    reception: Reception, status: int, expected: tuple[bool, bool]
) -> None:
    """Limits and overload; a login only where it certainly was turned away unread."""
    assert again(reception, RawReply(status, (), b"", 0)) == expected


@pytest.mark.parametrize(
    ("failure", "timeouts", "expected"),
    [
        (TransportFailure(FailureKind.TCP, "refused"), 0, (True, True)),
        (TransportFailure(FailureKind.DNS, "no such name", transient=False), 0, (False, False)),
        (TransportFailure(FailureKind.TLS, "not trusted", transient=False), 0, (False, False)),
        (TransportFailure(FailureKind.CLOSED, "reset"), 0, (True, False)),
        (TransportFailure(FailureKind.TIMEOUT, "slow"), 1, (True, False)),
        (TransportFailure(FailureKind.TIMEOUT, "slow"), 2, (False, False)),
        (TransportFailure(FailureKind.TIMEOUT, "over", by_deadline=True), 1, (False, False)),
    ],
)
def test_a_failed_connection_is_tried_again_where_that_can_help(
    failure: TransportFailure, timeouts: int, expected: tuple[bool, bool]
) -> None:
    """A silent server gets one more chance; a login that may have arrived is not sent twice."""
    assert again(Reception.UNREACHABLE, failure, timeouts=timeouts) == expected

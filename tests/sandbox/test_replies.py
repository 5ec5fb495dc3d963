"""The answers that are not data: limits and a proxy's pages."""

from __future__ import annotations

from email.utils import parsedate_to_datetime

import pytest

from diagnose.sandbox import Faults, serve
from tests.sandbox.calling import Caller, codes, harbour


def test_rate_limit(caller: Caller) -> None:
    """The first requests are 429 with Retry-After, then it works."""
    with serve(harbour(), faults=Faults(rate_limit_first=2, retry_after="3")) as gateway:
        answers = [caller.ask(gateway) for _ in range(3)]
    assert [a.status_code for a in answers] == [429, 429, 200]
    assert answers[0].headers["retry-after"] == "3"
    assert codes(answers[0]) == ["RATE_LIMITED"]


def test_rate_limit_until_a_date(caller: Caller) -> None:
    """Retry-After can be a date, which is a second after the server's own."""
    with serve(harbour(), faults=Faults(rate_limit_first=1, retry_after="http-date")) as gateway:
        headers = caller.ask(gateway).headers
    wait = parsedate_to_datetime(headers["retry-after"]) - parsedate_to_datetime(headers["date"])
    assert wait.total_seconds() == 1


def test_rate_limit_in_body(caller: Caller) -> None:
    """A rate limit can also be a GraphQL error under 200, without a header."""
    with serve(harbour(), faults=Faults(rate_limit_first=1, rate_limit_in_body=True, retry_after="")) as gateway:
        limited = caller.ask(gateway)
    assert (limited.status_code, codes(limited)) == (200, ["THROTTLED"])
    assert "retry-after" not in limited.headers


@pytest.mark.parametrize("status", [502, 503, 504])
def test_fail_first(caller: Caller, status: int) -> None:
    """The first requests meet a proxy's page, then it works."""
    with serve(harbour(), faults=Faults(fail_first=1, fail_status=status)) as gateway:
        failed, fine = caller.ask(gateway), caller.ask(gateway)
    assert (failed.status_code, fine.status_code) == (status, 200)
    assert f"<title>{status} " in failed.text
    assert failed.headers["server"] == "made-up-proxy/1.0"

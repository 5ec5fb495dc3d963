"""One answer, judged from four sides."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from diagnose.doctor.remote import clock, graphql, not_asked, reachable, signed_in
from diagnose.gateway.exchange import Answer, Attempt, Question, Reception
from diagnose.report_words import CheckOutcome
from tests.doctor.machines import token

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def answer(reception: Reception, detail: str | None = None, date: datetime | None = None) -> Answer:
    attempt = Attempt(at=NOON, duration_ms=500.0, reception=reception)
    asked = Question("SignedIn", {})
    return Answer(asked, reception, (attempt,), summary="what came", detail=detail, server_date=date)


@pytest.mark.parametrize(
    ("reception", "detail", "outcomes"),
    [
        (Reception.OK, None, ("pass", "pass", "pass")),
        (Reception.TIMED_OUT, None, ("fail", "skip", "unknown")),
        (Reception.UNREACHABLE, "tls", ("fail", "skip", "unknown")),
        (Reception.NOT_GRAPHQL, "html", ("pass", "fail", "unknown")),
        (Reception.NOT_GRAPHQL, "sign-in", ("pass", "pass", "fail")),
        (Reception.SERVER_ERROR, "wrong-surface", ("pass", "fail", "unknown")),
        (Reception.RATE_LIMITED, None, ("pass", "unknown", "unknown")),
        (Reception.UNAUTHENTICATED, None, ("pass", "pass", "fail")),
    ],
)
def test_each_reception_blames_one_thing(reception: Reception, detail: str | None, outcomes: tuple[str, ...]) -> None:
    told = answer(reception, detail)
    checked = (reachable(told, via=None), graphql(told), signed_in(told, token("a-long-token")))
    assert tuple(row.outcome.value for row in checked) == outcomes
    assert all(row.remedy for row in checked if row.outcome is CheckOutcome.FAIL)


@pytest.mark.parametrize(
    ("seconds", "outcome"), [(0, "pass"), (-8, "pass"), (20, "warn"), (-59, "warn"), (120, "fail"), (-3600, "fail")]
)
def test_a_clock_may_be_off_by_what_a_slow_answer_makes_of_it(seconds: int, outcome: str) -> None:
    assert clock(answer(Reception.OK, date=NOON + timedelta(seconds=seconds))).outcome.value == outcome


def test_a_silent_gateway_tells_no_time() -> None:
    assert clock(answer(Reception.OK)).outcome is CheckOutcome.SKIP
    assert clock(answer(Reception.TIMED_OUT, date=NOON)).reason == "nothing answered"
    assert {row.outcome for row in not_asked("offline")} == {CheckOutcome.SKIP}


def test_the_proxy_in_between_is_named() -> None:
    assert "proxy.example" in reachable(answer(Reception.UNREACHABLE, "proxy"), via="proxy.example").reason


@pytest.mark.parametrize("detail", ["dns", "tcp"])
def test_behind_a_proxy_what_cannot_be_reached_is_the_proxy(detail: str) -> None:
    row = reachable(answer(Reception.UNREACHABLE, detail), via="proxy.example")
    assert row.reason.startswith("the proxy proxy.example cannot be reached")
    assert "HTTPS_PROXY" in row.remedy

"""The server's clock and the numbers of its answers are the scenario's, so that runs can be compared."""

from __future__ import annotations

from datetime import UTC, datetime

from diagnose.sandbox import Faults, serve
from tests.sandbox.calling import Caller, harbour

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_every_answer_says_when_by_whom_and_which(caller: Caller) -> None:
    """The date is the time that the scenario is played at, whatever the machine's clock says."""
    with serve(harbour(), now=NOON) as gateway:
        headers = [caller.ask(gateway).headers for _ in range(2)]
    assert [sent["date"] for sent in headers] == ["Mon, 02 Mar 2026 12:00:00 GMT"] * 2
    assert [sent["server"] for sent in headers] == ["filed-sandbox"] * 2
    assert [sent["x-request-id"] for sent in headers] == ["sandbox-000001", "sandbox-000002"]


def test_a_proxys_page_keeps_its_own_name(caller: Caller) -> None:
    """It was not the gateway that answered."""
    with serve(harbour(), faults=Faults(always_status=502)) as gateway:
        headers = caller.ask(gateway).headers
    assert headers.get_list("server") == ["made-up-proxy/1.0"]

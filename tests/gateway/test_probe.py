"""One request and no more, whatever comes back."""

from __future__ import annotations

import asyncio

import pytest

from diagnose.gateway.address import parse_endpoint
from diagnose.gateway.credentials import Credential
from diagnose.gateway.exchange import Answer, Reception
from diagnose.gateway.probe import probe
from diagnose.secrets import Masker
from tests.gateway.asking import API_KEY
from tests.gateway.loopback import ME, HeldTime, Loopback, http

TOKEN = "eyJ-an-exchanged-token-0815"  # noqa: S105


def probed(reply: bytes, credential: Credential | None = None) -> tuple[Answer, Loopback, Masker]:
    async def run() -> tuple[Answer, Loopback, Masker]:
        masker = Masker()
        async with Loopback((reply,)) as server:
            answer = await probe(
                parse_endpoint(server.url), credential, source_platform="tests", seconds=5.0,
                timing=HeldTime().timing, environ={}, masker=masker,
            )  # fmt: skip
        return answer, server, masker

    return asyncio.run(run())


@pytest.mark.parametrize("status", [200, 429, 503])
def test_a_probe_is_sent_once(status: int) -> None:
    """A failure in passing is what a probe is to show: it is not tried again."""
    answer, server, _ = probed(http(ME if status == 200 else "", status))
    assert [seen.operation for seen in server.seen] == ["SignedIn"]
    assert "attempts" not in answer.summary
    assert "authorization" not in server.seen[0].headers


def test_a_key_is_exchanged_and_its_token_known_as_a_secret() -> None:
    answer, server, masker = probed(http({"data": {"loginViaPersonalApiToken": {"accessToken": TOKEN}}}), API_KEY)
    assert [seen.operation for seen in server.seen] == ["LoginViaPersonalApiToken"]
    assert answer.reception is Reception.OK
    assert TOKEN not in f"{answer}"
    assert masker.holds(TOKEN)

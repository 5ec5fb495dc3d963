"""Access tokens: JWTs that expire by the server's clock, or when they are used up."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest

from diagnose.sandbox import serve
from diagnose.sandbox.tokens import Mint, TokenState
from tests.sandbox.calling import Caller, harbour

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_token_is_a_jwt() -> None:
    """The access token is a JWT whose ``exp`` is half an hour after the moment that the scenario is played at."""
    with serve(harbour(), now=NOON) as gateway:
        header, claims, _ = gateway.access_token.split(".")
    assert json.loads(base64.urlsafe_b64decode(header + "==")) == {"alg": "HS256", "typ": "JWT"}
    assert json.loads(base64.urlsafe_b64decode(claims + "=="))["exp"] == (NOON + timedelta(minutes=30)).timestamp()


def test_token_expires_by_the_clock(caller: Caller) -> None:
    """A token is refused as expired when the server's clock has passed its ``exp``, and the Date header says so."""
    clock = [NOON]
    with serve(harbour(), now=lambda: clock[0]) as gateway:
        before = caller.ask(gateway)
        clock[0] += timedelta(minutes=31)
        after = caller.ask(gateway)
    assert "errors" not in before.json()
    assert after.json()["errors"][0]["message"] == "The access token has expired"
    assert after.headers["date"] == "Mon, 02 Mar 2026 12:31:00 GMT"


@pytest.mark.parametrize("token", [None, "", "x", "a.b", "a.b.c", "é.é.é", "..", "." * 10_000])
def test_what_this_mint_did_not_issue_is_wrong(token: str | None) -> None:
    """Missing, malformed, or signed by somebody else."""
    mint = Mint(b"key")
    assert mint.check(token, NOON) is TokenState.WRONG
    assert mint.check(Mint(b"other key").issue(NOON), NOON) is TokenState.WRONG


def test_a_token_that_was_changed_is_wrong() -> None:
    """A later expiry cannot be written into it."""
    mint = Mint(b"key")
    head, claims, signature = mint.issue(NOON, timedelta(minutes=-1)).split(".")
    _, later, _ = mint.issue(NOON).split(".")
    assert mint.check(f"{head}.{claims}.{signature}", NOON) is TokenState.EXPIRED
    assert mint.check(f"{head}.{later}.{signature}", NOON) is TokenState.WRONG


def test_a_token_wears_out_by_itself() -> None:
    """Each is good for so many requests; another one starts anew."""
    mint = Mint(b"key", uses=2)
    first, second = mint.issue(NOON), mint.issue(NOON)
    assert [mint.check(first, NOON) for _ in range(3)] == [TokenState.GOOD, TokenState.GOOD, TokenState.EXPIRED]
    assert mint.check(second, NOON) is TokenState.GOOD
    assert repr(mint) == "Mint()"

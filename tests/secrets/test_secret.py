"""A secret shows nobody but its name; what a token says of itself."""

from __future__ import annotations

import base64
import json
import traceback
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.gateway.credentials import AccessToken, ApiKey, CredentialError
from diagnose.secrets import Secret, token_times


def test_a_secret_shows_only_its_name() -> None:
    """Printed, formatted, in a container, in a dataclass, in a traceback: the placeholder stands there."""
    token = Secret("made-up-access-token", "access token")
    with pytest.raises(RuntimeError) as caught:
        raise RuntimeError(f"{token} {token!r} {[token]} {AccessToken(token)}")
    text = "".join(traceback.format_exception(caught.value))
    assert "made-up-access-token" not in text
    assert "[access token]" in text
    assert token.reveal() == "made-up-access-token"


def jwt(claims: object) -> Secret:
    parts = [json.dumps({"alg": "HS256"}).encode(), json.dumps(claims).encode(), b"signature"]
    return Secret(".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts), "access token")


def test_a_tokens_own_times_are_read() -> None:
    """exp, nbf and iat in UTC, each only where it stands."""
    times = token_times(jwt({"exp": 1_769_850_000, "iat": 1_769_846_400.5}))
    assert times is not None
    assert times.exp == datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
    assert times.iat == datetime(2026, 1, 31, 8, 0, 0, 500_000, tzinfo=UTC)
    assert times.nbf is None


@pytest.mark.parametrize("claim", [True, "1769850000", -5, 10**30, 1e308, None, [], float("nan"), float("inf")])
def test_absurd_times_are_none(claim: object) -> None:
    """A claim that is no credible number of seconds is as good as absent."""
    times = token_times(jwt({"exp": claim}))
    assert times is not None
    assert times.exp is None


@pytest.mark.parametrize(
    "value",
    ["opaque", "a.b", "a.b.c", "..", "a.!!!.c", "a.!e30.c", "a.e30.c.d", "é.é.é", f"a.{'A' * 100_000}.c", "a.W10.c"],
)
def test_rubbish_has_no_times(value: str) -> None:
    """What is no JWT, or one whose payload is no object, is None."""
    assert token_times(Secret(value, "access token")) is None


@given(st.text(max_size=60) | st.binary(max_size=40).map(lambda raw: f"a.{base64.urlsafe_b64encode(raw).decode()}.c"))
def test_reading_a_tokens_times_never_breaks(value: str) -> None:
    """Whatever the token looks like, reading it raises nothing."""
    token_times(Secret(value, "access token"))


@pytest.mark.parametrize(
    "value", ["", "abc", "line\nbreak", "Bearer abcdef", "with space", "naïve-token", "x" * 20_000]
)
def test_a_token_that_cannot_be_a_header_is_refused_without_being_shown(value: str) -> None:
    """One sentence, and the token is not in it."""
    with pytest.raises(CredentialError) as caught:
        AccessToken(Secret(value, "access token"))
    assert not value or value not in str(caught.value)


@pytest.mark.parametrize("value", ["", "abc", "line\nbreak", "zero\u200bwidth"])
def test_a_key_that_cannot_be_one_is_refused(value: str) -> None:
    """An empty key, or one with an invisible character that was copied along, is refused before anything is sent."""
    with pytest.raises(CredentialError):
        ApiKey(Secret(value, "API key"))

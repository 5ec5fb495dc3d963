"""Credentials: what cannot be sent is refused in one sentence that does not contain it."""

from __future__ import annotations

import pytest

from diagnose.gateway.credentials import AccessToken, ApiKey, CredentialError, check_header_value
from diagnose.secrets import Secret

TOKEN, KEY = "access token", "API key"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("", "empty or too short"),
        ("tiny", "empty or too short"),
        ("…", "still a placeholder"),
        ("<your access token>", "still a placeholder"),
        ("${FILED_ACCESS_TOKEN}", "still a placeholder"),
        ("your_access_token", "still a placeholder"),
        ("xxxxxxxxxxxx", "still a placeholder"),
        ("made-up-" * 2_500, "longer than 16384 characters"),
        ("made-up\nsecond-line", "line break"),
        ("made-up-\u200btoken", "invisible character"),
        ("Bearer made-up-token", "give the token alone"),
        ("made-up token", "space"),
        ("made-up-tökén", "non-ASCII"),
    ],
)
def test_a_token_that_no_header_can_carry_is_refused(value: str, why: str) -> None:
    """The sentence says what is wrong, never the token."""
    with pytest.raises(CredentialError, match=why) as caught:
        AccessToken(Secret(value, TOKEN))
    assert not value or value not in str(caught.value)
    assert str(caught.value).startswith("The access token ")


@pytest.mark.parametrize(
    "value", ["$7f3k-2m9q!", "xxxx7f3k2m9q", "****7f3k2m9q", "<7f3k2m9q", "{7f3k2m9q", "mytoken7f3k2m9q",
              "my_own_7f3k2m9q", "the-7f3k2m9q", "changeme7f3k", "placeholder7f3k", "...7f3k2m9q"]
)  # fmt: skip
def test_what_only_begins_like_a_placeholder_is_taken(value: str) -> None:
    """Whoever has such a token could not sign in at all."""
    assert AccessToken(Secret(value, TOKEN)).secret.reveal() == value


def test_a_key_travels_in_the_body_and_may_hold_more() -> None:
    """Spaces and any script are fine there; too short, too long and control characters are not."""
    assert ApiKey(Secret("schlüssel mit leerzeichen", KEY)).secret.name == KEY
    for value in ("short", "made-up-" * 2_500, "made-up\tkey"):
        with pytest.raises(CredentialError, match="The API key"):
            ApiKey(Secret(value, KEY))


@pytest.mark.parametrize("value", ["acme", "my-sample-platform", "two words"])
def test_a_header_value_may_be_any_printable_ascii(value: str) -> None:
    """Also with a blank inside."""
    check_header_value("source-platform", value)


@pytest.mark.parametrize("value", ["", " acme", "acme\r\nx: y", "ünïcode", "x" * 20_000])
def test_a_header_value_cannot_smuggle_anything_in(value: str) -> None:
    """The header is named."""
    with pytest.raises(CredentialError, match="source-platform"):
        check_header_value("source-platform", value)

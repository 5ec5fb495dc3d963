"""Names beside which secrets stand, and values that only stand for one."""

from __future__ import annotations

import pytest

from diagnose.secrets.telling_words import is_our_id, is_placeholder, is_telling, is_telling_in_address


@pytest.mark.parametrize(
    "name", ["accessToken", "X-Api-Key", "client_secret", "DB_PASSWORD", "JSESSIONID", "Set-Cookie", "Passwort"]
)
def test_telling(name: str) -> None:
    """By the last words of the name, however they are joined."""
    assert is_telling(name)
    assert is_telling_in_address(name)


@pytest.mark.parametrize(
    "name", ["providerKey", "tokenExpiresAt", "nextPageToken", "publicKey", "maxTokens", "beside", ""]
)
def test_not_telling(name: str) -> None:
    """Words that hold one of the others, and counts of tokens."""
    assert not is_telling(name)


@pytest.mark.parametrize("name", ["sig", "code", "key", "X-Amz-Signature", "X-Amz-Credential"])
def test_telling_in_an_address_only(name: str) -> None:
    """In a query string; elsewhere a key or a code may be anything."""
    assert is_telling_in_address(name)
    assert not is_telling_in_address("X-Amz-Date")


@pytest.mark.parametrize("value", ["<accessToken>", "${TOKEN}", "%TOKEN%", "YOUR_KEY", "xxxx", "abc...", "[redacted]"])
def test_placeholders(value: str) -> None:
    """They stand for a secret and are none."""
    assert is_placeholder(value)


SECRETS_LIKE_THEM = (
    "filed_live_7f3k2m9q", "filed_7f3k2m9q", "$ecret-Pa55word!", "%2Fpass%41word", "{7f3k2m9q", "[7f3k2m9q",
    "your7f3k2m9q", "theta7f3k2m9q", "access7f3k2m9q", "basic7f3k2m9q", "nullable7f3k", "true7f3k2m9q", "a7f3k2m9q",
    "<7f3k2m9q", "stringent-7f3k",
)  # fmt: skip


@pytest.mark.parametrize("value", SECRETS_LIKE_THEM)
def test_what_only_begins_like_a_placeholder_is_a_secret(value: str) -> None:
    """A pattern that took a little more would leave these unmasked."""
    assert not is_placeholder(value)


def test_ids_as_the_documentation_spells_them() -> None:
    """A prefix and a number."""
    assert is_our_id("job_work_456")
    assert not is_our_id("sk_live_456")

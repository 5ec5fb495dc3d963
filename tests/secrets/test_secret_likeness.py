"""What beside a telling name is a secret, and what is a word, a time, an address, an ID."""

from __future__ import annotations

import pytest

from diagnose.secrets.secret_likeness import called, is_given_secret, is_user_and_password


@pytest.mark.parametrize(
    ("key", "given", "value"),
    [
        ("password", ":", "Sommer!2024"),
        ("password", None, "Sommer!2024"),
        ("token", "=", "a9f8c2e1"),
        ("api_key", None, "hT7qLw9ZrXbNc3VfKs8d"),
        ("auth", ":", "bWU6czNjcjN0LXh5eg"),
    ],
)
def test_a_value_that_a_name_gives_away(key: str, given: str | None, value: str) -> None:
    assert is_given_secret(key, given, "", value)


@pytest.mark.parametrize(
    ("key", "given", "value"),
    [
        ("password", None, "required"),
        ("password", ":", "<password>"),
        ("token", ":", "connection_790"),
        ("token", ":", "2026-01-31T09:30:00Z"),
        ("token", ":", "TOKEN_EXPIRED"),
        ("auth", ":", "ok"),
        ("cursor", "=", "hT7qLw9ZrXbNc3VfKs8d"),
    ],
)
def test_a_value_that_is_none(key: str, given: str | None, value: str) -> None:
    assert not is_given_secret(key, given, "", value)


def test_what_a_secret_is_called() -> None:
    """And what base64 holds."""
    assert [called(name) for name in ("DB_PASSWORD", "clave", "x-api-key", "otp")] == [
        "password",
        "password",
        "key",
        "token",
    ]
    assert is_user_and_password("bWU6czNjcjN0LXh5eg==")
    assert not is_user_and_password("connection")

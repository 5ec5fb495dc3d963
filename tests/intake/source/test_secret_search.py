"""What looks like a live secret in a text, and what only speaks of one."""

from __future__ import annotations

import pytest

from diagnose.intake.model import SecretKind
from diagnose.intake.source.secret_search import find, kind_of_key, mask_spans, may_hold_secret, read_authorization

_JWT = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYWRlLXVwIn0.bWFkZS11cA"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Authorization: Bearer made-up-token-0123", ["made-up-token-0123"]),
        ('"authorization" : "made-up-token"', ["made-up-token"]),
        ("we sent bearer made-up-token-0123.", ["made-up-token-0123"]),
        (f"token {_JWT},", [_JWT]),
        *((f"token {piece},", [piece]) for piece in (f"{_JWT[:30]}=\n{_JWT[30:]}", f"{_JWT[:30]}=\\n{_JWT[30:]}")),
        ("api key: made-up-7", ["made-up-7"]),
        ("Das Passwort lautet made-up-7", ["made-up-7"]),
        ("Cookie: sid=made-up; b=c", ["sid=made-up; b=c"]),
        ('loginViaPersonalApiToken(token: "made-up-7")', ["made-up-7"]),
        (r'{"query": "mutation { loginViaPersonalApiToken(token: \"made-up-7\") }"}', ["made-up-7"]),
        ("the API key is invalid", []),
        ("Bearer authentication is used", []),
        ("Authorization: Bearer <token>", []),
        ("password: ********", []),
    ],
)
def test_search(text: str, found: list[str]) -> None:
    """Values are found without what is around them; prose and placeholders are none."""
    hits = [text[hit.start : hit.end] for hit in find(text)]
    assert sorted(set(hits)) == found
    assert may_hold_secret(text) or not found


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("Bearer made-up-token", None),
        ("", "empty"),
        ("Bearer ", "no-token"),
        ("made-up-token", "no-scheme"),
        ("Basic bWFkZTp1cA==", "other-scheme"),
        ("Bearer Bearer made-up-token", "scheme-twice"),
        ("Bearer <accessToken>", "example"),
        ("Bearer YOUR_ACCESS_TOKEN", "example"),
        ("Bearer [REDACTED]", "placeholder"),
        ("Bearer $TOKEN", "placeholder"),
        ("Bearer <masked>", "placeholder"),
        ('Bearer "made-up-token"', "quoted"),
        ("Bearer made-up token", "white-space"),
        ("Bearer made-up-t\u00f6ken", "not-ascii"),
    ],
)
def test_the_form_of_an_authorization(header: str, problem: str | None) -> None:
    """One word for what is odd about it."""
    assert read_authorization(header)[0].problem == problem


def test_masking_keeps_every_position() -> None:
    """What is blanked out is as long as before; overlapping hits are one."""
    text = "Authorization: Bearer made-up-token-0123 for connection_789"
    masked = mask_spans(text, find(text))
    assert len(masked) == len(text)
    assert "made-up" not in masked
    assert masked.endswith("connection_789")


def test_a_password_in_an_address_is_found_in_any_text() -> None:
    """Behind a user's name, before the host; a port or a time is none."""
    (hit,) = find("see https://me:made-up-0123@gateway.filed.com/graphql at 10:30")
    assert hit.where == "address"
    assert not list(find("http://127.0.0.1:8080/graphql, mail me@firm.example"))


KEYS = {
    SecretKind.ACCESS_TOKEN: "accessToken authToken bearer_token Authorization userToken idToken workspaceToken",
    SecretKind.API_KEY: "refreshToken refresh_token token tokens apiKey api_key apiToken personalApiToken X-Api-Key",
    SecretKind.COOKIE: "Cookie cookies Set-Cookie",
    SecretKind.PASSWORD: "password Passwort securityToken secret client_secret",
}


def test_keys_of_json_and_headers_tell_the_kind_of_secret_below_them() -> None:
    """By their letters alone; a key that only begins so tells nothing."""
    for kind, names in KEYS.items():
        assert {name: kind_of_key(name) for name in names.split()} == dict.fromkeys(names.split(), kind)
    assert [name for name in ("tokenExpiresAt", "publicKey", "id", "", "x" * 64) if kind_of_key(name)] == []

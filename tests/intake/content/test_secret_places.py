"""Secrets by their place: what is one, what is none, and what is the same one again."""

from __future__ import annotations

import json

import pytest

from diagnose.intake.content.lines import Lines
from diagnose.intake.content.secret_places import (
    address_secrets,
    cookie_secrets,
    header_secret,
    json_secrets,
    text_secrets,
    without_repeats,
)
from diagnose.intake.content.sightings import SecretSeen
from diagnose.intake.model import SecretKind
from diagnose.intake.source.traced import Traced
from diagnose.json_value import Json


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("Authorization", "Bearer made-up-token-0123", [(SecretKind.ACCESS_TOKEN, "made-up-token-0123")]),
        ("authorization", "Basic bWFkZTp1cA==", [(SecretKind.PASSWORD, "bWFkZTp1cA==")]),
        ("authorization", "Bearer <token>", []),
        ("X-Api-Key", " made-up-key ", [(SecretKind.API_KEY, "made-up-key")]),
        ("Cookie", "a=first-one; Path=/", [(SecretKind.COOKIE, "first-one")]),
        ("Accept", "text/html", []),
    ],
)  # fmt: skip
def test_headers(name: str, value: str, found: list[tuple[SecretKind, str]]) -> None:
    """The token without its scheme, each cookie by itself, no placeholder."""
    assert [(secret.kind, secret.value) for secret in header_secret(name, value, 1)] == found


def test_addresses() -> None:
    """A password before the host, and a token in the query."""
    url = "https://me:made-up-word@host.example/graphql?access_token=made-up-token&x=1"
    found = address_secrets(url, url.partition("?")[2], 1)
    assert [secret.value for secret in found] == ["made-up-word", "made-up-token"]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"password": "made-up-word"}, ["made-up-word"]),
        ([{"deep": {"apiKey": "made-up-key"}}], ["made-up-key"]),
        ([{"name": "x-api-key", "value": "made-up-key"}], ["made-up-key"]),
        ([{"key": "Authorization", "value": "Bearer made-up-token-0123"}], ["made-up-token-0123"]),
        ({"name": "theme", "value": "dark-one"}, []),
        ({"token": "<your token>"}, []),
        ({"tokens": ["made-up-token"], "total": 4}, ["made-up-token"]),
        ({"header": "Authorization", "content": "Bearer made-up-token-0123"}, ["made-up-token-0123"]),
        ({"line": 'sent {"password": "made-up-word"}'}, ["made-up-word"]),
        ({"a": json.dumps({"b": json.dumps({"password": "made-up-word"})})}, ["made-up-word"]),
    ],
)
def test_json(value: Json, found: list[str]) -> None:
    """Telling keys at any depth, lists of names and values, and JSON inside strings."""
    assert [secret.value for secret in json_secrets(value, Lines(1))] == found


def test_nothing_is_looked_into_for_ever() -> None:
    """JSON in strings is followed some levels down; the depth of objects does not matter."""
    value: Json = {"password": "made-up-word"}
    for _ in range(5_000):
        value = {"a": value}
    assert [secret.value for secret in json_secrets(value, Lines(1))] == ["made-up-word"]


def test_a_hit_that_a_form_told_more_exactly_is_no_second_secret() -> None:
    """The cookie header is its cookies; a token that happens to hold a short value is still one of its own."""
    exact = list(cookie_secrets("sid=made-up-session", 1))
    (header,) = text_secrets(Traced.of("Cookie: sid=made-up-session"))
    assert list(without_repeats([header], exact)) == []
    short = SecretSeen(SecretKind.COOKIE, "oken", 1, "cookie a")
    token = SecretSeen(SecretKind.ACCESS_TOKEN, "made-up-token-0123456789", 1, "bearer token")
    assert list(without_repeats([token], [short])) == [token]


def test_a_character_in_writing_is_not_cut_to_a_cookie() -> None:
    """``&#65;&#75;…`` is a key in another writing: the piece before its first semicolon is no secret."""
    assert [*cookie_secrets("c=&#65;&#75;&#73;&#65;", 1)] == []
    assert [seen.value for seen in cookie_secrets("c=made-up&more-01", 1)] == ["made-up&more-01"]

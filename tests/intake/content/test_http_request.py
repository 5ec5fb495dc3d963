"""Which requests are told as requests to this API."""

from __future__ import annotations

import pytest

from diagnose.intake.content.http_request import HttpRequest, deliver, is_graphql_address, may_be_ours
from diagnose.intake.content.sightings import RequestSeen
from diagnose.intake.source.traced import Traced
from tests.intake.sent import BODY, ENDPOINT

_OTHER = '{"query": "query T($workspaceId: ID!) { tenant(workspaceId: $workspaceId) { id } me { name } }"}'


@pytest.mark.parametrize(
    ("url", "body", "counts"),
    [
        (ENDPOINT, BODY, True),
        (ENDPOINT, None, True),
        (ENDPOINT, _OTHER, True),
        ("https://router.apps.filed.com/graphql", None, True),
        ("http://localhost:4000/graphql", None, True),
        ("{{base}}/graphql", BODY, True),
        ("/graphql", BODY, True),
        ("https://proxy.acme.example/filed", BODY, True),
        ("https://api.acme.example/graphql", _OTHER, False),
        ("https://api.acme.example/graphql", None, False),
        ("https://api.acme.example/graphql-like", '{"event": "sync"}', False),
        ("https://notfiled.com/graphql", None, False),
        ("wss://gateway.filed.com/graphql", None, False),
    ],
)
def test_what_counts_as_a_request(url: str, body: str | None, counts: bool) -> None:
    """The API's own hosts count whatever is sent there, others only when this API is asked."""
    sent = HttpRequest("test", 1, url, "POST", body=Traced.on_line(body, 1) if body else None)
    assert any(isinstance(sighting, RequestSeen) for sighting in deliver(sent)) is counts


def test_a_handshake_is_none() -> None:
    """A WebSocket is asked for with a GET that says Upgrade."""
    assert not deliver(HttpRequest("test", 1, ENDPOINT, "GET", (("Upgrade", "websocket", 1),)))


def test_addresses() -> None:
    """GraphQL is spoken at a path of its own; a word like it is none."""
    assert is_graphql_address("https://a.example/api/graphql?x=1")
    assert not is_graphql_address("https://a.example/graphql-like")
    assert not may_be_ours("https://filed.com.evil.example/graphql")

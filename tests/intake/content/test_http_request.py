"""A request over HTTP: its address, its headers, its body."""

from __future__ import annotations

import pytest

from diagnose.intake.content.http_request import (
    HttpRequest,
    clean_url,
    deliver,
    is_graphql_address,
    may_be_ours,
    shown_headers,
)
from diagnose.intake.content.sightings import Remark, RequestSeen, SecretSeen
from diagnose.intake.source.traced import Traced
from tests.intake.sent import BODY, ENDPOINT

_URL = "https://gateway.filed.com/graphql"


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://me:secret@host.example:8443/graphql?token=x#y", "https://host.example:8443/graphql"),
        ("http://[::1]:8000/graphql", "http://[::1]:8000/graphql"),
        ("$ENDPOINT/graphql", "$ENDPOINT/graphql"),
    ],
)
def test_addresses_are_shown_without_secrets(url: str, clean: str) -> None:
    """No user info, no query, no fragment."""
    assert clean_url(url) == clean


def test_addresses_that_speak_graphql() -> None:
    """By their path or their host."""
    assert is_graphql_address("https://x.example/GraphQL")
    assert is_graphql_address("https://gateway.eu.filed.com/v1")
    assert not is_graphql_address("https://x.example/rest")


def test_headers_that_matter() -> None:
    """Names in lower case, no secret, no header that says nothing."""
    shown, form = shown_headers([("Authorization", "Bearer made-up", 1), ("ACCEPT", " a ", 1), ("x-own", "b", 1)])
    assert shown == {"accept": "a"}
    assert form is not None
    assert form.scheme == "Bearer"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('{"query": "{ me { id } }"}', None),
        ('{"query": "{ me { id } }",}', "a comma before a closing bracket"),
        ("query=%7Bme%7Bid%7D%7D", "the body is a form, not JSON"),
        ("query { me { id } }", "the body is a bare GraphQL document, not JSON"),
        ("{ me { id } }", "the body is a bare GraphQL document, not JSON"),
    ],
)
def test_bodies(body: str, problem: str | None) -> None:
    """Whatever the body is, its query is read, and what is wrong with it told."""
    seen = deliver(HttpRequest("made-up", 1, _URL, "POST", body=Traced.of(body)))
    (request,) = [item.request for item in seen if isinstance(item, RequestSeen)]
    assert request.document is not None
    assert request.problems == ((problem,) if problem else ())
    assert any(isinstance(item, Remark) for item in seen) is (problem == "a comma before a closing bracket")


def test_no_graphql_gives_its_secrets_only() -> None:
    """A call of another API is none of ours; what is secret in it is."""
    seen = deliver(HttpRequest("made-up", 1, "https://x.example/api", "GET", (("Cookie", "sid=made-up", 4),)))
    assert [(type(item), item.value, item.line) for item in seen if isinstance(item, SecretSeen)] == [
        (SecretSeen, "made-up", 4)
    ]
    assert len(seen) == 1


def test_an_address_alone_is_a_request_without_a_document() -> None:
    """It goes where GraphQL is spoken; what it asks is not known."""
    (seen,) = deliver(HttpRequest("made-up", 1, _URL, "POST"))
    assert isinstance(seen, RequestSeen)
    assert seen.request.document is None


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
    asked = [sighting for sighting in deliver(sent) if isinstance(sighting, RequestSeen)]
    assert any(not request.elsewhere for request in asked) is counts


def test_a_handshake_is_none() -> None:
    """A WebSocket is asked for with a GET that says Upgrade."""
    assert not deliver(HttpRequest("test", 1, ENDPOINT, "GET", (("Upgrade", "websocket", 1),)))


def test_addresses() -> None:
    """GraphQL is spoken at a path of its own; a word like it is none."""
    assert is_graphql_address("https://a.example/api/graphql?x=1")
    assert not is_graphql_address("https://a.example/graphql-like")
    assert not may_be_ours("https://filed.com.evil.example/graphql")

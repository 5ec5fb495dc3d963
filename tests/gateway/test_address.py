"""Addresses: what is accepted, what is refused with which sentence, what is never shown."""

from __future__ import annotations

import pytest

from diagnose.gateway.address import EndpointError, parse_endpoint
from diagnose.vendor import GATEWAY_URL

LONGEST = f"https://x/{'a' * 2038}"


@pytest.mark.parametrize(
    ("text", "url", "loopback"),
    [
        (GATEWAY_URL, GATEWAY_URL, False),
        ("https://GATEWAY.example", "https://gateway.example/", False),
        ("https://gateway.example:8443/graphql#part", "https://gateway.example:8443/graphql", False),
        ("http://127.0.0.1:8080/graphql", "http://127.0.0.1:8080/graphql", True),
        ("http://127.9.9.9/graphql", "http://127.9.9.9/graphql", True),
        ("http://localhost/graphql", "http://localhost/graphql", True),
        ("http://[::1]:80/graphql", "http://[::1]:80/graphql", True),
        ("https://[2001:db8:0::1]/graphql", "https://[2001:db8::1]/graphql", False),
        pytest.param(LONGEST, LONGEST, False, id="2048 characters"),
    ],
)
def test_good_addresses(text: str, url: str, loopback: bool) -> None:
    """https goes anywhere, plain http to this machine."""
    endpoint = parse_endpoint(text)
    assert (endpoint.url, endpoint.loopback) == (url, loopback)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("gateway.filed.com/graphql", "https://"),
        ("ftp://gateway.filed.com", "https://"),
        ("http://gateway.filed.com/graphql", "plain http"),
        ("http://127.0.0.1.evil.example/", "plain http"),
        ("http://localhost.evil.example/", "plain http"),
        ("http://0.0.0.0/", "plain http"),
        ("http://10.0.0.1/", "plain http"),
        ("http://2130706433/", "plain http"),
        ("https://user:secret@gateway.example/", "user name or password"),
        ("http://secret@127.0.0.1/", "user name or password"),
        ("https://", "no host"),
        ("https:///graphql", "no host"),
        ("https://gateway.example:99999/", "port"),
        ("https://gateway.example:0/", "port"),
        ("https://gateway.example:x/", "port"),
        ("https://[::1/", "cannot be read"),
        ("https://[zz]/", "cannot be read"),
        ("https://gate way/", "characters"),
        ("https://gateway.example/\x1b[2J", "characters"),
        ("https://gateway.example\n", "characters"),
        ("https://g\u0430teway.example/", "characters"),
        ("https://-x/", "malformed"),
        ("https://a..b/", "malformed"),
        (f"{LONGEST}a", "longer"),
    ],
)
def test_bad_addresses_give_one_clear_sentence(text: str, says: str) -> None:
    """Each says what is wrong, on one line, without repeating what could be a secret."""
    with pytest.raises(EndpointError) as caught:
        parse_endpoint(text)
    message = str(caught.value)
    assert says in message
    assert message.isprintable()
    assert message.endswith(".")
    assert "secret" not in message


def test_the_query_is_used_but_never_shown() -> None:
    """A key in the query reaches the server only."""
    endpoint = parse_endpoint("https://gateway.example/graphql?key=hush")
    assert endpoint.url.endswith("?key=hush")
    assert "hush" not in endpoint.shown
    assert "hush" not in repr(endpoint)

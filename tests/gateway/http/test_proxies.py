"""Proxy variables: the right one is chosen, a bad one is named."""

from __future__ import annotations

import pytest

from diagnose.gateway.address import parse_endpoint
from diagnose.gateway.http.proxies import ProxySettingError, check_proxy_settings, choose_proxy

GATEWAY = parse_endpoint("https://gateway.example/graphql")


@pytest.mark.parametrize(
    ("environ", "proxy"),
    [
        ({}, None),
        ({"HTTPS_PROXY": ""}, None),
        ({"HTTPS_PROXY": "proxy.example:8080"}, "http://proxy.example:8080"),
        ({"https_proxy": "http://one.example", "HTTPS_PROXY": "http://two.example"}, "http://one.example"),
        ({"ALL_PROXY": "http://all.example:1"}, "http://all.example:1"),
        ({"HTTP_PROXY": "http://plain.example"}, None),
        ({"HTTPS_PROXY": "http://p.example", "NO_PROXY": "*"}, None),
        ({"HTTPS_PROXY": "http://p.example", "NO_PROXY": "other.example, .example"}, None),
        ({"HTTPS_PROXY": "http://p.example", "NO_PROXY": "GATEWAY.example:443"}, None),
        ({"HTTPS_PROXY": "http://p.example", "NO_PROXY": "gateway.example:8443"}, "http://p.example"),
        ({"HTTPS_PROXY": "http://p.example", "NO_PROXY": "way.example,::1,10.0.0.0/8"}, "http://p.example"),
    ],
)
def test_the_usual_variables_decide(environ: dict[str, str], proxy: str | None) -> None:
    """As curl reads them: small letters first, exceptions by name and below it."""
    assert choose_proxy(GATEWAY, environ) == proxy


def test_loopback_never_goes_through_a_proxy() -> None:
    """The embedded gateway works on a machine with proxies."""
    assert choose_proxy(parse_endpoint("http://127.0.0.1:1/"), {"ALL_PROXY": "http://p.example"}) is None


@pytest.mark.parametrize(
    ("environ", "variable"),
    [
        ({"NO_PROXY": "[::1]"}, "NO_PROXY"),
        ({"no_proxy": "localhost,http://x"}, "no_proxy"),
        ({"NO_PROXY": "host:port"}, "NO_PROXY"),
        ({"HTTPS_PROXY": "socks5://hush:hush@p.example"}, "HTTPS_PROXY"),
        ({"ALL_PROXY": "http://hush:hush@[::1"}, "ALL_PROXY"),
        ({"https_proxy": "http://hush:hush@p.example:99999"}, "https_proxy"),
        ({"https_proxy": "http://"}, "https_proxy"),
        ({"HTTP_PROXY": "http://p example"}, "HTTP_PROXY"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named(environ: dict[str, str], variable: str) -> None:
    """One sentence with the variable's own name, and never a password from it."""
    with pytest.raises(ProxySettingError) as caught:
        check_proxy_settings(environ)
    assert variable in str(caught.value)
    assert "hush" not in str(caught.value)

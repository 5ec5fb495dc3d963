"""What else may stand at an address that somebody takes for the gateway."""

from __future__ import annotations

import httpx
import pytest

from diagnose.sandbox import Dialect, Refusal, scenario, serve
from tests.sandbox.calling import EVERYTHING, Caller, harbour


def test_sign_in_page() -> None:
    """The address that the redirect names is a sign-in page."""
    with serve(harbour(), dialect=Dialect(refuse_token=Refusal.REDIRECT)) as gateway:
        page = httpx.post(gateway.url, json={"query": EVERYTHING}, trust_env=False, follow_redirects=True)
    assert "<title>Sign in</title>" in page.text


def test_the_router_knows_nobody_and_has_another_schema(caller: Caller) -> None:
    """Its own query is answered with ``me: null``, the gateway's is refused, a body that is no request as well."""
    with serve(scenario("endpoint-router")) as gateway:
        own = caller.ask(gateway, "{ me { __typename } health { id } }", url=gateway.client_url)
        other = caller.ask(gateway, EVERYTHING, url=gateway.client_url)
        none = httpx.post(gateway.client_url, content=b"{", headers={"content-type": "application/json"})
    assert own.json()["data"] == {"me": None, "health": {"id": "health"}}
    assert (other.status_code, "data" in other.json()) == (400, False)
    assert none.json()["errors"][0]["message"] == "The body is not JSON"


@pytest.mark.parametrize(
    ("path", "status", "shown"),
    [
        ("/html/graphql", 200, "<title>Tax software</title>"),
        ("/other-json/graphql", 200, '"service":"status"'),
        ("/redirect/graphql", 301, ""),
        ("/nowhere", 404, "Not Found"),
    ],
)
def test_each_address_has_its_own_answer(caller: Caller, path: str, status: int, shown: str) -> None:
    """A web site, another service, a redirect; whoever comes is kept in the ledger."""
    with serve(harbour()) as gateway:
        answer = caller.ask(gateway, url=gateway.url.removesuffix("/graphql") + path)
        kept = [seen.path for seen in gateway.requests]
    assert (answer.status_code, shown in answer.text) == (status, True)
    assert kept == ([path] if status != 404 else [])
